#include "core/session/delivery.hpp"

#include <gtest/gtest.h>

namespace parley::session {
namespace {

Outbox outbox_with(int commands) {
  Outbox outbox;
  for (int i = 1; i <= commands; ++i) outbox.keep("command " + std::to_string(i));
  return outbox;
}

TEST(Outbox, ReplaysWhatWasNotSeenOldestFirst) {
  EXPECT_EQ(outbox_with(3).replay_after(1), (std::vector<std::string>{"command 2", "command 3"}));
  EXPECT_EQ(outbox_with(3).replay_after(3), std::vector<std::string>{});
}

TEST(Outbox, ForgetsWhatWasAcknowledged) {
  Outbox outbox = outbox_with(3);
  EXPECT_TRUE(outbox.acknowledge(2));
  EXPECT_EQ(outbox.size(), 1u);
  EXPECT_EQ(outbox.bytes(), std::string("command 3").size());
  EXPECT_TRUE(outbox.acknowledge(1)) << "an older acknowledgement changes nothing";
  EXPECT_EQ(outbox.size(), 1u);
}

TEST(Outbox, CannotReplayWhatItForgot) {
  Outbox outbox = outbox_with(3);
  ASSERT_TRUE(outbox.acknowledge(2));
  EXPECT_EQ(outbox.replay_after(1), std::nullopt);
}

TEST(Outbox, KnowsNumbersThatItNeverGave) {
  Outbox outbox = outbox_with(3);
  EXPECT_FALSE(outbox.acknowledge(4));
  EXPECT_EQ(outbox.replay_after(4), std::nullopt);
  EXPECT_EQ(outbox.size(), 3u);
}

TEST(Outbox, DropsTheOldestPastItsBounds) {
  Outbox by_count(Outbox::Limits{2, 1'000});
  Outbox by_bytes(Outbox::Limits{100, 10});
  for (int i = 0; i < 5; ++i) {
    by_count.keep("x");
    by_bytes.keep("12345");
  }
  EXPECT_EQ(by_count.size(), 2u);
  EXPECT_EQ(by_bytes.bytes(), 10u);
  EXPECT_EQ(by_count.next(), 6u);
  EXPECT_EQ(by_count.replay_after(2), std::nullopt);
  EXPECT_EQ(by_count.replay_after(3)->size(), 2u);
}

TEST(Outbox, LosesACommandThatIsLargerThanItself) {
  Outbox outbox(Outbox::Limits{100, 3});
  outbox.keep("12345");
  EXPECT_EQ(outbox.bytes(), 0u);
  EXPECT_EQ(outbox.replay_after(0), std::nullopt);
  EXPECT_TRUE(outbox.acknowledge(1));
}

TEST(Inbox, TakesEachNumberOnce) {
  Inbox inbox;
  EXPECT_EQ(inbox.receive(1), Inbox::Verdict::Fresh);
  EXPECT_EQ(inbox.receive(1), Inbox::Verdict::Repeated);
  EXPECT_EQ(inbox.receive(3), Inbox::Verdict::Gap);
  EXPECT_EQ(inbox.last_seen(), 1u);
}

TEST(Inbox, AcknowledgesEveryEighth) {
  Inbox inbox;
  for (protocol::Sequence number = 1; number <= 24; ++number) {
    ASSERT_EQ(inbox.receive(number), Inbox::Verdict::Fresh);
    EXPECT_EQ(inbox.acknowledgement_due(), number % 8 == 0 ? std::optional(number) : std::nullopt);
  }
}

}  // namespace
}  // namespace parley::session
