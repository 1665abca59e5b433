// The dialog "Settings" and its widgets: what is chosen with mouse, keyboard and the browser's own list.
#include <algorithm>

#include <gtest/gtest.h>

#include "client/ui/widgets/choice.hpp"
#include "client/ui/widgets/dialog.hpp"
#include "client/ui/widgets/meter.hpp"
#include "client/ui/widgets/select.hpp"
#include "tests/client/ui/support/models.hpp"
#include "tests/client/ui/support/test_frame.hpp"

namespace parley::ui {
namespace {

using app::settings::Change;
using app::settings::Press;
using app::settings::Wish;
using test::TestFrame;
using test::TestScreen;

constexpr Size kDesktop{1440, 900};

struct OneSelect {
  std::optional<int> chosen;
  TestFrame frame{[this](Ui& ui) {
    const auto now = select_box(ui, {"s", "Camera", {"Lid", "Desk"}, 0, {}, false}, {16, 50, 300, 44});
    if (now) chosen = now;
  }};
};

TEST(Select, TakesWhatTheBrowsersListSays) {
  OneSelect s;
  EXPECT_EQ(s.frame.node("s").role, Role::kComboBox);
  EXPECT_EQ(s.frame.node("s").options, (std::vector<std::string>{"Lid", "Desk"}));
  s.frame.type("s", "1");
  EXPECT_EQ(s.chosen, 1);
}

TEST(Select, TakesNothingThatIsNotInTheList) {
  OneSelect s;
  for (const char* text : {"0", "2", "-1", "", "x", "1x"}) s.frame.type("s", text);
  EXPECT_EQ(s.chosen, std::nullopt);
}

TEST(Switch, IsPressedAnywhereInItsRow) {
  int pressed = 0;
  TestFrame frame([&](Ui& ui) {
    pressed += switch_row(ui, {"s", "Push to talk", "Hold Space to speak", true, false}, 16, 50, 300) ? 1 : 0;
  });
  EXPECT_EQ(frame.node("s").role, Role::kSwitch);
  EXPECT_EQ(frame.node("s").checked, true);
  EXPECT_GE(frame.node("s").rect.height, 44);
  frame.click({20, 70});
  frame.activate("s");
  EXPECT_EQ(pressed, 2);
}

TEST(Switch, ThatIsDisabledStaysWhereItIsAndSaysWhy) {
  int pressed = 0;
  TestFrame frame([&](Ui& ui) {
    pressed += switch_row(ui, {"s", "Relay only", "No relay is configured", false, true}, 16, 50, 300) ? 1 : 0;
  });
  frame.click(frame.center("s"));
  EXPECT_EQ(pressed, 0);
  EXPECT_TRUE(frame.node("s").disabled);
  EXPECT_EQ(frame.node("s").description, "No relay is configured");
}

TEST(Segments, AreAGroupOfRadioButtonsOfWhichOneIsChosen) {
  std::optional<int> chosen;
  TestFrame frame([&](Ui& ui) {
    float height = 0;
    if (const auto now = segments(ui, {"a", "Appearance", {"System", "Light", "Dark"}, 1}, 16, 50, 300, height))
      chosen = now;
  });
  EXPECT_EQ(frame.node("a").role, Role::kRadioGroup);
  EXPECT_EQ(frame.node("a:1").checked, true);
  EXPECT_EQ(frame.node("a:2").checked, false);
  frame.click(frame.center("a:1"));
  EXPECT_EQ(chosen, std::nullopt) << "it is chosen already";
  frame.click(frame.center("a:2"));
  EXPECT_EQ(chosen, 2);
  frame.activate("a:0");
  EXPECT_EQ(chosen, 0);
}

TEST(Meter, TellsItsLevel) {
  TestFrame frame([](Ui& ui) { meter(ui, {"m", "Microphone level", 15, "Good"}, 16, 50, 300); });
  const Node& node = frame.node("m");
  EXPECT_EQ(node.role, Role::kMeter);
  EXPECT_EQ(node.range, (ValueRange{15, 0, 24}));
  EXPECT_EQ(node.value, "Good");
}

TEST(Dialog, ScrollsUnderItsTitleAndClosesByButtonAndEscape) {
  int closed = 0;
  TestFrame frame(
      [&](Ui& ui) {
        closed += dialog(ui, {"d", "Long", "Close long"},
                         [&](Column& column) {
                           for (int i = 0; i < 40; ++i)
                             switch_row(ui, {"s" + std::to_string(i), "One", {}, false, false}, column.x(),
                                        column.take(44).y, column.width());
                         })
                      ? 1
                      : 0;
      },
      {320, 568});
  frame.advance(1000);
  const float title = frame.node("d.title").rect.y;
  frame.run(WheelInput{{160, 400}, 0, 300});
  EXPECT_EQ(frame.node("d.title").rect.y, title);
  EXPECT_LT(frame.node("s0").rect.y, title);
  frame.click(frame.center("d.close"));
  frame.activate("key:escape");
  EXPECT_EQ(closed, 2);
}

TEST(SettingsDialog, HasTheNamesThatPeopleAndTestsRelyOn) {
  TestScreen screen(test::settings(), kDesktop);
  const auto has = [&](Role role, std::string_view name) {
    for (const Node& node : screen.frame.output.tree.nodes)
      if (node.role == role && node.name == name) return true;
    return false;
  };
  EXPECT_TRUE(has(Role::kDialog, "Settings"));
  EXPECT_TRUE(has(Role::kMeter, "Microphone level"));
  for (const char* name : {"Camera", "Microphone", "Speaker"}) EXPECT_TRUE(has(Role::kComboBox, name)) << name;
  EXPECT_TRUE(has(Role::kButton, "Test speaker"));
  EXPECT_TRUE(has(Role::kRadioGroup, "Appearance"));
  EXPECT_TRUE(has(Role::kSwitch, "Push to talk"));
  EXPECT_TRUE(has(Role::kButton, "Close settings"));
}

TEST(SettingsDialog, ShowsOneselfUnderTheCanvas) {
  TestScreen screen(test::settings(), kDesktop);
  screen.frame.advance(1000);
  ASSERT_EQ(screen.frame.output.videos.size(), 1u);
  const VideoPlacement& video = screen.frame.output.videos[0];
  EXPECT_EQ(video.video, Video::kLocal);
  EXPECT_TRUE(video.mirrored);
  EXPECT_EQ(video.name, "Your video");
}

TEST(SettingsDialog, ChangesWhatIsChosen) {
  TestScreen screen(test::settings(), kDesktop);
  screen.frame.type("settings.microphone", "1");
  ASSERT_NE(screen.only<Change>(), nullptr);
  EXPECT_EQ(screen.only<Change>()->chosen.microphone_id, "m1");
  screen.intents.clear();
  screen.frame.activate("settings.talk");
  ASSERT_NE(screen.only<Change>(), nullptr);
  EXPECT_FALSE(screen.only<Change>()->chosen.push_to_talk);
  screen.intents.clear();
  screen.frame.activate("settings.appearance:2");
  ASSERT_NE(screen.only<Change>(), nullptr);
  EXPECT_EQ(screen.only<Change>()->chosen.appearance, app::settings::Appearance::Dark);
}

TEST(SettingsDialog, SaysWhatIsWrongWithTheCameraInItsPlace) {
  TestScreen screen(test::settings_busy(), kDesktop);
  EXPECT_TRUE(screen.frame.output.videos.empty());
  EXPECT_EQ(screen.frame.node("settings.preview").name,
            "Your camera is blocked for this site. Allow it in the address bar, then open Settings again.");
  EXPECT_EQ(screen.frame.output.tree.alert.text,
            "Studio USB was unplugged. Parley now uses Built-in microphone; change it in Settings.");
}

TEST(SettingsDialog, OffersWhatWasPluggedIn) {
  TestScreen screen(test::settings_busy(), kDesktop);
  screen.frame.activate("settings.offer.action");
  ASSERT_NE(screen.only<Press>(), nullptr);
  EXPECT_EQ(screen.only<Press>()->wish, Wish::UseOffered);
}

TEST(SettingsDialog, ErasesOnlyOnTheSecondPress) {
  TestScreen screen(test::settings_busy(), kDesktop);
  screen.frame.activate("settings.keep");
  ASSERT_NE(screen.only<Press>(), nullptr);
  EXPECT_EQ(screen.only<Press>()->wish, Wish::KeepThings);
}

TEST(SettingsDialog, DrawsNothingWhileNothingChanges) {
  TestScreen screen(test::settings(), kDesktop);
  screen.frame.advance(1000);
  screen.frame.run();
  EXPECT_FALSE(screen.frame.output.changed);
  EXPECT_EQ(screen.frame.output.redraw_at_ms, std::nullopt);
}

TEST(SettingsDialog, ShowsTheResultsOfACheck) {
  for (const Size size : {Size{320, 568}, Size{390, 844}, kDesktop}) {
    app::Model model = test::idle();
    model.settings.open = true;
    TestScreen screen(model, size);
    screen.frame.advance(1000);
    screen.model.settings.server = app::settings::Finding::Asking;
    screen.frame.advance(1000);
    const Node& lines = screen.frame.node("settings.lines");
    ASSERT_TRUE(lines.clip);
    EXPECT_GE(lines.rect.intersection(*lines.clip).height, std::min(lines.rect.height, lines.clip->height - 32) - 1);
  }
}

}  // namespace
}  // namespace parley::ui
