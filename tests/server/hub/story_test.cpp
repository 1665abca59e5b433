// The story of a call, as it is kept for whoever asks later what happened.
#include <algorithm>

#include <gtest/gtest.h>

#include "tests/server/hub/world.hpp"

namespace parley::hub::test {
namespace {

using protocol::EndCause;
using protocol::Quality;
using Lines = std::vector<std::string>;

class Story : public ::testing::Test {
 protected:
  World world;
  Client& ada = world.join("Ada");
  Client& bob = world.join("Bob");
};

TEST_F(Story, OfACallThatWentWell) {
  const CallId call = connected_call(ada, bob);
  ada.offer(call, 2);
  ada.end(call);
  EXPECT_EQ(world.story(call),
            (Lines{"requested caller video", "delivered receiver 1", "answered receiver video", "first-media caller",
                   "first-media receiver", "connected", "reconnected caller 2", "ended caller hung-up"}));
}

TEST_F(Story, IsToldAfterTheRecordItBelongsTo) {
  ringing_call(ada, bob);
  bool recorded = false;
  for (const Effect& effect : world.last_effects()) {
    recorded = recorded || std::holds_alternative<WriteRecord>(effect);
    EXPECT_TRUE(recorded || !std::holds_alternative<NoteCall>(effect));
  }
  EXPECT_TRUE(recorded);
}

TEST_F(Story, OfARingThatNobodyAnswers) {
  const CallId call = ringing_call(ada, bob, protocol::Media::Voice);
  world.pass(45s);
  EXPECT_EQ(world.story(call), (Lines{"requested caller voice", "delivered receiver 1", "ended no-answer"}));
}

TEST_F(Story, OfABusyReceiver) {
  ringing_call(ada, bob);
  Client& eve = world.join("Eve");
  eve.ring(bob);
  EXPECT_EQ(world.story(world.records().back().call), (Lines{"requested caller video", "ended busy"}));
}

TEST_F(Story, OfASocketThatWasLostAndCameBack) {
  const CallId call = ongoing_call(ada, bob);
  bob.lose_socket();
  bob.resume();
  const Lines story = world.story(call);
  EXPECT_EQ(Lines(story.end() - 2, story.end()), (Lines{"away receiver", "resumed receiver"}));
}

TEST_F(Story, NotesQualityWhenItChangesAndAtMostOnceInFiveSeconds) {
  const CallId call = connected_call(ada, bob);
  const std::size_t before = world.story(call).size();
  const auto since = [&] {
    const Lines story = world.story(call);
    return Lines(story.begin() + static_cast<std::ptrdiff_t>(before), story.end());
  };
  ada.media(call, 2, true, Quality::Good);
  ada.media(call, 3, true, Quality::Good);
  ada.media(call, 4, true, Quality::Poor);  // too soon
  EXPECT_EQ(since(), Lines{"quality caller good"});
  world.pass(5s);
  ada.media(call, 5, true, Quality::Fair);
  EXPECT_EQ(since(), (Lines{"quality caller good", "quality caller fair"}));
  bob.media(call, 2, true, Quality::Lost);
  bob.media(call, 3, true, Quality::Good);
  bob.end(call, EndCause::HangUp);
  EXPECT_EQ(since(), (Lines{"quality caller good", "quality caller fair", "quality receiver lost",
                            "quality receiver good", "ended receiver hung-up"}))
      << "what was held back is told in the end";
}

TEST_F(Story, OfACallRestoredAfterARestartGoesOnBehindWhatIsKnown) {
  const CallId call = connected_call(ada, bob);
  const PersonId ada_before = ada.id();
  const PersonId bob_before = bob.id();
  const std::uint32_t last = world.notes().back().number;
  world.restart();
  ada.reload();
  bob.reload();
  ada.claim(call, protocol::Side::Caller, ada_before, bob_before);
  bob.claim(call, protocol::Side::Receiver, bob_before, ada_before);
  EXPECT_EQ(world.notes().back().call, call);
  EXPECT_EQ(world.notes().back().moment, CallMoment::Claimed);
  EXPECT_GT(world.notes().back().number, last);
}

TEST_F(Story, TheRecordKnowsWhenBothHadMedia) {
  const CallId call = ongoing_call(ada, bob);
  EXPECT_FALSE(world.records().back().connected_at);
  world.pass(2s);
  ada.media(call, 1, true);
  bob.media(call, 1, true);
  const CallRecord& record = world.records().back();
  ASSERT_TRUE(record.connected_at);
  EXPECT_EQ(*record.connected_at, *record.accepted_at + 2000);
}

}  // namespace
}  // namespace parley::hub::test
