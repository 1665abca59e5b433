// Runs of the simulation as tests: many seeds of one profile, or one seed with its trace.
#pragma once

#include <cstdint>
#include <optional>

#include "tests/sim/world/profile.hpp"
#include "tests/sim/world/world.hpp"

namespace parley::sim {

/// What was asked for with `--seed=N` or PARLEY_SIM_SEED: every profile plays this one, and no other.
extern std::optional<std::uint64_t> chosen_seed;
/// So many times the usual number of calls: `--times=N`, for a night's hunt.
extern std::uint64_t times;
/// How much of the trace is printed: `--lines=N`.
extern std::size_t lines_shown;

/// One run. If it fails, the test does, with the seed and the last events of those concerned.
void play(const Profile& profile, std::uint64_t seed);

/// Runs of new seeds until so many calls were made; a fraction of them under sanitizers. Prints the number.
void play_calls(Profile (*profile)(std::uint64_t seed), std::uint64_t first_seed, std::uint64_t calls);
void play_calls(Profile (*profile)(), std::uint64_t first_seed, std::uint64_t calls);

}  // namespace parley::sim
