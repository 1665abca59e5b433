#include "client/ui/frame.hpp"

#include <imgui.h>

#include <gtest/gtest.h>

#include "client/ui/painter.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/words.hpp"
#include "tests/client/ui/support/test_frame.hpp"

namespace parley::ui {
namespace {

using test::TestFrame;

constexpr Rect kButton{20, 20, 120, 44};
constexpr Rect kOther{20, 100, 120, 44};

/// Two buttons, and how often each was pressed.
struct Buttons {
  int first = 0;
  int second = 0;
  TestFrame frame{[this](Ui& ui) {
    if (button(ui, {"first", "First", kButton})) ++first;
    if (button(ui, {"second", "Second", kOther})) ++second;
  }};
};

TEST(Frame, AButtonActsOnRelease) {
  Buttons b;
  b.frame.move(kButton.center());
  b.frame.down(kButton.center());
  EXPECT_EQ(b.first, 0);
  b.frame.up(kButton.center());
  EXPECT_EQ(b.first, 1);
  EXPECT_EQ(b.second, 0);
}

TEST(Frame, ReleasingElsewherePressesNothing) {
  Buttons b;
  b.frame.move(kButton.center());
  b.frame.down(kButton.center());
  b.frame.move(kOther.center());
  b.frame.up(kOther.center());
  EXPECT_EQ(b.first + b.second, 0);
}

TEST(Frame, ACancelledPointerPressesNothing) {
  Buttons b;
  b.frame.down(kButton.center());
  b.frame.run(PointerInput{PointerAction::kCancel, PointerKind::kMouse, kButton.center()});
  b.frame.up(kButton.center());
  EXPECT_EQ(b.first, 0);
}

TEST(Frame, APressThatComesInOneBatchIsHandledWithinIt) {
  Buttons b;
  b.frame.run({PointerInput{PointerAction::kDown, PointerKind::kTouch, kButton.center()},
               PointerInput{PointerAction::kUp, PointerKind::kTouch, kButton.center()}});
  EXPECT_EQ(b.first, 1);
}

TEST(Frame, AFingerThatIsGoneHoversOverNothing) {
  Buttons b;
  b.frame.tap(kButton.center());
  EXPECT_EQ(b.first, 1);
  b.frame.advance(500);
  EXPECT_EQ(b.frame.output.cursor, Cursor::kDefault);
}

TEST(Frame, AnActivationPressesItsNodeOnce) {
  Buttons b;
  b.frame.activate("second");
  EXPECT_EQ(b.second, 1);
  b.frame.run();
  EXPECT_EQ(b.second, 1);
  b.frame.activate("nobody");
  EXPECT_EQ(b.first + b.second, 1);
}

TEST(Frame, WhatIsBusyCannotBePressed) {
  int pressed = 0;
  TestFrame frame([&](Ui& ui) {
    if (button(ui, {"b", "Join", kButton, ButtonKind::kPrimary, Icon::kNone, Surface::kPage, false, true})) ++pressed;
  });
  frame.click(kButton.center());
  frame.activate("b");
  EXPECT_EQ(pressed, 0);
  EXPECT_TRUE(frame.node("b").busy);
}

TEST(Frame, TheCursorPointsAtWhatCanBePressed) {
  Buttons b;
  EXPECT_EQ(b.frame.output.cursor, Cursor::kDefault);
  b.frame.move(kButton.center());
  EXPECT_EQ(b.frame.output.cursor, Cursor::kPointer);
  b.frame.run(PointerInput{PointerAction::kLeave, PointerKind::kMouse, {}});
  EXPECT_EQ(b.frame.output.cursor, Cursor::kDefault);
}

TEST(Frame, DrawsOnlyWhileSomethingMoves) {
  Buttons b;
  b.frame.run();
  EXPECT_FALSE(b.frame.output.changed);
  EXPECT_FALSE(b.frame.output.redraw_at_ms);
  b.frame.move(kButton.center());
  EXPECT_TRUE(b.frame.output.redraw_at_ms);
  b.frame.advance(1000);
  EXPECT_FALSE(b.frame.output.redraw_at_ms);
  EXPECT_LE(b.frame.frames, 8) << "80 ms at 60 Hz";
  b.frame.move({kButton.center().x + 1, kButton.center().y});
  EXPECT_FALSE(b.frame.output.changed) << "the pointer moved over the same button";
}

TEST(Frame, ReducedMotionMovesNothing) {
  Buttons b;
  b.frame.input.appearance.reduced_motion = true;
  b.frame.move(kButton.center());
  EXPECT_FALSE(b.frame.output.redraw_at_ms);
}

TEST(Frame, TheFocusRingShowsWhereTheDomSaysIfItIsToBeShown) {
  Buttons b;
  b.frame.run();
  b.frame.input.focused_id = "first";
  b.frame.run();
  EXPECT_FALSE(b.frame.output.changed);
  b.frame.input.focus_visible = true;
  b.frame.run();
  EXPECT_TRUE(b.frame.output.changed);
}

// ---- dialogs ------------------------------------------------------------------------------------------------------------

struct WithDialog {
  bool open = false;
  int below = 0;
  int inside = 0;
  TestFrame frame{[this](Ui& ui) {
    {
      const Ui::InertScope inert(ui, open);
      words(ui, {"heading", "Page", ui.theme().type.title, ui.theme().text, Align::kStart, 1}, 0, 0, 100);
      if (button(ui, {"below", "Below", kButton})) ++below;
    }
    if (!open) return;
    Node dialog;
    dialog.id = "dialog";
    dialog.role = Role::kDialog;
    dialog.modal = true;
    dialog.focus = Focus::kByProgram;
    dialog.rect = {0, 0, 300, 300};
    const Ui::Scope scope = ui.open(std::move(dialog));
    if (button(ui, {"inside", "Inside", kOther})) ++inside;
  }};
};

TEST(Frame, NothingUnderADialogCanBeReached) {
  WithDialog d;
  d.open = true;
  d.frame.run();
  d.frame.click(kButton.center());
  d.frame.activate("below");
  EXPECT_EQ(d.below, 0);
  EXPECT_TRUE(d.frame.node("below").inert);
  d.frame.click(kOther.center());
  EXPECT_EQ(d.inside, 1);
  EXPECT_FALSE(d.frame.node("dialog").inert);
}

TEST(Frame, ADialogTakesFocusAndGivesItBack) {
  WithDialog d;
  d.frame.input.focused_id = "below";
  d.frame.run();
  d.open = true;
  EXPECT_EQ(d.frame.run().focus_request, "dialog");
  d.frame.input.focused_id = "dialog";
  EXPECT_EQ(d.frame.run().focus_request, "");
  d.open = false;
  EXPECT_EQ(d.frame.run().focus_request, "below");
}

TEST(Frame, FocusThatLosesItsControlGoesToTheHeading) {
  WithDialog d;
  d.frame.input.focused_id = "entry.join";
  EXPECT_EQ(d.frame.run().focus_request, "heading");
}

// ---- scrolling ----------------------------------------------------------------------------------------------------------

struct Scrolled {
  int pressed = 0;
  float offset = 0;
  TestFrame frame{
      [this](Ui& ui) {
        Ui::ScrollArea area(ui, "area", {0, 0, 200, 300});
        offset = -area.top();
        for (int i = 0; i < 20; ++i)
          if (button(ui, {"b" + std::to_string(i), "Button", {0, area.top() + static_cast<float>(i) * 50, 200, 44}}))
            ++pressed;
        area.finish(1000);
      },
      {200, 300}};
};

TEST(Frame, TheWheelScrollsWithinTheContent) {
  Scrolled s;
  s.frame.run(WheelInput{{50, 50}, 0, 120});
  EXPECT_EQ(s.offset, 120);
  s.frame.run(WheelInput{{50, 50}, 0, 5000});
  EXPECT_EQ(s.offset, 700);
  s.frame.run(WheelInput{{50, 50}, 0, -9000});
  EXPECT_EQ(s.offset, 0);
  s.frame.run(WheelInput{{50, 350}, 0, 100});
  EXPECT_EQ(s.offset, 0) << "elsewhere";
}

TEST(Frame, AFingerScrollsAndDoesNotPressWhatItBeganOn) {
  Scrolled s;
  s.frame.down({100, 200}, PointerKind::kTouch);
  s.frame.move({100, 195}, PointerKind::kTouch);
  EXPECT_EQ(s.offset, 0) << "within the slop";
  s.frame.move({100, 150}, PointerKind::kTouch);
  s.frame.move({100, 120}, PointerKind::kTouch);
  EXPECT_NEAR(s.offset, 75, 1);
  s.frame.up({100, 120}, PointerKind::kTouch);
  EXPECT_EQ(s.pressed, 0);
  s.frame.tap({100, 100});
  EXPECT_EQ(s.pressed, 1) << "the next tap presses again";
}

TEST(Frame, WhatReceivesFocusIsScrolledIntoView) {
  Scrolled s;
  s.frame.input.focused_id = "b15";
  s.frame.run();
  const Rect rect = s.frame.node("b15").rect;
  EXPECT_GE(rect.y, 0);
  EXPECT_LE(rect.bottom(), 300);
  s.frame.run(WheelInput{{50, 50}, 0, -9000});
  EXPECT_EQ(s.offset, 0) << "but only once: the person may look elsewhere";
}

TEST(Frame, WhatAPointerFocusesStaysUnderItUntilItIsReleased) {
  Scrolled s;
  s.frame.run(WheelInput{{50, 50}, 0, 20});
  const Rect edge = s.frame.node("b6").rect;
  ASSERT_LT(edge.y, 300);
  ASSERT_GT(edge.bottom(), 300) << "half of it is out of view";
  const Point at{100, (edge.y + 300) / 2};
  s.frame.move(at);
  s.frame.down(at);
  s.frame.input.focused_id = "b6";
  s.frame.run();
  EXPECT_EQ(s.offset, 20);
  s.frame.up(at);
  EXPECT_EQ(s.pressed, 1);
  EXPECT_LE(s.frame.node("b6").rect.bottom(), 300) << "and then comes into view";
}

TEST(Frame, WhatIsScrolledOutCannotBeHit) {
  Scrolled s;
  s.frame.click({100, 320});
  EXPECT_EQ(s.pressed, 0);
}

// ---- pictures -----------------------------------------------------------------------------------------------------------

TEST(Frame, AVideoShowsThroughAHoleInWhatLiesOverIt) {
  TestFrame frame([](Ui& ui) {
    ui.place({Video::kLocal, {50, 50, 100, 100}, 0, VideoFit::kCover, false, 1, "Your video"});
    paint::fill(ui.list(), {0, 0, 200, 200}, 0, Color::hex(0x00FF00));
    ui.punch({50, 50, 100, 100}, 0);
    paint::fill(ui.list(), {90, 90, 20, 20}, 0, Color::hex(0xFF0000));
  });
  const test::Picture picture = test::render(frame.frame.render(), frame.output, 1);
  EXPECT_EQ(picture.at(10, 10), Color::hex(0x00FF00));
  EXPECT_NE(picture.at(60, 60), Color::hex(0x00FF00));
  EXPECT_EQ(picture.at(100, 100), Color::hex(0xFF0000)) << "what is drawn later is drawn again";
}

TEST(Frame, MeasuringDrawsNothingAndReactsToNothing) {
  int pressed = 0;
  TestFrame frame([&](Ui& ui) {
    const int from = ui.list().VtxBuffer.Size;
    ui.measure([&] {
      if (button(ui, {"b", "Button", kButton})) ++pressed;
      return 0.0F;
    });
    EXPECT_EQ(ui.list().VtxBuffer.Size, from);
  });
  frame.click(kButton.center());
  EXPECT_EQ(pressed, 0);
  EXPECT_TRUE(frame.output.tree.nodes.empty());
}

}  // namespace
}  // namespace parley::ui
