// What a run is made of: how many people, how they behave, and what goes wrong how often.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/base/time.hpp"

namespace parley::sim {

struct Profile {
  std::string_view name;

  // ---- people ----
  std::size_t people = 5;
  std::size_t calls = 150;          ///< the storm lasts until the hub has made so many,
  Milliseconds longest{3'600'000};  ///< or for so long
  Milliseconds patience{2'500};     ///< mean time between two presses of one person
  double any_button = 0.05;         ///< presses what the screen does not even offer
  double ring_the_same = 0;         ///< people who ring person 0 or 1, at the same moment
  bool usual_limits = false;        ///< the server's rate limits as they are, else wide

  // ---- signalling: rates are for one person and minute ----
  Milliseconds delay_least{5};
  Milliseconds delay_most{60};
  double slow_tabs = 0;  ///< share of tabs with delays of seconds
  double cuts = 0;
  double half_open = 0;  ///< share of cuts that one end does not notice
  double handshake_refused = 0;
  double handshake_swallowed = 0;

  // ---- pages and the server ----
  double reloads = 0;
  double closes = 0;
  double sleeps = 0;
  double server_restarts = 0;  ///< for the server, not for each person

  // ---- media and devices ----
  double path_losses = 0;
  double network_changes = 0;
  double promise_rejected = 0;
  double promise_unsettled = 0;
  double device_fails = 0;
  double device_slow = 0;
  double device_silent = 0;  ///< asks and never answers
  double vanishes = 0;
};

Profile calm();
Profile lossy_signalling();
Profile media_faults();
Profile device_faults();
Profile reloads_and_restarts();
Profile glare_storm();
Profile everything();
/// Some faults and not others, each mild or fierce, drawn from the seed: what one fault hides, another run shows (swarm
/// testing, Groce et al. 2012).
Profile any_weather(std::uint64_t seed);
/// Those above with a name of their own.
std::vector<Profile> all_profiles();

}  // namespace parley::sim
