#include "server/hub/consent.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "core/protocol/wire_names.hpp"
#include "server/hub/blocks.hpp"
#include "server/hub/meetings.hpp"
#include "server/hub/names.hpp"
#include "server/hub/reach.hpp"
#include "server/hub/state.hpp"
#include "server/hub/story.hpp"
#include "server/hub/telling.hpp"
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
                   const Session& session, const RingWish& wish) {
  CallEntry call;
  call.id = CallId(turn.mint(state.call_prefix));
  call.caller.face = caller.face;
  call.caller.claimed_as = caller.face.id;
  call.caller.location = caller.location;
  call.bind(Side::Caller, session);
  call.caller.request = wish.request;
  call.receiver.face = receiver.face;
  call.receiver.claimed_as = receiver.face.id;
  call.receiver.location = receiver.location;
  call.media = wish.media;
  call.meeting = wish.meeting;
  call.requested_at = turn.wall();
  return call;
}

// The receiver is in another call, or wants none: no call is made for anybody, but the attempt is kept in the record.
RingRefusal refuse_busy(State& state, Turn& turn, CallEntry call, ErrorCode why) {
  call.status = CallStatus::Error;
  call.reason = EndReason::Busy;
  call.ended_at = turn.wall();
  record_call(turn, call);
  note_call(turn, call, CallMoment::Requested, Side::Caller, std::string(protocol::wire_name(call.media)));
  note_end(turn, call);
  ++state.totals.calls_made;
  count_end(state, EndReason::Busy);
  return {.code = why, .call = call.id};
}

