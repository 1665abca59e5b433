// Voice before video: every edge of when the picture is held back and when it returns.
#include "core/call/guard.hpp"

#include <gtest/gtest.h>

#include "tests/support/print.hpp"

namespace parley::call::guard {
namespace {

using statistics::Figures;

struct Call {
  State state;
  Instant now{Milliseconds(1'000'000)};
  bool picture = true;
  int changes = 0;  ///< how often the picture was held back or sent again

  Call& seconds(int count, std::optional<double> available, Figures figures = {}) {
    for (int i = 0; i < count; ++i) {
      now += Milliseconds(1'000);
      const bool before = state.saving;
      watch(state, figures, available, picture, now);
      changes += state.saving != before;
    }
    return *this;
  }
  /// Without an estimate: what is sent, and how much of it is lost.
  Call& measured(int count, double sending, double lost) {
    Figures figures;
    figures.sending = sending;
    figures.lost_beyond = lost;
    return seconds(count, std::nullopt, figures);
  }
};

Call settled() { return Call{}.seconds(11, 500); }
Call saving() { return settled().seconds(3, 30); }

TEST(Guard, LeavesAGoodPathAlone) { EXPECT_EQ(Call{}.seconds(600, 2'000).changes, 0); }

TEST(Guard, HoldsThePictureBackBelowSixty) {
  EXPECT_FALSE(settled().seconds(60, 60).state.saving) << "60 itself is enough";
  EXPECT_TRUE(settled().seconds(3, 59.9).state.saving);
}

TEST(Guard, AsksForThePathTenSecondsAfterTheFirstMedia) {
  Call call;
  EXPECT_FALSE(call.seconds(10, 30).state.saving);
  EXPECT_TRUE(call.seconds(1, 30).state.saving);
}

TEST(Guard, IsPatientWithASingleBadSecond) {
  Call call = settled();
  for (int i = 0; i < 20; ++i) call.seconds(2, 30).seconds(1, 500);
  EXPECT_EQ(call.changes, 0);
}

TEST(Guard, SendsThePictureAgainAfterSixSecondsAboveSeventy) {
  Call call = saving();
  EXPECT_TRUE(call.seconds(60, 70).state.saving) << "70 itself is not enough";
  EXPECT_TRUE(call.seconds(6, 70.1).state.saving);
  EXPECT_FALSE(call.seconds(1, 70.1).state.saving);
}

TEST(Guard, BeginsTheSixSecondsAgainAfterADip) {
  Call call = saving();
  call.seconds(5, 100).seconds(1, 65).seconds(6, 100);
  EXPECT_TRUE(call.state.saving);
  EXPECT_FALSE(call.seconds(1, 100).state.saving);
}

TEST(Guard, DoesNotFlickerBetweenTheThresholds) {
  Call call = saving();
  call.changes = 0;
  EXPECT_EQ(call.seconds(300, 65).changes, 0);
}

TEST(Guard, HoldsNothingBackWhereThereIsNoPicture) {
  Call call = settled();
  call.picture = false;
  EXPECT_FALSE(call.seconds(60, 30).state.saving);
}

TEST(Guard, LetsGoWhenTheCameraIsTurnedOff) {
  Call call = saving();
  call.picture = false;
  EXPECT_FALSE(call.seconds(1, 30).state.saving);
  // Turned on again, it is judged again, without the ten seconds of a new path.
  call.picture = true;
  EXPECT_FALSE(call.seconds(2, 30).state.saving);
  EXPECT_TRUE(call.seconds(1, 30).state.saving);
}

TEST(Guard, MeasuresWhereTheBrowserEstimatesNothing) {
  EXPECT_TRUE(settled().measured(3, 62, 20).state.saving) << "50 of 62 kbit/s get through";
  EXPECT_FALSE(settled().measured(60, 300, 20).state.saving) << "240 get through";
  EXPECT_FALSE(settled().measured(60, 40, 5).state.saving) << "little loss is no narrow path";
  EXPECT_FALSE(settled().seconds(60, std::nullopt).state.saving) << "nothing is known";
}

TEST(Guard, TriesAgainWithoutAnEstimateOnceNothingIsLost) {
  Call call = settled().measured(3, 62, 20);
  ASSERT_TRUE(call.state.saving);
  EXPECT_TRUE(call.measured(30, 40, 5).state.saving);
  EXPECT_TRUE(call.measured(6, 40, 0).state.saving);
  EXPECT_FALSE(call.measured(1, 40, 0).state.saving);
}

TEST(Guard, WaitsTwiceAsLongAfterATryInVain) {
  Call call = settled().measured(3, 62, 20).measured(7, 40, 0);
  ASSERT_FALSE(call.state.saving);
  call.measured(3, 62, 20);
  ASSERT_TRUE(call.state.saving);
  EXPECT_TRUE(call.measured(12, 40, 0).state.saving);
  EXPECT_FALSE(call.measured(1, 40, 0).state.saving);
  for (int i = 0; i < 10; ++i) call.measured(3, 62, 20).measured(49, 40, 0);
  EXPECT_FALSE(call.state.saving) << "48 s at the most";
}

TEST(Guard, BeginsAnewOnANewPath) {
  Call call = saving();
  forget(call.state);
  EXPECT_FALSE(call.state.saving);
  EXPECT_FALSE(call.seconds(10, 30).state.saving);
  EXPECT_TRUE(call.seconds(1, 30).state.saving);
}

}  // namespace
}  // namespace parley::call::guard
