#include "client/ui/geometry/layout.hpp"

#include <gtest/gtest.h>

namespace parley::ui {
namespace {

TEST(Layout, EachClassBeginsAndEndsWhereTheDesignSays) {
  EXPECT_EQ(classify({320, 568}), LayoutClass::kPhonePortrait);
  EXPECT_EQ(classify({480, 900}), LayoutClass::kPhonePortrait);
  EXPECT_EQ(classify({481, 900}), LayoutClass::kTablet);
  EXPECT_EQ(classify({568, 320}), LayoutClass::kPhoneLandscape);
  EXPECT_EQ(classify({1440, 480}), LayoutClass::kPhoneLandscape);
  EXPECT_EQ(classify({1023, 768}), LayoutClass::kTablet);
  EXPECT_EQ(classify({1024, 768}), LayoutClass::kDesktop);
  EXPECT_EQ(classify({1919, 1080}), LayoutClass::kDesktop);
  EXPECT_EQ(classify({1920, 1080}), LayoutClass::kVeryWide);
}

TEST(Layout, LargeTextTakesTheSecondColumnAway) {
  EXPECT_TRUE(make_layout({1440, 900}, {}, 0, 1.3F).wide());
  EXPECT_FALSE(make_layout({1440, 900}, {}, 0, 1.4F).wide());
  EXPECT_FALSE(make_layout({820, 1180}, {}, 0, 1).wide());
}

TEST(Layout, TextScaleStaysBetweenOneAndTwo) {
  EXPECT_EQ(make_layout({390, 844}, {}, 0, .5F).text_scale, 1);
  EXPECT_EQ(make_layout({390, 844}, {}, 0, 4).text_scale, 2);
}

TEST(Layout, TheSafeAreaIsLeftOut) {
  const Layout layout = make_layout({844, 390}, {0, 47, 21, 47}, 0, 1);
  EXPECT_EQ(layout.safe(), (Rect{47, 0, 750, 369}));
}

TEST(Layout, ControlsGrowWithTheirTextButNeverBelowATouchTarget) {
  const Layout layout;
  EXPECT_EQ(layout.control_height(20), 44);
  EXPECT_EQ(layout.control_height(48), 68);
}

TEST(Rect, IntersectionOfWhatDoesNotMeetIsEmpty) {
  EXPECT_TRUE((Rect{0, 0, 10, 10}.intersection({20, 20, 5, 5}).empty()));
  EXPECT_EQ((Rect{0, 0, 10, 10}.intersection({5, 5, 10, 10})), (Rect{5, 5, 5, 5}));
}

}  // namespace
}  // namespace parley::ui
