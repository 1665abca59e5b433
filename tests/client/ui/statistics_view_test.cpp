// "Statistics" and the recording's question and file: what they say, and what their controls ask for.
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "tests/client/ui/support/models.hpp"
#include "tests/client/ui/support/test_frame.hpp"

namespace parley::ui {
namespace {

using test::TestScreen;

constexpr Size kDesktop{1440, 900};
constexpr Size kPhone{390, 844};

const Node& node(TestScreen& screen, std::string_view id) { return screen.frame.node(std::string(id)); }

template <class Intent>
bool wished(const TestScreen& screen, const Intent& intent) {
  const auto* last = screen.intents.empty() ? nullptr : as<Intent>(screen.intents.back());
  return last != nullptr && *last == intent;
}

TEST(StatisticsView, SaysEveryFigureAndItsLastMinute) {
  TestScreen screen(test::measured(), kDesktop);
  EXPECT_EQ(node(screen, "statistics").role, Role::kRegion);
  EXPECT_EQ(node(screen, "statistics").name, "Statistics");
  EXPECT_TRUE(node(screen, "statistics.value:round-trip").name.ends_with(" ms"));
  EXPECT_TRUE(node(screen, "statistics.value:receiving").name.ends_with(" Mbit/s"));
  EXPECT_EQ(node(screen, "statistics.value:picture").name, "1280 × 720, 30 fps");
  EXPECT_EQ(node(screen, "statistics.value:codecs").name, "VP9, Opus");
  EXPECT_EQ(node(screen, "statistics.value:path").name, "Direct, UDP");
  const Node& graph = node(screen, "statistics.graph:round-trip");
  EXPECT_EQ(graph.role, Role::kImage);
  EXPECT_EQ(graph.name, "Round trip in the last minute: 38 ms to 50 ms");
}

TEST(StatisticsView, ChoosesWhoseFigures) {
  TestScreen screen(test::measured(), kDesktop);
  EXPECT_EQ(node(screen, "statistics.own").selected, true);
  EXPECT_EQ(node(screen, "statistics.other").selected, false);
  screen.frame.click(node(screen, "statistics.other").rect.center());
  EXPECT_TRUE(wished(screen, app::statistics::Choose{true}));
}

TEST(StatisticsView, IsADialogWhereItHasNoRoomBesideTheCall) {
  TestScreen screen(test::measured(), kPhone);
  EXPECT_EQ(node(screen, "statistics").role, Role::kDialog);
  EXPECT_TRUE(node(screen, "statistics").modal);
}

TEST(StatisticsView, CloseIsClose) {
  for (const Size size : {kDesktop, kPhone}) {
    TestScreen screen(test::measured(), size);
    screen.frame.advance(1000);
    EXPECT_EQ(node(screen, "statistics.close").name, "Close statistics");
    screen.frame.click(node(screen, "statistics.close").rect.center());
    EXPECT_TRUE(wished(screen, app::statistics::Show{false}));
  }
}

TEST(StatisticsView, SaysWhyThereAreNoFigures) {
  TestScreen screen(test::unmeasured(), kDesktop);
  EXPECT_EQ(node(screen, "statistics.none").name, "Ben Okafor's side has told no figures yet.");
}

TEST(RecordingView, AsksAndPassesTheAnswerOn) {
  for (const bool allowed : {true, false}) {
    TestScreen screen(test::asked_for_recording(), kDesktop);
    screen.frame.advance(1000);
    EXPECT_EQ(node(screen, "recording").name, "Ben Okafor wants to record this call.");
    const std::string_view id = allowed ? "recording.allow" : "recording.refuse";
    EXPECT_EQ(node(screen, id).name, allowed ? "Allow" : "Do not allow");
    screen.frame.click(node(screen, id).rect.center());
    EXPECT_TRUE(wished(screen, app::recording::Answer{allowed}));
  }
}

TEST(RecordingView, OffersTheFileOnceTheCallIsOver) {
  TestScreen screen(test::with_recording(test::ended(protocol::EndReason::HungUp), false), kDesktop);
  EXPECT_EQ(node(screen, "recorded.words").name, "The recording of 12 min 48 s is ready to be saved.");
  screen.frame.click(node(screen, "recorded.save").rect.center());
  EXPECT_TRUE(wished(screen, app::recording::Keep{true}));
}

TEST(RecordingView, SaysThatItIsSavedWithoutAskingAnything) {
  TestScreen screen(test::with_recording(test::idle(), true), kDesktop);
  EXPECT_EQ(node(screen, "recorded.words").name, "The recording of 12 min 48 s is saved.");
  EXPECT_EQ(screen.frame.output.tree.find("recorded.save"), nullptr);
}

}  // namespace
}  // namespace parley::ui
