#include "tests/sim/world/profile.hpp"

#include "tests/sim/world/dice.hpp"

namespace parley::sim {

Profile calm() { return {.name = "calm", .any_button = 0.01}; }

Profile lossy_signalling() {
  return {.name = "lossy signalling",
          .delay_most = Milliseconds{400},
          .slow_tabs = 0.2,
          .cuts = 2.5,
          .half_open = 0.3,
          .handshake_refused = 0.2,
          .handshake_swallowed = 0.05};
}

Profile media_faults() {
  return {.name = "media faults",
          .patience = Milliseconds{6'000},
          .cuts = 0.2,
          .path_losses = 2,
          .network_changes = 0.7,
          .promise_rejected = 0.02,
          .promise_unsettled = 0.01};
}

Profile device_faults() {
  return {.name = "device faults",
          .any_button = 0.15,
          .sleeps = 0.2,
          .device_fails = 0.3,
          .device_slow = 0.2,
          .device_silent = 0.05,
          .vanishes = 1.5};
}

Profile reloads_and_restarts() {
  return {.name = "reloads and restarts",
          .patience = Milliseconds{4'000},
          .cuts = 0.3,
          .half_open = 0.3,
          .reloads = 1.2,
          .closes = 0.2,
          .sleeps = 0.1,
          .server_restarts = 0.25};
}

Profile glare_storm() {
  return {.name = "glare storm",
          .people = 4,
          .patience = Milliseconds{900},
          .any_button = 0.1,
          .ring_the_same = 0.8,
          .delay_most = Milliseconds{800},
          .slow_tabs = 0.3,
          .cuts = 0.5,
          .half_open = 0.2};
}

Profile everything() {
  return {.name = "everything",
          .people = 6,
          .patience = Milliseconds{3'000},
          .any_button = 0.1,
          .ring_the_same = 0.2,
          .usual_limits = true,
          .delay_most = Milliseconds{300},
          .slow_tabs = 0.15,
          .cuts = 1,
          .half_open = 0.3,
          .handshake_refused = 0.1,
          .handshake_swallowed = 0.05,
          .reloads = 0.5,
          .closes = 0.15,
          .sleeps = 0.2,
          .server_restarts = 0.15,
          .path_losses = 1,
          .network_changes = 0.4,
          .promise_rejected = 0.02,
          .promise_unsettled = 0.01,
          .device_fails = 0.1,
          .device_slow = 0.1,
          .device_silent = 0.03,
          .vanishes = 0.3};
}

Profile any_weather(std::uint64_t seed) {
  Dice dice(seed ^ 0x5EED);
  const auto fault = [&](double fierce) { return dice.chance(0.5) ? 0 : fierce * dice.share() * dice.share(); };
  return {.name = "any weather",
          .people = 2 + dice.below(5),
          .calls = 40 + dice.below(160),
          .patience = dice.between(Milliseconds{500}, Milliseconds{8'000}),
          .any_button = fault(0.5),
          .ring_the_same = fault(1),
          .usual_limits = dice.chance(0.5),
          .delay_most = dice.between(Milliseconds{10}, Milliseconds{1'500}),
          .slow_tabs = fault(1),
          .cuts = fault(10),
          .half_open = fault(1),
          .handshake_refused = fault(0.6),
          .handshake_swallowed = fault(0.3),
          .reloads = fault(6),
          .closes = fault(1),
          .sleeps = fault(1.5),
          .server_restarts = fault(1.5),
          .path_losses = fault(6),
          .network_changes = fault(4),
          .promise_rejected = fault(0.3),
          .promise_unsettled = fault(0.15),
          .device_fails = fault(0.8),
          .device_slow = fault(0.8),
          .device_silent = fault(0.3),
          .vanishes = fault(4)};
}

std::vector<Profile> all_profiles() {
  return {calm(),        lossy_signalling(), media_faults(), device_faults(), reloads_and_restarts(),
          glare_storm(), everything()};
}

}  // namespace parley::sim
