#include "server/hub/call_entry.hpp"

#include <algorithm>
#include <cassert>

namespace parley::hub {

using protocol::CallStatus;
using protocol::Side;

std::optional<Side> CallEntry::side_of(const PersonId& person) const {
  if (person == caller.face.id) return Side::Caller;
  if (person == receiver.face.id) return Side::Receiver;
  return std::nullopt;
}

void CallEntry::bind(Side side, const Session& session) {
  party(side).session = session.id;
  party(side).device = session.device;
}

void CallEntry::hand_over(Side side, const Session& session) {
  ++version;
  bind(side, session);
  Party& own = party(side);
  own.request.reset();  // ids of requests are the session's own
  own.media_seen = 0;
}

void CallEntry::accept(const Session& session, protocol::Media with, std::int64_t wall) {
  assert(is_dialling());
  ++version;
  status = CallStatus::Ongoing;
  accepted = protocol::lesser(media, with);
  bind(Side::Receiver, session);
  accepted_at = wall;
  early.clear();
  early.shrink_to_fit();
}

void CallEntry::end(CallStatus terminal, protocol::EndReason why, std::optional<Side> by, Instant now,
                    std::int64_t wall) {
  assert(is_live() && protocol::is_terminal(terminal));
  ++version;
  status = terminal;
  reason = why;
  ended_by = by;
  ended_at = wall;
  if (started) duration = now - *started;
  early.clear();
  early.shrink_to_fit();
}

bool CallEntry::connect(Side side, Instant now, std::int64_t wall) {
  party(side).connected = true;
  if (started || !caller.connected || !receiver.connected || status != CallStatus::Ongoing) return false;
  started = now;
  connected_at = wall;
  ++version;
  return true;
}

void CallEntry::begin_generation(protocol::Generation next) {
  generation = next;
  unanswered_offers = 0;
  caller.candidates = 0;
  receiver.candidates = 0;
}

CallView CallEntry::view() const {
  CallView view;
  view.id = id;
  view.caller = {caller.face.id, caller.face.name, caller.location};
  view.receiver = {receiver.face.id, receiver.face.name, receiver.location};
  view.status = status;
  view.reason = reason;
  view.room = room;
  return view;
}

protocol::Call CallEntry::snapshot(Side side, const SessionId& session, Instant now) const {
  const Party& own = party(side);
  protocol::Call call;
  call.id = id;
  call.version = version;
  call.caller = caller.face;
  call.receiver = receiver.face;
  call.caller.presence = call.receiver.presence = is_live() ? protocol::Presence::Busy : protocol::Presence::Free;
  call.media = media;
  call.status = status;
  call.generation = generation;
  call.reason = reason;
  call.ended_by = ended_by;
  call.you = side;
  call.elsewhere = !own.session.empty() && own.session != session;
  call.accepted = accepted;
  if (is_dialling()) {
    call.asked = Side::Receiver;
    call.ring_left = std::max(Milliseconds{0}, ring_until - now);
  }
  if (!is_live() && accepted) call.elapsed = duration;
  if (is_live() && started) call.elapsed = std::max(Milliseconds{0}, now - *started);
  if (!call.elsewhere) call.request = own.request;
  if (call.elsewhere && !own.device.empty()) call.device = own.device;
  call.room = room;
  call.meeting = side == Side::Receiver && !meeting.empty();
  return call;
}

CallRecord CallEntry::record() const {
  CallRecord record;
  record.call = id;
  record.version = version;
  record.caller = caller.face.id;
  record.caller_name = caller.face.name;
  record.receiver = receiver.face.id;
  record.receiver_name = receiver.face.name;
  record.media = media;
  record.status = status;
  record.reason = reason;
  record.ended_by = ended_by;
  record.requested_at = requested_at;
  record.accepted_at = accepted_at;
  record.connected_at = connected_at;
  record.ended_at = ended_at;
  record.duration = duration;
  return record;
}

}  // namespace parley::hub
