#include <gtest/gtest.h>

#include "client/ui/widgets/avatar.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/field.hpp"
#include "client/ui/widgets/notice.hpp"
#include "client/ui/widgets/words.hpp"
#include "tests/client/ui/support/test_frame.hpp"

namespace parley::ui {
namespace {

using test::TestFrame;

TEST(Button, IsAtLeastATouchTargetAndGrowsWithItsText) {
  TestFrame frame([](Ui& ui) {
    const Size size = button_size(ui, "Back", Icon::kNone);
    EXPECT_EQ(size.height, 44);
    EXPECT_GT(button_size(ui, "Back", Icon::kCamera).width, size.width);
    EXPECT_EQ(button_height(ui, "Join without a name", Icon::kNone, 400), 44);
    EXPECT_EQ(button_height(ui, "Join without a name", Icon::kNone, 160), 68) << "two lines";
  });
}

TEST(Button, IsDrawnWhereItsNodeIs) {
  const Rect rect{40, 60, 120, 44};
  TestFrame frame([&](Ui& ui) { button(ui, {"b", "Join", rect}); });
  EXPECT_EQ(frame.node("b").rect, rect);
  const test::Picture picture = test::render(frame.frame.render(), frame.output, 1);
  const Color fill = make_theme({}).accent;
  EXPECT_EQ(picture.at(44, 82), fill);
  EXPECT_EQ(picture.at(155, 82), fill);
  EXPECT_NE(picture.at(38, 82), fill);
  EXPECT_NE(picture.at(41, 61), fill) << "round corners";
}

struct OneField {
  std::string value;
  std::string error;
  FieldResult result;
  bool submitted = false;
  TestFrame frame{[this](Ui& ui) {
    Field field;
    field.id = "name";
    field.label = "Your name";
    field.placeholder = "How others see you";
    field.value = &value;
    field.error = error;
    field.clear_name = "Clear";
    result = field_box(ui, field, {16, 50, 300, 44});
    submitted |= result.submitted;
    field_note(ui, field, 16, 94, 300);
  }};
};

TEST(Field, HoldsWhatIsTyped) {
  OneField f;
  f.frame.type("name", "Ada");
  EXPECT_EQ(f.value, "Ada");
  EXPECT_EQ(f.frame.node("name").value, "Ada");
  f.frame.type("other", "Bob");
  EXPECT_EQ(f.value, "Ada");
}

TEST(Field, EnterSubmits) {
  OneField f;
  f.frame.activate("name");
  EXPECT_TRUE(f.submitted);
}

TEST(Field, ItsInputLiesInsideTheBoxInTheBoxesType) {
  OneField f;
  const Node& node = f.frame.node("name");
  ASSERT_TRUE(node.field);
  EXPECT_EQ(node.rect.intersection(node.field->text_rect), node.field->text_rect);
  EXPECT_EQ(node.field->font, make_theme({}).type.body.font);
  EXPECT_EQ(node.field->font.size, 16) << "smaller makes iOS zoom";
  EXPECT_EQ(node.field->placeholder, "How others see you");
}

TEST(Field, AnErrorDescribesIt) {
  OneField f;
  EXPECT_FALSE(f.frame.node("name").invalid);
  f.error = "The name Ada is taken. Choose another, for example Ada L.";
  f.frame.run();
  const Node& node = f.frame.node("name");
  EXPECT_TRUE(node.invalid);
  EXPECT_EQ(f.frame.node(node.described_by).name, f.error);
}

TEST(Field, CanBeClearedOnceItHoldsSomething) {
  OneField f;
  EXPECT_EQ(f.frame.output.tree.find("name.clear"), nullptr);
  f.frame.type("name", "Be");
  f.frame.run();
  const Node& clear = f.frame.node("name.clear");
  EXPECT_EQ(clear.name, "Clear");
  EXPECT_FALSE(clear.rect.overlaps(f.frame.node("name").field->text_rect));
  f.frame.click(clear.rect.center());
  EXPECT_EQ(f.value, "");
}

TEST(Field, ClearingKeepsTheFocusInIt) {
  OneField f;
  f.frame.type("name", "Be");
  f.frame.activate("name.clear");
  EXPECT_EQ(f.frame.output.focus_request, "name");
}

TEST(Field, IsDrawnWithItsTextUnderADialog) {
  std::string value;
  bool inert = false;
  TestFrame frame([&](Ui& ui) {
    const Ui::InertScope under(ui, inert);
    Field field;
    field.id = "name";
    field.value = &value;
    field_box(ui, field, {16, 50, 300, 44});
  });
  value = "Ada";
  frame.run();
  EXPECT_FALSE(frame.output.changed) << "the input shows its own text";
  inert = true;
  frame.run();
  EXPECT_TRUE(frame.output.changed);
}

TEST(Notice, HasRoomForItsWordsItsDetailAndItsButton) {
  Rect box;
  TestFrame frame([&](Ui& ui) {
    const Notice notice{"n",
                        "The server cannot be reached. Check that you are online.",
                        "Parley tries again in 5 s.",
                        NoticeKind::kDanger,
                        Icon::kWarning,
                        "Reload"};
    alert_box(ui, notice, 10, 10, 300);
    box = {10, 10, 300, alert_height(ui, notice, 300)};
  });
  for (const char* id : {"n", "n.detail", "n.action"}) {
    const Rect rect = frame.node(id).rect;
    EXPECT_FALSE(rect.empty()) << id;
    EXPECT_EQ(rect.intersection(box), rect) << id;
  }
}

TEST(Words, AHeadingCanReceiveFocusButIsNoTabStop) {
  TestFrame frame([](Ui& ui) {
    words(ui, {"h", "You are Ada", ui.theme().type.headline, ui.theme().text, Align::kStart, 1}, 0, 0, 300);
  });
  EXPECT_EQ(frame.node("h").role, Role::kHeading);
  EXPECT_EQ(frame.node("h").level, 1);
  EXPECT_EQ(frame.node("h").focus, Focus::kByProgram);
}

TEST(Words, ALineThatIsCutIsStillSaidWhole) {
  TestFrame frame([](Ui& ui) {
    line_of(ui, {"n", "Wilhelmina Featherstonehaugh", ui.theme().type.body, ui.theme().text}, {0, 0, 60, 24});
  });
  EXPECT_EQ(frame.node("n").name, "Wilhelmina Featherstonehaugh");
}

TEST(Avatar, RingsStepTwiceASecondAndStandStillUnderReducedMotion) {
  TestFrame frame([](Ui& ui) { calling_rings(ui, {100, 100}, 88, 24); });
  ASSERT_TRUE(frame.output.redraw_at_ms);
  EXPECT_LE(*frame.output.redraw_at_ms - frame.input.now_ms, 500);
  frame.advance(10'000);
  EXPECT_LE(frame.frames, 21);
  frame.input.appearance.reduced_motion = true;
  frame.run();
  EXPECT_FALSE(frame.output.redraw_at_ms);
}

}  // namespace
}  // namespace parley::ui
