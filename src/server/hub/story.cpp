#include "server/hub/story.hpp"

#include <utility>

#include "core/protocol/wire_names.hpp"
#include "server/hub/state.hpp"
#include "server/hub/turn.hpp"

namespace parley::hub {

using protocol::Side;

void note_call(Turn& turn, CallEntry& call, CallMoment moment, std::optional<Side> side, std::string detail) {
  turn.emit(NoteCall{{call.id, ++call.notes, turn.wall(), moment, side, std::move(detail)}});
}

void note_quality(Turn& turn, CallEntry& call, Side side) {
  constexpr Milliseconds kBetween{5'000};
  Party& party = call.party(side);
  if (!party.media || !party.media->quality || party.media->quality == party.noted_quality) return;
  if (party.noted_quality && turn.now() - party.noted_at < kBetween) return;
  party.noted_quality = party.media->quality;
  party.noted_at = turn.now();
  note_call(turn, call, CallMoment::Quality, side, std::string(protocol::wire_name(*party.noted_quality)));
}

void note_end(Turn& turn, CallEntry& call) {
  for (const Side side : {Side::Caller, Side::Receiver}) {
    const Party& party = call.party(side);
    if (!party.media || !party.media->quality || party.media->quality == party.noted_quality) continue;
    note_call(turn, call, CallMoment::Quality, side, std::string(protocol::wire_name(*party.media->quality)));
  }
  const std::string reason(call.reason ? protocol::wire_name(*call.reason) : "");
  note_call(turn, call, CallMoment::Ended, call.ended_by, reason);
}

void note_session(State& state, Turn& turn, const Session& session, CallMoment moment) {
  const PersonEntry* person = state.people.find(session.person);
  CallEntry* call = person == nullptr ? nullptr : state.calls.find(person->live_call);
  const auto side = call == nullptr ? std::nullopt : call->side_of(session.person);
  if (side && call->party(*side).session == session.id) note_call(turn, *call, moment, side);
}

void number_after_restart(const Turn& turn, CallEntry& call) {
  // Seconds of the clock: no call has had an event in each second of its life, so no earlier number is as high.
  constexpr std::int64_t kEpoch = 1'600'000'000;
  constexpr std::int64_t kMillisecondsPerSecond = 1000;
  const std::int64_t seconds = turn.wall() / kMillisecondsPerSecond - kEpoch;
  call.notes = seconds > 0 ? static_cast<std::uint32_t>(seconds) : 0;
}

}  // namespace parley::hub
