#include "client/ui/widgets/meter.hpp"

#include <utility>

#include "client/ui/painter.hpp"
#include "client/ui/widgets/words.hpp"

namespace parley::ui {
namespace {

constexpr float kCellHeight = 8;
constexpr float kCellGap = 3;
constexpr float kLabelGap = 12;

}  // namespace

float meter(Ui& ui, const Meter& m, float x, float y, float width) {
  const Theme& t = ui.theme();
  const TextStyle label = t.type.small.strong();
  const float word = ui.text().width(m.value, t.type.small) + 1;
  const bool beside = ui.text().width(m.label, label) + space::k8 + word <= width;
  const float words = label.line_height + (beside ? 0 : t.type.small.line_height);
  const float height = words + kLabelGap + kCellHeight;
  const Rect box{x, y, width, height};
  Node node;
  node.id = m.id;
  node.role = Role::kMeter;
  node.name = m.label;
  node.value = m.value;
  node.range = ValueRange{static_cast<float>(m.level), 0, static_cast<float>(kMeterCells)};
  node.rect = box;
  ui.add(std::move(node));
  if (!ui.visible(box)) return height;

  line_of(ui, {"", m.label, label, t.text}, {x, y, beside ? width - word - space::k8 : width, label.line_height});
  line_of(ui, {"", m.value, t.type.small, t.muted},
          beside ? Rect{x + width - word, y, word, label.line_height}
                 : Rect{x, y + label.line_height, width, t.type.small.line_height});
  const float each = (width + kCellGap) / static_cast<float>(kMeterCells);
  for (int i = 0; i < kMeterCells; ++i) {
    const Rect cell{x + each * static_cast<float>(i), y + words + kLabelGap, each - kCellGap, kCellHeight};
    paint::fill(ui.list(), cell, 3, i < m.level ? t.positive : t.outline);
    if (t.forced) paint::outline(ui.list(), cell, 3, t.outline);
  }
  return height;
}

}  // namespace parley::ui
