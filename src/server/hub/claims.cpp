#include "server/hub/claims.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "server/hub/consent.hpp"
#include "server/hub/state.hpp"
#include "server/hub/story.hpp"
#include "server/hub/telling.hpp"
#include "server/hub/turn.hpp"

namespace parley::hub {
namespace {

using protocol::CallClaim;
using protocol::CallStatus;
using protocol::EndReason;
using protocol::ErrorCode;
using protocol::Side;

bool agree(const CallClaim& left, const CallClaim& right) {
  return left.side == protocol::other(right.side) && left.me == right.other && left.other == right.me;
}

// The side that a claim may speak for in a call that is known.
std::optional<Side> claimed_side(const CallEntry& call, const Session& session, const CallClaim& claim) {
  if (const auto side = call.side_of(session.person)) return side;
  // An ended call, made of one claim: the other side comes late, under a new id.
  const Party& party = call.party(claim.side);
  const Party& other_party = call.party(protocol::other(claim.side));
  if (!call.is_live() && party.claimed_as == claim.me && other_party.claimed_as == claim.other) return claim.side;
  return std::nullopt;
}

void claim_known_call(State& state, Turn& turn, Session& session, const CallClaim& claim, CallEntry& call) {
  const auto side = claimed_side(call, session, claim);
  if (!side) {
    refuse(state, turn, session, {.code = ErrorCode::NoSuchCall, .answers = claim.id, .where = "/callId"});
    return;
  }
  Party& own = call.party(*side);
  const Session* bound = state.sessions.find(own.session);
  // A ringing receiver is not bound by a claim, and a session that is there keeps its call.
  const bool takes_over = bound == nullptr || (bound->connection == 0 && !bound->program);
  if (call.is_live() && !own.session.empty() && takes_over) call.bind(*side, session);
  tell_session(state, turn, call, *side, session);
}

// Takes the session's claim out of those that wait; nothing if there is none.
std::optional<WaitingClaim> take_claim(State& state, Turn& turn, Session& session) {
  const auto waiting = state.claims.find(session.claimed);
  if (session.claimed.empty() || waiting == state.claims.end()) return std::nullopt;
  const auto own = std::find_if(waiting->second.begin(), waiting->second.end(),
                                [&](const WaitingClaim& claim) { return claim.session == session.id; });
  WaitingClaim taken = std::move(*own);
  waiting->second.erase(own);
  if (waiting->second.empty()) state.claims.erase(waiting);
  state.deadlines.cancel(taken.due);
  session.claimed = {};
  if (PersonEntry* person = state.people.find(session.person)) {
    person->claiming = {};
    show_presence(state, turn, *person);
  }
  return taken;
}

CallEntry entry_of(const CallClaim& claim, std::int64_t wall) {
  CallEntry call;
  call.id = claim.call;
  call.version = claim.version;
  call.media = claim.media;
  call.accepted = claim.media;  // what was accepted is not claimed; it only shows how the call began
  call.status = CallStatus::Ongoing;
  call.requested_at = wall;
  call.accepted_at = wall;
  call.begin_generation(claim.generation);
  call.party(claim.side).claimed_as = claim.me;
  call.party(protocol::other(claim.side)).claimed_as = claim.other;
  return call;
}

void restore(State& state, Turn& turn, const CallClaim& first, Session& first_session, const CallClaim& second,
             Session& second_session) {
  CallEntry call = entry_of(first, turn.wall());
  call.version = std::max(first.version, second.version) + 1;
  call.media = protocol::lesser(first.media, second.media);
  call.accepted = call.media;
  call.begin_generation(std::max(first.generation, second.generation));
  Party& first_party = call.party(first.side);
  Party& second_party = call.party(second.side);
  first_party.face = state.people.find(first_session.person)->face;
  call.bind(first.side, first_session);
  second_party.face = state.people.find(second_session.person)->face;
  call.bind(second.side, second_session);
  number_after_restart(turn, call);
  CallEntry& entry = begin_call(state, turn, std::move(call));
  tell_call(state, turn, entry);
  record_call(turn, entry);
  note_call(turn, entry, CallMoment::Claimed);
  turn.log(LogLevel::Info, "call restored", 0, entry.id);
}

// Ends a call of which only this claim is known.
void end_claim(State& state, Turn& turn, Session& session, const WaitingClaim& waiting, EndReason reason,
               std::optional<Side> by) {
  CallEntry call = entry_of(waiting.claim, turn.wall());
  Party& own = call.party(waiting.claim.side);
  Party& gone = call.party(protocol::other(waiting.claim.side));
  call.bind(waiting.claim.side, session);
  if (const PersonEntry* person = state.people.find(session.person)) own.face = person->face;
  // Whoever did not come back is known to the claimant by name, to this server only by id.
  gone.face = {waiting.claim.other, "Somebody", "S", 0, protocol::Presence::Free};
  call.end(CallStatus::Ended, reason, by, turn.now(), turn.wall());
  if (state.calls.find(call.id) != nullptr) {  // two claims that did not agree: each is told, the first is recorded
    tell_session(state, turn, call, waiting.claim.side, session);
    return;
  }
  call.due = state.deadlines.add(turn.now() + state.config.keep_ended, ForgetCallDue{call.id});
  number_after_restart(turn, call);
  CallEntry& entry = state.calls.add(std::move(call));
  ++state.totals.calls_made;
  count_end(state, reason);
  tell_session(state, turn, entry, waiting.claim.side, session);
  record_call(turn, entry);
  note_end(turn, entry);
  turn.log(LogLevel::Info, "claimed call over", 0, entry.id);
}

}  // namespace

void claim_call(State& state, Turn& turn, Session& session, const CallClaim& claim) {
  if (CallEntry* call = state.calls.find(claim.call)) {
    claim_known_call(state, turn, session, claim, *call);
    return;
  }
  if (claim.call.value().rfind(state.call_prefix, 0) == 0) {  // ours, over and forgotten: nobody else will claim it
    refuse(state, turn, session, {.code = ErrorCode::NoSuchCall, .answers = claim.id, .where = "/callId"});
    return;
  }
  PersonEntry* person = state.people.find(session.person);
  if (is_busy(*person)) {
    refuse(state, turn, session, {.code = ErrorCode::NotAllowed, .answers = claim.id, .where = "/callId"});
    return;
  }
  const auto waiting = state.claims.find(claim.call);
  if (waiting != state.claims.end()) {
    const auto match = std::find_if(waiting->second.begin(), waiting->second.end(),
                                    [&](const WaitingClaim& other) { return agree(other.claim, claim); });
    if (match != waiting->second.end()) {
      Session* other = state.sessions.find(match->session);
      const auto taken = take_claim(state, turn, *other);
      restore(state, turn, taken->claim, *other, claim, session);
      return;
    }
  }
  const Deadlines::Handle due = state.deadlines.add(turn.now() + state.config.resume, ClaimDue{session.id});
  state.claims[claim.call].push_back({session.id, claim, due});
  session.claimed = claim.call;
  person->claiming = session.id;
  show_presence(state, turn, *person);
}

bool end_claimed_call(State& state, Turn& turn, Session& session, const protocol::CallEnd& end) {
  if (session.claimed.empty() || session.claimed != end.call) return false;
  const auto waiting = take_claim(state, turn, session);
  const bool lost = end.cause == protocol::EndCause::ConnectionLost || end.cause == protocol::EndCause::NoPath;
  end_claim(state, turn, session, *waiting, lost ? EndReason::ConnectionLost : EndReason::HungUp, waiting->claim.side);
  return true;
}

void give_up_claim(State& state, Turn& turn, Session& session) {
  if (const auto waiting = take_claim(state, turn, session)) {
    end_claim(state, turn, session, *waiting, EndReason::ConnectionLost, std::nullopt);
  }
}

}  // namespace parley::hub
