#include "client/ui/widgets/notice.hpp"

#include <algorithm>
#include <cmath>

#include "client/ui/motion.hpp"
#include "client/ui/painter.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/words.hpp"

namespace parley::ui {
namespace {

constexpr float kAlertIcon = 20;
constexpr float kAlertGap = 12;
constexpr float kAlertSide = 16;
constexpr float kAlertEdge = 12;
constexpr float kBannerIcon = 22;
constexpr float kBannerStart = 16;
constexpr float kBannerEnd = 20;
constexpr float kActionGap = 8;

float alert_text_width(float width) { return width - 2 * kAlertSide - kAlertIcon - kAlertGap; }
float banner_text_width(float width) { return width - kBannerStart - kBannerEnd - kBannerIcon - kAlertGap; }

float text_height(Ui& ui, const Notice& n, float width) {
  const TextStyle& style = ui.theme().type.small;
  return words_height(ui, n.text, style, width) + words_height(ui, n.detail, style, width);
}

float action_height(Ui& ui, const Notice& n, float width) {
  return n.action.empty() ? 0 : kActionGap + button_height(ui, n.action, Icon::kNone, width);
}

/// Text, detail and button from (`x`, `y`) downwards.
bool draw_content(Ui& ui, const Notice& n, float x, float y, float width, Color text, Color detail, Surface surface) {
  const TextStyle style = ui.theme().type.small;
  y += words(ui, {n.id, n.text, style, text}, x, y, width);
  y += words(ui, {n.id + ".detail", n.detail, style.figures(), detail, Align::kStart, 0, Role::kTimer}, x, y, width);
  if (n.action.empty()) return false;
  const float action_width = std::min(button_size(ui, n.action, Icon::kNone).width, width);
  const Rect rect{x, y + kActionGap, action_width, button_height(ui, n.action, Icon::kNone, action_width)};
  const ButtonKind kind = surface == Surface::kStage ? ButtonKind::kPrimary : ButtonKind::kQuiet;
  return button(ui, {n.id + ".action", n.action, rect, kind, Icon::kNone, surface});
}

}  // namespace

float alert_height(Ui& ui, const Notice& n, float width) {
  const float inner = alert_text_width(width);
  return text_height(ui, n, inner) + action_height(ui, n, inner) + 2 * kAlertEdge;
}

bool alert_box(Ui& ui, const Notice& n, float x, float y, float width) {
  const Theme& t = ui.theme();
  const bool danger = n.kind == NoticeKind::kDanger;
  const bool warning = n.kind == NoticeKind::kWarning;
  const Color fill = danger ? t.danger_soft : warning ? t.warning_soft : t.accent_soft;
  const Rect box{x, y, width, alert_height(ui, n, width)};
  paint::fill(ui.list(), box, radius::kRow, fill);
  if (t.forced) paint::outline(ui.list(), box, radius::kRow, t.outline);
  const TextStyle style = t.type.small;
  draw_icon(ui.list(), n.icon, {x + kAlertSide + kAlertIcon / 2, y + kAlertEdge + style.line_height / 2}, kAlertIcon,
            danger    ? t.danger
            : warning ? t.warning
                      : t.on_accent_soft,
            fill);
  return draw_content(ui, n, x + kAlertSide + kAlertIcon + kAlertGap, y + kAlertEdge, alert_text_width(width), t.text,
                      t.text, Surface::kPage);
}

Size banner_size(Ui& ui, const Notice& n, float width) {
  const TextStyle style = ui.theme().type.small;
  const float most = std::min(520.0F, width);
  const float inner = banner_text_width(most);
  const float line = std::ceil(std::max(ui.text().width(n.text, style), ui.text().width(n.detail, style.figures())));
  const float height = text_height(ui, n, inner) + action_height(ui, n, inner) + 24;
  return {line < inner ? most - inner + line : most, std::max(44.0F, height)};
}

bool banner(Ui& ui, const Notice& n, const Rect& rect) {
  const Theme& t = ui.theme();
  const StageColors& s = t.stage;
  const TextStyle style = t.type.small;
  const float alpha = ui.fade_in(n.id, motion::kBannerMs);
  const float rise = t.reduced_motion ? 0 : 8 * (1 - motion::ease_out(alpha));
  const Rect box = rect.moved(0, -rise);
  const bool one_line = rect.height <= style.line_height + 24;
  const float radius = one_line ? rect.height / 2 : radius::kRow;
  paint::shadow(ui.list(), box, radius, t.stage_e2);
  paint::fill(ui.list(), box, radius, s.dock.faded(alpha));
  paint::outline(ui.list(), box, radius, s.dock_line.faded(alpha));
  const Color mark = n.kind == NoticeKind::kDanger ? s.danger : n.kind == NoticeKind::kWarning ? s.warning : s.accent;
  const float inner = banner_text_width(rect.width);
  const float words_high = text_height(ui, n, inner);
  const float top = box.center().y - (words_high + action_height(ui, n, inner)) / 2;
  draw_icon(ui.list(), n.icon, {box.x + kBannerStart + kBannerIcon / 2, top + words_high / 2}, kBannerIcon, mark,
            s.dock_solid);
  return draw_content(ui, n, box.x + kBannerStart + kBannerIcon + kAlertGap, top, inner, s.text.faded(alpha),
                      s.muted.faded(alpha), Surface::kStage);
}

}  // namespace parley::ui
