// Everything of one run: people with their tabs, the network, the server, the faults, and what is checked. The same seed
// and profile give the same run.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "tests/sim/world/audit.hpp"
#include "tests/sim/world/browser.hpp"
#include "tests/sim/world/clock.hpp"
#include "tests/sim/world/dice.hpp"
#include "tests/sim/world/network.hpp"
#include "tests/sim/world/profile.hpp"
#include "tests/sim/world/server.hpp"
#include "tests/sim/world/trace.hpp"

namespace parley::sim {

class World {
 public:
  World(std::uint64_t seed, const Profile& profile, bool traced = false);

  /// The whole run: the storm, the quiet after it, calls of calm people, everybody signs out. False if something that must
  /// hold did not: see `failure`.
  bool run();

  bool has_failed() const { return !failure_.empty(); }
  const std::string& failure() const { return failure_; }
  /// The latest lines about those concerned, if this run is traced.
  std::string last_lines(std::size_t count) const { return trace_.last(count, concerned_); }
  std::uint64_t calls_made() const { return server_.calls_made(); }
  std::uint64_t transitions() const { return transitions_; }
  const Coverage& coverage() const { return audit_.coverage(); }

  // ---- for the parts
  Clock& clock() { return clock_; }
  Dice& dice() { return dice_; }
  Network& network() { return network_; }
  Server& server() { return server_; }
  Audit& audit() { return audit_; }
  Browser& tab(std::size_t number) { return *tabs_[number]; }
  std::size_t people() const { return tabs_.size(); }
  const Profile& profile() const { return profile_; }
  /// What goes wrong now: nothing after the storm.
  const Profile& faults() const { return storm_ ? profile_ : peace_; }
  bool chance(double probability) { return dice_.chance(probability); }
  Milliseconds delay(const Browser& tab);
  bool is_path_up(const Browser& one, const Browser& other) const;
  std::uint64_t new_certificate(Browser& owner);
  PeerConnection* find_peer(std::uint64_t certificate);
  void count_transition() { ++transitions_; }
  /// Something that must hold does not. The first one counts; the run ends.
  void fail(const std::string& what, std::initializer_list<const Browser*> tabs);

  template <class What>
  void trace(const Browser& tab, const What& what) {
    if (trace_.is_enabled()) trace_.add(clock_.now(), tab.number() + 1, line(what));
  }
  template <class What>
  void trace(const What& what) {
    if (trace_.is_enabled()) trace_.add(clock_.now(), 0, line(what));
  }

 private:
  static std::string line(const char* words) { return std::string("=== ") + words; }
  template <class What>
  static std::string line(const What& what) {
    return to_line(what);
  }

  void begin();
  void pass(Milliseconds time);
  void end_storm();
  void quiet();
  void calm_calls();
  void calm_call(Browser& caller, Browser& receiver);
  void wind_down();
  void everybody_leaves();
  void sit_before(Browser& tab);
  /// Does it `rate` times a minute, at random moments, as long as the storm lasts.
  void recur(double rate, std::function<void()> what);
  void plan_faults(Browser& tab);
  void plan_restarts();
  void lose_path(Browser& tab);

  Profile profile_;
  Profile peace_;
  Dice dice_;
  Clock clock_;
  Trace trace_;
  Network network_;
  Audit audit_;
  Server server_;
  std::vector<std::unique_ptr<Browser>> tabs_;
  std::map<std::uint64_t, Browser*> certificates_;
  bool storm_ = true;
  std::uint64_t transitions_ = 0;
  std::string failure_;
  std::set<std::size_t> concerned_;
};

}  // namespace parley::sim
