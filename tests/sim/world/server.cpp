#include "tests/sim/world/server.hpp"

#include <utility>

#include "tests/sim/world/audit.hpp"
#include "tests/sim/world/network.hpp"
#include "tests/sim/world/world.hpp"

namespace parley::sim {

namespace {
// A walk over everything that the hub holds: now and then, and always in the end.
constexpr std::uint64_t kTurnsBetweenChecks = 16;
}  // namespace

Server::Server(World& world, hub::Config config)
    : world_(world), config_(std::move(config)), hub_(config_, "epoch-1") {}

void Server::handle(const hub::Event& event) {
  if (!up_) return;
  world_.trace(event);
  hub::Moment moment;
  moment.now = world_.clock().now();
  moment.wall = 1'700'000'000'000 + moment.now.time_since_epoch().count();
  for (std::size_t i = 0; i < moment.entropy.size(); i += 8) {
    const std::uint64_t bits = world_.dice().bits();
    for (std::size_t j = 0; j < 8; ++j) moment.entropy[i + j] = static_cast<std::uint8_t>(bits >> (8 * j));
  }
  std::vector<hub::Effect> effects;
  hub_.handle(event, moment, effects);
  world_.count_transition();
  for (const hub::Effect& effect : effects) carry_out(effect);
  if (++turns_ % kTurnsBetweenChecks == 0) check_invariants();
  look_at_deadline();
}

void Server::carry_out(const hub::Effect& effect) {
  world_.trace(effect);
  if (const auto* send = std::get_if<hub::SendFrame>(&effect)) {
    world_.network().deliver(send->connection, send->frame.text);
  } else if (const auto* close = std::get_if<hub::CloseSocket>(&effect)) {
    world_.network().end(close->connection, close->code, close->reason);
  } else if (const auto* record = std::get_if<hub::WriteRecord>(&effect)) {
    world_.audit().record_written(record->record);
  } else if (auto answer = directory_.answer(effect)) {
    world_.clock().after(world_.dice().between(0ms, 20ms), [this, epoch = epochs_, event = std::move(*answer)] {
      if (epoch == epochs_) handle(event);
    });
  }
}

void Server::look_at_deadline() {
  const auto due = hub_.next_deadline();
  if (!due || due == waits_for_) return;
  waits_for_ = due;
  world_.clock().after(*due - world_.clock().now(), [this, epoch = epochs_, when = *due] {
    if (epoch != epochs_ || waits_for_ != when) return;
    waits_for_.reset();
    handle(hub::TimePassed{});
  });
}

void Server::restart(bool graceful, Milliseconds away) {
  if (!up_ || stopping_) return;
  world_.trace(graceful ? "the server stops" : "the server dies");
  const auto leave = [this, away] {
    stopping_ = false;
    up_ = false;
    ++epochs_;
    waits_for_.reset();
    world_.audit().server_gone();
    world_.network().lose_server();
    world_.clock().after(away, [this] { start(); });
  };
  if (!graceful) return leave();
  stopping_ = true;
  handle(hub::Stopping{2'000ms});
  world_.clock().after(500ms, leave);
}

void Server::start() {
  world_.trace("the server starts");
  calls_before_ += hub_.stats().calls_made;
  hub_ = hub::Hub(config_, "epoch-" + std::to_string(epochs_));
  directory_ = {};
  up_ = true;
}

void Server::check_invariants() {
  for (const std::string& wrong : hub_.check_invariants()) world_.fail("the hub: " + wrong, {});
}

}  // namespace parley::sim
