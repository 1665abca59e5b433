#include "tests/core/session/builders.hpp"

#include "tests/core/protocol/samples.hpp"

namespace parley::session {

Machine& Machine::on(const Event& event) {
  effects = transition(state, event, Moment{now, dice});
  return *this;
}

Machine& Machine::after(Milliseconds time) {
  now += time;
  return *this;
}

Machine& Machine::hears(const protocol::Message& message) {
  if (!protocol::is_command(message)) return on(FrameCame{socket(), protocol::encode(message)});
  return hears(message, ++told);
}

Machine& Machine::hears(const protocol::Message& message, protocol::Sequence sequence) {
  return on(FrameCame{socket(), protocol::encode(message, sequence)});
}

std::vector<protocol::Envelope> Machine::sent() const {
  std::vector<protocol::Envelope> envelopes;
  for (const auto& effect : effects) {
    if (const auto* text = std::get_if<SendText>(&effect)) envelopes.push_back(protocol::decode(text->text).value());
  }
  return envelopes;
}

protocol::ClientId greeting(protocol::Outcome outcome, protocol::Sequence last_seen) {
  protocol::ClientId message;
  message.you = protocol::person("p-ada", "Ada");
  message.session = SessionId("s-1");
  message.token = "token-1";
  message.epoch = "epoch-1";
  message.outcome = outcome;
  message.last_seen = last_seen;
  return message;
}

protocol::Chat chat(const std::string& text) {
  protocol::Chat message;
  message.id = MessageId("m-" + text);
  message.text = text;
  return message;
}

Machine connecting() {
  Machine machine;
  machine.on(Join{"Ada"});
  return machine;
}
Machine greeting_session() {
  Machine machine = connecting();
  machine.on(SocketOpened{1});
  return machine;
}
Machine online_session() {
  Machine machine = greeting_session();
  machine.hears(greeting(protocol::Outcome::New));
  return machine;
}
Machine doubting_session() {
  Machine machine = online_session();
  machine.on(TimerPassed{Timer::Heartbeat});
  return machine;
}
Machine lost_session() {
  Machine machine = online_session();
  machine.on(SocketClosed{machine.socket(), 1006, ""});
  return machine;
}
Machine resuming_session() {
  Machine machine = lost_session();
  machine.on(TimerPassed{Timer::Backoff}).on(SocketOpened{machine.socket()});
  return machine;
}
Machine unreachable_session() {
  Machine machine = connecting();
  machine.on(SocketClosed{1, 1006, ""});
  return machine;
}

}  // namespace parley::session
