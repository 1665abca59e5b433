#include "tests/sim/world/browser.hpp"

#include <algorithm>
#include <utility>

#include "tests/sim/world/network.hpp"
#include "tests/sim/world/world.hpp"

namespace parley::sim {

// What each effect does to the platform.
struct Browser::Carry {
  Browser& tab;

  void operator()(const app::OpenSocket& effect) const { tab.world_.network().open(tab, effect.socket); }
  void operator()(const app::SendText& effect) const { tab.world_.network().send(tab, effect.socket, effect.text); }
  void operator()(const app::CloseSocket& effect) const { tab.world_.network().close(tab, effect.socket); }
  void operator()(const app::Probe& effect) const {
    const bool reached = tab.world_.server().is_up() && !tab.world_.chance(0.3);
    tab.after(tab.world_.delay(tab), [&to = tab, socket = effect.socket, reached] {
      to.step(app::ProbeAnswered{socket, reached});
    });
  }
  void operator()(const app::StartTimer& effect) const { tab.start_timer(effect.timer, effect.after); }
  void operator()(const app::StopTimer& effect) const {
    Timer& timer = tab.timers_[static_cast<std::size_t>(effect.timer)];
    timer.due.reset();
    ++timer.turn;
  }
  void operator()(const app::StoreSession& effect) const {
    tab.stored_token_ = effect.token;
    tab.stored_name_ = effect.name;
  }
  // Nobody here has an account, and the list of the last calls concerns no call.
  void operator()(const app::StoreAccount&) const {}
  void operator()(const app::AccountRequest&) const {}
  // No relay and no program of the call API either.
  void operator()(const app::SetServers&) const {}
  void operator()(const app::JoinRoom&) const {}
  void operator()(const app::PlaySound&) const {}
  void operator()(const app::ReloadPage&) const {
    tab.after(0ms, [&to = tab] { to.reload(false, to.world_.dice().between(100ms, 2'000ms)); });
  }
  // What a feature asks of the page, and what no call hangs on.
  template <class Effect>
  void operator()(const Effect&) const {}
  template <class Effect>
  requires requires(Peers& peers, const Effect& effect) { peers.run(effect); }
  void operator()(const Effect& effect) const { tab.peers_.run(effect); }
  template <class Effect>
  requires requires(Devices& devices, const Effect& effect) { devices.run(effect); }
  void operator()(const Effect& effect) const { tab.devices_.run(effect); }
};

Browser::Browser(World& world, std::size_t number, std::string name)
    : world_(world),
      number_(number),
      name_(std::move(name)),
      offset_(world.dice().between(0ms, 100'000'000ms)),
      devices_(world, *this),
      peers_(world, *this) {}

void Browser::open() {
  if (!running_) start(false);
}

void Browser::reload(bool crash, Milliseconds away) {
  if (!running_) return;
  end_page(crash);
  world_.clock().after(away, [this] {
    if (!running_) start(true);
  });
}

void Browser::close(Milliseconds away) {
  if (!running_) return;
  end_page(false);
  stored_token_.clear();
  stored_name_.clear();
  world_.clock().after(away, [this] { open(); });
}

void Browser::start(bool restored) {
  running_ = true;
  model_ = app::Model{};
  world_.audit().page_started(*this);
  step(restored ? app::Started{stored_token_, stored_name_} : app::Started{});
}

void Browser::end_page(bool crash) {
  if (asleep_) wake();
  world_.trace(*this, crash ? "the page dies" : "the page goes");
  if (!crash) step(app::PageGone{});
  running_ = false;
  world_.network().leave(*this);
  ++life_;
  backlog_.clear();
  for (Timer& timer : timers_) timer = Timer{std::nullopt, timer.turn + 1};
  devices_.close_all();
  peers_.close_all();
}

void Browser::sleep(Milliseconds time, bool ticking) {
  if (!running_ || asleep_) return;
  world_.trace(*this, "the machine sleeps");
  asleep_ = true;
  ticking_ = ticking;
  slept_at_ = world_.clock().now();
  world_.network().cut(*this);
  world_.clock().after(time, [this, life = life_] {
    if (life == life_) wake();
  });
}

void Browser::wake() {
  if (!asleep_) return;
  world_.trace(*this, "the machine wakes");
  if (!ticking_) offset_ -= world_.clock().now() - slept_at_;
  asleep_ = false;
  const auto life = life_;
  for (Task& task : std::exchange(backlog_, {})) {
    if (life == life_) task();
  }
  if (life == life_ && running_) step(app::Woke{});
}

void Browser::change_network() {
  if (!running_ || asleep_) return;
  ++network_;
  world_.trace(*this, "another network");
  world_.network().cut(*this);
  step(app::NetworkChanged{});
}

void Browser::press(const app::Intent& intent) {
  if (!running_ || asleep_) return;
  visit_innermost([&](const auto& what) { step(what); }, intent);
}

void Browser::step(const app::Event& event) {
  world_.trace(*this, event);
  const app::Effects effects =
      app::update(model_, event, parley::Moment{now(), static_cast<std::uint32_t>(world_.dice().bits())});
  world_.count_transition();
  for (const app::Effect& effect : effects) {
    world_.trace(*this, effect);
    visit_innermost(Carry{*this}, effect);
  }
  world_.audit().tab_stepped(*this);
}

void Browser::hear(session::SocketId socket, const std::string& text) {
  world_.audit().frame_heard(*this, text);
  step(app::SocketText{socket, text});
}

void Browser::after(Milliseconds delay, Task task) {
  world_.clock().after(delay, [this, life = life_, task = std::move(task)]() mutable { run(life, std::move(task)); });
}

void Browser::run(std::uint32_t life, Task task) {
  if (life != life_ || !running_) return;
  if (asleep_) {
    backlog_.push_back(std::move(task));
  } else {
    task();
  }
}

void Browser::start_timer(app::Timer timer, Milliseconds after) {
  Timer& entry = timers_[static_cast<std::size_t>(timer)];
  entry.due = now() + after;
  wait_for(timer, ++entry.turn, after);
}

void Browser::wait_for(app::Timer timer, std::uint32_t turn, Milliseconds delay) {
  after(delay, [this, timer, turn] { timer_passed(timer, turn); });
}

void Browser::timer_passed(app::Timer timer, std::uint32_t turn) {
  Timer& entry = timers_[static_cast<std::size_t>(timer)];
  if (entry.turn != turn || !entry.due) return;
  if (*entry.due > now()) return wait_for(timer, turn, *entry.due - now());  // the clock stood still meanwhile
  entry.due.reset();
  step(app::TimerPassed{timer});
}

std::size_t Browser::timers() const {
  return static_cast<std::size_t>(
      std::count_if(timers_.begin(), timers_.end(), [](const Timer& timer) { return timer.due.has_value(); }));
}

Instant Browser::now() const { return world_.clock().now() + offset_; }

const std::optional<PersonId> Browser::person() const {
  const auto& identity = model_.session.identity;
  return identity ? std::optional(identity->you.id) : std::nullopt;
}

}  // namespace parley::sim
