#include "server/hub/consent.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "core/protocol/wire_names.hpp"
#include "server/hub/names.hpp"
#include "server/hub/state.hpp"
#include "server/hub/turn.hpp"

namespace parley::hub {
namespace {

using protocol::CallStatus;
using protocol::EndReason;
using protocol::ErrorCode;
using protocol::Side;

// Both rings of a glare have been made when the second request comes: A rings B, and B asks for A.
bool is_glare(const CallEntry& call, const PersonId& asking, const PersonId& asked) {
  return call.is_dialling() && call.caller.face.id == asked && call.receiver.face.id == asking;
}

// How long until this person may ring that one again; nothing if he may now.
std::optional<Milliseconds> ring_wait(const Config& config, PersonEntry& caller, const PersonId& to, Instant now) {
  constexpr Milliseconds kMinute{60'000};
  std::erase_if(caller.rings, [&](const RingMade& made) { return made.when + kMinute <= now; });
  const auto wait_after = [&](Instant when) { return std::max(Milliseconds{1}, when + kMinute - now); };
  if (caller.rings.size() >= config.rings_per_minute) return wait_after(caller.rings.front().when);
  const auto same = [&](const RingMade& made) { return made.to == to; };
  const auto count = static_cast<std::size_t>(std::count_if(caller.rings.begin(), caller.rings.end(), same));
  if (count < config.rings_to_one_per_minute) return std::nullopt;
  return wait_after(std::find_if(caller.rings.begin(), caller.rings.end(), same)->when);
}

CallEntry new_call(const State& state, Turn& turn, const PersonEntry& caller, const PersonEntry& receiver,
                   const Session& session, const protocol::CallRequest& request) {
  CallEntry call;
  call.id = CallId(turn.mint(state.call_prefix));
  call.caller.face = caller.face;
  call.caller.claimed_as = caller.face.id;
  call.caller.session = session.id;
  call.caller.request = request.id;
  call.receiver.face = receiver.face;
  call.receiver.claimed_as = receiver.face.id;
  call.media = request.media;
  call.requested_at = turn.wall();
  return call;
}

// The receiver is in another call: no call is made for anybody, but the attempt is kept in the record.
void refuse_busy(State& state, Turn& turn, Session& session, const PersonEntry& caller, const PersonEntry& receiver,
                 const protocol::CallRequest& request) {
  CallEntry call = new_call(state, turn, caller, receiver, session, request);
  call.status = CallStatus::Error;
  call.reason = EndReason::Busy;
  call.ended_at = turn.wall();
  record_call(turn, call);
  refuse(state, turn, session, {.code = ErrorCode::Busy, .answers = request.id, .name = receiver.face.name});
}

void accept_call(State& state, Turn& turn, CallEntry& call, Session& session, protocol::Media with) {
  call.accept(session.id, with, turn.wall());
  state.deadlines.cancel(call.due);
  tell_call(state, turn, call);
  if (const PersonEntry* receiver = state.people.find(call.receiver.face.id)) {
    for (const SessionId& id : receiver->sessions) {
      Session* other = state.sessions.find(id);
      if (other != nullptr && id != session.id) tell_session(state, turn, call, Side::Receiver, *other);
    }
  }
  // The caller may have reported its media before there was anybody to tell.
  if (call.caller.media) post(state, turn, session, *call.caller.media);
  record_call(turn, call);
  turn.log(LogLevel::Info, "call accepted", session.connection, call.id);
}

void ring(State& state, Turn& turn, Session& session, PersonEntry& caller, PersonEntry& receiver,
          const protocol::CallRequest& request) {
  CallEntry& call = begin_call(state, turn, new_call(state, turn, caller, receiver, session, request));
  call.ring_until = turn.now() + state.config.ring;
  call.due = state.deadlines.add(call.ring_until, RingDue{call.id});
  call.early.emplace_back(protocol::Offer{call.id, call.generation, false, request.offer, caller.face.id});
  tell_call(state, turn, call);
  for (const SessionId& id : receiver.sessions) {
    if (Session* ringing = state.sessions.find(id)) post(state, turn, *ringing, call.early.front());
  }
  record_call(turn, call);
  turn.log(LogLevel::Info, "call rings", session.connection, call.id);
}

struct Ending {
  CallStatus status;
  EndReason reason;
};

// A client says what it saw; what that means depends on how far the call has come.
Ending ending_of(const CallEntry& call, protocol::EndCause cause) {
  const bool talked = call.started.has_value();
  switch (cause) {
    case protocol::EndCause::HangUp:
    case protocol::EndCause::Cancel:  // the answer and the cancel may cross
      return {CallStatus::Ended, call.is_dialling() ? EndReason::Cancelled : EndReason::HungUp};
    case protocol::EndCause::ConnectionLost: return {CallStatus::Ended, EndReason::ConnectionLost};
    case protocol::EndCause::NoPath:
      if (talked) return {CallStatus::Ended, EndReason::ConnectionLost};
      return {CallStatus::Error, EndReason::NoPath};
    case protocol::EndCause::Failed:
      if (talked) return {CallStatus::Ended, EndReason::ConnectionLost};
      return {CallStatus::Error, EndReason::Failed};
  }
  return {CallStatus::Error, EndReason::Failed};
}

}  // namespace

void request_call(State& state, Turn& turn, Session& session, const protocol::CallRequest& request) {
  PersonEntry* caller = state.people.find(session.person);
  const std::string name_key = request.name ? find_key(*request.name) : std::string();
  PersonEntry* receiver = request.to ? state.people.find(*request.to) : state.people.find_by_name(name_key);
  if (receiver == nullptr) {
    const bool known = request.to ? state.departed.knows(*request.to) : state.departed.knows_name(name_key);
    refuse(state, turn, session,
           {.code = known ? ErrorCode::Offline : ErrorCode::UnknownPerson,
            .answers = request.id,
            .name = name_key.empty() ? std::string() : *request.name});
    return;
  }
  if (receiver == caller) {
    refuse(state, turn, session, {.code = ErrorCode::SelfCall, .answers = request.id});
    return;
  }
  if (CallEntry* call = state.calls.find(caller->live_call)) {
    if (!is_glare(*call, caller->face.id, receiver->face.id)) {
      refuse(state, turn, session, {.code = ErrorCode::NotAllowed, .answers = request.id});
      return;
    }
    call->media = protocol::lesser(call->media, request.media);
    call->receiver.request = request.id;
    accept_call(state, turn, *call, session, request.media);
    return;
  }
  if (is_busy(*caller)) {
    refuse(state, turn, session, {.code = ErrorCode::NotAllowed, .answers = request.id});
    return;
  }
  if (const auto wait = ring_wait(state.config, *caller, receiver->face.id, turn.now())) {
    refuse(state, turn, session, {.code = ErrorCode::RateLimited, .answers = request.id, .retry_after = wait});
    return;
  }
  caller->rings.push_back({turn.now(), receiver->face.id});
  if (is_busy(*receiver)) {
    refuse_busy(state, turn, session, *caller, *receiver, request);
    return;
  }
  ring(state, turn, session, *caller, *receiver, request);
}

void answer_call(State& state, Turn& turn, Session& session, const protocol::CallAnswer& answer) {
  const auto standing = standing_in(state, turn, session, answer.call, answer.id);
  if (!standing) return;
  CallEntry& call = *standing->call;
  if (standing->side != Side::Receiver || !call.is_dialling()) {
    refuse(state, turn, session, {.code = ErrorCode::NotAllowed, .answers = answer.id, .where = "/callId"});
    return;
  }
  if (answer.accept) {
    accept_call(state, turn, call, session, answer.media.value_or(call.media));
  } else {
    finish_call(state, turn, call, CallStatus::Declined, EndReason::Declined, Side::Receiver);
  }
}

void end_call(State& state, Turn& turn, Session& session, const protocol::CallEnd& end) {
  const auto standing = standing_in(state, turn, session, end.call, end.id);
  if (!standing) return;
  CallEntry& call = *standing->call;
  if (call.is_dialling() && standing->side == Side::Receiver) {  // it declines, or it is silent
    refuse(state, turn, session, {.code = ErrorCode::NotAllowed, .answers = end.id, .where = "/callId"});
    return;
  }
  const Ending ending = ending_of(call, end.cause);
  finish_call(state, turn, call, ending.status, ending.reason, standing->side);
}

void ring_out(State& state, Turn& turn, const CallId& id) {
  CallEntry* call = state.calls.find(id);
  if (call == nullptr || !call->is_dialling()) return;
  call->due.reset();
  finish_call(state, turn, *call, CallStatus::Missed, EndReason::NoAnswer, std::nullopt);
}

void leave_call(State& state, Turn& turn, const Session& session) {
  const PersonEntry* person = state.people.find(session.person);
  CallEntry* call = person == nullptr ? nullptr : state.calls.find(person->live_call);
  const auto side = call == nullptr ? std::nullopt : call->side_of(session.person);
  if (!side) return;
  const SessionId& bound = call->party(*side).session;
  if (bound.empty() ? !person->sessions.empty() : bound != session.id) return;
  if (call->is_dialling() && *side == Side::Caller) {
    finish_call(state, turn, *call, CallStatus::Ended, EndReason::Cancelled, Side::Caller);
  } else {
    finish_call(state, turn, *call, CallStatus::Ended, EndReason::ConnectionLost, std::nullopt);
  }
}

void end_dialling_calls(State& state, Turn& turn) {
  std::vector<CallId> dialling;
  for (const auto& [id, call] : state.calls) {
    if (call.is_dialling()) dialling.push_back(id);
  }
  std::sort(dialling.begin(), dialling.end());
  for (const CallId& id : dialling) {
    finish_call(state, turn, *state.calls.find(id), CallStatus::Error, EndReason::Failed, std::nullopt);
  }
}

CallEntry& begin_call(State& state, Turn& turn, CallEntry call) {
  CallEntry& entry = state.calls.add(std::move(call));
  ++state.live_calls;
  ++state.totals.calls_made;
  for (const Side side : {Side::Caller, Side::Receiver}) {
    PersonEntry* person = state.people.find(entry.party(side).face.id);
    person->live_call = entry.id;
    show_presence(state, turn, *person);
  }
  return entry;
}

void finish_call(State& state, Turn& turn, CallEntry& call, CallStatus status, EndReason reason,
                 std::optional<Side> by) {
  state.deadlines.cancel(call.due);
  call.end(status, reason, by, turn.now(), turn.wall());
  --state.live_calls;
  ++state.totals.calls_ended;
  for (const Side side : {Side::Caller, Side::Receiver}) {
    PersonEntry* person = state.people.find(call.party(side).face.id);
    if (person == nullptr || person->live_call != call.id) continue;
    person->live_call = {};
    show_presence(state, turn, *person);
  }
  tell_call(state, turn, call);
  record_call(turn, call);
  call.due = state.deadlines.add(turn.now() + state.config.keep_ended, ForgetCallDue{call.id});
  turn.log(LogLevel::Info, "call over", 0, call.id, std::string(protocol::wire_name(status)));
}

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
    if (Session* session = state.sessions.find(id)) tell_session(state, turn, call, Side::Receiver, *session);
  }
}

