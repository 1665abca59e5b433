#include "client/ui/motion.hpp"

#include <gtest/gtest.h>

namespace parley::ui {
namespace {

constexpr std::uint32_t kKey = 7;

TEST(Motion, AValueReachesItsTargetWhenItsTimeIsOver) {
  Animations animations;
  animations.begin_frame(1000);
  EXPECT_FLOAT_EQ(animations.value(kKey, 1, 100, 0), 0);
  EXPECT_TRUE(animations.moving());
  animations.begin_frame(1050);
  EXPECT_FLOAT_EQ(animations.value(kKey, 1, 100, 0), .5F);
  animations.begin_frame(1100);
  EXPECT_FLOAT_EQ(animations.value(kKey, 1, 100, 0), 1);
  EXPECT_FALSE(animations.moving());
}

TEST(Motion, AnIdleHourDoesNotSkipTheAnimationThatEndsIt) {
  Animations animations;
  animations.begin_frame(0);
  animations.value(kKey, 0, 100, 0);
  animations.begin_frame(3'600'000);
  EXPECT_FLOAT_EQ(animations.value(kKey, 1, 100, 0), 0);
  EXPECT_TRUE(animations.moving());
}

TEST(Motion, TurningBackBeginsWhereItIs) {
  Animations animations;
  animations.begin_frame(0);
  animations.value(kKey, 1, 100, 0);
  animations.begin_frame(50);
  EXPECT_FLOAT_EQ(animations.value(kKey, 0, 100, 0), .5F);
  animations.begin_frame(100);
  EXPECT_FLOAT_EQ(animations.value(kKey, 0, 100, 0), .25F);
}

TEST(Motion, NoDurationJumps) {
  Animations animations;
  animations.begin_frame(0);
  EXPECT_FLOAT_EQ(animations.value(kKey, 1, 0, 0), 1);
  EXPECT_FALSE(animations.moving());
}

TEST(Motion, EasingsBeginAndEndAtTheirEnds) {
  for (const auto ease : {motion::ease_out, motion::ease_in_out}) {
    EXPECT_FLOAT_EQ(ease(0), 0);
    EXPECT_FLOAT_EQ(ease(1), 1);
  }
  EXPECT_GT(motion::ease_out(.5F), .5F);
  EXPECT_FLOAT_EQ(motion::ease_in_out(.5F), .5F);
}

TEST(Motion, KeysOfOneIdDifferByWhatMoves) {
  EXPECT_NE(animation_key("call.mute", 'h'), animation_key("call.mute", 'p'));
  EXPECT_NE(animation_key("a", 'h'), animation_key("b", 'h'));
}

}  // namespace
}  // namespace parley::ui
