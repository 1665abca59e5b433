// What each message looks like on the wire: its type, and its fields with their names and rules, said once. Reading,
// writing and checking are three visitors of these descriptions (codec.cpp, check.cpp).
//
// A visitor has
//   required(key, value, rule...)         always there
//   optional(key, value, rule...)         a std::optional, left out when empty
//   unless_default(key, value, rule...)   left out when false or empty
//   nullable(key, value)                  a std::optional, always there, null when empty
//   list(key, values, max, rule...)       an array of at most `max` entries
// where texts have a `Text` as their rule and numbers a `Range`; all else needs none.
#pragma once

#include <cstdint>
#include <limits>
#include <type_traits>

#include "core/protocol/limits.hpp"
#include "core/protocol/message.hpp"
#include "core/protocol/text_rule.hpp"

namespace parley::protocol {

struct Range {
  std::uint64_t min;
  std::uint64_t max;
};

constexpr Range kCounter{1, std::numeric_limits<std::uint32_t>::max()};  // generations and versions of the protocol
constexpr Range kNumber{0, std::numeric_limits<std::uint32_t>::max()};
constexpr Range kSequence{1, kMaxExactInteger};
constexpr Range kLastSequence{0, kMaxExactInteger};  // 0: none yet
constexpr Range kMilliseconds{0, kMaxExactInteger};
constexpr Range kLineIndex{0, 0xFFFF};  // an unsigned short in RTCIceCandidate

template <class T>
concept Enumeration = std::is_enum_v<T>;

/// Describes T; `Object` is T or const T.
template <class T>
struct Fields;

template <>
struct Fields<Person> {
  template <class Visitor, class Object>
  static void visit(Visitor& visitor, Object& person) {
    visitor.required("id", person.id);
    visitor.required("name", person.name, Text::Name);
    visitor.required("initials", person.initials, Text::Initials);
    visitor.required("hue", person.hue, Range{0, visitor.limits().hues - 1});
    visitor.required("presence", person.presence);
  }
};

template <>
struct Fields<Resume> {
  template <class Visitor, class Object>
  static void visit(Visitor& visitor, Object& resume) {
    visitor.required("token", resume.token, Text::Token);
    visitor.optional("lastSeen", resume.last_seen, kLastSequence);
  }
};

template <>
struct Fields<AccountLogin> {
  template <class Visitor, class Object>
  static void visit(Visitor& visitor, Object& account) {
    visitor.optional("token", account.token, Text::Token);
  }
};

template <>
struct Fields<Hello> {
  static constexpr const char* kType = "hello";
  template <class Visitor, class Object>
  static void visit(Visitor& visitor, Object& hello) {
    visitor.required("version", hello.version, kCounter);
    visitor.unless_default("client", hello.client, Text::Client);
    visitor.optional("name", hello.name, Text::TypedName);
    visitor.optional("resume", hello.resume);
    visitor.optional("account", hello.account);
  }
};

template <>
struct Fields<IceServer> {
  template <class Visitor, class Object>
  static void visit(Visitor& visitor, Object& server) {
    visitor.list("urls", server.urls, visitor.limits().ice_urls, Text::Url);
    visitor.unless_default("username", server.username, Text::UserName);
    visitor.unless_default("credential", server.credential, Text::Credential);
  }
};

template <>
struct Fields<ServerLimits> {
  template <class Visitor, class Object>
  static void visit(Visitor& visitor, Object& limits) {
    visitor.required("messageBytes", limits.message_bytes, kNumber);
    visitor.required("nameCodePoints", limits.name_code_points, kNumber);
    visitor.required("chatBytes", limits.chat_bytes, kNumber);
    visitor.required("ringMs", limits.ring, kMilliseconds);
    visitor.required("resumeMs", limits.resume, kMilliseconds);
  }
};

template <>
struct Fields<ClientId> {
  static constexpr const char* kType = "client-id";
  template <class Visitor, class Object>
  static void visit(Visitor& visitor, Object& client) {
    visitor.required("you", client.you);
    visitor.required("session", client.session);
    visitor.required("token", client.token, Text::Token);
    visitor.required("epoch", client.epoch, Text::Id);
    visitor.required("outcome", client.outcome);
    visitor.required("lastSeen", client.last_seen, kLastSequence);
    visitor.list("iceServers", client.ice_servers, visitor.limits().ice_servers);
    visitor.required("limits", client.limits);
    visitor.required("serverTime", client.server_time, kMilliseconds);
    visitor.list("features", client.features, visitor.limits().features, Text::Id);
    visitor.unless_default("account", client.account);
  }
};

template <>
struct Fields<IceServers> {
  static constexpr const char* kType = "ice-servers";
  template <class Visitor, class Object>
  static void visit(Visitor& visitor, Object& message) {
    visitor.list("iceServers", message.servers, visitor.limits().ice_servers);
  }
};

template <>
struct Fields<Renamed> {
  static constexpr const char* kType = "renamed";
  template <class Visitor, class Object>
  static void visit(Visitor& visitor, Object& renamed) {
    visitor.required("you", renamed.you);
    visitor.optional("why", renamed.why);
  }
};

template <>
struct Fields<PeerList> {
  static constexpr const char* kType = "peer-list";
  template <class Visitor, class Object>
  static void visit(Visitor& visitor, Object& list) {
    visitor.list("people", list.people, visitor.limits().people);
    visitor.required("first", list.first);
    visitor.required("last", list.last);
  }
};

template <>
struct Fields<PeerJoined> {
  static constexpr const char* kType = "peer-joined";
  template <class Visitor, class Object>
  static void visit(Visitor& visitor, Object& joined) {
    visitor.list("people", joined.people, visitor.limits().people);
  }
};

template <>
struct Fields<PeerLeft> {
  static constexpr const char* kType = "peer-left";
  template <class Visitor, class Object>
  static void visit(Visitor& visitor, Object& left) {
    visitor.list("ids", left.ids, visitor.limits().ids);
  }
};

template <>
struct Fields<SetPresence> {
  static constexpr const char* kType = "presence";
  template <class Visitor, class Object>
  static void visit(Visitor& visitor, Object& wish) {
    visitor.required("id", wish.id);
    visitor.required("presence", wish.presence);
  }
};

template <>
struct Fields<Block> {
  static constexpr const char* kType = "block";
  template <class Visitor, class Object>
  static void visit(Visitor& visitor, Object& block) {
    visitor.required("id", block.id);
    visitor.required("person", block.person);
    visitor.required("blocked", block.blocked);
  }
};

template <>
struct Fields<BlockedPerson> {
  template <class Visitor, class Object>
  static void visit(Visitor& visitor, Object& person) {
    visitor.required("id", person.id);
    visitor.optional("name", person.name, Text::Name);
  }
};

template <>
struct Fields<Blocks> {
  static constexpr const char* kType = "blocks";
  template <class Visitor, class Object>
  static void visit(Visitor& visitor, Object& blocks) {
    visitor.list("people", blocks.people, visitor.limits().blocked);
  }
};

template <>
struct Fields<RoomJoin> {
  static constexpr const char* kType = "room-join";
  template <class Visitor, class Object>
  static void visit(Visitor& visitor, Object& join) {
    visitor.required("id", join.id);
    visitor.required("room", join.room, Text::Room);
  }
};

template <>
struct Fields<RoomLeave> {
  static constexpr const char* kType = "room-leave";
  template <class Visitor, class Object>
  static void visit(Visitor& visitor, Object& leave) {
    visitor.required("id", leave.id);
    visitor.required("room", leave.room, Text::Room);
  }
};

template <>
struct Fields<Room> {
  static constexpr const char* kType = "room";
  template <class Visitor, class Object>
  static void visit(Visitor& visitor, Object& room) {
    visitor.required("room", room.room, Text::Room);
    visitor.required("state", room.state);
    visitor.optional("other", room.other);
    visitor.unless_default("asks", room.asks);
  }
};

template <>
struct Fields<CallRequest> {
  static constexpr const char* kType = "call-request";
  template <class Visitor, class Object>
  static void visit(Visitor& visitor, Object& request) {
    visitor.required("id", request.id);
    visitor.optional("to", request.to);
    visitor.optional("name", request.name, Text::TypedName);
    visitor.required("media", request.media);
    visitor.required("offer", request.offer, Text::Description);
    visitor.optional("meeting", request.meeting, Text::Room);
  }
};

template <>
struct Fields<Call> {
  static constexpr const char* kType = "call";
  template <class Visitor, class Object>
  static void visit(Visitor& visitor, Object& call) {
    visitor.required("callId", call.id);
    visitor.required("version", call.version, kNumber);
    visitor.required("caller", call.caller);
    visitor.required("receiver", call.receiver);
    visitor.required("media", call.media);
    visitor.required("status", call.status);
    visitor.required("generation", call.generation, kCounter);
    visitor.optional("reason", call.reason);
    visitor.optional("endedBy", call.ended_by);
    visitor.required("you", call.you);
    visitor.required("elsewhere", call.elsewhere);
    visitor.optional("accepted", call.accepted);
    visitor.optional("asked", call.asked);
    visitor.optional("ringLeftMs", call.ring_left, kMilliseconds);
    visitor.optional("elapsedMs", call.elapsed, kMilliseconds);
    visitor.optional("request", call.request);
    visitor.unless_default("room", call.room);
    visitor.optional("device", call.device, Text::Client);
    visitor.unless_default("meeting", call.meeting);
  }
};

template <>
struct Fields<CallAnswer> {
  static constexpr const char* kType = "call-answer";
  template <class Visitor, class Object>
  static void visit(Visitor& visitor, Object& answer) {
    visitor.required("id", answer.id);
    visitor.required("callId", answer.call);
    visitor.required("accept", answer.accept);
    visitor.optional("media", answer.media);
  }
};

template <>
struct Fields<CallEnd> {
  static constexpr const char* kType = "call-end";
  template <class Visitor, class Object>
  static void visit(Visitor& visitor, Object& end) {
    visitor.required("id", end.id);
    visitor.required("callId", end.call);
    visitor.required("cause", end.cause);
  }
};

template <>
struct Fields<CallClaim> {
  static constexpr const char* kType = "call-claim";
  template <class Visitor, class Object>
  static void visit(Visitor& visitor, Object& claim) {
    visitor.required("id", claim.id);
    visitor.required("callId", claim.call);
    visitor.required("version", claim.version, kNumber);
    visitor.required("side", claim.side);
    visitor.required("me", claim.me);
    visitor.required("other", claim.other);
    visitor.required("media", claim.media);
    visitor.required("generation", claim.generation, kCounter);
  }
};

template <>
struct Fields<CallTake> {
  static constexpr const char* kType = "call-take";
  template <class Visitor, class Object>
  static void visit(Visitor& visitor, Object& take) {
    visitor.required("id", take.id);
    visitor.required("callId", take.call);
  }
};

template <>
struct Fields<Offer> {
  static constexpr const char* kType = "offer";
  template <class Visitor, class Object>
  static void visit(Visitor& visitor, Object& offer) {
    visitor.required("callId", offer.call);
    visitor.required("generation", offer.generation, kCounter);
    visitor.unless_default("fresh", offer.fresh);
    visitor.required("sdp", offer.sdp, Text::Description);
    visitor.optional("from", offer.from);
  }
};

template <>
struct Fields<Answer> {
  static constexpr const char* kType = "answer";
  template <class Visitor, class Object>
  static void visit(Visitor& visitor, Object& answer) {
    visitor.required("callId", answer.call);
    visitor.required("generation", answer.generation, kCounter);
    visitor.required("sdp", answer.sdp, Text::Description);
    visitor.optional("from", answer.from);
  }
};

// The names are those of RTCIceCandidateInit (W3C WebRTC, 4.8.1.1).
template <>
struct Fields<Candidate> {
  template <class Visitor, class Object>
  static void visit(Visitor& visitor, Object& candidate) {
    visitor.required("candidate", candidate.candidate, Text::Candidate);
    visitor.optional("sdpMid", candidate.mid, Text::Mid);
    visitor.optional("sdpMLineIndex", candidate.line_index, kLineIndex);
    visitor.optional("usernameFragment", candidate.ufrag, Text::Ufrag);
  }
};

template <>
struct Fields<IceCandidate> {
  static constexpr const char* kType = "ice-candidate";
  template <class Visitor, class Object>
  static void visit(Visitor& visitor, Object& message) {
    visitor.required("callId", message.call);
    visitor.required("generation", message.generation, kCounter);
    visitor.nullable("candidate", message.candidate);
    visitor.optional("from", message.from);
  }
};

template <>
struct Fields<CallMedia> {
  static constexpr const char* kType = "call-media";
  template <class Visitor, class Object>
  static void visit(Visitor& visitor, Object& media) {
    visitor.required("callId", media.call);
    visitor.required("generation", media.generation, kCounter);
    visitor.required("version", media.version, kNumber);
    visitor.required("microphone", media.microphone);
    visitor.required("camera", media.camera);
    visitor.required("screen", media.screen);
    visitor.required("connected", media.connected);
    visitor.optional("quality", media.quality);
    visitor.optional("restart", media.restart, kCounter);
    visitor.unless_default("fresh", media.fresh);
    visitor.optional("from", media.from);
    visitor.unless_default("saving", media.saving);
    visitor.unless_default("recording", media.recording);
    visitor.unless_default("recordAsked", media.record_asked, kNumber);
    visitor.unless_default("recordAllowed", media.record_allowed, kNumber);
    visitor.unless_default("recordRefused", media.record_refused, kNumber);
  }
};

template <>
struct Fields<Chat> {
  static constexpr const char* kType = "chat";
  template <class Visitor, class Object>
  static void visit(Visitor& visitor, Object& chat) {
    visitor.required("id", chat.id);
    visitor.optional("to", chat.to);
    visitor.optional("callId", chat.call);
    visitor.required("text", chat.text, Text::Chat);
    visitor.optional("from", chat.from);
    visitor.optional("sentAt", chat.sent_at, kMilliseconds);
  }
};

template <>
struct Fields<ChatReceipt> {
  static constexpr const char* kType = "chat-receipt";
  template <class Visitor, class Object>
  static void visit(Visitor& visitor, Object& receipt) {
    visitor.required("id", receipt.id);
    visitor.optional("to", receipt.to);
    visitor.optional("callId", receipt.call);
    visitor.optional("from", receipt.from);
  }
};

template <>
struct Fields<Error> {
  static constexpr const char* kType = "error";
  template <class Visitor, class Object>
  static void visit(Visitor& visitor, Object& error) {
    visitor.required("code", error.code);
    visitor.required("message", error.message, Text::Sentence);
    visitor.optional("answers", error.answers);
    visitor.optional("where", error.where, Text::Pointer);
    visitor.optional("retryAfterMs", error.retry_after, kMilliseconds);
    visitor.optional("suggestion", error.suggestion, Text::Name);
  }
};

template <>
struct Fields<Ack> {
  static constexpr const char* kType = "ack";
  template <class Visitor, class Object>
  static void visit(Visitor& visitor, Object& ack) {
    visitor.required("upTo", ack.up_to, kLastSequence);
  }
};

template <>
struct Fields<Ping> {
  static constexpr const char* kType = "ping";
  template <class Visitor, class Object>
  static void visit(Visitor& visitor, Object& ping) {
    visitor.required("number", ping.number, kNumber);
  }
};

template <>
struct Fields<Pong> {
  static constexpr const char* kType = "pong";
  template <class Visitor, class Object>
  static void visit(Visitor& visitor, Object& pong) {
    visitor.required("number", pong.number, kNumber);
  }
};

template <>
struct Fields<Bye> {
  static constexpr const char* kType = "bye";
  template <class Visitor, class Object>
  static void visit(Visitor& visitor, Object& bye) {
    visitor.optional("code", bye.code);
    visitor.optional("comeBackMs", bye.come_back, kMilliseconds);
  }
};

}  // namespace parley::protocol
