// Voice before video: where a path carries too little for both, the picture is held back until there is room again. It only
// decides; holding back is the platform's, telling both sides the app's.
#pragma once

#include <optional>

#include "core/base/time.hpp"
#include "core/call/statistics.hpp"

namespace parley::call::guard {

/// The thresholds and the hold are RingRTC's (core/connection.rs), which asks after ten seconds for the first time, too: an
/// estimate starts low.
inline constexpr double kTooLittle = 60;  ///< kbit/s
inline constexpr double kEnough = 70;     ///< kbit/s
inline constexpr Milliseconds kSettling{10'000};
inline constexpr Milliseconds kHold{6'000};
/// One bad second is no slow network.
inline constexpr Milliseconds kPatience{2'000};
/// Where no estimate is told, each try that was in vain makes the next one wait twice as long, at most so often.
inline constexpr int kMostDoublings = 3;
/// Without an estimate: from so much loss on, what gets through is what the path carries; below the second it carries all.
inline constexpr double kLossy = 10;  ///< per cent
inline constexpr double kClean = 2;   ///< per cent

struct State {
  bool saving = false;                ///< the picture is held back
  std::optional<Instant> flows;       ///< since when there is media
  std::optional<Instant> too_little;  ///< since when the path carries too little
  std::optional<Instant> enough;      ///< since when it carries enough again
  int vain = 0;                       ///< tries without an estimate that came too early
  friend bool operator==(const State&, const State&) = default;
};

/// One second of a call. `available`: the browser's estimate in kbit/s, where it tells one. `picture`: we have one to send. A
/// call without a picture is never saving.
void watch(State& state, const statistics::Figures& figures, std::optional<double> available, bool picture,
           Instant now);

/// The path is a new one, or gone: everything is measured anew. A picture that was held back is sent again.
void forget(State& state);

}  // namespace parley::call::guard
