#include "client/ui/widgets/words.hpp"

namespace parley::ui {
namespace {

void add_node(Ui& ui, const Words& w, const Rect& rect) {
  if (w.id.empty()) return;
  Node node;
  node.id = w.id;
  node.role = w.heading > 0 ? Role::kHeading : w.role;
  node.level = w.heading;
  node.name = w.text;
  node.rect = rect;
  if (w.heading > 0) node.focus = Focus::kByProgram;
  ui.add(std::move(node));
}

}  // namespace

float words_height(Ui& ui, std::string_view text, const TextStyle& style, float width) {
  if (text.empty()) return 0;
  return static_cast<float>(ui.text().wrap(text, style, width).size()) * style.line_height;
}

float words(Ui& ui, const Words& w, float x, float y, float width) {
  if (w.text.empty()) return 0;
  const auto lines = ui.text().wrap(w.text, w.style, width);
  const float height = static_cast<float>(lines.size()) * w.style.line_height;
  const Rect rect{x, y, width, height};
  add_node(ui, w, rect);
  if (!ui.visible(rect)) return height;
  for (const std::string_view line : lines) {
    ui.text().draw(ui.list(), {x, y, width, w.style.line_height}, line, w.style, w.color, w.align);
    y += w.style.line_height;
  }
  return height;
}

void line_of(Ui& ui, const Words& w, const Rect& rect) {
  if (w.text.empty()) return;
  add_node(ui, w, rect);
  if (ui.visible(rect)) ui.text().draw(ui.list(), rect, w.text, w.style, w.color, w.align);
}

}  // namespace parley::ui
