// Puts a session into a state in one line, and plays the server's part with the real codec.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "core/protocol/codec.hpp"
#include "core/session/session.hpp"
#include "tests/core/protocol/printers.hpp"
#include "tests/support/print.hpp"

namespace parley::session {

using namespace std::chrono_literals;

inline const Instant kStart{Milliseconds{1'000'000}};

struct Machine {
  State state;
  Instant now = kStart;
  std::uint32_t dice = 0x80000000;  ///< half of every jitter
  Effects effects;
  protocol::Sequence told = 0;  ///< the last number of the server

  Machine& on(const Event& event);
  Machine& after(Milliseconds time);
  /// The server says this on the current socket; commands get their numbers.
  Machine& hears(const protocol::Message& message);
  Machine& hears(const protocol::Message& message, protocol::Sequence sequence);
  SocketId socket() const { return state.sockets; }
  template <class P>
  bool is() const {
    return std::holds_alternative<P>(state.phase);
  }
  const Farewell* trouble() const { return state.trouble ? &*state.trouble : nullptr; }

  /// What was sent by the last event, decoded.
  std::vector<protocol::Envelope> sent() const;
  template <class M>
  std::optional<M> sent_message() const {
    for (const auto& envelope : sent()) {
      if (const auto* message = std::get_if<M>(&envelope.message)) return *message;
    }
    return std::nullopt;
  }
  template <class E>
  std::optional<E> effect() const {
    for (const auto& effect : effects) {
      if (const auto* what = std::get_if<E>(&effect)) return *what;
    }
    return std::nullopt;
  }
  bool delivers() const { return effect<Deliver>().has_value(); }
};

/// The server's greeting.
protocol::ClientId greeting(protocol::Outcome outcome, protocol::Sequence last_seen = 0);
protocol::Chat chat(const std::string& text);

Machine connecting();
Machine greeting_session();
Machine online_session();
/// Online, with an unanswered ping.
Machine doubting_session();
/// Its socket was lost.
Machine lost_session();
/// Lost, and the next socket is being greeted.
Machine resuming_session();
/// The first connection failed; whether a server is there is being found out.
Machine unreachable_session();

}  // namespace parley::session
