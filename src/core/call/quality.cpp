#include "core/call/quality.hpp"

#include <algorithm>

namespace parley::call::quality {
namespace {

bool under(const std::optional<double>& value, double limit) { return !value || *value <= limit; }

int grade(const statistics::Figures& figures, double share) {
  int bars = kMost;
  for (const Limits& limits : kLimits) {
    if (under(figures.lost, limits.lost * share) && under(figures.round_trip, limits.round_trip * share) &&
        under(figures.jitter, limits.jitter * share))
      return bars;
    --bars;
  }
  return bars;
}

}  // namespace

void judge(State& state, const statistics::Figures& figures, Instant now) {
  if (!figures.lost && !figures.round_trip && !figures.jitter) return;
  const int at_most = grade(figures, 1);
  const int at_least = grade(figures, kRise);
  if (!state.bars || *state.bars == 0) {
    state = State{at_most, std::nullopt, now};
    return;
  }
  const int bars = *state.bars;
  const bool falls = at_most < bars;
  if (!falls && at_least <= bars) {
    state.tendency.reset();
    return;
  }
  const int target = falls ? at_most : at_least;
  const bool same_way = state.tendency && (*state.tendency < bars) == falls;
  if (!same_way) {
    state.tendency = target;
    state.since = now;
  } else {
    // As far as all of the time bears out.
    state.tendency = falls ? std::max(*state.tendency, target) : std::min(*state.tendency, target);
  }
  if (now - state.since < (falls ? kFallAfter : kRiseAfter)) return;
  state.bars = state.tendency;
  state.tendency.reset();
}

void lose(State& state) { state = State{0, std::nullopt, state.since}; }

std::optional<protocol::Quality> level(const State& state) {
  if (!state.bars) return std::nullopt;
  switch (*state.bars) {
    case 0: return protocol::Quality::Lost;
    case 1: return protocol::Quality::Poor;
    case 2: return protocol::Quality::Fair;
    default: return protocol::Quality::Good;
  }
}

}  // namespace parley::call::quality
