// What holds for every message, tried with many.
#include "tests/core/protocol/random_message.hpp"

#include <string>

#include <gtest/gtest.h>

#include "core/protocol/check.hpp"
#include "core/protocol/codec.hpp"
#include "tests/core/protocol/printers.hpp"

namespace parley::protocol {
namespace {

constexpr std::uint64_t kSeeds = 4'000;

TEST(RandomMessage, SurvivesTheRoundTrip) {
  for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
    const Envelope message = random_message(seed);
    if (const auto error = check(message)) FAIL() << "seed " << seed << ": " << to_string(*error);
    const auto decoded = decode(encode(message));
    ASSERT_TRUE(decoded.ok()) << "seed " << seed << ": " << to_string(decoded.error());
    ASSERT_EQ(decoded.value(), message) << "seed " << seed;
  }
}

TEST(RandomMessage, WithDamagedBytesIsRefusedOrMeansSomethingValid) {
  for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
    std::string text = encode(random_message(seed));
    text[(seed * 2'654'435'761U) % text.size()] = static_cast<char>(seed * 97U);
    const auto decoded = decode(text);
    if (!decoded.ok()) continue;
    const auto again = decode(encode(decoded.value()));
    ASSERT_TRUE(again.ok()) << "seed " << seed << ": " << to_string(again.error());
    ASSERT_EQ(again.value(), decoded.value()) << "seed " << seed;
  }
}

TEST(RandomMessage, WithoutItsSecretsIsStillAMessage) {
  for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
    const Envelope message = random_message(seed);
    const auto decoded = decode(to_string(message));
    ASSERT_TRUE(decoded.ok()) << "seed " << seed << ": " << to_string(decoded.error());
    ASSERT_EQ(decoded.value().message.index(), message.message.index()) << "seed " << seed;
  }
}

}  // namespace
}  // namespace parley::protocol
