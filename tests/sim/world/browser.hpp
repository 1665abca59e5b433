// One tab: the real client core, and a platform that carries its effects out. It can be closed, reloaded and put to sleep.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "client/app/model.hpp"
#include "tests/sim/world/devices.hpp"
#include "tests/sim/world/peers.hpp"

namespace parley::sim {

class World;

class Browser {
 public:
  using Task = std::function<void()>;

  Browser(World& world, std::size_t number, std::string name);

  // ---- the page's life
  void open();
  /// The page goes; what this tab stored stays. `crash`: without a word.
  void reload(bool crash, Milliseconds away);
  /// For good: the next page is a new one.
  void close(Milliseconds away);
  /// The machine sleeps: nothing runs, then everything that is overdue. `ticking`: its clock goes on meanwhile.
  void sleep(Milliseconds time, bool ticking);
  void wake();
  void change_network();
  void press(const app::Intent& intent);

  // ---- what the platform does to the page
  /// Applies an event, carries out what follows, and checks what must always hold.
  void step(const app::Event& event);
  void hear(session::SocketId socket, const std::string& text);
  /// Runs `task` for this page, later, if it is still the same page by then; not while the machine sleeps.
  void after(Milliseconds delay, Task task);
  void run(std::uint32_t life, Task task);

  const app::Model& model() const { return model_; }
  std::size_t number() const { return number_; }
  const std::string& name() const { return name_; }
  std::uint32_t life() const { return life_; }
  std::uint32_t network() const { return network_; }
  bool is_running() const { return running_; }
  bool is_asleep() const { return asleep_; }
  Peers& peers() { return peers_; }
  Devices& devices() { return devices_; }
  std::size_t timers() const;
  Instant now() const;
  /// The call that the page is in, once it has a name.
  const protocol::Call* call() const { return call::consent::call_of(model_.consent.phase); }
  const std::optional<PersonId> person() const;

  bool is_slow = false;    ///< delays of seconds
  bool path_down = false;  ///< no media passes

 private:
  struct Timer {
    std::optional<Instant> due;  ///< on the page's own clock
    std::uint32_t turn = 0;
  };
  struct Carry;

  void start(bool restored);
  void end_page(bool crash);
  void start_timer(app::Timer timer, Milliseconds after);
  void timer_passed(app::Timer timer, std::uint32_t turn);
  void wait_for(app::Timer timer, std::uint32_t turn, Milliseconds after);

  World& world_;
  std::size_t number_;
  std::string name_;
  app::Model model_;
  std::uint32_t life_ = 0;
  std::uint32_t network_ = 1;
  bool running_ = false;
  bool asleep_ = false;
  Milliseconds offset_;  ///< of the page's own clock
  Instant slept_at_{};
  bool ticking_ = true;
  std::vector<Task> backlog_;
  std::string stored_token_;
  std::string stored_name_;
  std::array<Timer, 9> timers_;
  Devices devices_;
  Peers peers_;
};

}  // namespace parley::sim
