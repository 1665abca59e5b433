#include "client/ui/widgets/dialog.hpp"

#include <algorithm>
#include <utility>

#include "client/ui/icons.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/surface.hpp"
#include "client/ui/widgets/words.hpp"

namespace parley::ui {
namespace {

float padding_of(const Layout& layout) { return layout.phone() ? space::k16 : space::k24; }

/// The row of the title, with what is above and below it.
float head_height(Ui& ui) {
  const Layout& layout = ui.layout();
  const float row = std::max(kIconButtonSize, ui.theme().type.title.line_height);
  return padding_of(layout) - space::k8 + row + (layout.landscape_phone() ? 0 : space::k4);
}

bool draw_head(Ui& ui, const Dialog& d, const Rect& head) {
  const Theme& t = ui.theme();
  const float padding = padding_of(ui.layout());
  const float middle = head.y + padding - space::k8 + std::max(kIconButtonSize, t.type.title.line_height) / 2;
  const Rect cross{head.right() - padding - kIconButtonSize + space::k8, middle - kIconButtonSize / 2, kIconButtonSize,
                   kIconButtonSize};
  const float room = cross.x - head.x - padding - space::k8;
  const TextStyle title = ui.text().width(d.title, t.type.title) > room ? t.type.body.strong() : t.type.title;
  line_of(ui, {d.id + ".title", d.title, title, t.text, Align::kStart, 2},
          {head.x + padding, middle - title.line_height / 2, room, title.line_height});
  return icon_button(ui, {d.id + ".close", d.close_name, Icon::kClose, cross, IconButtonKind::kBare, t.raised});
}

}  // namespace

bool dialog(Ui& ui, const Dialog& d, FunctionRef<void(Column&)> content) {
  const Layout& layout = ui.layout();
  const bool sheet = layout.portrait_phone();
  const float padding = padding_of(layout);
  Rect room = sheet ? layout.full() : layout.safe().inset(layout.landscape_phone() ? space::k8 : space::k24);
  room.height -= layout.keyboard_inset;
  const float width = sheet ? room.width : std::min(d.width, room.width);
  const float head = head_height(ui) + (sheet && d.tall ? layout.safe_area.top : 0);
  const float foot = padding + (sheet ? layout.safe_area.bottom : 0);
  const float inside = ui.measure([&] {
    Column column(padding, 0, width - 2 * padding);
    content(column);
    return column.used();
  });
  const float natural = head + inside + foot;
  const float most = room.height - (sheet && !d.tall ? layout.safe_area.top + space::k24 : 0);
  const float height = sheet && d.tall ? most : std::min(natural, most);
  Rect box = room.centered({width, height});
  if (sheet) box.y = room.bottom() - height;
  const Rect drawn = dialog_surface(ui, d.id, box, sheet);
  const Rect shown = drawn.intersection(layout.full());

  Node node;
  node.id = d.id;
  node.role = Role::kDialog;
  node.name = d.title;
  node.rect = shown;
  node.modal = true;
  node.focus = Focus::kByProgram;
  const Ui::Scope scope = ui.open(std::move(node));
  bool closed = ui.activated("key:escape");
  const float above = sheet && d.tall ? layout.safe_area.top : 0;
  closed |= draw_head(ui, d, {drawn.x, drawn.y + above, drawn.width, head - above});
  const float top = std::min(drawn.y + head, shown.bottom());
  const Rect view{shown.x, top, shown.width, shown.bottom() - top};
  Ui::ScrollArea area(ui, d.id + ".area", view);
  Column column(drawn.x + padding, area.top(), width - 2 * padding);
  content(column);
  area.finish(inside + foot - (height - head - view.height));  // while it slides in, its lower part is below the edge
  return closed;
}

}  // namespace parley::ui
