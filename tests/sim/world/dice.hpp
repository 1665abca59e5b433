// All chance of a run, out of one seed (SplitMix64, Steele, Lea and Flood 2014). The standard library's distributions differ
// between implementations; these do not.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>

#include "core/base/time.hpp"

namespace parley::sim {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}

  std::uint64_t bits() {
    std::uint64_t mixed = (state_ += 0x9E3779B97F4A7C15ULL);
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9ULL;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBULL;
    return mixed ^ (mixed >> 31);
  }

  /// From 0 to 1, 1 excluded.
  double share() { return static_cast<double>(bits() >> 11) / 9007199254740992.0; }
  bool chance(double probability) { return probability > 0 && share() < probability; }
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(bits() % bound); }

  Milliseconds between(Milliseconds least, Milliseconds most) {
    const auto width = static_cast<std::uint64_t>((most - least).count() + 1);
    return least + Milliseconds{static_cast<std::int64_t>(bits() % width)};
  }
  /// Short ones often, long ones seldom.
  Milliseconds around(Milliseconds mean) {
    return Milliseconds{static_cast<std::int64_t>(-std::log(1.0 - share()) * static_cast<double>(mean.count()))};
  }

 private:
  std::uint64_t state_;
};

}  // namespace parley::sim
