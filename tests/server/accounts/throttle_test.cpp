#include "server/accounts/throttle.hpp"

#include <chrono>
#include <string>

#include <gtest/gtest.h>

namespace parley::accounts {
namespace {

using namespace std::chrono_literals;

constexpr Instant kStart{Milliseconds(1'000'000)};

Throttle::Attempt from(const std::string& address, const std::string& name) { return {address, name, false}; }

/// Wrong passwords, each as soon as it is let through. When the last one was.
Instant guess(Throttle& throttle, const Throttle::Attempt& attempt, int times, Instant now) {
  for (int done = 0; done < times; ++done) {
    while (const auto wait = throttle.begin(attempt, now)) now += wait->left;
  }
  return now;
}

TEST(Throttle, LetsAPersonMistypeAFewTimes) {
  Throttle throttle;
  for (int tries = 0; tries < 5; ++tries) EXPECT_FALSE(throttle.begin(from("here", "ada"), kStart));
  EXPECT_TRUE(throttle.begin(from("here", "ada"), kStart));
}

TEST(Throttle, MakesEachGuessWaitTwiceAsLongAsTheOneBefore) {
  Throttle throttle;
  Instant now = guess(throttle, from("here", "ada"), 5, kStart);
  for (const Milliseconds expected : {1'000ms, 2'000ms, 4'000ms, 8'000ms}) {
    const auto wait = throttle.begin(from("here", "ada"), now);
    ASSERT_TRUE(wait);
    EXPECT_EQ(wait->left, expected);
    now += wait->left;
    EXPECT_FALSE(throttle.begin(from("here", "ada"), now));
  }
}

TEST(Throttle, NeverMakesAnybodyWaitLongerThanAQuarterOfAnHour) {
  Throttle throttle;
  const Instant now = guess(throttle, from("here", "ada"), 40, kStart);
  const auto wait = throttle.begin(from("here", "ada"), now);
  ASSERT_TRUE(wait);
  EXPECT_LE(wait->left, 15min);
}

TEST(Throttle, TellsTheFirstRefusalOfEachWaitApart) {
  Throttle throttle;
  guess(throttle, from("here", "ada"), 5, kStart);
  EXPECT_TRUE(throttle.begin(from("here", "ada"), kStart)->first);
  EXPECT_FALSE(throttle.begin(from("here", "ada"), kStart)->first);
  EXPECT_FALSE(throttle.begin(from("here", "ada"), kStart + 1s));
  EXPECT_TRUE(throttle.begin(from("here", "ada"), kStart + 1s)->first);
}

TEST(Throttle, CountsAttemptsBeforeTheyAreJudgedSoThatManyAtOnceAreNoWayAround) {
  Throttle throttle;
  int let_through = 0;
  for (int tries = 0; tries < 1'000; ++tries) let_through += throttle.begin(from("here", "ada"), kStart) ? 0 : 1;
  EXPECT_EQ(let_through, 5);
}

TEST(Throttle, StartsAnewAfterTheRightPassword) {
  Throttle throttle;
  const Instant now = guess(throttle, from("here", "ada"), 5, kStart);
  throttle.succeeded(from("here", "ada"), now);
  for (int tries = 0; tries < 5; ++tries) EXPECT_FALSE(throttle.begin(from("here", "ada"), now));
}

TEST(Throttle, ChargesNothingForAnAttemptThatWasNeverJudged) {
  Throttle throttle;
  for (int tries = 0; tries < 100; ++tries) {
    ASSERT_FALSE(throttle.begin(from("here", "ada"), kStart));
    throttle.withdrawn(from("here", "ada"), kStart);
  }
}

TEST(Throttle, ForgetsGuessesInTime) {
  Throttle throttle;
  const Instant now = guess(throttle, from("here", "ada"), 5, kStart) + 10h;
  for (int tries = 0; tries < 5; ++tries) EXPECT_FALSE(throttle.begin(from("here", "ada"), now));
}

TEST(Throttle, SlowsDownOneAddressThatTriesOnePasswordOnEverybody) {
  Throttle throttle;
  int let_through = 0;
  for (int person = 0; person < 1'000; ++person) {
    let_through += throttle.begin(from("here", "person-" + std::to_string(person)), kStart) ? 0 : 1;
  }
  EXPECT_EQ(let_through, 100);
}

TEST(Throttle, SlowsDownManyAddressesThatGuessOnePersonsPassword) {
  Throttle throttle;
  int let_through = 0;
  for (int address = 0; address < 1'000; ++address) {
    let_through += throttle.begin(from("machine-" + std::to_string(address), "ada"), kStart) ? 0 : 1;
  }
  EXPECT_EQ(let_through, 50);
}

TEST(Throttle, LetsTheOwnerInWhileStrangersGuess) {
  Throttle throttle;
  ASSERT_FALSE(throttle.begin(from("home", "ada"), kStart));
  throttle.succeeded(from("home", "ada"), kStart);
  for (int address = 0; address < 1'000; ++address) {
    (void)throttle.begin(from("machine-" + std::to_string(address), "ada"), kStart);
  }
  EXPECT_TRUE(throttle.begin(from("a new place", "ada"), kStart));
  EXPECT_FALSE(throttle.begin(from("home", "ada"), kStart));
}

TEST(Throttle, LetsADeviceThatIsSignedInConfirmItsPasswordWhileStrangersGuess) {
  Throttle throttle;
  for (int address = 0; address < 1'000; ++address) {
    (void)throttle.begin(from("machine-" + std::to_string(address), "ada"), kStart);
  }
  EXPECT_FALSE(throttle.begin({"a new place", "ada", true}, kStart));
}

TEST(Throttle, HoldsANewPlaceUpForAMinuteAtMostOnceStrangersPause) {
  Throttle throttle;
  Instant now = kStart;
  for (int address = 0; address < 200; ++address) {
    now = guess(throttle, from("machine-" + std::to_string(address), "ada"), 1, now);
  }
  EXPECT_FALSE(throttle.begin(from("a new place", "ada"), now + 1min));
}

TEST(Throttle, OneNamesGuessesDoNotHoldUpAnother) {
  Throttle throttle;
  guess(throttle, from("here", "ada"), 5, kStart);
  EXPECT_FALSE(throttle.begin(from("here", "grace"), kStart));
}

TEST(Throttle, OwnSignInsBuyNoGuessesOnOthers) {
  Throttle throttle;
  int guesses = 0;
  for (int round = 0; round < 1'000; ++round) {
    if (!throttle.begin(from("here", "mallory"), kStart)) throttle.succeeded(from("here", "mallory"), kStart);
    guesses += throttle.begin(from("here", "victim-" + std::to_string(round)), kStart) ? 0 : 1;
  }
  EXPECT_LE(guesses, 100);
}

TEST(Throttle, BoundsTheAccountsThatOneAddressMakes) {
  Throttle throttle;
  int made = 0;
  for (int account = 0; account < 1'000; ++account) made += throttle.begin_creation("here", kStart) ? 0 : 1;
  EXPECT_EQ(made, 40);
  EXPECT_FALSE(throttle.begin_creation("elsewhere", kStart));
}

TEST(Tally, RemembersNoMoreThanItMay) {
  Tally::Rule rule;
  rule.keys = 10;
  Tally tally(rule);
  for (int key = 0; key < 1'000; ++key) tally.charge(std::to_string(key), kStart);
  EXPECT_EQ(tally.size(), 10U);
}

TEST(Tally, ForgetsTheKeyThatWasChargedLongestAgo) {
  Tally::Rule rule;
  rule.free = 1;
  rule.keys = 2;
  Tally tally(rule);
  tally.charge("first", kStart);
  tally.charge("second", kStart);
  tally.charge("first", kStart);
  tally.charge("third", kStart);
  EXPECT_GT(tally.wait("first", kStart), 0ms);
  EXPECT_EQ(tally.wait("second", kStart), 0ms);
}

TEST(Tally, GivesNothingForAClockThatStepsBack) {
  Tally tally(Tally::Rule{});
  for (int charge = 0; charge < 5; ++charge) tally.charge("key", kStart);
  EXPECT_GE(tally.wait("key", kStart - 1h), 1s);
}

}  // namespace
}  // namespace parley::accounts
