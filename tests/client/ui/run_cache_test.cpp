#include "client/ui/run_cache.hpp"

#include <imgui.h>
#include <string>

#include <gtest/gtest.h>

#include "tests/client/ui/support/test_frame.hpp"

namespace parley::ui {
namespace {

const TextStyle kBody{{16, FontWeight::kRegular}, 24, 0, false};

int textures() { return ImGui::GetPlatformIO().Textures.Size; }

TEST(RunCache, ARunIsRasterizedOnceHoweverOftenItIsDrawn) {
  test::TestFrame frame([](Ui& ui) { ui.text().draw(ui.list(), {0, 0, 300, 24}, "ليلى", kBody, Color::hex(0)); });
  const int rasterized = frame.rasterizer.rasterized;
  const int measured = frame.rasterizer.measured;
  frame.run();
  frame.run();
  EXPECT_EQ(frame.rasterizer.rasterized, rasterized);
  EXPECT_EQ(frame.rasterizer.measured, measured);
}

TEST(RunCache, RunsThatAreNotUsedAreForgottenAndTheirTexturesFreed) {
  int next = 0;
  test::TestFrame frame([&](Ui& ui) {
    for (int i = 0; i < 10; ++i)
      ui.text().draw(ui.list(), {0, 0, 300, 24}, "ل" + std::to_string(next + i), kBody, Color::hex(0));
  });
  for (int i = 0; i < 100; ++i) {
    next += 10;
    frame.run();
  }
  EXPECT_LT(textures(), 230);
  EXPECT_GT(textures(), 100);
}

TEST(RunCache, MoreRunsOnOneScreenThanAreKeptAreAllDrawn) {
  test::TestFrame frame([&](Ui& ui) {
    for (int i = 0; i < 300; ++i)
      ui.text().draw(ui.list(), {0, 0, 300, 24}, "ل" + std::to_string(i), kBody, Color::hex(0));
  });
  const int rasterized = frame.rasterizer.rasterized;
  frame.run();
  EXPECT_EQ(frame.rasterizer.rasterized, rasterized) << "nothing on the screen is thrown away";
}

TEST(RunCache, ComesBackAfterTheDrawingContextWasLost) {
  test::TestFrame frame([](Ui& ui) { ui.text().draw(ui.list(), {0, 0, 300, 24}, "ليلى", kBody, Color::hex(0)); });
  frame.run();
  EXPECT_FALSE(frame.output.changed);
  const int rasterized = frame.rasterizer.rasterized;
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    texture->SetTexID(ImTextureID_Invalid);
    texture->SetStatus(ImTextureStatus_Destroyed);
  }
  frame.run();
  EXPECT_TRUE(frame.output.changed);
  for (const ImTextureData* texture : ImGui::GetPlatformIO().Textures) EXPECT_EQ(texture->Status, ImTextureStatus_OK);
  EXPECT_EQ(frame.rasterizer.rasterized, rasterized) << "pixels are kept";
}

}  // namespace
}  // namespace parley::ui
