#include "client/ui/widgets/button.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "client/ui/motion.hpp"
#include "client/ui/painter.hpp"

namespace parley::ui {
namespace {

constexpr float kPadding = 20;
constexpr float kIconSidePadding = 16;
constexpr float kIconSize = 20;
constexpr float kIconGap = 8;
constexpr float kBadge = 20;
constexpr float kPressedDarker = .08F;
constexpr Color kBlack = Color::hex(0x000000);

struct Look {
  Color fill;
  Color hover;
  Color ink;
  bool outlined = false;
};

Look look_of(const Theme& t, ButtonKind kind, Surface surface) {
  const bool dialog = surface == Surface::kDialog;
  switch (kind) {
    case ButtonKind::kPrimary:
      if (surface == Surface::kStage)
        return {t.stage.accent, t.stage.accent.blended(t.stage.text, .2F), t.stage.on_accent};
      return {t.accent, t.accent_hover, t.on_accent};
    case ButtonKind::kSecondary: {
      const Color fill = dialog ? t.accent_soft_raised : t.accent_soft;
      return {fill, fill.blended(t.accent, .12F), t.on_accent_soft};
    }
    case ButtonKind::kQuiet: {
      if (surface == Surface::kStage)
        return {t.stage.button_solid, t.stage.button_solid.blended(t.stage.text, .12F), t.stage.text, t.forced};
      if (dialog && t.dark && !t.forced) return {t.quiet_raised, t.quiet_raised.blended(t.text, .08F), t.text};
      const Color fill = dialog ? t.raised : t.surface;
      return {fill, t.hover, t.text, true};
    }
    case ButtonKind::kGhost: return {t.accent_soft.faded(0), t.accent_soft, t.accent};
    case ButtonKind::kPlain: return {t.hover.faded(0), t.hover, t.text};
    case ButtonKind::kPositive: return {t.positive, t.positive.blended(kBlack, .08F), t.on_positive};
    case ButtonKind::kDanger: return {t.stage.hang_up, t.stage.hang_up.blended(kBlack, .08F), t.stage.on_hang_up};
  }
  return {};
}

Color fill_of(const Theme& t, const Look& look, const Interaction& state) {
  const Color hovered = look.fill.blended(look.hover, state.hover);
  // Under forced colours a change of fill could equal the words on it.
  return t.forced ? look.fill : hovered.blended({0, 0, 0, hovered.a}, kPressedDarker * state.press);
}

float text_room(Icon icon, float width) {
  return width - (icon == Icon::kNone ? 2 * kPadding : kIconSidePadding + kIconSize + kIconGap + kPadding);
}

/// Three dots of which one after the other is lit, two steps a second; all lit under reduced motion.
void draw_busy_dots(Ui& ui, Point center, Color ink) {
  const double step = std::floor(ui.now_ms() / motion::kRingStepMs);
  const int lit = static_cast<int>(std::fmod(step, 3));
  for (int i = 0; i < 3; ++i) {
    const bool on = ui.theme().reduced_motion || i == lit;
    paint::disc(ui.list(), {center.x + static_cast<float>(i - 1) * 12, center.y}, 3, ink.faded(on ? 1 : .4F));
  }
  if (!ui.theme().reduced_motion) ui.redraw_at((step + 1) * motion::kRingStepMs);
}

}  // namespace

void draw_focus(Ui& ui, const Rect& rect, float radius, Surface surface) {
  if (surface == Surface::kStage)
    paint::stage_focus_ring(ui.list(), rect, radius, ui.theme().stage);
  else
    paint::focus_ring(ui.list(), rect, radius, ui.theme().focus, ui.theme().focus_width);
}

float button_height(Ui& ui, std::string_view label, Icon icon, float width) {
  const TextStyle style = ui.theme().type.body.strong();
  const auto lines = ui.text().wrap(label, style, text_room(icon, width));
  return std::max(44.0F, static_cast<float>(lines.size()) * style.line_height + 20);
}

Size button_size(Ui& ui, std::string_view label, Icon icon) {
  const TextStyle style = ui.theme().type.body.strong();
  // Rounded up, so that a row of buttons stands on whole pixels.
  const float width = std::ceil(ui.text().width(label, style) - text_room(icon, 0));
  return {width, ui.layout().control_height(style.line_height)};
}

bool button(Ui& ui, const Button& b) {
  Node node;
  node.id = b.id;
  node.role = Role::kButton;
  node.name = b.name.empty() ? b.label : b.name;
  node.rect = b.rect;
  node.focus = Focus::kByTab;
  node.busy = b.busy;
  const Interaction state = ui.control(std::move(node));
  if (!ui.visible(b.rect)) return state.pressed;

  const Theme& t = ui.theme();
  const Look look = look_of(t, b.kind, b.surface);
  const float radius = b.pill ? b.rect.height / 2 : radius::kControl;
  const Color fill = fill_of(t, look, state);
  paint::fill(ui.list(), b.rect, radius, fill);
  if (look.outlined || t.forced) paint::outline(ui.list(), b.rect, radius, t.outline);
  if (state.focused) draw_focus(ui, b.rect, radius, b.surface);
  if (b.busy) {
    draw_busy_dots(ui, b.rect.center(), look.ink);
    return false;
  }

  const TextStyle style = t.type.body.strong();
  const float icon_size = b.pill && b.rect.height >= 56 ? 24 : kIconSize;
  const float icon_room = b.icon == Icon::kNone ? 0 : icon_size + kIconGap;
  const float room = text_room(b.icon, b.rect.width);
  const auto lines = ui.text().wrap(b.label, style, room);
  float widest = 0;
  for (const std::string_view line : lines) widest = std::max(widest, ui.text().width(line, style));
  widest = std::min(widest, b.rect.width - icon_room);
  float x = b.rect.x + (b.rect.width - widest - icon_room) / 2;
  if (b.icon != Icon::kNone) {
    const Color behind = fill.a == 255 ? fill : t.surface;
    draw_icon(ui.list(), b.icon, {x + icon_size / 2, b.rect.center().y}, icon_size, look.ink, behind);
    x += icon_room;
  }
  float y = b.rect.center().y - static_cast<float>(lines.size()) * style.line_height / 2;
  for (const std::string_view line : lines) {
    ui.text().draw(ui.list(), {x, y, widest, style.line_height}, line, style, look.ink, Align::kCenter);
    y += style.line_height;
  }
  return state.pressed;
}

bool icon_button(Ui& ui, const IconButton& b) {
  Node node;
  node.id = b.id;
  node.role = Role::kButton;
  node.name = b.name;
  node.rect = b.rect;
  node.focus = Focus::kByTab;
  node.disabled = b.disabled;
  node.description = b.description;
  const Interaction state = ui.control(std::move(node));
  if (!ui.visible(b.rect)) return state.pressed;

  const Theme& t = ui.theme();
  const bool active = b.kind == IconButtonKind::kStageActive;
  const bool stage = active || b.kind == IconButtonKind::kStage;
  Look look{t.hover.faded(0), t.hover.blended(t.outline, .5F), b.kind == IconButtonKind::kStrong ? t.text : t.muted};
  if (b.kind == IconButtonKind::kTint) look = look_of(t, ButtonKind::kSecondary, Surface::kPage);
  if (stage) look = {t.stage.button.faded(0), t.stage.button_hover, b.disabled ? t.stage.muted : t.stage.text};
  if (active) look = {t.stage.accent, t.stage.accent, t.stage.on_accent};
  const Color fill = fill_of(t, look, state);
  const float radius = b.rect.width / 2;
  paint::fill(ui.list(), b.rect, radius, fill);
  if (t.forced) paint::outline(ui.list(), b.rect, radius, t.outline);
  if (state.focused) draw_focus(ui, b.rect, radius, stage ? Surface::kStage : Surface::kPage);
  draw_icon(ui.list(), b.icon, b.rect.center(), 22, look.ink, fill.a == 255 ? fill : b.behind);
  return state.pressed;
}

namespace {

/// A number in a pill at the upper right of a control.
void draw_badge(Ui& ui, const Rect& control, int number) {
  const StageColors& s = ui.theme().stage;
  const std::string text = number > 99 ? "99+" : std::to_string(number);
  const TextStyle style = ui.theme().type.caption.strong().figures();
  const float width = std::max(kBadge, std::ceil(ui.text().width(text, style)) + 12);
  const Rect badge{control.right() + 2 - width, control.y - 2, width, kBadge};
  paint::fill(ui.list(), badge.inset(-2), kBadge / 2 + 2, s.dock_solid);
  paint::fill(ui.list(), badge, kBadge / 2, s.accent);
  ui.text().draw(ui.list(), badge.centered({width, style.line_height}), text, style, s.on_accent, Align::kCenter);
}

}  // namespace

bool call_control(Ui& ui, const CallControl& c) {
  Node node;
  node.id = c.id;
  node.role = Role::kButton;
  node.name = c.name;
  node.description = c.description;
  node.rect = c.rect;
  node.focus = Focus::kByTab;
  node.busy = c.busy;
  const Interaction state = ui.control(std::move(node));

  const Theme& t = ui.theme();
  const StageColors& s = t.stage;
  Look look{s.button, s.button_hover, s.text};
  Color behind = s.button_solid;
  if (c.state == CallControlState::kOff) {
    look = {s.off, s.off.blended(kBlack, .06F), s.on_off};
    behind = s.off;
  } else if (c.state == CallControlState::kActive) {
    look = {s.accent, s.accent.blended(s.text, .2F), s.on_accent};
    behind = s.accent;
  } else if (c.state == CallControlState::kRecording) {
    look.ink = s.danger;
  } else if (c.state == CallControlState::kHangUp) {
    look = {s.hang_up, s.hang_up.blended(kBlack, .08F), s.on_hang_up};
    behind = s.hang_up;
  }
  const float radius = c.rect.height / 2;
  paint::fill(ui.list(), c.rect, radius, fill_of(t, look, state));
  if (t.forced) paint::outline(ui.list(), c.rect, radius, s.dock_line);
  if (state.focused) draw_focus(ui, c.rect, radius, Surface::kStage);
  if (c.busy)
    draw_busy_dots(ui, c.rect.center(), look.ink);
  else
    draw_icon(ui.list(), c.icon, c.rect.center(), 24, look.ink, behind);
  if (c.badge > 0) draw_badge(ui, c.rect, c.badge);
  return state.pressed;
}

}  // namespace parley::ui
