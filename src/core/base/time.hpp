// Time as the core sees it: an input, never read from a clock.
#pragma once

#include <chrono>
#include <cstdint>

namespace parley {

using Milliseconds = std::chrono::duration<std::int64_t, std::milli>;

/// A clock that nobody can ask for the time: it only gives `Instant` a type of its own.
struct MonotonicClock {
  using rep = Milliseconds::rep;
  using period = Milliseconds::period;
  using duration = Milliseconds;
  using time_point = std::chrono::time_point<MonotonicClock>;
  static constexpr bool is_steady = true;
};

/// A point on the monotonic clock of one program; meaningless in another one.
using Instant = MonotonicClock::time_point;

/// What the outside world adds to an event of a client: when it happened, and a number nobody could foresee.
struct Moment {
  Instant now{};
  std::uint32_t dice = 0;  ///< uniformly random; the source of every jitter

  friend bool operator==(const Moment&, const Moment&) = default;
};

}  // namespace parley
