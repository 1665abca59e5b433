// Runs that once failed, by what was wrong then.
#include <gtest/gtest.h>

#include "tests/sim/run.hpp"

namespace parley::sim {
namespace {

// The server named no generation with a call: a caller who was reloaded after a restart offered a used one.
TEST(Seeds, Seed5000001_AReloadedCallerOffersTheNextGeneration) { play(reloads_and_restarts(), 5'000'001); }

// The server told the people before the call: who came back took the ring for lost.
TEST(Seeds, Seed3000002_TheCallIsToldBeforeTheStateIsComplete) { play(media_faults(), 3'000'002); }

// Each page of a session began its ids with the same one: news of an older call answered a new request.
TEST(Seeds, Seed5000005_AnEarlierPagesRequestIsNotThisPages) { play(reloads_and_restarts(), 5'000'005); }
TEST(Seeds, Seed7000000_AnEarlierPagesRequestIsNotThisPagesWithEverythingAtOnce) { play(everything(), 7'000'000); }

// A socket was lost between a reset and the end of the state: a request that the reset had swallowed was never repeated.
TEST(Seeds, Seed6000068_AResetIsNotForgottenBeforeItIsTold) { play(glare_storm(), 6'000'068); }

// The answer to a fresh offer failed, and that offer's candidates went to a connection without it.
TEST(Seeds, Seed7000075_CandidatesOfAnUnansweredOfferAreDropped) { play(everything(), 7'000'075); }

// The same on the other side: its answer was not taken.
TEST(Seeds, Seed8000039_CandidatesOfAnAnswerThatFailedAreDropped) { play(any_weather(8'000'039), 8'000'039); }

// The end of a call that was asked for and abandoned was pushed out of what a session is told by rings that it only heard,
// and the next request waited for that word for ever.
TEST(Seeds, Seed8000699_AnAbandonedRequestWhoseNewsWasMissedIsForgotten) { play(any_weather(8'000'699), 8'000'699); }

// Somebody was away for so long that the server had forgotten the end of his call: his claim ended it a second time.
TEST(Seeds, Seed8001154_AForgottenCallIsNotClaimed) { play(any_weather(8'001'154), 8'001'154); }

TEST(Seeds, TheSameSeedGivesTheSameRun) {
  World first(17, everything());
  World second(17, everything(), true);
  first.run();
  second.run();
  EXPECT_EQ(first.transitions(), second.transitions());
  EXPECT_EQ(first.failure(), second.failure());
}

}  // namespace
}  // namespace parley::sim
