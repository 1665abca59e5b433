#include "tests/core/call/builders.hpp"

#include <algorithm>
#include <utility>

#include "tests/core/protocol/samples.hpp"

namespace parley::call {

using protocol::CallStatus;
using protocol::EndReason;

protocol::Person ada() { return protocol::person("p-ada", "Ada"); }
protocol::Person ben() { return protocol::person("p-ben", "Ben"); }
protocol::Person cleo() { return protocol::person("p-cleo", "Cleo"); }

protocol::Call our_call() {
  protocol::Call call = protocol::ringing_call();
  call.request = MessageId("m1");
  return call;
}

protocol::Call his_call() {
  protocol::Call call = protocol::ringing_call();
  call.id = CallId("call-2");
  std::swap(call.caller, call.receiver);
  call.you = Side::Receiver;
  call.request.reset();
  return call;
}

protocol::Call agreed(protocol::Call call) {
  ++call.version;
  call.status = CallStatus::Ongoing;
  call.accepted = call.media;
  call.asked.reset();
  call.ring_left.reset();
  return call;
}

protocol::Call over(protocol::Call call, EndReason reason) {
  ++call.version;
  call.status = protocol::status_of(reason);
  call.reason = reason;
  call.asked.reset();
  call.ring_left.reset();
  return call;
}

protocol::Call answered_elsewhere(protocol::Call call) {
  call = agreed(std::move(call));
  call.elsewhere = true;
  return call;
}

namespace consent {

Machine& Machine::on(const Event& event) {
  effects = transition(state, event, now, 1);
  return *this;
}

Machine& Machine::after(Milliseconds time) {
  now += time;
  return *this;
}

Target to_ben() { return Target{PersonId("p-ben"), "Ben"}; }

Refused refused(protocol::ErrorCode code, MessageId command) {
  protocol::Error error;
  error.code = code;
  error.answers = std::move(command);
  return {error};
}

Machine preparing() {
  Machine machine;
  machine.on(UserCalls{to_ben(), Media::Video});
  return machine;
}
Machine requesting() {
  Machine machine = preparing();
  machine.on(OfferReady{1, "v=0"});
  return machine;
}
Machine dialling() {
  Machine machine = requesting();
  machine.on(CallChanged{our_call()});
  return machine;
}
Machine ringing() {
  Machine machine;
  machine.on(CallChanged{his_call()});
  return machine;
}
Machine answering() {
  Machine machine = ringing();
  machine.on(UserAccepts{Media::Video});
  return machine;
}
Machine ongoing_as_caller() {
  Machine machine = dialling();
  machine.on(CallChanged{agreed(our_call())});
  return machine;
}
Machine ongoing_as_receiver() {
  Machine machine = answering();
  machine.on(CallChanged{agreed(his_call())});
  return machine;
}
Machine ended() {
  Machine machine = ongoing_as_caller();
  machine.on(CallChanged{over(agreed(our_call()), EndReason::HungUp)});
  return machine;
}
Machine back(Machine machine) {
  machine.on(SignallingBack{});
  return machine;
}

}  // namespace consent

namespace negotiation {

Machine& Machine::on(const Event& event) {
  effects = transition(state, event, now);
  keep(effects);
  return *this;
}

Machine& Machine::after(Milliseconds time) {
  now += time;
  return *this;
}

Machine& Machine::live(Milliseconds time, int packets) {
  Effects all;
  for (Milliseconds passed{}; passed < time; passed += 250ms) {
    after(250ms);
    const auto is_due = [&](const auto& timer) { return timer.second <= now; };
    for (auto timer = std::find_if(timers_.begin(), timers_.end(), is_due); timer != timers_.end();
         timer = std::find_if(timers_.begin(), timers_.end(), is_due)) {
      const CallTimer passed_timer = timer->first;
      timers_.erase(timer);
      on(TimerPassed{passed_timer});
      all.insert(all.end(), effects.begin(), effects.end());
    }
    if (state.peer == 0) continue;
    on(Pulse{state.peer, state.packets + static_cast<std::uint64_t>(packets)});
    all.insert(all.end(), effects.begin(), effects.end());
  }
  effects = std::move(all);
  return *this;
}

Machine& Machine::hears_of(bool microphone, bool camera) {
  protocol::CallMedia media;
  media.call = *state.call;
  media.generation = state.generation;
  media.version = ++snapshots_;
  media.microphone = microphone;
  media.camera = camera;
  return on(MediaCame{media});
}

std::optional<Instant> Machine::due(CallTimer timer) const {
  for (const auto& [running, when] : timers_) {
    if (running == timer) return when;
  }
  return std::nullopt;
}

void Machine::keep(const Effects& done) {
  const auto forget = [&](CallTimer timer) {
    std::erase_if(timers_, [&](const auto& running) { return running.first == timer; });
  };
  for (const Effect& effect : done) {
    if (const auto* started = std::get_if<StartTimer>(&effect)) {
      forget(started->timer);
      timers_.emplace_back(started->timer, now + started->after);
    } else if (const auto* stopped = std::get_if<StopTimer>(&effect)) {
      forget(stopped->timer);
    }
  }
}

std::string description(const std::string& ufrag) { return "v=0\r\na=ice-ufrag:" + ufrag + "\r\n"; }

protocol::Offer offer(Generation generation, bool fresh) {
  return {CallId("call-1"), generation, fresh, description("his" + std::to_string(generation)), std::nullopt};
}

protocol::Answer answer(Generation generation) {
  return {CallId("call-1"), generation, description("his" + std::to_string(generation)), std::nullopt};
}

Candidate candidate(const std::string& ufrag) { return {"candidate:1 1 udp 1 192.0.2.1 9 typ host", "0", 0, ufrag}; }

protocol::IceCandidate his_candidate(Generation generation) {
  return {CallId("call-1"), generation, candidate("his" + std::to_string(generation)), std::nullopt};
}

Machine offering() {
  Machine machine;
  machine.on(Prepare{1});
  return machine;
}
Machine offered() {
  Machine machine = offering();
  machine.on(OfferMade{1, 1, description("ours1")});
  return machine;
}
Machine awaiting_answer() {
  Machine machine = offered();
  machine.on(Begin{1, CallId("call-1")});
  return machine;
}
Machine connecting_caller() {
  Machine machine = awaiting_answer();
  machine.on(Agreed{1}).on(AnswerCame{answer(1)}).on(AnswerApplied{1, 1});
  return machine;
}

namespace {

Machine flowing(Machine machine) {
  machine.on(IceChanged{1, IceState::Connected}).on(Pulse{1, 10}).hears_of(true, true);
  return machine;
}

}  // namespace

Machine flowing_caller() { return flowing(connecting_caller()); }
Machine lost_caller() {
  Machine machine = flowing_caller();
  machine.live(kSilence, 0);
  return machine;
}
Machine restarting_caller() {
  Machine machine = lost_caller();
  machine.live(kRestartAfter, 0).on(OfferMade{1, 2, description("ours2")});
  return machine;
}

Machine invited() {
  Machine machine = invited_without_offer();
  machine.on(OfferCame{offer(1)});
  return machine;
}
Machine invited_without_offer() {
  Machine machine;
  machine.on(Invite{1, CallId("call-1")});
  return machine;
}
Machine answering() {
  Machine machine = invited();
  machine.on(Accept{1, CallId("call-1")});
  return machine;
}
Machine connecting_receiver() {
  Machine machine = answering();
  machine.on(Agreed{1}).on(AnswerMade{1, 1, description("ours1")});
  return machine;
}
Machine flowing_receiver() { return flowing(connecting_receiver()); }
Machine lost_receiver() {
  Machine machine = flowing_receiver();
  machine.live(kSilence, 0);
  return machine;
}
Machine rejoined_receiver() {
  Machine machine;
  machine.on(Rejoin{1, CallId("call-1"), Side::Receiver, 1});
  return machine;
}

Machine accepted_room() {
  Machine machine = invited_without_offer();
  machine.on(Accept{1, CallId("call-1"), true});
  return machine;
}
Machine connecting_room() {
  Machine machine = accepted_room();
  machine.on(Agreed{1});
  return machine;
}
Machine flowing_room() {
  Machine machine = connecting_room();
  machine.on(IceChanged{1, IceState::Connected}).on(RoomMedia{1, true, true}).on(Pulse{1, 10});
  return machine;
}
Machine lost_room() {
  Machine machine = flowing_room();
  machine.live(kRoomSilence, 0);
  return machine;
}

}  // namespace negotiation

namespace devices {

Machine& Machine::on(const Event& event) {
  effects = transition(state, event);
  return *this;
}

Machine opening(Media media) {
  Machine machine;
  machine.on(PeerChanged{1}).on(Begin{1, media});
  return machine;
}

Machine open(Media media) {
  Machine machine = opening(media);
  machine.on(Opened{1});
  return machine;
}

}  // namespace devices
}  // namespace parley::call
