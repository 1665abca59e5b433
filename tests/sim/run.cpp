#include "tests/sim/run.hpp"

#include <cstdio>

#include <gtest/gtest.h>

namespace parley::sim {
namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr std::uint64_t kShare = 10;  // of the calls, to be done in the time that tests may take
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
constexpr std::uint64_t kShare = 10;
#else
constexpr std::uint64_t kShare = 1;
#endif
#else
constexpr std::uint64_t kShare = 1;
#endif

}  // namespace

std::optional<std::uint64_t> chosen_seed;
std::uint64_t times = 1;
std::size_t lines_shown = 160;

void play(const Profile& profile, std::uint64_t seed) {
  World world(seed, profile);
  if (world.run()) return;
  World again(seed, profile, true);
  again.run();
  ADD_FAILURE() << again.failure() << "\nprofile \"" << profile.name << "\", seed " << seed
                << "; play it again with --seed=" << seed << "\n"
                << again.last_lines(lines_shown);
}

namespace {

template <class ProfileOf>
void play_until(ProfileOf profile_of, std::uint64_t first_seed, std::uint64_t calls) {
  if (chosen_seed) return play(profile_of(*chosen_seed), *chosen_seed);
  std::uint64_t made = 0;
  std::uint64_t runs = 0;
  while (made < calls * times / kShare && !testing::Test::HasFailure()) {
    const std::uint64_t seed = first_seed + runs;
    World world(seed, profile_of(seed));
    if (!world.run()) play(profile_of(seed), seed);
    made += world.calls_made();
    ++runs;
  }
  testing::Test::RecordProperty("calls", std::to_string(made));
  std::printf("%llu calls in %llu runs\n", static_cast<unsigned long long>(made),
              static_cast<unsigned long long>(runs));
}

}  // namespace

void play_calls(Profile (*profile)(std::uint64_t seed), std::uint64_t first_seed, std::uint64_t calls) {
  play_until(profile, first_seed, calls);
}

void play_calls(Profile (*profile)(), std::uint64_t first_seed, std::uint64_t calls) {
  play_until([&](std::uint64_t) { return profile(); }, first_seed, calls);
}

}  // namespace parley::sim
