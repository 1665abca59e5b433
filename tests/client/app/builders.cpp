#include "tests/client/app/builders.hpp"

#include <utility>

namespace parley::app {

Client::Client() = default;
Client::Client(const Client&) = default;
Client::Client(Client&&) noexcept = default;
Client& Client::operator=(const Client&) = default;
Client& Client::operator=(Client&&) noexcept = default;
Client::~Client() = default;

Client& Client::on(const Event& event) {
  effects = update(model, event, Moment{now, 0});
  return *this;
}

Client& Client::after(Milliseconds time) {
  now += time;
  return *this;
}

Client& Client::hears(const protocol::Message& message) {
  std::optional<protocol::Sequence> number;
  if (protocol::is_command(message)) number = ++told;
  return on(SocketText{model.session.sockets, protocol::encode(message, number)});
}

protocol::ClientId greeting(protocol::Outcome outcome) {
  protocol::ClientId message;
  message.you = protocol::person("p-ada", "Ada");
  message.session = SessionId("s-1");
  message.token = "token-1";
  message.epoch = "epoch-1";
  message.outcome = outcome;
  message.ice_servers = {{{"stun:stun.example.org"}, "", ""}};
  return message;
}

protocol::Call our_call() {
  protocol::Call call = protocol::ringing_call();
  call.request = MessageId("m1");
  return call;
}

protocol::Call his_call() {
  protocol::Call call = protocol::ringing_call();
  std::swap(call.caller, call.receiver);
  call.you = protocol::Side::Receiver;
  call.request.reset();
  return call;
}

protocol::Call agreed(protocol::Call call) {
  ++call.version;
  call.status = protocol::CallStatus::Ongoing;
  call.accepted = call.media;
  call.asked.reset();
  call.ring_left.reset();
  return call;
}

protocol::Call over(protocol::Call call, protocol::EndReason reason) {
  ++call.version;
  call.status = protocol::status_of(reason);
  call.reason = reason;
  call.asked.reset();
  call.ring_left.reset();
  return call;
}

protocol::CallMedia his_media(std::uint32_t version, bool microphone, bool camera) {
  protocol::CallMedia media;
  media.call = CallId("call-1");
  media.version = version;
  media.microphone = microphone;
  media.camera = camera;
  media.from = PersonId("p-ben");
  return media;
}

Client online() {
  Client client;
  client.on(Join{"Ada"}).on(SocketOpened{1}).hears(greeting(protocol::Outcome::New));
  client.hears(protocol::PeerList{{protocol::person("p-ben", "Ben")}, true, true});
  return client;
}

Client with_a_lost_socket(Client client) {
  client.on(SocketClosed{client.model.session.sockets, 1006, ""});
  return client;
}

Client signed_in_again(Client client) {
  client = with_a_lost_socket(std::move(client));
  client.on(TimerPassed{Timer::Backoff}).on(SocketOpened{client.model.session.sockets});
  protocol::ClientId back = greeting(protocol::Outcome::Resumed);
  back.last_seen = client.model.session.outbox.next() - 1;
  client.hears(back);
  return client;
}

Client dialling() {
  Client client = online();
  client.on(CallSomeone{"Ben", PersonId("p-ben"), protocol::Media::Video})
      .on(OfferMade{1, 1, protocol::description()})
      .hears(our_call());
  return client;
}

Client rung() {
  Client client = online();
  client.hears(his_call())
      .hears(protocol::Offer{CallId("call-1"), 1, false, protocol::description(), PersonId("p-ben")});
  return client;
}

Client answering() {
  Client client = rung();
  client.on(AcceptCall{protocol::Media::Video});
  return client;
}

Client talking() {
  Client client = answering();
  client.hears(agreed(his_call())).on(AnswerMade{1, 1, protocol::description()}).on(DevicesOpened{1});
  client.hears(his_media(1, true, true)).on(IceChanged{1, call::IceState::Connected}).on(Pulse{1, 10});
  return client;
}

}  // namespace parley::app
