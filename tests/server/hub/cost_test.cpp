// What an event costs must not grow with the number of people. Counted, not timed: allocations inside the hub, and frames.
#include <cstddef>
#include <cstdlib>
#include <new>

#include <gtest/gtest.h>

#include "tests/server/hub/world.hpp"

namespace {
std::size_t allocations = 0;
}  // namespace

void* operator new(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  std::abort();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t /*size*/) noexcept { std::free(memory); }

namespace parley::hub::test {
namespace {

struct Cost {
  std::size_t allocations = 0;
  std::uint64_t frames = 0;
};

// A whole call among this many others. Presence, which may grow, is held back.
Cost cost_of_a_call(int others) {
  Config config;
  config.presence_batch = 3600s;
  World world(config);
  for (int i = 0; i < others; ++i) {
    world.connect("198.51.100." + std::to_string(i)).hello("Guest number " + std::to_string(i));
  }
  Client& ada = world.connect();
  Client& bob = world.connect();
  ada.hello("Ada");
  bob.hello("Bob");
  const std::uint64_t frames = world.stats().frames_sent;
  world.probe = [] { return allocations; };
  const CallId call = connected_call(ada, bob);
  ada.candidate(call, 1);
  ada.end(call);
  return {world.probed, world.stats().frames_sent - frames};
}

TEST(Cost, ACallCostsTheSameAmongFewAndAmongMany) {
  const Cost few = cost_of_a_call(2);
  const Cost many = cost_of_a_call(150);
  EXPECT_GT(few.allocations, 0u);
  EXPECT_LE(many.allocations, few.allocations + 4) << "a hash table may grow now and then";
  EXPECT_EQ(many.frames, few.frames);
}

// Whoever comes is told of everybody, but only pages that changed are encoded again.
TEST(Cost, ANewcomersListSharesThePagesOfOthers) {
  Config config;
  config.people_per_list = 10;
  config.presence_batch = 3600s;
  const auto cost_among = [&](int others) {
    World world(config);
    for (int i = 0; i < others; ++i) {
      world.connect("198.51.100." + std::to_string(i)).hello("Guest number " + std::to_string(i));
    }
    Client& ada = world.connect();
    world.probe = [] { return allocations; };
    ada.hello("Ada");
    return world.probed;
  };
  const std::size_t few = cost_among(21);
  const std::size_t many = cost_among(141);
  EXPECT_LT(many, few + 30) << "twelve pages more, none of them encoded";
}

}  // namespace
}  // namespace parley::hub::test
