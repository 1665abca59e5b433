// The real hub with its directory and clock, in a process that can be stopped, killed and started again.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "server/hub/directory.hpp"
#include "server/hub/hub.hpp"

namespace parley::sim {

class World;

class Server {
 public:
  Server(World& world, hub::Config config);

  void handle(const hub::Event& event);
  /// Ends the process, with goodbyes or without, and starts another one later.
  void restart(bool graceful, Milliseconds away);

  bool is_up() const { return up_; }
  hub::Stats stats() const { return hub_.stats(); }
  std::uint64_t calls_made() const { return calls_before_ + hub_.stats().calls_made; }
  std::size_t names_held() const { return directory_.size(); }
  void check_invariants();

 private:
  void carry_out(const hub::Effect& effect);
  void look_at_deadline();
  void start();

  World& world_;
  hub::Config config_;
  std::uint32_t epochs_ = 1;
  bool up_ = true;
  bool stopping_ = false;
  hub::Hub hub_;
  hub::MemoryDirectory directory_;
  std::optional<Instant> waits_for_;
  std::uint64_t calls_before_ = 0;
  std::uint64_t turns_ = 0;
};

}  // namespace parley::sim