void tell_session(State& state, Turn& turn, const CallEntry& call, Side side, Session& session) {
  constexpr std::size_t kTold = 4;  // a session is in one call at a time; the others are rings it heard since
  if (session.connection == 0) return;
  if (std::find(session.told.begin(), session.told.end(), call.id) == session.told.end()) {
    if (session.told.size() == kTold) {
      // Rings that were only heard go first: who misses the end of one stops ringing all the same.
      const auto only_heard = [&](const CallId& id) {
        const CallEntry* known = state.calls.find(id);
        return known == nullptr || (known->caller.session != session.id && known->receiver.session != session.id);
      };
      const auto heard = std::find_if(session.told.begin(), session.told.end(), only_heard);
      session.told.erase(heard == session.told.end() ? session.told.begin() : heard);
    }
    session.told.push_back(call.id);
  }
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
  if (*side == Side::Caller && !bound) return;  // rung from another tab: none of this one's business
  tell_session(state, turn, *call, *side, session);
  if (call->is_dialling() && *side == Side::Receiver && outcome != protocol::Outcome::Resumed) {
    for (const protocol::Message& message : call->early) post(state, turn, session, message);
  }
  const auto& media = call->party(protocol::other(*side)).media;
  if (bound && media && !call->is_dialling()) post(state, turn, session, *media);
}

void record_call(Turn& turn, const CallEntry& call) { turn.emit(WriteRecord{call.record()}); }

std::optional<Standing> standing_in(State& state, Turn& turn, Session& session, const CallId& id,
                                    const std::optional<MessageId>& answers) {
  CallEntry* call = state.calls.find(id);
  const auto side = call == nullptr ? std::nullopt : call->side_of(session.person);
  const auto refused = [&](ErrorCode code) {
    refuse(state, turn, session, {.code = code, .answers = answers, .where = "/callId"});
    return std::nullopt;
  };
  if (!side) return refused(ErrorCode::NoSuchCall);
  if (!call->is_live()) return refused(ErrorCode::CallOver);
  const SessionId& bound = call->party(*side).session;
  if (!bound.empty() && bound != session.id) return refused(ErrorCode::NotAllowed);
  return Standing{call, *side};
}

}  // namespace parley::hub
