#include "client/ui/theme.hpp"

#include <algorithm>

namespace parley::ui {
namespace {

constexpr Color hex(std::uint32_t rgb) { return Color::hex(rgb); }
constexpr Color hex(std::uint32_t rgb, float alpha) { return Color::hex(rgb).faded(alpha); }

constexpr std::array<AvatarHue, 8> kLightHues{{{hex(0xFFD3CE), hex(0x802E2B)},
                                               {hex(0xFAD9BD), hex(0x783B00)},
                                               {hex(0xE0E4BC), hex(0x505200)},
                                               {hex(0xC7EACF), hex(0x005E2B)},
                                               {hex(0xB8EBED), hex(0x005E66)},
                                               {hex(0xC7E3FF), hex(0x104E89)},
                                               {hex(0xE1DAFF), hex(0x533D84)},
                                               {hex(0xFBD2E6), hex(0x782E58)}}};
constexpr std::array<AvatarHue, 8> kDarkHues{{{hex(0x60302D), hex(0xFFD3CD)},
                                              {hex(0x5A3613), hex(0xFFD9B9)},
                                              {hex(0x414311), hex(0xE2E6B8)},
                                              {hex(0x1F4A2D), hex(0xC5EDCE)},
                                              {hex(0x004A4E), hex(0xB3EEF1)},
                                              {hex(0x224164), hex(0xC5E5FF)},
                                              {hex(0x433861), hex(0xE3DAFF)},
                                              {hex(0x5A2F46), hex(0xFFD2E8)}}};

Elevation e1(Color color, float alpha) { return {4, 5, 1, color, alpha}; }
Elevation e2(Color color, float alpha) { return {8, 22, 6, color, alpha}; }
Elevation e3(Color color, float alpha) { return {12, 48, 16, color, alpha}; }

Theme light() {
  Theme t;
  t.backdrop = {hex(0xECEFFB), hex(0xF6F1F7), hex(0xF3F6FA), hex(0xFDF8F6)};
  t.background = hex(0xF4F4F9);
  t.surface = hex(0xFFFFFF);
  t.raised = hex(0xFFFFFF);
  t.sunken = hex(0xF1F2F7);
  t.hover = hex(0xF1F2F7);
  t.outline = hex(0xDFE2EB);
  t.outline_strong = hex(0x82889A);
  t.text = hex(0x15171F);
  t.muted = hex(0x5A6072);
  t.disabled = hex(0x9CA1B0);
  t.accent = hex(0x3348D4);
  t.accent_hover = hex(0x2A3CB8);
  t.on_accent = hex(0xFFFFFF);
  t.accent_soft = hex(0xE7EAFC);
  t.on_accent_soft = hex(0x2A3CB8);
  t.accent_soft_raised = t.accent_soft;
  t.quiet_raised = t.raised;
  t.positive = hex(0x0E7A4B);
  t.on_positive = hex(0xFFFFFF);
  t.danger = hex(0xC8293B);
  t.danger_soft = hex(0xFDECEE);
  t.warning = hex(0x8A5700);
  t.warning_soft = hex(0xFDF1D6);
  t.focus = hex(0x3348D4);
  t.scrim = hex(0x15171F, .42F);
  t.motif_a = hex(0xC6CFF9);
  t.motif_b = hex(0xD6DCFB);
  t.mark_a = hex(0x3348D4);
  t.mark_b = hex(0x8E9BF5);
  t.hues = kLightHues;
  const Color shadow = hex(0x181C38);
  t.e1 = e1(shadow, .016F);
  t.e2 = e2(shadow, .018F);
  t.e3 = e3(shadow, .020F);
  return t;
}

Theme dark() {
  Theme t;
  t.dark = true;
  t.backdrop = {hex(0x171927), hex(0x15141D), hex(0x10131B), hex(0x0E0E11)};
  t.background = hex(0x12131B);
  t.surface = hex(0x1A1D28);
  t.raised = hex(0x232734);
  t.sunken = hex(0x12141C);
  t.hover = hex(0x232734);
  t.outline = hex(0x2E3342);
  t.outline_strong = hex(0x747B8F);
  t.text = hex(0xF0F1F6);
  t.muted = hex(0xA6ACBC);
  t.disabled = hex(0x666C7D);
  t.accent = hex(0x9AA8FF);
  t.accent_hover = hex(0xB1BBFF);
  t.on_accent = hex(0x0E1238);
  t.accent_soft = hex(0x272D50);
  t.on_accent_soft = hex(0xBCC5FF);
  t.accent_soft_raised = hex(0x323A66);
  t.quiet_raised = hex(0x2E3343);
  t.positive = hex(0x4CC38A);
  t.on_positive = hex(0x04210F);
  t.danger = hex(0xFF8A8F);
  t.danger_soft = hex(0x3A2028);
  t.warning = hex(0xF2C063);
  t.warning_soft = hex(0x35301F);
  t.focus = hex(0x9AA8FF);
  t.scrim = hex(0x05060A, .64F);
  t.motif_a = hex(0x3A4275);
  t.motif_b = hex(0x313862);
  t.mark_a = hex(0x9AA8FF);
  t.mark_b = hex(0x5566C9);
  t.hues = kDarkHues;
  const Color shadow = hex(0x000000);
  t.e1 = e1(shadow, .05F);
  t.e2 = e2(shadow, .055F);
  t.e3 = e3(shadow, .06F);
  return t;
}

StageColors stage() {
  StageColors s;
  s.letterbox = hex(0x0B0C12);
  s.backdrop = {hex(0x22264A), hex(0x191A2C), hex(0x15182A), hex(0x0C0C0C)};
  s.dock = hex(0x12141C, .92F);
  s.dock_line = hex(0xFFFFFF, .10F);
  s.dock_solid = hex(0x1B1D25);
  s.text = hex(0xFFFFFF);
  s.muted = hex(0xB9BECD);
  s.button = hex(0xFFFFFF, .10F);
  s.button_hover = hex(0xFFFFFF, .18F);
  s.button_solid = hex(0x2D2F37);
  s.off = hex(0xF4F5F9);
  s.on_off = hex(0x15171F);
  s.accent = hex(0x9AA8FF);
  s.on_accent = hex(0x0E1238);
  s.positive = hex(0x4CC38A);
  s.warning = hex(0xF2C063);
  s.danger = hex(0xFF8A8F);
  s.hang_up = hex(0xD93644);
  s.on_hang_up = hex(0xFFFFFF);
  s.veil = hex(0x0B0C12, .56F);
  s.motif_a = hex(0xFFFFFF, .030F);
  s.motif_b = hex(0xFFFFFF, .018F);
  s.shade = hex(0x0B0C12);
  s.focus_inner = hex(0xFFFFFF);
  s.focus_outer = hex(0x000000);
  return s;
}

Gradient flat(Color color) { return {color, color, color, color}; }

/// System colours replace every role (§1, Forced colours); what only decorates disappears into the canvas.
void force(Theme& t, const ForcedColors& f) {
  t.forced = true;
  t.gradients = false;
  t.backdrop = flat(f.canvas);
  t.background = t.surface = t.raised = t.sunken = t.hover = f.canvas;
  t.accent_soft = t.accent_soft_raised = t.quiet_raised = f.button_face;
  t.danger_soft = t.warning_soft = f.canvas;
  t.outline = t.outline_strong = f.button_border;
  t.text = t.muted = t.danger = t.warning = f.canvas_text;
  t.on_accent_soft = f.button_text;
  t.disabled = f.gray_text;
  t.accent = t.accent_hover = t.focus = f.highlight;
  t.on_accent = f.highlight_text;
  t.positive = f.canvas_text;
  t.on_positive = f.canvas;
  t.scrim = f.canvas.faded(.8F);
  t.motif_a = t.motif_b = f.canvas;
  t.mark_a = t.mark_b = f.canvas_text;
  t.toast = f.canvas;
  t.on_toast = f.canvas_text;
  t.hues.fill({f.canvas, f.canvas_text});
  t.stage_hues = t.hues;
  t.e1 = t.e2 = t.e3 = t.stage_e2 = {};
  t.focus_width = 3;

  StageColors& s = t.stage;
  s.letterbox = s.shade = f.canvas;
  s.veil = f.canvas.faded(.56F);
  s.backdrop = flat(f.canvas);
  s.dock = s.dock_solid = f.canvas;
  s.dock_line = f.button_border;
  s.text = s.muted = s.positive = s.warning = s.danger = f.canvas_text;
  s.button = s.button_hover = s.button_solid = s.hang_up = f.button_face;
  s.on_hang_up = f.button_text;
  s.off = s.accent = f.highlight;
  s.on_off = s.on_accent = f.highlight_text;
  s.motif_a = s.motif_b = f.canvas.faded(0);
  s.focus_inner = f.highlight;
  s.focus_outer = f.canvas;
}

TypeScale type_scale(float scale) {
  const auto style = [scale](float size, float line, FontWeight weight, float tracking) {
    return TextStyle{{size * scale, weight}, line * scale, tracking * scale, false};
  };
  constexpr auto kRegular = FontWeight::kRegular;
  constexpr auto kSemibold = FontWeight::kSemibold;
  return {style(40, 48, kSemibold, -1),   style(28, 36, kSemibold, -.5F), style(28, 36, kSemibold, -.5F),
          style(20, 28, kSemibold, -.2F), style(20, 28, kSemibold, -.4F), style(16, 24, kRegular, 0),
          style(14, 20, kRegular, 0),     style(12, 16, kRegular, 0)};
}

}  // namespace

Theme make_theme(const Appearance& appearance) {
  Theme t = appearance.scheme == ColorScheme::kDark ? dark() : light();
  t.reduced_motion = appearance.reduced_motion;
  t.stage = stage();
  t.stage_hues = kDarkHues;
  t.stage_e2 = e2(hex(0x000000), .04F);
  t.toast = hex(0x1E212C);
  t.on_toast = hex(0xFFFFFF);
  if (appearance.more_contrast) {
    t.outline = t.outline_strong;
    t.gradients = false;
  }
  if (appearance.forced_colors) force(t, *appearance.forced_colors);
  t.type = type_scale(std::clamp(appearance.text_scale, 1.0F, 2.0F));
  return t;
}

}  // namespace parley::ui
