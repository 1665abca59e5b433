#include "core/base/result.hpp"

#include <string>

#include <gtest/gtest.h>

namespace parley {
namespace {

using Text = Result<std::string, std::string>;

TEST(Result, TellsAValueFromAFailureOfTheSameType) {
  const Text good = std::string("yes");
  const Text bad = Failure{std::string("no")};
  EXPECT_TRUE(good.ok());
  EXPECT_EQ(good.value(), "yes");
  EXPECT_FALSE(bad.ok());
  EXPECT_EQ(bad.error(), "no");
  EXPECT_NE(good, bad);
}

TEST(Result, GivesItsValueAway) {
  Text result = std::string("moved");
  EXPECT_EQ(std::move(result).value(), "moved");
}

}  // namespace
}  // namespace parley
