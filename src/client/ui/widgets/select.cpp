#include "client/ui/widgets/select.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "client/ui/icons.hpp"
#include "client/ui/painter.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/field.hpp"
#include "client/ui/widgets/words.hpp"

namespace parley::ui {
namespace {

constexpr float kPadding = 12;
constexpr float kIconSize = 20;
constexpr float kGap = 8;
constexpr float kTextEnd = kPadding + kIconSize + kGap;

std::string_view chosen_label(const Select& s) {
  return s.chosen >= 0 && s.chosen < static_cast<int>(s.options.size()) ? s.options[static_cast<std::size_t>(s.chosen)]
                                                                        : std::string_view();
}

std::optional<int> index_in(const Select& s, const std::string& text) {
  int index = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), index);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  if (index < 0 || index >= static_cast<int>(s.options.size()) || index == s.chosen) return std::nullopt;
  return index;
}

}  // namespace

float select_box_height(Ui& ui, const Select& s, float width) {
  const float text = words_height(ui, chosen_label(s), ui.theme().type.body, width - kPadding - kTextEnd);
  return std::max(field_box_height(ui), text + 20);
}

std::optional<int> select_box(Ui& ui, const Select& s, const Rect& box) {
  std::optional<int> chosen;
  if (const auto typed = ui.typed(s.id); typed && !s.disabled) chosen = index_in(s, *typed);

  Node node;
  node.id = s.id;
  node.role = Role::kComboBox;
  node.name = s.label;
  node.description = s.description;
  node.value = std::to_string(s.chosen);
  node.options = s.options;
  node.rect = box;
  node.focus = Focus::kByTab;
  node.disabled = s.disabled;
  const Interaction state = ui.control(std::move(node));
  if (!ui.visible(box)) return chosen;

  const Theme& t = ui.theme();
  const bool focused = ui.has_focus(s.id);
  const Color ink = s.disabled ? t.disabled : t.text;
  paint::fill(ui.list(), box, radius::kControl, t.raised.blended(t.hover, state.hover));
  paint::outline(ui.list(), box, radius::kControl, focused ? t.focus : t.outline_strong, focused ? t.focus_width : 1);
  const TextStyle style = t.type.body;
  const float width = box.width - kPadding - kTextEnd;
  const float text = words_height(ui, chosen_label(s), style, width);
  words(ui, {"", chosen_label(s), style, ink}, box.x + kPadding, box.center().y - text / 2, width);
  draw_icon(ui.list(), Icon::kChevronDown, {box.right() - kPadding - kIconSize / 2, box.center().y}, kIconSize, ink,
            t.raised);
  return chosen;
}

std::optional<int> whole_select(Ui& ui, const Select& s, float x, float y, float width, float& height) {
  const float label = field_label_height(ui);
  const float box = select_box_height(ui, s, width);
  field_label(ui, s.label, x, y, width);
  height = label + box;
  return select_box(ui, s, {x, y + label, width, box});
}

}  // namespace parley::ui
