#include "core/call/guard.hpp"

#include <algorithm>

namespace parley::call::guard {
namespace {

enum class Room { Unknown, TooLittle, Between, Enough };

Room room(const statistics::Figures& figures, std::optional<double> available) {
  if (available) {
    if (*available < kTooLittle) return Room::TooLittle;
    return *available > kEnough ? Room::Enough : Room::Between;
  }
  if (!figures.lost_beyond) return Room::Unknown;
  if (*figures.lost_beyond < kClean) return Room::Enough;
  const bool measured = *figures.lost_beyond >= kLossy;
  return measured && figures.sending * (1 - *figures.lost_beyond / 100) < kTooLittle ? Room::TooLittle : Room::Between;
}

/// Sets `since` while `holds`, and tells for how long it has held.
Milliseconds held(std::optional<Instant>& since, bool holds, Instant now) {
  if (!holds) {
    since.reset();
    return Milliseconds{-1};
  }
  if (!since) since = now;
  return now - *since;
}

}  // namespace

void watch(State& state, const statistics::Figures& figures, std::optional<double> available, bool picture,
           Instant now) {
  if (!state.flows) state.flows = now;
  if (!picture) {
    state = State{false, state.flows, std::nullopt, std::nullopt, 0};
    return;
  }
  const Room there = room(figures, available);
  const Milliseconds low = held(state.too_little, there == Room::TooLittle, now);
  const Milliseconds high = held(state.enough, there == Room::Enough, now);
  if (!state.saving) {
    if (now - *state.flows >= kSettling && low >= kPatience) {
      state.saving = true;
      state.enough.reset();
    }
    return;
  }
  // With voice alone nothing can be measured beyond it: the try itself is the measurement.
  const Milliseconds hold = kHold * (available ? 1 : 1 << std::min(state.vain, kMostDoublings));
  if (high < hold) return;
  state.saving = false;
  state.too_little.reset();
  if (!available) ++state.vain;
}

void forget(State& state) { state = State{}; }

}  // namespace parley::call::guard
