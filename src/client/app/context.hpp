// What a feature has within one turn of the client: the model, the moment, and the ways to cause something. What it causes is
// an effect for the platform or an event of a machine, applied after it returns; never a call into another feature.
#pragma once

#include <string>
#include <type_traits>
#include <utility>
#include <variant>

#include "client/app/model.hpp"
#include "client/app/status.hpp"

namespace parley::app {

/// An event of one of the machines, waiting its turn.
using Step = std::variant<session::Event, call::consent::Event, call::negotiation::Event, call::devices::Event>;

class Context {
 public:
  Context(Model& to, const Moment& at) : model(to), moment(at) {}
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;
  virtual ~Context() = default;

  Model& model;
  const Moment& moment;

  /// For the platform.
  virtual void emit(Effect effect) = 0;
  /// For a machine: `next(call::consent::UserEnds{})`.
  template <class What>
  void next(What what) {
    if constexpr (std::is_constructible_v<session::Event, What>) {
      push(session::Event(std::move(what)));
    } else if constexpr (std::is_constructible_v<call::consent::Event, What>) {
      push(call::consent::Event(std::move(what)));
    } else if constexpr (std::is_constructible_v<call::negotiation::Event, What>) {
      push(call::negotiation::Event(std::move(what)));
    } else {
      push(call::devices::Event(std::move(what)));
    }
  }
  /// To the server, numbered and replayed if it is a command. Dropped while there is no session.
  void send(protocol::Message message) { next(session::SendMessage{std::move(message)}); }
  /// Politely, for whoever does not see the screen.
  void say(std::string text) { app::say(model, std::move(text)); }

 private:
  virtual void push(Step step) = 0;
};

}  // namespace parley::app
