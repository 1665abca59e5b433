#include "client/ui/widgets/notice.hpp"

#include "client/ui/motion.hpp"
#include "client/ui/painter.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/words.hpp"

#include <algorithm>
#include <cmath>

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

}  // namespace

float alert_height(Ui& ui, const Notice& n, float width) {
  const float text = words_height(ui, n.text, ui.theme().type.small, alert_text_width(width));
  const float action =
      n.action.empty() ? 0 : kActionGap + button_height(ui, n.action, Icon::kNone, alert_text_width(width));
  return text + action + 2 * kAlertEdge;
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
            danger ? t.danger : warning ? t.warning : t.on_accent_soft, fill);
  const float text_x = x + kAlertSide + kAlertIcon + kAlertGap;
  const float text_height = words(ui, {n.id, n.text, style, t.text}, text_x, y + kAlertEdge, alert_text_width(width));
  if (n.action.empty()) return false;
  const float natural = button_size(ui, n.action, Icon::kNone).width;
  const float action_width = std::min(natural, alert_text_width(width));
  const float top = y + kAlertEdge + text_height + kActionGap;
  return button(ui, {n.id + ".action", n.action,
                     {text_x, top, action_width, button_height(ui, n.action, Icon::kNone, action_width)},
                     ButtonKind::kQuiet});
}

Size banner_size(Ui& ui, const Notice& n, float width) {
  const TextStyle style = ui.theme().type.small;
  const float most = std::min(520.0F, width);
  const float line = std::ceil(ui.text().width(n.text, style));
  const bool action = !n.action.empty();
  if (line <= banner_text_width(most) && !action)
    return {most - banner_text_width(most) + line, std::max(44.0F, style.line_height + 24)};
  const float text = words_height(ui, n.text, style, banner_text_width(most));
  const float below = action ? kActionGap + button_height(ui, n.action, Icon::kNone, banner_text_width(most)) : 0;
  return {most, text + below + 24};
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
  const Color mark = n.kind == NoticeKind::kDanger    ? s.danger
                     : n.kind == NoticeKind::kWarning ? s.warning
                                                      : s.accent;
  const float text_width = banner_text_width(rect.width);
  const float text_height = words_height(ui, n.text, style, text_width);
  const float top = n.action.empty() ? box.center().y - text_height / 2 : box.y + 12;
  draw_icon(ui.list(), n.icon, {box.x + kBannerStart + kBannerIcon / 2, top + text_height / 2}, kBannerIcon, mark,
            s.dock_solid);
  const float text_x = box.x + kBannerStart + kBannerIcon + kAlertGap;
  words(ui, {n.id, n.text, style, s.text.faded(alpha)}, text_x, top, text_width);
  if (n.action.empty()) return false;
  const float action_width = std::min(button_size(ui, n.action, Icon::kNone).width, text_width);
  return button(ui, {n.id + ".action", n.action,
                     {text_x, top + text_height + kActionGap, action_width,
                      button_height(ui, n.action, Icon::kNone, action_width)},
                     ButtonKind::kPrimary, Icon::kNone, Surface::kStage});
}

}  // namespace parley::ui
