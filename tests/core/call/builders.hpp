// Puts the machines of a call into a state in one line. We are Ada; Ben is at the other end.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "core/call/consent.hpp"
#include "core/call/devices.hpp"
#include "core/call/negotiation.hpp"
#include "tests/core/protocol/printers.hpp"
#include "tests/support/print.hpp"

namespace parley::call {

using namespace std::chrono_literals;

inline const Instant kStart{Milliseconds{1'000'000}};

protocol::Person ada();
protocol::Person ben();
protocol::Person cleo();

/// Ada calls Ben: version 1, ringing; `request` is that of the first request a client makes.
protocol::Call our_call();
/// Ben calls Ada: version 1, ringing.
protocol::Call his_call();
protocol::Call agreed(protocol::Call call);
protocol::Call over(protocol::Call call, protocol::EndReason reason);
protocol::Call answered_elsewhere(protocol::Call call);

/// The messages among the effects that are of one type.
template <class M, class Effects>
std::vector<M> sent(const Effects& effects) {
  std::vector<M> messages;
  for (const auto& effect : effects) {
    std::visit(
        [&](const auto& what) {
          if constexpr (requires { what.message; }) {
            if (const auto* message = std::get_if<M>(&what.message)) messages.push_back(*message);
          }
        },
        effect);
  }
  return messages;
}

/// The effects of one type.
template <class E, class Effects>
std::vector<E> of(const Effects& effects) {
  std::vector<E> found;
  for (const auto& effect : effects) {
    if (const auto* what = std::get_if<E>(&effect)) found.push_back(*what);
  }
  return found;
}

namespace consent {

/// A machine with a clock. `effects` are those of the last event.
struct Machine {
  State state;
  Instant now = kStart;
  Effects effects;

  Machine& on(const Event& event);
  Machine& after(Milliseconds time);
  template <class P>
  const P& in() const {
    const P* phase = std::get_if<P>(&state.phase);
    if (!phase) {
      ADD_FAILURE() << "is " << name_of(state.phase);
      static const P none{};
      return none;
    }
    return *phase;
  }
  template <class P>
  bool is() const {
    return std::holds_alternative<P>(state.phase);
  }
};

Target to_ben();
/// A server's refusal of a command.
Refused refused(protocol::ErrorCode code, MessageId command);

Machine preparing();
Machine requesting();
Machine dialling();
Machine ringing();
Machine answering();
Machine ongoing_as_caller();
Machine ongoing_as_receiver();
Machine ended();
/// The same machine after its socket was lost and is back, before the server told its state.
Machine back(Machine machine);

}  // namespace consent

namespace negotiation {

struct Machine {
  State state;
  Instant now = kStart;
  Effects effects;

  Machine& on(const Event& event);
  Machine& after(Milliseconds time);
  template <class P>
  bool is() const {
    return std::holds_alternative<P>(state.phase);
  }

  /// Lets time pass as a page lives it: statistics every 250 ms, `packets` more each, timers when they are due.
  Machine& live(Milliseconds time, int packets);
  /// A snapshot of the other side, newer than the last one.
  Machine& hears_of(bool microphone, bool camera);
  /// When this timer is due, if it runs.
  std::optional<Instant> due(CallTimer timer) const;

 private:
  void keep(const Effects& effects);
  std::vector<std::pair<CallTimer, Instant>> timers_;
  std::uint32_t snapshots_ = 0;
};

std::string description(const std::string& ufrag);
protocol::Offer offer(Generation generation, bool fresh = false);
protocol::Answer answer(Generation generation);
/// A candidate of a description with that ICE user fragment.
Candidate candidate(const std::string& ufrag);
protocol::IceCandidate his_candidate(Generation generation);

// The caller.
Machine offering();
Machine offered();
Machine awaiting_answer();
/// Both descriptions are in place, the path is not.
Machine connecting_caller();
Machine flowing_caller();
Machine lost_caller();
/// A restart of a call that flowed: offer made, answer not there.
Machine restarting_caller();

// The receiver.
Machine invited();
Machine invited_without_offer();
Machine answering();
Machine connecting_receiver();
Machine flowing_receiver();
Machine lost_receiver();
Machine rejoined_receiver();

// In a room of the media server: the receiver of a program's call. His part in it is number 1.
Machine accepted_room();
Machine connecting_room();
Machine flowing_room();
Machine lost_room();

}  // namespace negotiation

namespace devices {

struct Machine {
  State state;
  Effects effects;

  Machine& on(const Event& event);
};

/// A call begins; the browser was asked.
Machine opening(Media media);
/// And it gave what was asked for; the tracks are on peer connection 1.
Machine open(Media media);

}  // namespace devices
}  // namespace parley::call
