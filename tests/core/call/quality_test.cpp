// The bars: where they stand, and that they stand still.
#include "core/call/quality.hpp"

#include <gtest/gtest.h>

#include "tests/support/print.hpp"

namespace parley::call::quality {
namespace {

using statistics::Figures;

Figures figures(double lost, double round_trip, double jitter) {
  Figures made;
  made.lost = lost;
  made.round_trip = round_trip;
  made.jitter = jitter;
  return made;
}
const Figures kGoodFigures = figures(0, 20, 2);
const Figures kBadFigures = figures(20, 20, 2);

struct Call {
  State state;
  Instant now{Milliseconds(1'000'000)};

  Call& seconds(int count, const Figures& each) {
    for (int i = 0; i < count; ++i) {
      now += Milliseconds(1'000);
      judge(state, each, now);
    }
    return *this;
  }
};

int first(const Figures& of) { return *Call{}.seconds(1, of).state.bars; }

TEST(Quality, HasNoBarsBeforeThereAreFigures) {
  EXPECT_EQ(Call{}.state.bars, std::nullopt);
  EXPECT_EQ(Call{}.seconds(5, Figures{}).state.bars, std::nullopt) << "figures that tell nothing";
  EXPECT_EQ(level(Call{}.state), std::nullopt);
}

TEST(Quality, StandsWhereTheWorstOfTheFiguresPutsIt) {
  EXPECT_EQ(first(figures(0, 0, 0)), 4);
  for (int i = 0; i < 3; ++i) {
    const Limits& limit = kLimits[i];
    EXPECT_EQ(first(figures(limit.lost, 0, 0)), 4 - i);
    EXPECT_EQ(first(figures(limit.lost + .1, 0, 0)), 3 - i);
    EXPECT_EQ(first(figures(0, limit.round_trip, 0)), 4 - i);
    EXPECT_EQ(first(figures(0, limit.round_trip + 1, 0)), 3 - i);
    EXPECT_EQ(first(figures(0, 0, limit.jitter)), 4 - i);
    EXPECT_EQ(first(figures(0, 0, limit.jitter + 1)), 3 - i);
  }
}

TEST(Quality, FallsOnlyAfterTwoBadSeconds) {
  Call call;
  call.seconds(3, kGoodFigures).seconds(2, kBadFigures);
  EXPECT_EQ(call.state.bars, 4);
  EXPECT_EQ(call.seconds(1, kBadFigures).state.bars, 1);
}

TEST(Quality, DoesNotFallForOneBadSecondNowAndThen) {
  Call call;
  for (int i = 0; i < 10; ++i) call.seconds(2, kGoodFigures).seconds(1, kBadFigures);
  EXPECT_EQ(call.state.bars, 4);
}

TEST(Quality, FallsNoFurtherThanAllOfTheTimeBearsOut) {
  Call call;
  call.seconds(1, kGoodFigures).seconds(1, kBadFigures).seconds(2, figures(2, 20, 2));
  EXPECT_EQ(call.state.bars, 3);
}

TEST(Quality, RisesAfterFiveGoodSeconds) {
  Call call;
  call.seconds(1, kBadFigures).seconds(5, kGoodFigures);
  EXPECT_EQ(call.state.bars, 1);
  EXPECT_EQ(call.seconds(1, kGoodFigures).state.bars, 4);
}

TEST(Quality, RisesNoFurtherThanAllOfTheTimeBearsOut) {
  Call call;
  call.seconds(1, kBadFigures).seconds(2, kGoodFigures).seconds(1, figures(5, 20, 2)).seconds(3, kGoodFigures);
  EXPECT_EQ(call.state.bars, 2);
}

TEST(Quality, DoesNotFlickerAroundALimit) {
  Call call;
  call.seconds(1, figures(kLimits[0].lost + .2, 0, 0));
  ASSERT_EQ(call.state.bars, 3);
  // A little below the limit is not good enough to rise.
  EXPECT_EQ(call.seconds(60, figures(kLimits[0].lost * .9, 0, 0)).state.bars, 3);
  EXPECT_EQ(call.seconds(6, figures(kLimits[0].lost * kRise, 0, 0)).state.bars, 4);
}

TEST(Quality, IsLostAtOnceAndBackWithTheFirstFigures) {
  Call call;
  call.seconds(3, kGoodFigures);
  lose(call.state);
  EXPECT_EQ(call.state.bars, 0);
  EXPECT_EQ(call.seconds(1, figures(2, 0, 0)).state.bars, 3);
}

TEST(Quality, IsToldInFourWords) {
  const auto told = [](int bars) { return level(State{bars, std::nullopt, {}}); };
  EXPECT_EQ(told(0), protocol::Quality::Lost);
  EXPECT_EQ(told(1), protocol::Quality::Poor);
  EXPECT_EQ(told(2), protocol::Quality::Fair);
  EXPECT_EQ(told(3), protocol::Quality::Good);
  EXPECT_EQ(told(4), protocol::Quality::Good);
}

}  // namespace
}  // namespace parley::call::quality
