#include "client/ui/theme.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include <gtest/gtest.h>

namespace parley::ui {
namespace {

double linear(std::uint8_t channel) {
  const double c = channel / 255.0;
  return c <= .04045 ? c / 12.92 : std::pow((c + .055) / 1.055, 2.4);
}
double luminance(Color c) { return .2126 * linear(c.r) + .7152 * linear(c.g) + .0722 * linear(c.b); }

/// WCAG 2.2, "contrast ratio".
double contrast(Color a, Color b) {
  const double la = luminance(a);
  const double lb = luminance(b);
  return (std::max(la, lb) + .05) / (std::min(la, lb) + .05);
}

Color over(Color top, Color below) {
  return below.blended({top.r, top.g, top.b, 255}, static_cast<float>(top.a) / 255);
}

Theme theme(ColorScheme scheme) {
  Appearance appearance;
  appearance.scheme = scheme;
  return make_theme(appearance);
}

ForcedColors system_colors() {
  ForcedColors f;
  f.canvas = f.button_face = f.highlight_text = Color::hex(0x000000);
  f.canvas_text = f.button_text = f.button_border = Color::hex(0xFFFFFF);
  f.highlight = Color::hex(0x1AEBFF);
  f.gray_text = Color::hex(0x3FF23F);
  return f;
}

class BothSchemes : public testing::TestWithParam<ColorScheme> {};
INSTANTIATE_TEST_SUITE_P(Theme, BothSchemes, testing::Values(ColorScheme::kLight, ColorScheme::kDark));

TEST_P(BothSchemes, TextCanBeReadOnEverythingItStandsOn) {
  const Theme t = theme(GetParam());
  for (const Color surface : {t.background, t.surface, t.raised, t.sunken}) {
    EXPECT_GE(contrast(t.text, surface), 7);
    EXPECT_GE(contrast(t.muted, surface), 4.5);
    EXPECT_GE(contrast(t.accent, surface), 4.5);
    EXPECT_GE(contrast(t.danger, surface), 4.5);
    EXPECT_GE(contrast(t.outline_strong, surface), 3);
  }
  EXPECT_GE(contrast(t.on_accent, t.accent), 4.5);
  EXPECT_GE(contrast(t.on_accent, t.accent_hover), 4.5);
  EXPECT_GE(contrast(t.on_accent_soft, t.accent_soft), 4.5);
  EXPECT_GE(contrast(t.on_accent_soft, t.accent_soft_raised), 4.5);
  EXPECT_GE(contrast(t.on_positive, t.positive), 4.5);
  EXPECT_GE(contrast(t.text, t.danger_soft), 7);
  EXPECT_GE(contrast(t.danger, t.danger_soft), 4.5);
  EXPECT_GE(contrast(t.text, t.warning_soft), 7);
  EXPECT_GE(contrast(t.warning, t.warning_soft), 4.5);
  for (const AvatarHue& hue : t.hues) EXPECT_GE(contrast(hue.initials, hue.fill), 5.75);
}

TEST_P(BothSchemes, TheStageCanBeReadOverAnyPicture) {
  const Theme t = theme(GetParam());
  for (const std::uint32_t picture : {0x000000U, 0xFFFFFFU}) {
    const Color dock = over(t.stage.dock, Color::hex(picture));
    EXPECT_GE(contrast(t.stage.text, dock), 7);
    EXPECT_GE(contrast(t.stage.muted, dock), 4.5);
    EXPECT_GE(contrast(t.stage.warning, dock), 4.5);
    EXPECT_GE(contrast(t.stage.text, over(t.stage.button_hover, dock)), 4.5);
    // Waiting: words lie at least on the lower end of the shade.
    EXPECT_GE(contrast(t.stage.text, over(t.stage.shade.faded(.6F), Color::hex(picture))), 4.5);
  }
  EXPECT_GE(contrast(t.stage.on_hang_up, t.stage.hang_up), 4.5);
  EXPECT_GE(contrast(t.stage.on_off, t.stage.off), 7);
  EXPECT_GE(contrast(t.stage.on_accent, t.stage.accent), 7);
}

void expect_planar(const Gradient& g) {
  const auto plane = [](std::uint8_t tl, std::uint8_t tr, std::uint8_t bl, std::uint8_t br) {
    EXPECT_LE(std::abs(tr + bl - tl - br), 1);
  };
  plane(g.top_left.r, g.top_right.r, g.bottom_left.r, g.bottom_right.r);
  plane(g.top_left.g, g.top_right.g, g.bottom_left.g, g.bottom_right.g);
  plane(g.top_left.b, g.top_right.b, g.bottom_left.b, g.bottom_right.b);
}

TEST_P(BothSchemes, BackdropsShowNoCreaseAlongTheirDiagonal) {
  expect_planar(theme(GetParam()).backdrop);
  expect_planar(theme(GetParam()).stage.backdrop);
}

TEST(Theme, ForcedColoursLeaveNothingThatIsNotTheSystems) {
  Appearance appearance;
  appearance.scheme = ColorScheme::kDark;
  appearance.forced_colors = system_colors();
  const Theme t = make_theme(appearance);
  const ForcedColors f = system_colors();
  EXPECT_TRUE(t.forced);
  EXPECT_FALSE(t.gradients);
  EXPECT_EQ(t.surface, f.canvas);
  EXPECT_EQ(t.text, f.canvas_text);
  EXPECT_EQ(t.danger, f.canvas_text);
  EXPECT_EQ(t.accent, f.highlight);
  EXPECT_EQ(t.stage.hang_up, f.button_face);
  EXPECT_EQ(t.hues[3].fill, f.canvas);
  EXPECT_EQ(t.e3.layers, 0);
  EXPECT_EQ(t.focus_width, 3);
}

TEST(Theme, MoreContrastIsFlatWithStrongOutlines) {
  Appearance appearance;
  appearance.more_contrast = true;
  const Theme t = make_theme(appearance);
  EXPECT_FALSE(t.gradients);
  EXPECT_EQ(t.outline, t.outline_strong);
}

TEST(Theme, TextScaleGrowsTypeAndLinesAlone) {
  Appearance appearance;
  appearance.text_scale = 1.5F;
  const Theme t = make_theme(appearance);
  EXPECT_FLOAT_EQ(t.type.body.font.size, 24);
  EXPECT_FLOAT_EQ(t.type.body.line_height, 36);
  EXPECT_EQ(t.e1.reach, make_theme({}).e1.reach);
}

}  // namespace
}  // namespace parley::ui
