// A token bucket: a steady rate with a burst. Knows no clock; time is given.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "core/base/time.hpp"

namespace parley::hub {

class TokenBucket {
 public:
  /// Starts full.
  TokenBucket(double per_second, double burst, Instant now)
      : per_second_(per_second), burst_(burst), tokens_(burst), at_(now) {}

  /// Takes one token; false if there is none, and then nothing is taken.
  [[nodiscard]] bool take(Instant now) {
    // A clock that steps back gives nothing and takes nothing.
    if (now > at_) {
      tokens_ = std::min(burst_, tokens_ + std::chrono::duration<double>(now - at_).count() * per_second_);
      at_ = now;
    }
    if (tokens_ < 1) return false;
    tokens_ -= 1;
    return true;
  }

  /// Until the next token after a refused `take`.
  Milliseconds wait() const {
    return Milliseconds(static_cast<std::int64_t>(std::ceil((1 - tokens_) / per_second_ * 1000)));
  }

 private:
  double per_second_;
  double burst_;
  double tokens_;
  Instant at_;
};

}  // namespace parley::hub
