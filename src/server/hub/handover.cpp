#include "server/hub/handover.hpp"

#include <optional>

#include "server/hub/state.hpp"
#include "server/hub/story.hpp"
#include "server/hub/telling.hpp"
#include "server/hub/turn.hpp"

namespace parley::hub {
namespace {

using protocol::ErrorCode;
using protocol::Side;

std::optional<ErrorCode> refusal_of(const CallEntry* call, const std::optional<Side>& side) {
  if (call == nullptr || !side) return ErrorCode::NoSuchCall;
  if (call->status != protocol::CallStatus::Ongoing) return ErrorCode::NotInCall;
  if (call->room) return ErrorCode::NotAllowed;  // the media server knows this side by its session's token
  return std::nullopt;
}

}  // namespace

void take_call(State& state, Turn& turn, Session& session, const protocol::CallTake& take) {
  CallEntry* call = state.calls.find(take.call);
  const auto side = call == nullptr ? std::nullopt : call->side_of(session.person);
  if (const auto code = refusal_of(call, side)) {
    refuse(state, turn, session, {.code = *code, .answers = take.id, .where = "/callId"});
    return;
  }
  Party& own = call->party(*side);
  if (own.session == session.id) return tell_session(state, turn, *call, *side, session);
  call->hand_over(*side, session);
  tell_call(state, turn, *call);
  tell_elsewhere(state, turn, *call);
  if (const auto& media = call->party(protocol::other(*side)).media) post(state, turn, session, *media);
  note_call(turn, *call, CallMoment::Moved, side);
  turn.log(LogLevel::Info, "call taken over", session.connection, call->id);
}

}  // namespace parley::hub
