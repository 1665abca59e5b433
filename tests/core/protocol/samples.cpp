#include "tests/core/protocol/samples.hpp"

#include <utility>

#include "core/protocol/limits.hpp"

namespace parley::protocol {

Person person(const std::string& id, const std::string& name) {
  return Person{PersonId(id), name, name.substr(0, 1), 3, Presence::Free};
}

std::string description() { return "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n"; }

Call ringing_call() {
  Call call;
  call.id = CallId("call-1");
  call.version = 1;
  call.caller = person("p-ada", "Ada");
  call.receiver = person("p-ben", "Ben");
  call.asked = Side::Receiver;
  call.ring_left = Milliseconds(45'000);
  call.request = MessageId("m-1");
  return call;
}

Envelope numbered(Message message) {
  Envelope envelope;
  if (is_command(message)) envelope.sequence = 1;
  envelope.message = std::move(message);
  return envelope;
}

namespace {

std::vector<Message> signing_in() {
  const ServerLimits limits{65'536, 32, 4'096, Milliseconds(45'000), Milliseconds(60'000)};
  const std::vector<IceServer> ice_servers{
      {{"stun:stun.example.org"}, "", ""},
      {{"turn:turn.example.org?transport=udp", "turns:turn.example.org"}, "1784000000:p-ada", "c2VjcmV0"}};
  return {
      Hello{1, "", {}, {}, {}},
      Hello{1, "Parley 0.1", "Ada", {}, {}},
      Hello{2, "", "", Resume{"token", 0}, {}},
      Hello{1, "", {}, Resume{"token", {}}, {}},
      Hello{1, "", {}, {}, AccountLogin{}},
      Hello{1, "", {}, Resume{"token", 3}, AccountLogin{"login-token"}},
      ClientId{person("p-ada", "Ada"), SessionId("s-1"), "token", "epoch-1", Outcome::New, 0, {}, {}, 0, {}, false},
      ClientId{person("p-ada", "Ada"),
               SessionId("s-1"),
               "token",
               "epoch-1",
               Outcome::Resumed,
               17,
               ice_servers,
               limits,
               1'784'000'000'000,
               {"chat", "rooms"},
               true},
      IceServers{{}},
      IceServers{ice_servers},
      Renamed{person("p-ada", "Ada 2"), {}},
      Renamed{person("p-ada", "Ada 2"), ErrorCode::NameReserved},
  };
}

std::vector<Message> people() {
  return {
      PeerList{{}, true, true},
      PeerList{{person("p-ada", "Ada"), person("p-ben", "Ben")}, false, true},
      PeerJoined{{}},
      PeerJoined{{Person{PersonId("p-cleo"), "Cleo Nord", "CN", 7, Presence::Away}}},
      PeerLeft{{}},
      PeerLeft{{PersonId("p-ada"), PersonId("p-ben")}},
      SetPresence{MessageId("m-1"), Presence::Away},
      SetPresence{MessageId("m-2"), Presence::DoNotDisturb},
      Block{MessageId("m-1"), PersonId("p-ben"), true},
      Block{MessageId("m-2"), PersonId("p-ben"), false},
      Blocks{{}},
      Blocks{{BlockedPerson{PersonId("p-ben"), "Ben"}, BlockedPerson{PersonId("p-gone"), {}}}},
      RoomJoin{MessageId("m-1"), "room-0123456789abcdef"},
      RoomLeave{MessageId("m-2"), "room-0123456789abcdef"},
      Room{"room-0123456789abcdef", RoomState::Waiting, {}, false},
      Room{"room-0123456789abcdef", RoomState::Meeting, person("p-ben", "Ben"), true},
      Room{"room-0123456789abcdef", RoomState::Left, {}, false},
  };
}

std::vector<Message> consent() {
  const MessageId id("m-1");
  const CallId call("call-1");
  Call ongoing = ringing_call();
  ongoing.version = 3;
  ongoing.status = CallStatus::Ongoing;
  ongoing.asked.reset();
  ongoing.ring_left.reset();
  ongoing.accepted = Media::Voice;
  ongoing.elapsed = Milliseconds(0);
  ongoing.you = Side::Receiver;
  ongoing.elsewhere = true;
  ongoing.device = "Firefox on Linux";
  ongoing.room = true;
  ongoing.meeting = true;
  Call declined = ringing_call();
  declined.status = CallStatus::Declined;
  declined.reason = EndReason::Declined;
  declined.ended_by = Side::Receiver;
  declined.asked.reset();
  declined.ring_left.reset();
  declined.request.reset();
  return {
      CallRequest{id, PersonId("p-ben"), {}, Media::Voice, description()},
      CallRequest{id, {}, "Ben", Media::Video, description()},
      CallRequest{id, PersonId("p-ben"), {}, Media::Video, description(), "room-0123456789abcdef"},
      ringing_call(),
      ongoing,
      declined,
      CallAnswer{id, call, true, Media::Voice},
      CallAnswer{id, call, false, {}},
      CallEnd{id, call, EndCause::NoPath},
      CallTake{id, call},
      CallClaim{id, call, 4, Side::Receiver, PersonId("p-ben"), PersonId("p-ada"), Media::Voice, 2},
  };
}

std::vector<Message> negotiation() {
  const CallId call("call-1");
  const PersonId from("p-ada");
  return {
      Offer{call, 1, false, description(), {}},
      Offer{call, 3, true, description(), from},
      Answer{call, 1, description(), {}},
      Answer{call, 2, description(), from},
      IceCandidate{call, 1, {}, {}},
      IceCandidate{call, 1, Candidate{"candidate:1 1 udp 1 192.0.2.1 9 typ host", {}, {}, {}}, {}},
      IceCandidate{call, 2, Candidate{"candidate:1 1 udp 1 192.0.2.1 9 typ host", "0", 0, "EsAw"}, from},
      CallMedia{call, 1, 1, false, false, false, false, {}, {}, false, {}},
      CallMedia{call, 2, 9, true, true, true, true, Quality::Fair, 3, true, from},
      CallMedia{call, 2, 10, true, true, false, true, {}, {}, false, from, true, true, 2, 1, 3},
  };
}

std::vector<Message> the_rest() {
  return {
      Chat{MessageId("m-1"), {}, {}, "Hello,\nall of you.", {}, {}},
      Chat{MessageId("m-2"), PersonId("p-ben"), {}, "Only you.", PersonId("p-ada"), 1'784'000'000'000},
      Chat{MessageId("m-3"), {}, CallId("call-1"), "Us two.", {}, {}},
      ChatReceipt{MessageId("m-1"), PersonId("p-ada"), {}, {}},
      ChatReceipt{MessageId("m-3"), {}, CallId("call-1"), PersonId("p-ben")},
      Error{ErrorCode::BadMessage, "", {}, {}, {}, {}},
      Error{ErrorCode::NameTaken, "The name Ada is taken.", MessageId("m-1"), "/name", Milliseconds(12'000), "Ada L"},
      Ack{0},
      Ack{kMaxExactInteger},
      Ping{0},
      Ping{4'294'967'295},
      Pong{7},
      Bye{},
      Bye{ErrorCode::ServerStopping, Milliseconds(2'000)},
  };
}

}  // namespace

std::vector<Envelope> sample_messages() {
  std::vector<Envelope> samples;
  for (auto* group : {&signing_in, &people, &consent, &negotiation, &the_rest}) {
    for (Message& message : group()) samples.push_back(numbered(std::move(message)));
  }
  return samples;
}

}  // namespace parley::protocol
