#include "tests/sim/world/world.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "tests/sim/world/person.hpp"

namespace parley::sim {
namespace {

// How long whatever the storm has left may take to settle: a session's grace, then a claim's, then the media's patience.
constexpr Milliseconds kQuiet{180'000};
// How long the server remembers that somebody was here.
constexpr Milliseconds kForgotten{3'900'000};

hub::Config config_of(const Profile& profile) {
  hub::Config config;
  if (profile.usual_limits) return config;
  config.rings_to_one_per_minute = 10'000;  // these people press faster than people
  config.rings_per_minute = 10'000;
  config.messages_per_second = 1'000;
  config.message_burst = 10'000;
  return config;
}

constexpr std::array<const char*, 8> kNames{"Ada", "Ben", "Cleo", "Dora", "Emil", "Fay", "Gus", "Hana"};

}  // namespace

World::World(std::uint64_t seed, const Profile& profile, bool traced)
    : profile_(profile),
      peace_{.name = "peace"},
      dice_(seed),
      network_(*this),
      audit_(*this),
      server_(*this, config_of(profile)) {
  if (traced) trace_.enable();
  for (std::size_t i = 0; i < std::min(profile.people, kNames.size()); ++i) {
    tabs_.push_back(std::make_unique<Browser>(*this, i, kNames[i]));
    tabs_.back()->is_slow = chance(profile.slow_tabs);
  }
}

bool World::run() {
  begin();
  const Instant limit = clock_.now() + profile_.longest;
  for (std::uint64_t steps = 0; !has_failed() && clock_.step(limit); ++steps) {
    if (steps % 64 == 0 && calls_made() >= profile_.calls) break;
  }
  end_storm();
  quiet();
  if (!has_failed()) audit_.expect_settled();
  wind_down();
  if (!has_failed()) audit_.expect_all_idle();
  calm_calls();
  everybody_leaves();
  if (!has_failed()) audit_.expect_nothing_left();
  if (!has_failed()) server_.check_invariants();
  return !has_failed();
}

void World::begin() {
  for (const auto& tab : tabs_) {
    Browser* sits = tab.get();
    clock_.after(dice_.between(0ms, 3'000ms), [sits] { sits->open(); });
    sit_before(*tab);
    plan_faults(*tab);
  }
  plan_restarts();
  recur(60, [this] { audit_.look_for_ghosts(); });
}

void World::pass(Milliseconds time) {
  const Instant until = clock_.now() + time;
  while (!has_failed() && clock_.step(until)) {
  }
  clock_.skip_to(until);
}

void World::sit_before(Browser& tab) {
  clock_.after(dice_.around(profile_.patience), [this, &tab] {
    if (!storm_) return;
    if (tab.is_running() && !tab.is_asleep()) {
      if (const auto intent = press_something(*this, tab)) tab.press(*intent);
    }
    sit_before(tab);
  });
}

void World::recur(double rate, std::function<void()> what) {
  if (rate <= 0) return;
  clock_.after(dice_.around(Milliseconds{static_cast<std::int64_t>(60'000 / rate)}),
               [this, rate, what = std::move(what)] {
                 if (!storm_) return;
                 what();
                 recur(rate, what);
               });
}

void World::plan_faults(Browser& tab) {
  recur(profile_.cuts, [this, &tab] { network_.cut(tab); });
  recur(profile_.reloads, [this, &tab] {
    const bool long_away = chance(0.05);
    tab.reload(chance(0.3), long_away ? dice_.between(55'000ms, 70'000ms) : dice_.between(50ms, 4'000ms));
  });
  recur(profile_.closes, [this, &tab] { tab.close(dice_.between(1'000ms, 30'000ms)); });
  recur(profile_.sleeps, [this, &tab] {
    tab.sleep(chance(0.3) ? dice_.between(20'000ms, 120'000ms) : dice_.between(500ms, 10'000ms), chance(0.5));
  });
  recur(profile_.path_losses, [this, &tab] { lose_path(tab); });
  recur(profile_.network_changes, [&tab] { tab.change_network(); });
  recur(profile_.vanishes, [&tab] { tab.devices().unplug(); });
}

void World::plan_restarts() {
  recur(profile_.server_restarts, [this] {
    const bool graceful = chance(0.5);
    server_.restart(graceful, chance(0.1) ? dice_.between(30'000ms, 90'000ms) : dice_.between(500ms, 6'000ms));
  });
}

void World::lose_path(Browser& tab) {
  if (tab.path_down) return;
  tab.path_down = true;
  trace(tab, "no media passes");
  clock_.after(chance(0.2) ? dice_.between(20'000ms, 90'000ms) : dice_.between(300ms, 8'000ms), [this, &tab] {
    tab.path_down = false;
    trace(tab, "media passes");
  });
}

void World::end_storm() {
  if (has_failed()) return;
  trace("the storm is over");
  storm_ = false;
  for (const auto& tab : tabs_) {
    tab->is_slow = false;
    tab->path_down = false;
    tab->wake();
  }
}

// Nobody presses anything, but who is signed out comes in.
void World::quiet() {
  for (Milliseconds passed{0}; passed < kQuiet && !has_failed(); passed += 5'000ms) {
    for (const auto& tab : tabs_) {
      tab->open();
      if (std::holds_alternative<session::SignedOut>(tab->model().session.phase)) tab->press(app::Join{});
    }
    pass(5'000ms);
  }
}

void World::wind_down() {
  for (int i = 0; i < 4 && !has_failed(); ++i) {
    for (const auto& tab : tabs_) {
      if (const auto intent = press_the_way_out(*tab)) tab->press(*intent);
    }
    pass(2'000ms);
  }
}

void World::calm_calls() {
  for (std::size_t i = 0; i + 1 < tabs_.size() && !has_failed(); i += 2) {
    const bool turned = chance(0.5);
    calm_call(*tabs_[turned ? i : i + 1], *tabs_[turned ? i + 1 : i]);
  }
}

// The point of it all: two people call each other, and it works.
void World::calm_call(Browser& caller, Browser& receiver) {
  const auto expect = [&](bool holds, const char* what) {
    if (!holds) fail(std::string("a calm call: ") + what, {&caller, &receiver});
  };
  caller.press(app::CallSomeone{{}, *receiver.person(), protocol::Media::Video});
  pass(2'000ms);
  if (has_failed()) return;
  expect(app::screen(caller.model()) == app::Screen::Waiting, "the caller is not told that it rings");
  expect(app::incoming(receiver.model()) != nullptr, "it does not ring");
  receiver.press(app::AcceptCall{protocol::Media::Video});
  pass(5'000ms);
  if (has_failed()) return;
  for (Browser* tab : {&caller, &receiver}) {
    expect(app::link(tab->model()) == app::Link::Connected, "no media flows");
    expect(app::remote_camera_on(tab->model()), "no picture is shown");
    expect(app::talk_time(tab->model(), tab->now()).has_value(), "the duration does not count");
  }
  (chance(0.5) ? caller : receiver).press(app::EndCall{});
  pass(2'000ms);
  if (has_failed()) return;
  for (Browser* tab : {&caller, &receiver}) {
    const protocol::Call* call = tab->call();
    expect(app::screen(tab->model()) == app::Screen::Ended && call != nullptr, "it does not end");
    if (call != nullptr) expect(call->reason == protocol::EndReason::HungUp, "it ends for another reason");
    tab->press(app::GoBack{});
  }
}

void World::everybody_leaves() {
  if (has_failed()) return;
  for (const auto& tab : tabs_) tab->press(app::SignOut{});
  pass(kForgotten);
}

Milliseconds World::delay(const Browser& tab) {
  if (tab.is_slow && chance(0.3)) return dice_.between(300ms, 3'000ms);
  return dice_.between(faults().delay_least, faults().delay_most);
}

bool World::is_path_up(const Browser& one, const Browser& other) const {
  return !one.path_down && !other.path_down && !one.is_asleep() && !other.is_asleep();
}

std::uint64_t World::new_certificate(Browser& owner) {
  const std::uint64_t certificate = certificates_.size() + 1;
  certificates_[certificate] = &owner;
  return certificate;
}

PeerConnection* World::find_peer(std::uint64_t certificate) {
  const auto owner = certificates_.find(certificate);
  return owner == certificates_.end() ? nullptr : owner->second->peers().find_certificate(certificate);
}

void World::fail(const std::string& what, std::initializer_list<const Browser*> tabs) {
  if (has_failed()) return;
  failure_ = what;
  for (const Browser* tab : tabs) {
    concerned_.insert(tab->number());
    if (const protocol::Call* call = tab->call()) {
      for (const auto& other : tabs_) {
        if (other->call() && other->call()->id == call->id) concerned_.insert(other->number());
      }
    }
  }
  trace(("FAILED: " + what).c_str());
}

}  // namespace parley::sim
