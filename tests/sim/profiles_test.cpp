// Thousands of calls in each kind of weather. Together at least 25,000.
#include <gtest/gtest.h>

#include "tests/sim/run.hpp"

namespace parley::sim {
namespace {

TEST(Profiles, CallsOfCalmPeople) { play_calls(calm, 1'000'000, 3'000); }
TEST(Profiles, CallsOverLossySignalling) { play_calls(lossy_signalling, 2'000'000, 4'000); }
TEST(Profiles, CallsWithMediaFaults) { play_calls(media_faults, 3'000'000, 3'000); }
TEST(Profiles, CallsWithDeviceFaults) { play_calls(device_faults, 4'000'000, 3'000); }
TEST(Profiles, CallsOverReloadsAndRestarts) { play_calls(reloads_and_restarts, 5'000'000, 4'000); }
TEST(Profiles, CallsOfPeopleWhoRingEachOther) { play_calls(glare_storm, 6'000'000, 4'000); }
TEST(Profiles, CallsWithEverythingAtOnce) { play_calls(everything, 7'000'000, 4'000); }
TEST(Profiles, CallsInAnyWeather) { play_calls(any_weather, 8'000'000, 6'000); }

}  // namespace
}  // namespace parley::sim