CallEntry& begin_ringing(State& state, Turn& turn, CallEntry made, const PersonEntry& receiver,
                         const std::string& offer) {
  CallEntry& call = begin_call(state, turn, std::move(made));
  call.ring_until = turn.now() + state.config.ring;
  call.due = state.deadlines.add(call.ring_until, RingDue{call.id});
  if (!call.room) {
    call.early.emplace_back(protocol::Offer{call.id, call.generation, false, offer, call.caller.face.id});
  }
  tell_call(state, turn, call);
  for (const SessionId& id : receiver.sessions) {
    Session* ringing = call.room ? nullptr : state.sessions.find(id);
    if (ringing != nullptr && rings(state, call, *ringing)) post(state, turn, *ringing, call.early.front());
  }
  tell_programs(state, turn, call);
  record_call(turn, call);
  note_call(turn, call, CallMoment::Requested, Side::Caller, std::string(protocol::wire_name(call.media)));
  note_call(turn, call, CallMoment::Delivered, Side::Receiver, std::to_string(count_ringing(state, call, receiver)));
  turn.log(LogLevel::Info, "call rings", 0, call.id);
  return call;
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

Result<CallEntry*, RingRefusal> ring(State& state, Turn& turn, Session& session, PersonEntry& receiver,
                                     const RingWish& wish) {
  PersonEntry& caller = *state.people.find(session.person);
  CallEntry* live = state.calls.find(caller.live_call);
  const bool glare = live != nullptr && is_glare(*live, caller.face.id, receiver.face.id);
  if (is_hidden(receiver, caller.face.id) && !glare) return Failure{RingRefusal{ErrorCode::Offline}};
  if (&receiver == &caller) return Failure{RingRefusal{ErrorCode::SelfCall}};
  if (glare && rings(state, *live, session)) {
    live->media = protocol::lesser(live->media, wish.media);
    live->receiver.request = wish.request;
    accept_call(state, turn, *live, session, wish.media);
    return live;
  }
  if (is_busy(caller)) return Failure{RingRefusal{ErrorCode::NotAllowed}};
  const auto path = path_between(state, session, receiver);
  if (!path) return Failure{RingRefusal{ErrorCode::NoMediaServer}};
  if (const auto wait = ring_wait(state.config, caller, receiver.face.id, turn.now())) {
    return Failure{RingRefusal{ErrorCode::RateLimited, wait}};
  }
  caller.rings.push_back({turn.now(), receiver.face.id});
  CallEntry call = new_call(state, turn, caller, receiver, session, wish);
  call.room = *path == Path::Room;
  if (is_busy(receiver)) return Failure{refuse_busy(state, turn, std::move(call), ErrorCode::Busy)};
  // Who waits at a meeting point wants to be disturbed there.
  if (receiver.wish == protocol::Presence::DoNotDisturb && wish.meeting.empty()) {
    return Failure{refuse_busy(state, turn, std::move(call), ErrorCode::DoNotDisturb)};
  }
  return &begin_ringing(state, turn, std::move(call), receiver, wish.offer);
}

void request_call(State& state, Turn& turn, Session& session, const protocol::CallRequest& request) {
  const std::string name_key = request.name ? find_key(*request.name) : std::string();
  PersonEntry* receiver = request.to ? state.people.find(*request.to) : state.people.find_by_name(name_key);
  std::string called = name_key.empty() ? std::string() : *request.name;
  if (receiver == nullptr) {
    const bool known = request.to ? state.departed.knows(*request.to) : state.departed.knows_name(name_key);
    refuse(state, turn, session,
           {.code = known ? ErrorCode::Offline : ErrorCode::UnknownPerson,
            .answers = request.id,
            .name = std::move(called)});
    return;
  }
  RingWish wish{request.media, request.id, request.offer, {}};
  if (request.meeting) {
    const Session* other = companion_at(state, session, *request.meeting);
    if (other == nullptr || other->person != receiver->face.id) {
      refuse(state, turn, session, {.code = ErrorCode::NotAllowed, .answers = request.id, .where = "/meeting"});
      return;
    }
    wish.meeting = other->id;
  }
  const auto call = ring(state, turn, session, *receiver, wish);
  if (call.ok()) return;
  const RingRefusal& refusal = call.error();
  // Who has blocked the caller is answered for as somebody who left: word for word.
  if (refusal.code != ErrorCode::Offline) called = receiver->face.name;
  refuse(state, turn, session,
         {.code = refusal.code, .answers = request.id, .name = std::move(called), .retry_after = refusal.retry_after});
}

void accept_call(State& state, Turn& turn, CallEntry& call, Session& session, protocol::Media with) {
  call.accept(session, with, turn.wall());
  state.deadlines.cancel(call.due);
  const Session* caller = state.sessions.find(call.caller.session);
  if (session.program && caller != nullptr && caller->program) call.started = turn.now();
  tell_call(state, turn, call);
  tell_elsewhere(state, turn, call);
  tell_programs(state, turn, call);
  // The caller may have reported its media before there was anybody to tell.
  if (call.caller.media) post(state, turn, session, *call.caller.media);
  record_call(turn, call);
  note_call(turn, call, CallMoment::Answered, Side::Receiver, std::string(protocol::wire_name(*call.accepted)));
  turn.log(LogLevel::Info, "call accepted", session.connection, call.id);
}

void answer_call(State& state, Turn& turn, Session& session, const protocol::CallAnswer& answer) {
  const auto standing = standing_in(state, turn, session, answer.call, answer.id);
  if (!standing) return;
  CallEntry& call = *standing->call;
  if (standing->side != Side::Receiver || !call.is_dialling() || !rings(state, call, session)) {
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

void leave_call(State& state, Turn& turn, const Session& session, bool on_purpose) {
  const PersonEntry* person = state.people.find(session.person);
  CallEntry* call = person == nullptr ? nullptr : state.calls.find(person->live_call);
  const auto side = call == nullptr ? std::nullopt : call->side_of(session.person);
  if (!side) return;
  const SessionId& bound = call->party(*side).session;
  if (bound.empty() ? count_ringing(state, *call, *person) != 0 : bound != session.id) return;
  if (call->is_dialling() && *side == Side::Caller) {
    finish_call(state, turn, *call, CallStatus::Ended, EndReason::Cancelled, Side::Caller);
  } else if (on_purpose && !call->is_dialling()) {
    finish_call(state, turn, *call, CallStatus::Ended, EndReason::HungUp, side);
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
  count_end(state, reason);
  for (const Side side : {Side::Caller, Side::Receiver}) {
    PersonEntry* person = state.people.find(call.party(side).face.id);
    if (person == nullptr || person->live_call != call.id) continue;
    person->live_call = {};
    show_presence(state, turn, *person);
  }
  tell_call(state, turn, call);
  tell_elsewhere(state, turn, call);
  tell_programs(state, turn, call);
  record_call(turn, call);
  note_end(turn, call);
  call.due = state.deadlines.add(turn.now() + state.config.keep_ended, ForgetCallDue{call.id});
  turn.log(LogLevel::Info, "call over", 0, call.id, std::string(protocol::wire_name(status)));
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
