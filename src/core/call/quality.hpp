// How good a call is, as bars from 0 to 4 that do not flicker: they fall after two bad seconds and rise after five good ones.
// It measures nothing; statistics.hpp does.
#pragma once

#include <optional>

#include "core/base/time.hpp"
#include "core/call/statistics.hpp"
#include "core/protocol/message.hpp"

namespace parley::call::quality {

inline constexpr int kMost = 4;

/// Up to these a call has 4, 3 and 2 bars; beyond the last it has one. The round trips are twice what ITU-T G.114 finds good (150
/// ms one way) and just acceptable (400 ms), and half the first; of the losses the first goes unnoticed, the last breaks words.
struct Limits {
  double lost = 0;        ///< per cent
  double round_trip = 0;  ///< ms
  double jitter = 0;      ///< ms
};
inline constexpr Limits kLimits[] = {{1, 150, 20}, {3, 300, 40}, {8, 800, 80}};

/// A call that is to rise has to stay under this share of a limit.
inline constexpr double kRise = .8;
inline constexpr Milliseconds kFallAfter{2'000};
inline constexpr Milliseconds kRiseAfter{5'000};

struct State {
  std::optional<int> bars;      ///< nothing before the first figures
  std::optional<int> tendency;  ///< where it goes if that holds
  Instant since{};              ///< of the tendency
  friend bool operator==(const State&, const State&) = default;
};

/// One second more. Figures that tell none of what counts change nothing.
void judge(State& state, const statistics::Figures& figures, Instant now);

/// Nothing arrives any more: no bars, at once.
void lose(State& state);

/// As the other side is told.
std::optional<protocol::Quality> level(const State& state);

}  // namespace parley::call::quality
