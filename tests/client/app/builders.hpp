// A whole client without a platform: effects are collected, and the server's part is played with the real codec. We are Ada.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "client/app/model.hpp"
#include "core/protocol/codec.hpp"
#include "tests/core/protocol/printers.hpp"
#include "tests/core/protocol/samples.hpp"
#include "tests/support/print.hpp"

namespace parley::app {

using namespace std::chrono_literals;

struct Client {
  Client();
  Client(const Client&);
  Client(Client&&) noexcept;
  Client& operator=(const Client&);
  Client& operator=(Client&&) noexcept;
  ~Client();

  Model model;
  Instant now{Milliseconds{1'000'000}};
  Effects effects;  ///< of the last event
  protocol::Sequence told = 0;

  Client& on(const Event& event);
  Client& after(Milliseconds time);
  /// The server says this.
  Client& hears(const protocol::Message& message);

  template <class E>
  std::vector<E> of() const {
    std::vector<E> found;
    for (const auto& effect : effects) {
      if (const auto* what = as<E>(effect)) found.push_back(*what);
    }
    return found;
  }
  template <class M>
  std::vector<M> sent() const {
    std::vector<M> messages;
    for (const auto& text : of<SendText>()) {
      const auto envelope = protocol::decode(text.text).value();
      if (const auto* message = std::get_if<M>(&envelope.message)) messages.push_back(*message);
    }
    return messages;
  }
  /// The place of the first effect of a kind among the last ones, or their number if there is none.
  template <class E>
  std::size_t place_of() const {
    std::size_t place = 0;
    while (place < effects.size() && as<E>(effects[place]) == nullptr) ++place;
    return place;
  }
};

protocol::ClientId greeting(protocol::Outcome outcome);
/// Ben calls Ada; it rings.
protocol::Call his_call();
/// Ada calls Ben; it rings.
protocol::Call our_call();
protocol::Call agreed(protocol::Call call);
protocol::Call over(protocol::Call call, protocol::EndReason reason);
/// What Ben sends in his call.
protocol::CallMedia his_media(std::uint32_t version, bool microphone, bool camera);

Client online();
Client with_a_lost_socket(Client client);
/// The socket is back, the state is not told yet.
Client signed_in_again(Client client);
Client dialling();
Client rung();
Client answering();
/// His call: agreed, devices open, media flowing.
Client talking();

}  // namespace parley::app
