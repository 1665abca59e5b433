// The screen Call: its pictures, its controls and how they come and go, and what is pressed, dragged and typed there.
#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "client/ui/views/stage.hpp"
#include "tests/client/ui/looking.hpp"
#include "tests/client/ui/support/models.hpp"
#include "tests/client/ui/support/test_frame.hpp"

namespace parley::ui {
namespace {

using protocol::Media;
using test::by_name;
using test::controls;
using test::press;
using test::says;
using test::TestScreen;
using test::video;

constexpr Size kDesktop{1440, 900};
constexpr Size kPhone{390, 844};
constexpr Size kLowPhone{844, 390};

TEST(CallView, ShowsBothPicturesAndTheControls) {
  TestScreen s(test::talking(), {1440, 900});
  EXPECT_EQ(controls(s),
            (std::vector<std::string>{"button Statistics", "button Settings", "button More", "button Swap pictures",
                                      "button Mute microphone", "button Turn camera off", "button Record",
                                      "button Chat", "button Hang up"}));
  ASSERT_EQ(s.frame.output.videos.size(), 2U);
  EXPECT_EQ(s.frame.output.videos[0].video, Video::kRemote) << "under one's own";
  EXPECT_EQ(s.frame.output.videos[0].name, "Ben Okafor's video");
  EXPECT_EQ(s.frame.output.videos[0].rect, (Rect{0, 0, 1440, 900}));
  EXPECT_FALSE(s.frame.output.videos[0].mirrored);
  EXPECT_EQ(s.frame.output.videos[1].rect, (Rect{1440 - 16 - 256, 900 - 24 - 144, 256, 144}));
  EXPECT_TRUE(s.frame.output.videos[1].mirrored);
  EXPECT_TRUE(says(s, "Connected"));
  EXPECT_EQ(s.frame.node("call.duration").name, "12:48");
  EXPECT_EQ(s.frame.node("call.duration").role, Role::kTimer);
  EXPECT_NE(by_name(s, Role::kHeading, "Ben Okafor"), nullptr);
}

TEST(CallView, TheCanvasIsTransparentWhereTheVideosShow) {
  TestScreen s(test::talking(), {1440, 900});
  const test::Picture picture = test::render(s.frame.frame.render(), s.frame.output, 1);
  FrameOutput without = s.frame.output;
  without.videos.clear();
  const test::Picture bare = test::render(s.frame.frame.render(), without, 1);
  EXPECT_EQ(bare.at(720, 300), s.frame.output.page_color) << "the other's picture";
  EXPECT_NE(picture.at(720, 300), bare.at(720, 300));
  EXPECT_EQ(bare.at(1300, 800), s.frame.output.page_color) << "one's own";
}

TEST(CallView, TheDurationStepsOnceASecond) {
  TestScreen s(test::talking());
  s.frame.advance(4000);  // until the controls have gone
  s.frame.frames = 0;
  s.frame.advance(10'000);
  EXPECT_LE(s.frame.frames, 11);
  EXPECT_EQ(s.frame.node("call.duration").name, "13:02");
}

TEST(CallView, WhatTheOtherSwitchedOffIsShown) {
  app::Model model = test::talking();
  model.negotiation.remote->camera = false;
  model.negotiation.remote->microphone = false;
  TestScreen s(model);
  EXPECT_EQ(video(s, Video::kRemote), nullptr) << "never a frozen frame";
  EXPECT_TRUE(says(s, "Camera off"));
  EXPECT_NE(by_name(s, Role::kImage, "Ben Okafor's microphone is off"), nullptr);
}

TEST(CallView, TheControlsSayWhatAPressWillDo) {
  app::Model model = test::talking();
  model.devices.muted = true;
  model.devices.camera = call::devices::Off{};
  TestScreen s(model);
  EXPECT_EQ(video(s, Video::kLocal), nullptr);
  press(s, "Unmute microphone");
  press(s, "Turn camera on");
  press(s, "Hang up");
  EXPECT_EQ(s.intents, (std::vector<app::Intent>{app::ToggleMicrophone{}, app::ToggleCamera{}, app::EndCall{}}));
}

TEST(CallView, ReconnectingIsSaidAtOnceWithTheTimeThatIsLeft) {
  TestScreen s(test::reconnecting());
  EXPECT_TRUE(says(s, "Reconnecting"));
  EXPECT_TRUE(says(s, "Your call is kept for 26 s."));
  EXPECT_FALSE(s.frame.output.tree.alert.text.empty());
  const Announcement said = s.frame.output.tree.alert;
  s.frame.advance(3000);
  EXPECT_TRUE(says(s, "Your call is kept for 23 s."));
  EXPECT_EQ(s.frame.output.tree.alert, said);
}

TEST(CallView, HeldBackSoundCanBePlayed) {
  app::Model model = test::talking();
  model.sound_blocked = true;
  TestScreen s(model);
  press(s, "Play sound");
  EXPECT_NE(s.only<app::UserPlaysSound>(), nullptr);
}

TEST(CallView, OnesOwnPictureMovesFromTheWholeStageToItsCorner) {
  TestScreen s(test::waiting());
  s.model = test::connecting();
  s.frame.run();
  EXPECT_EQ(video(s, Video::kLocal)->rect, (Rect{0, 0, 390, 844}));
  s.frame.advance(160);
  const Rect midway = video(s, Video::kLocal)->rect;
  EXPECT_LT(midway.width, 390);
  EXPECT_GT(midway.width, 104);
  s.frame.advance(300);
  EXPECT_EQ(video(s, Video::kLocal)->rect.width, 104);
}

TEST(CallView, OnesOwnPictureJumpsUnderReducedMotion) {
  TestScreen s(test::waiting());
  s.frame.input.appearance.reduced_motion = true;
  s.model = test::connecting();
  s.frame.run();
  EXPECT_EQ(video(s, Video::kLocal)->rect.width, 104);
}

// ---- what the browser can do

app::Model able(app::Model model = test::talking()) {
  model.stage.can = {true, true, true};
  return model;
}

TEST(CallView, OffersWhatTheBrowserCanDo) {
  TestScreen s(able(), kDesktop);
  EXPECT_EQ(controls(s), (std::vector<std::string>{
                             "button Statistics", "button Picture in picture", "button Full screen", "button Settings",
                             "button More", "button Swap pictures", "button Mute microphone", "button Turn camera off",
                             "button Share screen", "button Record", "button Chat", "button Hang up"}));
  press(s, "Share screen");
  press(s, "Full screen");
  press(s, "Picture in picture");
  EXPECT_EQ(s.intents, (std::vector<app::Intent>{app::sharing::Toggle{}, app::stage::ToggleFullScreen{},
                                                 app::stage::TogglePictureInPicture{}}));
}

TEST(CallView, PhonesHaveTheRarerControlsInMore) {
  for (const Size size : {kPhone, kLowPhone}) {
    TestScreen s(able(), size);
    EXPECT_EQ(controls(s),
              (std::vector<std::string>{"button Swap pictures", "button Mute microphone", "button Turn camera off",
                                        "button Chat", "button More", "button Hang up"}));
    press(s, "More");
    EXPECT_NE(s.only<app::stage::Show>(), nullptr);
  }
}

TEST(MoreView, HasWhatTheDockHasNoRoomFor) {
  app::Model model = able();
  model.stage.more = true;
  TestScreen s(model, kPhone);
  EXPECT_EQ(controls(s),
            (std::vector<std::string>{"button Share screen", "button Record", "button Picture in picture",
                                      "button Full screen", "button Statistics", "button Settings",
                                      "button Hide own picture", "button Fit picture", "button Keyboard shortcuts"}));
  s.frame.advance(1000);
  press(s, "Statistics");
  EXPECT_EQ(s.intents,
            (std::vector<app::Intent>{app::stage::Show{app::stage::Sheet::More, false}, app::statistics::Show{true}}));
}

TEST(MoreView, ClosesByEscapeAndByAPressBesideIt) {
  app::Model model = able();
  model.stage.more = true;
  TestScreen s(model, kDesktop);
  const std::vector<app::Intent> closed{app::stage::Show{app::stage::Sheet::More, false}};
  s.frame.activate("key:escape");
  EXPECT_EQ(s.intents, closed);
  s.intents.clear();
  s.frame.click(s.frame.center("call.hang-up"));
  EXPECT_EQ(s.intents, closed) << "and does nothing else";
}

TEST(MoreView, HidesOnesOwnPictureForThisCall) {
  app::Model model = able();
  model.stage.more = true;
  TestScreen s(model, kPhone);
  s.frame.advance(1000);
  press(s, "Hide own picture");
  s.model.stage.more = false;
  s.frame.run();
  EXPECT_EQ(video(s, Video::kLocal), nullptr);
  std::get<call::consent::Ongoing>(s.model.consent.phase).call.id = CallId("another");
  s.frame.run();
  EXPECT_NE(video(s, Video::kLocal), nullptr);
}

// ---- pictures

TEST(CallPictures, AreSwappedByAPressOnTheSmallOne) {
  TestScreen s(test::talking(), kDesktop);
  press(s, "Swap pictures");
  s.frame.run();
  EXPECT_EQ(video(s, Video::kLocal)->rect, (Rect{0, 0, 1440, 900}));
  EXPECT_LT(video(s, Video::kRemote)->rect.width, 300);
  press(s, "Swap pictures");
  s.frame.run();
  EXPECT_EQ(video(s, Video::kRemote)->rect, (Rect{0, 0, 1440, 900}));
}

TEST(CallPictures, OnesOwnIsDraggedToTheNearestCornerByMouseAndFinger) {
  for (const PointerKind kind : {PointerKind::kMouse, PointerKind::kTouch}) {
    TestScreen s(test::talking(), kDesktop);
    s.frame.advance(1000);
    const Point from = video(s, Video::kLocal)->rect.center();
    s.frame.down(from, kind);
    s.frame.move({400, 300}, kind);
    EXPECT_NEAR(video(s, Video::kLocal)->rect.center().x, 400, 1);
    EXPECT_NEAR(video(s, Video::kLocal)->rect.center().y, 300, 1);
    s.frame.up({400, 300}, kind);
    s.frame.advance(1000);
    EXPECT_EQ(video(s, Video::kLocal)->rect.x, 16);
    EXPECT_LT(video(s, Video::kLocal)->rect.y, 450);
    EXPECT_TRUE(s.intents.empty());
    EXPECT_EQ(video(s, Video::kRemote)->rect.width, 1440) << "a drag is no press";
  }
}

TEST(CallPictures, OnesOwnMovesByArrowKeysWhileItHasFocus) {
  TestScreen s(test::talking(), kDesktop);
  s.frame.activate("key:arrowleft");
  s.frame.advance(1000);
  EXPECT_GT(video(s, Video::kLocal)->rect.x, 720) << "without focus";
  s.frame.input.focused_id = "call.own-picture";
  s.frame.activate("key:arrowleft");
  s.frame.activate("key:arrowup");
  s.frame.advance(1000);
  EXPECT_EQ(video(s, Video::kLocal)->rect.x, 16);
  EXPECT_LT(video(s, Video::kLocal)->rect.y, 450);
}

TEST(CallPictures, NoCornerLiesUnderDockOrPills) {
  for (const Size size : {kDesktop, kPhone, kLowPhone, Size{320, 568}, Size{820, 1180}, Size{2560, 1440}}) {
    TestScreen s(able(), size);
    s.frame.input.focused_id = "call.own-picture";
    for (const char* key : {"key:arrowleft", "key:arrowup", "key:arrowright", "key:arrowdown"}) {
      s.frame.activate(key);
      s.frame.advance(1000);
      const Rect own = video(s, Video::kLocal)->rect;
      for (const char* id : {"call.controls", "call.status", "call.tools"}) {
        const Node& node = s.frame.node(id);
        EXPECT_FALSE(!node.id.empty() && own.overlaps(node.rect)) << id << " " << key << " " << size.width;
      }
    }
  }
}

TEST(CallPictures, TheOthersFillsTheStageUnlessTooMuchOfItWouldBeLost) {
  app::Model model = test::talking();
  model.stage.remote = {app::stage::Picture::Remote, 1280, 720};
  EXPECT_EQ(video(TestScreen(model, kDesktop), Video::kRemote)->fit, VideoFit::kCover);
  EXPECT_EQ(video(TestScreen(model, kPhone), Video::kRemote)->fit, VideoFit::kContain);
}

// ---- a shared screen

app::Model shared() {
  app::Model model = able();
  model.negotiation.remote->screen = true;
  return model;
}

TEST(SharedScreen, IsLargeAndTheOthersCameraGoesToACorner) {
  TestScreen s(shared(), kDesktop);
  EXPECT_EQ(video(s, Video::kScreen)->name, "Ben Okafor's screen");
  EXPECT_EQ(video(s, Video::kScreen)->rect, (Rect{0, 0, 1440, 900}));
  EXPECT_EQ(video(s, Video::kScreen)->fit, VideoFit::kContain);
  EXPECT_LT(video(s, Video::kRemote)->rect.width, 300);
  EXPECT_FALSE(video(s, Video::kRemote)->rect.overlaps(video(s, Video::kLocal)->rect));
  EXPECT_TRUE(says(s, "Ben Okafor is sharing a screen"));
  press(s, "Enlarge Ben Okafor's picture");
  s.frame.run();
  EXPECT_EQ(video(s, Video::kRemote)->rect.width, 1440);
  EXPECT_NE(by_name(s, Role::kButton, "Enlarge Ben Okafor's screen"), nullptr);
}

TEST(SharedScreen, IsZoomedByButtonsWheelAndKeysAndMovedByDragging) {
  TestScreen s(shared(), kDesktop);
  const auto width = [&] { return video(s, Video::kScreen)->rect.width; };
  press(s, "Zoom in");
  s.frame.run();
  EXPECT_FLOAT_EQ(width(), 1440 * 1.5F);
  press(s, "Zoom out");
  s.frame.run();
  EXPECT_FLOAT_EQ(width(), 1440);
  s.frame.run(WheelInput{{300, 300}, 0, -200});
  EXPECT_GT(width(), 1440);
  const Rect before = video(s, Video::kScreen)->rect;
  EXPECT_NEAR((300 - before.x) / before.width, 300.0F / 1440, .001F) << "what is under the pointer stays there";
  s.frame.down({700, 450});
  s.frame.move({740, 450});
  s.frame.up({740, 450});
  EXPECT_NEAR(video(s, Video::kScreen)->rect.x, before.x + 40, 1);
  s.frame.activate("key:+");
  EXPECT_GT(width(), before.width);
  press(s, "Fit");
  s.frame.run();
  EXPECT_EQ(video(s, Video::kScreen)->rect, (Rect{0, 0, 1440, 900}));
}

TEST(SharedScreen, OnesOwnIsSaidAndTheControlStopsIt) {
  app::Model model = able();
  model.sharing.phase = call::screen_share::On{1, false};
  TestScreen s(model, kDesktop);
  EXPECT_TRUE(says(s, "You are sharing your screen"));
  press(s, "Stop sharing");
  EXPECT_NE(s.only<app::sharing::Toggle>(), nullptr);
}

// ---- controls that go and come

TEST(CallControls, GoAfterThreeQuietSecondsAndComeBackWithTheFirstMove) {
  TestScreen s(test::talking(), kDesktop);
  s.frame.advance(2900);
  EXPECT_FALSE(s.state.call.controls_away);
  s.frame.advance(300);
  EXPECT_TRUE(s.state.call.controls_away);
  EXPECT_NE(by_name(s, Role::kButton, "Hang up"), nullptr) << "they stay in the tree";
  s.frame.move({700, 400});
  EXPECT_FALSE(s.state.call.controls_away);
  s.frame.advance(300);
  press(s, "Hang up");
  EXPECT_NE(s.only<app::EndCall>(), nullptr);
}

TEST(CallControls, AreOnlyShownByTheFirstTap) {
  TestScreen s(test::talking(), kPhone);
  s.frame.advance(4000);
  ASSERT_TRUE(s.state.call.controls_away);
  const Point hang_up = s.frame.center("call.hang-up");
  s.frame.tap(hang_up);
  EXPECT_TRUE(s.intents.empty());
  EXPECT_FALSE(s.state.call.controls_away);
  s.frame.tap(hang_up);
  EXPECT_NE(s.only<app::EndCall>(), nullptr);
}

TEST(CallControls, OfAssistiveSoftwareWorkWhileTheyAreAway) {
  TestScreen s(test::talking(), kPhone);
  s.frame.advance(4000);
  ASSERT_TRUE(s.state.call.controls_away);
  s.frame.activate("call.hang-up");
  EXPECT_NE(s.only<app::EndCall>(), nullptr);
}

TEST(CallControls, StayWithoutAPictureWithAPanelABannerOrShownFocus) {
  app::Model voice = test::talking(Media::Voice);
  app::Model statistics = test::talking();
  statistics.statistics.open = true;
  app::Model banner = test::talking();
  banner.sound_blocked = true;
  for (const app::Model& model : {voice, statistics, banner, test::connecting(), test::reconnecting()}) {
    TestScreen s(model, kDesktop);
    s.frame.advance(5000);
    EXPECT_FALSE(s.state.call.controls_away);
  }
  TestScreen s(test::talking(), kDesktop);
  s.frame.input.focused_id = "call.microphone";
  s.frame.input.focus_visible = true;
  s.frame.advance(5000);
  EXPECT_FALSE(s.state.call.controls_away);
}

TEST(CallControls, LeaveWhatMustBeKnownWhenTheyGo) {
  app::Model model = able();
  model.devices.muted = true;
  model.sharing.phase = call::screen_share::On{1, false};
  TestScreen s(model, kDesktop);
  s.frame.advance(4000);
  EXPECT_TRUE(says(s, "Muted"));
  EXPECT_TRUE(says(s, "You are sharing your screen"));
}

TEST(CallControls, AskForNoFrameButTheClocksOnceTheyAreAway) {
  TestScreen s(test::talking(), kDesktop);
  s.frame.advance(5000);
  s.frame.frames = 0;
  s.frame.advance(10'000);
  EXPECT_LE(s.frame.frames, 11);
  EXPECT_FALSE(s.frame.output.changed) << "its step changes the tree alone";
}

TEST(CallControls, SayWhatTheyDoWhenThePointerRestsOnThem) {
  TestScreen s(test::talking(), kDesktop);
  s.frame.move(s.frame.center("call.microphone"));
  s.frame.advance(100);
  EXPECT_EQ(s.state.call.hint, "call.microphone");
  s.frame.advance(5000);
  EXPECT_FALSE(s.state.call.controls_away) << "under a tooltip they stay";
}

// ---- keys

TEST(CallKeys, MuteAndTurnTheCameraOff) {
  TestScreen s(test::talking());
  s.frame.activate("key:m");
  s.frame.activate("key:v");
  EXPECT_EQ(s.intents, (std::vector<app::Intent>{app::ToggleMicrophone{}, app::ToggleCamera{}}));
}

TEST(CallKeys, DoNothingWhenTheyAreSwitchedOff) {
  app::Model model = test::talking();
  model.settings.chosen.single_keys = false;
  TestScreen s(model);
  for (const char* key : {"key:m", "key:v", "key:?", "key:space"}) s.frame.activate(key);
  EXPECT_TRUE(s.intents.empty());
}

TEST(CallKeys, TalkAsLongAsSpaceIsHeldWhereThatIsChosen) {
  app::Model model = test::talking();
  TestScreen without(model);
  without.frame.activate("key:space");
  EXPECT_TRUE(without.intents.empty());
  model.settings.chosen.push_to_talk = true;
  TestScreen s(model);
  s.frame.activate("key:space");
  s.frame.activate("key:space-up");
  EXPECT_EQ(s.intents, (std::vector<app::Intent>{app::stage::Talk{true}, app::stage::Talk{false}}));
}

TEST(CallKeys, AreListedInASheetThatAQuestionMarkOpens) {
  TestScreen s(test::talking(), kDesktop);
  s.frame.activate("key:?");
  EXPECT_EQ(s.intents, (std::vector<app::Intent>{app::stage::Show{app::stage::Sheet::Shortcuts, true}}));
  s.intents.clear();
  s.model.stage.shortcuts = true;
  s.frame.run();
  EXPECT_EQ(s.frame.node("shortcuts").role, Role::kDialog);
  EXPECT_TRUE(says(s, "Mute or unmute the microphone"));
  s.frame.activate("key:m");
  EXPECT_TRUE(s.intents.empty()) << "under a dialog";
  s.frame.activate("key:escape");
  EXPECT_EQ(s.intents, (std::vector<app::Intent>{app::stage::Show{app::stage::Sheet::Shortcuts, false}}));
}

TEST(CallKeys, WorkWhileItRings) {
  TestScreen s(test::waiting());
  s.frame.activate("key:m");
  EXPECT_NE(s.only<app::ToggleMicrophone>(), nullptr);
}

// ---- beside the chat

TEST(CallView, MakesRoomForTheChatBesideIt) {
  app::Model model = test::talking();
  model.chat.open = true;
  TestScreen s(model, kDesktop);
  const Rect stage = video(s, Video::kRemote)->rect;
  const Rect panel = stage::chat_panel(make_layout(kDesktop, {}, 0, 1));
  EXPECT_FALSE(stage.overlaps(panel));
  EXPECT_LE(s.frame.node("call.tools").rect.right(), stage.right());
  EXPECT_LE(s.frame.node("call.controls").rect.right(), stage.right());
}

}  // namespace
}  // namespace parley::ui
