#include "client/ui/widgets/surface.hpp"

#include <algorithm>

#include "client/ui/icons.hpp"
#include "client/ui/motion.hpp"
#include "client/ui/painter.hpp"
#include "client/ui/widgets/words.hpp"

namespace parley::ui {
namespace {

constexpr float kMarkSize = 28;
constexpr float kMarkGap = 10;

}  // namespace

void page_backdrop(Ui& ui) {
  const Theme& t = ui.theme();
  if (t.gradients)
    paint::backdrop(ui.list(), ui.layout().full(), t.backdrop);
  else
    paint::fill(ui.list(), ui.layout().full(), 0, t.background);
}

void card(Ui& ui, const Rect& rect) {
  const Theme& t = ui.theme();
  const float radius = ui.layout().card_radius();
  paint::shadow(ui.list(), rect, radius, t.e1);
  paint::fill(ui.list(), rect, radius, t.surface);
  paint::outline(ui.list(), rect, radius, t.outline);
}

float brand_bar_height(Ui& ui) {
  const Layout& layout = ui.layout();
  const float base = layout.landscape_phone() ? 52 : layout.portrait_phone() ? 60 : 76;
  return layout.safe_area.top + std::max(base, ui.theme().type.brand.line_height + 16);
}

Rect brand_bar(Ui& ui, float top) {
  const Theme& t = ui.theme();
  const Layout& layout = ui.layout();
  const float start = layout.safe_area.left + layout.page_margin();
  // The last tool is an icon: its picture, not its target, stands on the margin.
  const float end = layout.viewport.width - layout.safe_area.right - (layout.phone() ? space::k8 : 20);
  const Rect bar{0, top, layout.viewport.width, brand_bar_height(ui)};
  const Rect content{start, top + layout.safe_area.top, end - start, bar.height - layout.safe_area.top};
  const float middle = content.center().y;
  draw_mark(ui.list(), {start + kMarkSize / 2, middle}, kMarkSize, t.mark_a, t.mark_b);
  const TextStyle style = t.type.brand;
  const float width = ui.text().width("Parley", style) + 1;
  line_of(ui, {"brand", "Parley", style, t.text},
          {start + kMarkSize + kMarkGap, middle - style.line_height / 2, width, style.line_height});
  const float tools = start + kMarkSize + kMarkGap + width + space::k12;
  return {tools, content.y, end - tools, content.height};
}

Rect dialog_surface(Ui& ui, std::string_view id, const Rect& box, bool sheet) {
  const Theme& t = ui.theme();
  const float shown = ui.fade_in(id, sheet ? motion::kSheetInMs : motion::kDialogInMs);
  const float rest = t.reduced_motion ? 0 : 1 - motion::ease_out(shown);
  paint::fill(ui.list(), ui.layout().full(), 0, t.scrim.faded(shown));
  const Rect drawn = box.moved(0, rest * (sheet ? box.height : 12));
  const Rect surface = sheet ? Rect{drawn.x, drawn.y, drawn.width, drawn.height + radius::kCard} : drawn;
  paint::shadow(ui.list(), surface, radius::kCard, t.e3);
  paint::fill(ui.list(), surface, radius::kCard, t.raised);
  if (t.dark || t.forced) paint::outline(ui.list(), surface, radius::kCard, t.outline);
  return drawn;
}

void stage_panel(Ui& ui, const Rect& rect, float radius) {
  const Theme& t = ui.theme();
  paint::shadow(ui.list(), rect, radius, t.stage_e2);
  paint::fill(ui.list(), rect, radius, t.stage.dock);
  paint::outline(ui.list(), rect, radius, t.stage.dock_line);
}

void stage_backdrop(Ui& ui, const Rect& rect) {
  const Theme& t = ui.theme();
  paint::backdrop(ui.list(), rect, t.stage.backdrop);
  const float width = std::min(560.0F, .58F * std::min(rect.width, rect.height));
  draw_motif(ui.list(), rect.center(), width, t.stage.motif_a, t.stage.motif_b);
}

}  // namespace parley::ui
