#include "server/hub/relay.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "core/protocol/wire_names.hpp"
#include "server/hub/consent.hpp"
#include "server/hub/reach.hpp"
#include "server/hub/state.hpp"
#include "server/hub/story.hpp"
#include "server/hub/telling.hpp"
#include "server/hub/turn.hpp"

namespace parley::hub {
namespace {

using protocol::ErrorCode;
using protocol::Side;

// To the other side's bound session; while the call rings, to all sessions of the receiver.
void pass_on(State& state, Turn& turn, const CallEntry& call, Side to, const protocol::Message& message) {
  const Party& party = call.party(to);
  if (!party.session.empty()) {
    if (Session* session = state.sessions.find(party.session)) post(state, turn, *session, message);
    return;
  }
  const PersonEntry* person = state.people.find(party.face.id);
  if (person == nullptr) return;
  for (const SessionId& id : person->sessions) {
    Session* session = state.sessions.find(id);
    if (session != nullptr && rings(state, call, *session)) post(state, turn, *session, message);
  }
}

void refuse_at(State& state, Turn& turn, Session& session, ErrorCode code, const char* where) {
  refuse(state, turn, session, {.code = code, .where = where});
}

// The session's standing if it may report its media now. A receiver that has not accepted may not. While a claim waits, the
// client cannot know that the call is not back yet: what it sends for it is void, not wrong.
std::optional<Standing> may_report(State& state, Turn& turn, Session& session, const CallId& id) {
  if (!session.claimed.empty() && session.claimed == id) {
    ++state.totals.stale_dropped;
    return std::nullopt;
  }
  const auto standing = standing_in(state, turn, session, id, std::nullopt);
  if (!standing) return std::nullopt;
  if (standing->call->is_dialling() && standing->side == Side::Receiver) {
    refuse_at(state, turn, session, ErrorCode::NotAllowed, "/callId");
    return std::nullopt;
  }
  return standing;
}

// The same for what only two browsers tell each other: with the media server there is nothing to negotiate.
std::optional<Standing> may_negotiate(State& state, Turn& turn, Session& session, const CallId& id) {
  const auto standing = may_report(state, turn, session, id);
  if (standing && standing->call->room) {
    refuse_at(state, turn, session, ErrorCode::NotAllowed, "/callId");
    return std::nullopt;
  }
  return standing;
}

// One side has media of the other. A program does not report its own: it has them when the browser has.
void connect_side(State& state, Turn& turn, CallEntry& call, Side side) {
  const bool first = !call.party(side).connected && !call.is_dialling();
  if (first && !call.started) note_call(turn, call, CallMoment::FirstMedia, side);
  Party& other = call.party(protocol::other(side));
  const Session* other_session = call.room ? state.sessions.find(other.session) : nullptr;
  if (other_session != nullptr && other_session->program) other.connected = true;
  if (!call.connect(side, turn.now(), turn.wall())) return;
  tell_call(state, turn, call);
  record_call(turn, call);
  note_call(turn, call, CallMoment::Connected);
}

}  // namespace

void relay_offer(State& state, Turn& turn, Session& session, const protocol::Offer& offer) {
  const auto standing = may_negotiate(state, turn, session, offer.call);
  if (!standing) return;
  CallEntry& call = *standing->call;
  if (standing->side != Side::Caller) {
    refuse_at(state, turn, session, ErrorCode::NotAllowed, "/callId");
    return;
  }
  if (offer.generation < call.generation) {
    ++state.totals.stale_dropped;
    return;
  }
  if (offer.generation > call.generation + 1) {
    refuse_at(state, turn, session, ErrorCode::NotAllowed, "/generation");
    return;
  }
  if (offer.generation > call.generation) {
    call.begin_generation(offer.generation);
    note_call(turn, call, CallMoment::Reconnected, Side::Caller, std::to_string(offer.generation));
  }
  ++call.unanswered_offers;
  call.caller.candidates = 0;  // this offer's candidates are gathered anew
  protocol::Offer stamped = offer;
  stamped.from = call.caller.face.id;
  if (call.is_dialling()) {
    call.early.clear();
    call.early.emplace_back(stamped);
  }
  pass_on(state, turn, call, Side::Receiver, stamped);
}

void relay_answer(State& state, Turn& turn, Session& session, const protocol::Answer& answer) {
  const auto standing = may_negotiate(state, turn, session, answer.call);
  if (!standing) return;
  CallEntry& call = *standing->call;
  if (standing->side != Side::Receiver) {
    refuse_at(state, turn, session, ErrorCode::NotAllowed, "/callId");
    return;
  }
  if (answer.generation < call.generation) {
    ++state.totals.stale_dropped;
    return;
  }
  if (answer.generation > call.generation || call.unanswered_offers == 0) {
    refuse_at(state, turn, session, ErrorCode::NotAllowed, "/generation");
    return;
  }
  --call.unanswered_offers;
  call.receiver.candidates = 0;
  protocol::Answer stamped = answer;
  stamped.from = call.receiver.face.id;
  pass_on(state, turn, call, Side::Caller, stamped);
}

void relay_candidate(State& state, Turn& turn, Session& session, const protocol::IceCandidate& candidate) {
  const auto standing = may_negotiate(state, turn, session, candidate.call);
  if (!standing) return;
  CallEntry& call = *standing->call;
  if (candidate.generation < call.generation) {
    ++state.totals.stale_dropped;
    return;
  }
  if (candidate.generation > call.generation) {
    refuse_at(state, turn, session, ErrorCode::NotAllowed, "/generation");
    return;
  }
  Party& own = call.party(standing->side);
  if (own.candidates > state.config.message_limits.candidates) {  // one more than candidates: their end
    refuse_at(state, turn, session, ErrorCode::TooLarge, "/candidate");
    return;
  }
  ++own.candidates;
  protocol::IceCandidate stamped = candidate;
  stamped.from = own.face.id;
  if (call.is_dialling()) call.early.emplace_back(stamped);
  pass_on(state, turn, call, protocol::other(standing->side), stamped);
}

void relay_media(State& state, Turn& turn, Session& session, const protocol::CallMedia& media) {
  const auto standing = may_report(state, turn, session, media.call);
  if (!standing) return;
  CallEntry& call = *standing->call;
  if (media.generation > call.generation) {
    refuse_at(state, turn, session, ErrorCode::NotAllowed, "/generation");
    return;
  }
  Party& own = call.party(standing->side);
  if (media.version <= own.media_seen) {
    ++state.totals.stale_dropped;
    return;
  }
  own.media_seen = media.version;
  // The version that the other side sees only grows, also when this client was reloaded and counts from the start.
  const std::uint32_t shown = own.media ? own.media->version : 0;
  protocol::CallMedia stamped = media;
  stamped.version = std::max(media.version, shown + 1);
  stamped.from = own.face.id;
  own.media = stamped;
  if (!call.is_dialling()) pass_on(state, turn, call, protocol::other(standing->side), stamped);
  if (!call.is_dialling()) note_quality(turn, call, standing->side);
  if (media.connected) connect_side(state, turn, call, standing->side);
}

}  // namespace parley::hub
