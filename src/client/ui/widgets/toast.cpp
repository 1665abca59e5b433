#include "client/ui/widgets/toast.hpp"

#include <string>

#include "client/ui/icons.hpp"
#include "client/ui/painter.hpp"
#include "client/ui/widgets/words.hpp"

namespace parley::ui {
namespace {

constexpr double kStaysMs = 4000;
constexpr double kFadeMs = 160;
constexpr float kHeight = 44;
constexpr float kPadding = 18;
constexpr float kIcon = 20;

}  // namespace

void toast(Ui& ui, std::string_view id, std::string_view text, double since_ms) {
  const double end = since_ms + kStaysMs;
  if (ui.measuring() || ui.now_ms() >= end) return;
  ui.redraw_at(end);
  const std::string key = std::string(id) + std::to_string(since_ms);
  const float shown = ui.fade_in(key, kFadeMs);
  const Color fill = Color::hex(0x1E212C);
  const Color ink = Color::hex(0xFFFFFF);
  const TextStyle style = ui.theme().type.small.strong();
  const float words = ui.text().width(text, style) + 1;
  const Layout& layout = ui.layout();
  const float width = kPadding * 2 + kIcon + space::k8 + words;
  const float height = std::max(kHeight, style.line_height + 20);
  const Rect box{layout.safe().center().x - width / 2,
                 layout.viewport.height - layout.keyboard_inset - layout.safe_area.bottom - space::k32 - height, width,
                 height};
  const Ui::FadeScope fade(ui, shown, ui.theme().reduced_motion ? 0 : (1 - shown) * 8);
  paint::shadow(ui.list(), box, height / 2, ui.theme().e2);
  paint::fill(ui.list(), box, height / 2, fill);
  if (ui.theme().forced) paint::outline(ui.list(), box, height / 2, ui.theme().outline);
  draw_icon(ui.list(), Icon::kCheck, {box.x + kPadding + kIcon / 2, box.center().y}, kIcon, ink, fill);
  line_of(ui, {"", text, style, ink},
          {box.x + kPadding + kIcon + space::k8, box.center().y - style.line_height / 2, words, style.line_height});
}

}  // namespace parley::ui
