#include "client/ui/widgets/choice.hpp"

#include <algorithm>
#include <utility>

#include "client/ui/motion.hpp"
#include "client/ui/painter.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/field.hpp"
#include "client/ui/widgets/words.hpp"

namespace parley::ui {
namespace {

constexpr Size kTrack{48, 28};
constexpr float kKnob = 11;
constexpr float kGap = 16;
constexpr float kSegmentInset = 4;

float words_width(float width) { return width - kTrack.width - kGap; }

float words_height(Ui& ui, const Switch& s, float width) {
  const TypeScale& type = ui.theme().type;
  return words_height(ui, s.label, type.body.strong(), words_width(width)) +
         words_height(ui, s.helper, type.small, words_width(width));
}

void draw_track(Ui& ui, const Switch& s, const Rect& track, bool focused) {
  const Theme& t = ui.theme();
  const float on = ui.animate(s.id, 'k', s.on ? 1 : 0, motion::kHoverMs, s.on ? 1 : 0);
  const float radius = track.height / 2;
  const Color off = t.forced ? t.raised : t.outline_strong;
  const Color fill = off.blended(t.accent, on).blended(t.raised, s.disabled ? .5F : 0);
  const Color knob = (t.forced ? t.text : t.raised).blended(t.on_accent, on);
  paint::fill(ui.list(), track, radius, fill);
  if (t.forced) paint::outline(ui.list(), track, radius, t.outline);
  paint::disc(ui.list(), {track.x + radius + on * (track.width - track.height), track.center().y}, kKnob, knob);
  if (focused) draw_focus(ui, track, radius, Surface::kDialog);
}

bool segment_pressed(Ui& ui, const Segments& s, int index, std::string_view option, const Rect& segment) {
  const Theme& t = ui.theme();
  const TextStyle style = t.type.small.strong();
  const float radius = radius::kControl - kSegmentInset;
  const bool on = index == s.chosen;
  Node node;
  node.id = s.id + ":" + std::to_string(index);
  node.role = Role::kRadio;
  node.name = option;
  node.checked = on;
  node.rect = segment;
  // A finger may be a little off.
  node.rect.y -= kSegmentInset / 2;
  node.rect.height += kSegmentInset;
  node.focus = Focus::kByTab;  // the browser makes one stop of the group, and the arrow keys choose within it
  const Interaction state = ui.control(std::move(node));
  if (!ui.visible(segment)) return state.pressed && !on;
  if (on) {
    paint::shadow(ui.list(), segment, radius, t.e1);
    paint::fill(ui.list(), segment, radius, t.forced ? t.accent : t.dark ? t.quiet_raised : t.raised);
  } else if (state.hover > 0) {
    paint::fill(ui.list(), segment, radius, t.outline.faded(state.hover * .6F));
  }
  if (state.focused) draw_focus(ui, segment, radius, Surface::kDialog);
  line_of(ui,
          {"", option, style,
           !on        ? t.muted
           : t.forced ? t.on_accent
                      : t.text,
           Align::kCenter},
          {segment.x, segment.center().y - style.line_height / 2, segment.width, style.line_height});
  return state.pressed && !on;
}

}  // namespace

float switch_height(Ui& ui, const Switch& s, float width) { return std::max(44.0F, words_height(ui, s, width)); }

bool switch_row(Ui& ui, const Switch& s, float x, float y, float width) {
  const Rect row{x, y, width, switch_height(ui, s, width)};
  Node node;
  node.id = s.id;
  node.role = Role::kSwitch;
  node.name = s.label;
  node.description = s.helper;
  node.checked = s.on;
  node.rect = row;
  node.focus = Focus::kByTab;
  node.disabled = s.disabled;
  const Interaction state = ui.control(std::move(node));
  if (!ui.visible(row)) return state.pressed;

  const Theme& t = ui.theme();
  float at = row.center().y - words_height(ui, s, width) / 2;
  at += words(ui, {"", s.label, t.type.body.strong(), s.disabled ? t.disabled : t.text}, x, at, words_width(width));
  words(ui, {"", s.helper, t.type.small, t.muted}, x, at, words_width(width));
  draw_track(ui, s, {row.right() - kTrack.width, row.center().y - kTrack.height / 2, kTrack.width, kTrack.height},
             state.focused);
  return state.pressed;
}

std::optional<int> segments(Ui& ui, const Segments& s, float x, float y, float width, float& height) {
  const Theme& t = ui.theme();
  const TextStyle style = t.type.small.strong();
  const float label = field_label_height(ui);
  const float count = static_cast<float>(s.options.size());
  const float row = ui.layout().control_height(style.line_height) + kSegmentInset;
  float each = (width - 2 * kSegmentInset) / count;
  // Large text: one below the other.
  const bool upright = std::any_of(s.options.begin(), s.options.end(), [&](std::string_view option) {
    return ui.text().width(option, style) > each - 2 * kSegmentInset;
  });
  if (upright) each = width - 2 * kSegmentInset;
  const Rect box{x, y + label, width, upright ? count * (row - kSegmentInset) + kSegmentInset : row};
  height = label + box.height;
  field_label(ui, s.label, x, y, width);

  Node group;
  group.id = s.id;
  group.role = Role::kRadioGroup;
  group.name = s.label;
  group.rect = box;
  const Ui::Scope scope = ui.open(std::move(group));
  paint::fill(ui.list(), box, radius::kControl, t.sunken);
  if (t.forced) paint::outline(ui.list(), box, radius::kControl, t.outline);

  std::optional<int> chosen;
  int index = 0;
  for (const std::string_view option : s.options) {
    const float at = static_cast<float>(index);
    const Rect segment{box.x + kSegmentInset + (upright ? 0 : each * at),
                       box.y + kSegmentInset + (upright ? (row - kSegmentInset) * at : 0), each,
                       row - 2 * kSegmentInset};
    if (segment_pressed(ui, s, index, option, segment)) chosen = index;
    ++index;
  }
  return chosen;
}

}  // namespace parley::ui
