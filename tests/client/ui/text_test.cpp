#include "client/ui/text.hpp"

#include <cmath>
#include <functional>
#include <imgui.h>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "tests/client/ui/support/test_frame.hpp"

namespace parley::ui {
namespace {

const TextStyle kBody{{16, FontWeight::kRegular}, 24, 0, false};
// The fake's letters: most are .55 em wide, spaces .28, ideographs 1.
constexpr float kLetter = .55F * 16;

/// Runs `check` inside a frame, where fonts can be used.
void in_frame(const std::function<void(Ui&)>& check, float density = 1) {
  bool armed = false;
  test::TestFrame frame([&](Ui& ui) {
    if (std::exchange(armed, false)) check(ui);
  });
  frame.input.density = density;
  armed = true;
  frame.run();
  ASSERT_FALSE(armed);
}

std::vector<std::string> wrapped(Ui& ui, std::string_view text, float width) {
  std::vector<std::string> lines;
  for (const std::string_view line : ui.text().wrap(text, kBody, width)) lines.emplace_back(line);
  return lines;
}

TEST(Text, WidthIsTheSumOfAdvancesAndTracking) {
  in_frame([](Ui& ui) {
    EXPECT_NEAR(ui.text().width("abc", kBody), 3 * kLetter, .01F);
    TextStyle tracked = kBody;
    tracked.tracking = -1;
    EXPECT_NEAR(ui.text().width("abc", tracked), 3 * kLetter - 3, .01F);
    EXPECT_EQ(ui.text().width("", kBody), 0);
  });
}

TEST(Text, FiguresAreAllAsWideAsTheWidest) {
  in_frame([](Ui& ui) {
    EXPECT_LT(ui.text().width("1:11", kBody), ui.text().width("0:00", kBody));
    EXPECT_FLOAT_EQ(ui.text().width("1:11", kBody.figures()), ui.text().width("0:00", kBody.figures()));
  });
}

TEST(Text, LinesBreakAtSpacesAndLeaveThemOut) {
  in_frame([](Ui& ui) {
    EXPECT_EQ(wrapped(ui, "aaa bbb ccc", 7 * kLetter), (std::vector<std::string>{"aaa bbb", "ccc"}));
    EXPECT_EQ(wrapped(ui, "aaa", 3 * kLetter), (std::vector<std::string>{"aaa"}));
    EXPECT_EQ(wrapped(ui, "a\nb", 100), (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(wrapped(ui, "", 100), (std::vector<std::string>{""}));
  });
}

TEST(Text, AWordLongerThanALineIsBrokenInside) {
  in_frame([](Ui& ui) {
    EXPECT_EQ(wrapped(ui, "aaaaaaa", 3 * kLetter), (std::vector<std::string>{"aaa", "aaa", "a"}));
    EXPECT_EQ(wrapped(ui, "bb aaaaaa", 3 * kLetter), (std::vector<std::string>{"bb", "aaa", "aaa"}));
  });
}

TEST(Text, IdeographsBreakAnywhere) {
  in_frame([](Ui& ui) { EXPECT_EQ(wrapped(ui, "山田太郎", 2 * 16), (std::vector<std::string>{"山田", "太郎"})); });
}

TEST(Text, NoLineIsWiderThanAskedFor) {
  in_frame([](Ui& ui) {
    const std::string_view text =
        "Your network lets no direct connection through and no relay is configured: ليلى حداد 山田太郎.";
    for (const float width : {40.0F, 90.0F, 200.0F, 1000.0F}) {
      std::string joined;
      for (const std::string_view line : ui.text().wrap(text, kBody, width)) {
        EXPECT_LE(ui.text().width(line, kBody), width + .1F) << line;
        joined += line;
      }
      // Nothing but the spaces at the ends of lines is lost.
      std::string expected(text);
      std::erase(expected, ' ');
      std::erase(joined, ' ');
      EXPECT_EQ(joined, expected);
    }
  });
}

TEST(Text, WhatDoesNotFitIsCutAtAWholeCharacter) {
  in_frame([](Ui& ui) {
    const std::string_view text = "abcdefgh";
    EXPECT_EQ(ui.text().fitting(text, kBody, 8 * kLetter), 8U);
    EXPECT_EQ(ui.text().fitting(text, kBody, 5 * kLetter), 3U);  // the ellipsis is 1 em wide
    EXPECT_EQ(ui.text().fitting("ab cdefgh", kBody, 16 + 2.6F * kLetter), 2U) << "no space before the ellipsis";
    const std::string_view family = "a👩\u200d🚀bcdef";
    const std::size_t fits = ui.text().fitting(family, kBody, 16 + 1.2F * kLetter);
    EXPECT_EQ(fits, 1U) << "a joined emoji is cut as a whole";
  });
}

TEST(Text, GlyphsLieOnDevicePixels) {
  for (const float density : {1.0F, 1.5F, 2.0F}) {
    in_frame(
        [density](Ui& ui) {
          ImDrawList& list = ui.list();
          const int from = list.VtxBuffer.Size;
          ui.text().draw(list, {10.3F, 20.7F, 300, 24}, "Talk face", kBody, Color::hex(0x000000));
          ASSERT_GT(list.VtxBuffer.Size, from);
          for (int i = from; i < list.VtxBuffer.Size; ++i) {
            const ImVec2 p = list.VtxBuffer[i].pos;
            EXPECT_NEAR(p.x * density, std::round(p.x * density), .01F);
            EXPECT_NEAR(p.y * density, std::round(p.y * density), .01F);
          }
        },
        density);
  }
}

TEST(Text, IsCentredByItsLineBox) {
  in_frame([](Ui& ui) {
    ImDrawList& list = ui.list();
    const auto bottom_of = [&](std::string_view text, Rect line, Align align) {
      const int from = list.VtxBuffer.Size;
      ui.text().draw(list, line, text, kBody, Color::hex(0x000000), align);
      return list.VtxBuffer[from + 2].pos;
    };
    const float low = bottom_of("x", {0, 0, 100, 24}, Align::kStart).y;
    EXPECT_EQ(bottom_of("T", {0, 0, 100, 24}, Align::kStart).y, low) << "one baseline, whatever the ink";
    EXPECT_GT(bottom_of("x", {0, 0, 100, 24}, Align::kEnd).x, bottom_of("x", {0, 0, 100, 24}, Align::kCenter).x);
  });
}

TEST(Text, ShapedTextIsOnePictureInItsOwnColour) {
  in_frame([](Ui& ui) {
    ImDrawList& list = ui.list();
    const int from = list.VtxBuffer.Size;
    ui.text().draw(list, {0, 0, 300, 24}, "ليلى حداد", kBody, Color::hex(0xC8293B).faded(.5F));
    ASSERT_EQ(list.VtxBuffer.Size, from + 4);
    EXPECT_EQ(list.VtxBuffer[from].col, IM_COL32(255, 255, 255, 128));
    const ImTextureData* texture = list.CmdBuffer.back().ElemCount > 0
                                       ? list.CmdBuffer.back().TexRef._TexData
                                       : list.CmdBuffer[list.CmdBuffer.Size - 2].TexRef._TexData;
    ASSERT_NE(texture, nullptr);
    EXPECT_EQ(texture->Pixels[0], 0xC8);
  });
}

}  // namespace
}  // namespace parley::ui
