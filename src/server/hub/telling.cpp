#include "server/hub/telling.hpp"

#include <algorithm>
#include <memory>
#include <string_view>
#include <vector>

#include "server/hub/call_json.hpp"
#include "server/hub/reach.hpp"
#include "server/hub/state.hpp"
#include "server/hub/turn.hpp"

namespace parley::hub {
namespace {

using protocol::CallStatus;
using protocol::Side;

constexpr std::size_t kTold = 4;  // a session is in one call at a time; the others are rings it heard since

bool was_told(const Session& session, const CallId& call) {
  return std::find(session.told.begin(), session.told.end(), call) != session.told.end();
}

// Rings that were only heard go first: who misses the end of one stops ringing all the same.
void drop_one_told(const State& state, Session& session) {
  const auto only_heard = [&](const CallId& id) {
    const CallEntry* known = state.calls.find(id);
    return known == nullptr || (known->caller.session != session.id && known->receiver.session != session.id);
  };
  const auto heard = std::find_if(session.told.begin(), session.told.end(), only_heard);
  session.told.erase(heard == session.told.end() ? session.told.begin() : heard);
}

void remember_told(const State& state, Session& session, const CallId& call) {
  if (was_told(session, call)) return;
  if (session.told.size() == kTold) drop_one_told(state, session);
  session.told.push_back(call);
}

void send_event(State& state, Turn& turn, const Session& session, std::string_view type, const CallView& view) {
  send_frame(state, turn, session.connection, Frame{std::make_shared<const std::string>(call_event_json(type, view))});
}

// What the call's status means to a program that does not know of it yet.
void tell_program(State& state, Turn& turn, const CallEntry& call, Side side, Session& session) {
  const bool caller = side == Side::Caller;
  const bool elsewhere = call.is_live() && !call.is_dialling() && call.party(side).session != session.id;
  if (call.is_live() && !elsewhere) {
    remember_told(state, session, call.id);
    if (session.connection == 0) return;
    if (call.is_dialling() && !caller) send_event(state, turn, session, "INCOMING_CALL", call.view());
    if (!call.is_dialling() && caller) send_event(state, turn, session, "ACCEPT_CALL", call.view());
    return;
  }
  if (session.connection == 0 || !was_told(session, call.id)) return;
  forget_told(session, call.id);
  CallView view = call.view();
  if (elsewhere) view.status = CallStatus::Ended;  // for this program
  const bool declined = call.status == CallStatus::Declined && caller;
  send_event(state, turn, session, declined ? "DECLINE_CALL" : "END_CALL", view);
}

// Whether a session is told of a call that another one of its person is in: it rang there too, or could be taken over.
bool hears_elsewhere(const State& state, const CallEntry& call, Side side, const Session& session) {
  if (call.room) return side == Side::Receiver && rings(state, call, session);
  return !session.program;
}

}  // namespace

void tell_call(State& state, Turn& turn, const CallEntry& call) {
  if (Session* caller = state.sessions.find(call.caller.session))
    tell_session(state, turn, call, Side::Caller, *caller);
  if (!call.receiver.session.empty()) {
    if (Session* bound = state.sessions.find(call.receiver.session)) {
      tell_session(state, turn, call, Side::Receiver, *bound);
    }
    return;
  }
  const PersonEntry* receiver = state.people.find(call.receiver.face.id);
  if (receiver == nullptr) return;
  for (const SessionId& id : receiver->sessions) {
    Session* session = state.sessions.find(id);
    if (session != nullptr && rings(state, call, *session)) tell_session(state, turn, call, Side::Receiver, *session);
  }
}

void tell_elsewhere(State& state, Turn& turn, const CallEntry& call) {
  for (const Side side : {Side::Caller, Side::Receiver}) {
    const PersonEntry* person = state.people.find(call.party(side).face.id);
    if (person == nullptr || call.party(side).session.empty()) continue;
    for (const SessionId& id : person->sessions) {
      Session* other = state.sessions.find(id);
      if (other == nullptr || id == call.party(side).session) continue;
      if (call.is_live() ? hears_elsewhere(state, call, side, *other) : was_told(*other, call.id)) {
        tell_session(state, turn, call, side, *other);
      }
    }
  }
}

void tell_session(State& state, Turn& turn, const CallEntry& call, Side side, Session& session) {
  if (session.connection == 0 || session.program) return;
  remember_told(state, session, call.id);
  post(state, turn, session, call.snapshot(side, session.id, turn.now()));
}

void tell_calls(State& state, Turn& turn, Session& session, protocol::Outcome outcome) {
  std::erase_if(session.told, [&](const CallId& id) { return state.calls.find(id) == nullptr; });
  const std::vector<CallId> told = session.told;
  for (const CallId& id : told) {
    const CallEntry* call = state.calls.find(id);
    const auto side = call->side_of(session.person);
    if (side && !call->is_live()) tell_session(state, turn, *call, *side, session);
  }
  const PersonEntry* person = state.people.find(session.person);
  const CallEntry* call = state.calls.find(person->live_call);
  const auto side = call == nullptr ? std::nullopt : call->side_of(session.person);
  if (!side) return;
  const bool bound = call->party(*side).session == session.id;
  // What another tab rings is none of this one's business.
  const bool hears = call->is_dialling() ? *side == Side::Receiver && rings(state, *call, session)
                                         : hears_elsewhere(state, *call, *side, session);
  if (!bound && !hears) return;
  tell_session(state, turn, *call, *side, session);
  if (call->is_dialling() && *side == Side::Receiver && outcome != protocol::Outcome::Resumed) {
    for (const protocol::Message& message : call->early) post(state, turn, session, message);
  }
  const auto& media = call->party(protocol::other(*side)).media;
  if (bound && media && !call->is_dialling()) post(state, turn, session, *media);
}

void tell_programs(State& state, Turn& turn, const CallEntry& call) {
  if (!call.room) return;
  if (Session* caller = state.sessions.find(call.caller.session); caller != nullptr && caller->program) {
    tell_program(state, turn, call, Side::Caller, *caller);
  }
  const PersonEntry* receiver = state.people.find(call.receiver.face.id);
  if (receiver == nullptr) return;
  if (Session* program = program_of(state, *receiver)) tell_program(state, turn, call, Side::Receiver, *program);
}

void tell_program_again(State& state, Turn& turn, Session& session) {
  std::vector<CallId> calls = session.told;
  const PersonEntry* person = state.people.find(session.person);
  const CallEntry* live = state.calls.find(person->live_call);
  if (live != nullptr && live->is_dialling() && live->room && !was_told(session, live->id)) calls.push_back(live->id);
  for (const CallId& id : calls) {
    const CallEntry* call = state.calls.find(id);
    const auto side = call == nullptr ? std::nullopt : call->side_of(session.person);
    if (!side) {
      forget_told(session, id);
    } else if (*side == Side::Receiver || call->caller.session == session.id) {
      tell_program(state, turn, *call, *side, session);
    }
  }
}

void forget_told(Session& session, const CallId& call) { std::erase(session.told, call); }

}  // namespace parley::hub
