// The small parts that know nothing of calls: clocks, rates, and who was here.
#include <gtest/gtest.h>

#include "core/protocol/codec.hpp"
#include "server/hub/deadlines.hpp"
#include "server/hub/people.hpp"
#include "server/hub/rate_limit.hpp"
#include "server/hub/trace.hpp"

namespace parley::hub {
namespace {

using namespace std::chrono_literals;

Instant at(Milliseconds time) { return Instant(time); }

TEST(Deadlines, ComeInTheOrderOfTimeThenOfTheirMaking) {
  Deadlines deadlines;
  deadlines.add(at(20ms), RingDue{CallId("late")});
  deadlines.add(at(10ms), RingDue{CallId("first")});
  deadlines.add(at(10ms), RingDue{CallId("second")});
  EXPECT_EQ(deadlines.next(), at(10ms));
  EXPECT_FALSE(deadlines.take(at(9ms)));
  EXPECT_EQ(std::get<RingDue>(*deadlines.take(at(15ms))).call, CallId("first"));
  EXPECT_EQ(std::get<RingDue>(*deadlines.take(at(15ms))).call, CallId("second"));
  EXPECT_FALSE(deadlines.take(at(15ms)));
  EXPECT_EQ(deadlines.size(), 1u);
}

TEST(Deadlines, ThatAreTakenBackDoNotCome) {
  Deadlines deadlines;
  std::optional handle = deadlines.add(at(10ms), PresenceDue{});
  deadlines.cancel(handle);
  deadlines.cancel(handle);
  EXPECT_FALSE(handle);
  EXPECT_EQ(deadlines.next(), std::nullopt);
}

TEST(TokenBucket, GivesABurstAndThenItsRate) {
  TokenBucket bucket(2, 3, at(0ms));
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(bucket.take(at(0ms)));
  EXPECT_FALSE(bucket.take(at(0ms)));
  EXPECT_EQ(bucket.wait(), 500ms);
  EXPECT_FALSE(bucket.take(at(499ms)));
  EXPECT_TRUE(bucket.take(at(500ms)));
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(bucket.take(at(100s)));
  EXPECT_FALSE(bucket.take(at(100s))) << "never more than the burst";
  EXPECT_FALSE(bucket.take(at(1s))) << "a clock that steps back gives nothing";
}

TEST(Departed, RemembersTheLatestForAWhile) {
  Departed departed(2, 10s);
  departed.add(PersonId("a"), "Ada", "ada", at(0s));
  departed.add(PersonId("b"), "Bob", "bob", at(1s));
  departed.add(PersonId("c"), "Ada", "ada", at(2s));
  EXPECT_FALSE(departed.knows(PersonId("a"))) << "the oldest made room";
  EXPECT_TRUE(departed.knows_name("ada")) << "another of that name is remembered";
  departed.forget(at(11s));
  EXPECT_FALSE(departed.knows_name("bob"));
  EXPECT_EQ(departed.next_due(), at(12s));
  departed.forget(at(12s));
  EXPECT_EQ(departed.size(), 0u);
}

TEST(Trace, NamesWhatHappenedWithoutSecrets) {
  const std::string secret = protocol::encode(protocol::Offer{CallId("c-1"), 1, false, "v=0\r\ns=hidden\r\n", {}}, 1);
  const std::string line = to_string(Event(FrameReceived{7, secret}));
  EXPECT_NE(line.find("#7"), std::string::npos);
  EXPECT_NE(line.find("offer"), std::string::npos);
  EXPECT_EQ(line.find("hidden"), std::string::npos);
  EXPECT_EQ(to_string(Effect(VerifyCredential{3, "hidden"})).find("hidden"), std::string::npos);
  EXPECT_EQ(to_string(Effect(CloseSocket{7, 4400, "bad-message"})), "close #7 with 4400 bad-message");
}

}  // namespace
}  // namespace parley::hub
