// The simulation is worth what it reaches: every phase of every machine, every status and reason of a record.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/sim/run.hpp"

namespace parley::sim {
namespace {

TEST(Coverage, EveryPhaseOfEveryMachineIsReached) {
  constexpr std::uint64_t kMostRounds = 6;
  Coverage coverage;
  for (std::uint64_t round = 0; round < kMostRounds && !coverage.missing().empty(); ++round) {
    for (const Profile& profile : all_profiles()) {
      World world(9'000'000 + round, profile);
      world.run();
      coverage.add(world.coverage());
    }
  }
  EXPECT_THAT(coverage.missing(), testing::IsEmpty());
}

}  // namespace
}  // namespace parley::sim
