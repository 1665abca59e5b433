// The hub: people, presence, calls, and who may send what to whom. One event in, effects out; the only authority on calls.
// Not its business: sockets, clocks, random numbers, names' ownership (a directory's) and the store.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "server/hub/config.hpp"
#include "server/hub/effect.hpp"
#include "server/hub/event.hpp"
#include "server/hub/stats.hpp"

namespace parley::hub {

struct State;

class Hub {
 public:
  /// `epoch` names this process: a client that comes back with another one is reset.
  Hub(Config config, std::string epoch);
  ~Hub();
  Hub(Hub&&) noexcept;
  Hub& operator=(Hub&&) noexcept;

  /// Applies one event and appends what is to be done, in order. Wrong input is answered, never thrown. Events about
  /// sockets that the hub does not know (any more) are ignored.
  void handle(const Event& event, const Moment& moment, std::vector<Effect>& out);

  /// When TimePassed is due; nothing if nothing waits. Ask again after every event.
  std::optional<Instant> next_deadline() const;

  Stats stats() const;

  /// Debugging aid of tests and the simulation: what is wrong inside, empty if nothing is. Costs as much as there is.
  std::vector<std::string> check_invariants() const;

 private:
  std::unique_ptr<State> state_;
};

}  // namespace parley::hub
