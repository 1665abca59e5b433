// What the page is told of a call outside of the canvas, and what is pressed there.
#include "tests/client/app/builders.hpp"

namespace parley::app {
namespace {

using stage::Wish;

TEST(Stage, TellsThePageOfTheCallOnceAndWhenItChanges) {
  Client ada = talking();
  EXPECT_EQ(ada.model.stage.shown.name, "Ben");
  EXPECT_TRUE(ada.model.stage.shown.live);
  ada.on(ToggleMicrophone{});
  ASSERT_EQ(ada.of<stage::ShowCall>().size(), 1u);
  EXPECT_FALSE(ada.of<stage::ShowCall>().front().microphone);
  ada.on(Woke{});
  EXPECT_TRUE(ada.of<stage::ShowCall>().empty());
  ada.on(EndCall{});
  EXPECT_EQ(ada.of<stage::ShowCall>(), (std::vector{stage::ShowCall{}}));
}

TEST(Stage, TheSystemsKeysDoWhatTheControlsDo) {
  Client ada = talking();
  ada.on(stage::Wished{Wish::ToggleMicrophone});
  EXPECT_FALSE(microphone_on(ada.model));
  ada.on(stage::Wished{Wish::HangUp});
  EXPECT_EQ(screen(ada.model), Screen::Ended);
  ada.on(stage::Wished{Wish::ToggleCamera});
  EXPECT_TRUE(ada.of<OpenDevices>().empty()) << "after the call nothing is opened";
}

TEST(Stage, PushToTalkUnmutesAsLongAsItIsHeld) {
  Client ada = talking();
  ada.on(ToggleMicrophone{});
  ASSERT_FALSE(microphone_on(ada.model));
  ada.on(stage::Talk{true});
  EXPECT_TRUE(microphone_on(ada.model));
  ada.on(stage::Talk{false});
  EXPECT_FALSE(microphone_on(ada.model));
}

TEST(Stage, PushToTalkDoesNotMuteWhoIsNot) {
  Client ada = talking();
  ada.on(stage::Talk{true}).on(stage::Talk{false});
  EXPECT_TRUE(microphone_on(ada.model));
}

TEST(Stage, WhoWasMutedByHandWhileTalkingStaysMuted) {
  Client ada = talking();
  ada.on(ToggleMicrophone{}).on(stage::Talk{true}).on(ToggleMicrophone{}).on(stage::Talk{false});
  EXPECT_FALSE(microphone_on(ada.model));
}

TEST(Stage, FullScreenIsWhatTheBrowserSays) {
  Client ada = talking();
  ada.on(stage::ToggleFullScreen{});
  EXPECT_EQ(ada.of<stage::SetFullScreen>(), (std::vector{stage::SetFullScreen{true}}));
  EXPECT_FALSE(ada.model.stage.full_screen);
  ada.on(stage::FullScreenChanged{true}).on(stage::ToggleFullScreen{});
  EXPECT_EQ(ada.of<stage::SetFullScreen>(), (std::vector{stage::SetFullScreen{false}}));
}

TEST(Stage, TheFloatingPictureGoesWithTheCall) {
  Client ada = talking();
  ada.on(stage::TogglePictureInPicture{}).on(stage::PictureInPictureChanged{true}).on(EndCall{});
  EXPECT_EQ(ada.of<stage::SetPictureInPicture>(), (std::vector{stage::SetPictureInPicture{false}}));
}

TEST(Stage, OneSheetIsOpenAtATimeAndNoneAfterTheCall) {
  Client ada = talking();
  ada.on(stage::Show{stage::Sheet::More, true}).on(stage::Show{stage::Sheet::Shortcuts, true});
  EXPECT_FALSE(ada.model.stage.more);
  EXPECT_TRUE(ada.model.stage.shortcuts);
  ada.on(stage::Show{stage::Sheet::More, true}).on(EndCall{});
  EXPECT_FALSE(ada.model.stage.more);
}

}  // namespace
}  // namespace parley::app
