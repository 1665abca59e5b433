// Simulated calls a core-minute and core transitions a second: `bench_sim [calls]`. Each call is made by two real client cores
// and the real hub, every message as text, with everything that the simulation checks. Time is this thread's, not the wall's.
#include <cinttypes>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>

#include "tests/sim/world/profile.hpp"
#include "tests/sim/world/world.hpp"

namespace {

double processor_seconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

// False if a run failed: figures of what does not work are worth nothing.
bool measure(const parley::sim::Profile& profile, std::uint64_t calls) {
  std::uint64_t made = 0;
  std::uint64_t transitions = 0;
  const double start = processor_seconds();
  for (std::uint64_t seed = 1; made < calls; ++seed) {
    parley::sim::World world(seed, profile);
    if (!world.run()) {
      std::fprintf(stderr, "%s, seed %" PRIu64 ": %s\n", profile.name.data(), seed, world.failure().c_str());
      return false;
    }
    made += world.calls_made();
    transitions += world.transitions();
  }
  const double seconds = processor_seconds() - start;
  std::printf("simulated calls a core-minute (%s): %.0f\n", profile.name.data(),
              static_cast<double>(made) / seconds * 60);
  std::printf("core transitions a second (%s): %.0f\n", profile.name.data(),
              static_cast<double>(transitions) / seconds);
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  const std::uint64_t calls = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 5'000;
  const bool ok = measure(parley::sim::calm(), calls) && measure(parley::sim::everything(), calls / 5);
  return ok ? 0 : 1;
}
