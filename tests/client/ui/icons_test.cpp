#include "client/ui/icons.hpp"

#include <imgui.h>

#include <gtest/gtest.h>

#include "tests/client/ui/support/test_frame.hpp"

namespace parley::ui {
namespace {

constexpr int kCount = static_cast<int>(Icon::kStar) + 1;

TEST(Icons, EachDrawsSomethingWithinItsSquare) {
  test::TestFrame frame([](Ui& ui) {
    for (int i = 1; i < kCount; ++i) {
      for (const float size : {16.0F, 20.0F, 24.0F, 28.0F}) {
        ImDrawList& list = ui.list();
        const int from = list.VtxBuffer.Size;
        draw_icon(list, static_cast<Icon>(i), {100, 100}, size, Color::hex(0x112233), Color::hex(0xFFFFFF));
        EXPECT_GT(list.VtxBuffer.Size - from, 8) << i;
        for (int v = from; v < list.VtxBuffer.Size; ++v) {
          const ImVec2 p = list.VtxBuffer[v].pos;
          // A slash's cut is wider than its line; nothing else comes near the edge.
          EXPECT_NEAR(p.x, 100, size / 2 + 1.5F) << i;
          EXPECT_NEAR(p.y, 100, size / 2 + 1.5F) << i;
        }
      }
    }
  });
}

TEST(Icons, NoneDrawsNothing) {
  test::TestFrame frame([](Ui& ui) {
    const int from = ui.list().VtxBuffer.Size;
    draw_icon(ui.list(), Icon::kNone, {100, 100}, 24, Color::hex(0), Color::hex(0));
    EXPECT_EQ(ui.list().VtxBuffer.Size, from);
  });
}

TEST(Icons, ASlashIsCutOutOfWhatLiesBehind) {
  const Color behind = Color::hex(0x336699);
  test::TestFrame frame([&](Ui& ui) {
    draw_icon(ui.list(), Icon::kMicOff, {100, 100}, 96, Color::hex(0xFF0000), behind);
  });
  const test::Picture picture = test::render(frame.frame.render(), frame.output, 1);
  EXPECT_EQ(picture.at(100, 100), Color::hex(0xFF0000)) << "the slash itself";
  EXPECT_EQ(picture.at(107, 95), behind) << "beside it, where the microphone was";
}

}  // namespace
}  // namespace parley::ui
