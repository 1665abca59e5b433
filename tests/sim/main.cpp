// The simulation's program. Beyond GoogleTest's options:
//   --seed=N   plays one seed in every profile; together with --gtest_filter, in one of them (or PARLEY_SIM_SEED=N)
//   --times=N  makes N times as many calls
//   --lines=N  how much of the trace of a failure is printed
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>

#include <gmock/gmock.h>

#include "tests/sim/run.hpp"

namespace {

std::optional<std::uint64_t> number_after(const std::string& key, const std::string& argument) {
  if (argument.rfind(key, 0) != 0) return std::nullopt;
  return std::strtoull(argument.c_str() + key.size(), nullptr, 10);
}

}  // namespace

int main(int argc, char** argv) {
  testing::InitGoogleMock(&argc, argv);
  if (const char* seed = std::getenv("PARLEY_SIM_SEED")) parley::sim::chosen_seed = std::strtoull(seed, nullptr, 10);
  for (int i = 1; i < argc; ++i) {
    if (const auto seed = number_after("--seed=", argv[i])) parley::sim::chosen_seed = seed;
    if (const auto times = number_after("--times=", argv[i])) parley::sim::times = *times;
    if (const auto lines = number_after("--lines=", argv[i])) parley::sim::lines_shown = *lines;
  }
  return RUN_ALL_TESTS();
}
