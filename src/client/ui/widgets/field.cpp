#include "client/ui/widgets/field.hpp"

#include <utility>

#include "client/ui/painter.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/words.hpp"

namespace parley::ui {
namespace {

constexpr float kGap = 8;  // label to box, box to note
constexpr float kPadding = 12;
constexpr float kIconSize = 20;
constexpr float kNoteIcon = 18;
constexpr float kNoteGap = 6;

std::string note_id(const Field& field) { return field.id + ".note"; }

}  // namespace

float field_label_height(Ui& ui) { return ui.theme().type.small.line_height + kGap; }

void field_label(Ui& ui, std::string_view label, float x, float y, float width) {
  const TextStyle style = ui.theme().type.small.strong();
  // The text box itself is named so; a second node would say it twice.
  line_of(ui, {"", label, style, ui.theme().text}, {x, y, width, style.line_height});
}

float field_box_height(Ui& ui) { return ui.layout().control_height(ui.theme().type.body.line_height); }

FieldResult field_box(Ui& ui, const Field& f, const Rect& box) {
  FieldResult result;
  if (auto typed = ui.typed(f.id); typed && *typed != *f.value && !f.read_only) {
    *f.value = std::move(*typed);
    result.changed = true;
  }
  result.submitted = ui.activated(f.id);

  const Theme& t = ui.theme();
  const TextStyle style = t.type.body;
  const bool clearable = !f.clear_name.empty() && !f.value->empty();
  const bool hidden = f.secret && !f.read_only && !(f.revealed != nullptr && *f.revealed);
  const float corner = f.pill ? box.height / 2 : radius::kControl;
  const float start = (f.pill ? space::k16 : kPadding) + (f.icon == Icon::kNone ? 0 : kIconSize + kGap);
  const float end = clearable || f.revealed != nullptr ? kIconButtonSize : kPadding;

  Node node;
  node.id = f.id;
  node.role = Role::kTextBox;
  node.name = f.label;
  node.value = *f.value;
  node.rect = box;
  node.focus = Focus::kByTab;
  node.invalid = !f.error.empty();
  if (node.invalid || !f.helper.empty()) node.described_by = note_id(f);
  TextField input;
  input.kind = hidden ? FieldKind::kPassword : f.kind;
  input.secret = f.secret;
  input.read_only = f.read_only;
  input.enter_key = f.enter_key;
  input.placeholder = f.placeholder;
  input.autocomplete = f.autocomplete;
  input.max_length = f.max_length;
  input.text_rect = {box.x + start, box.center().y - style.line_height / 2, box.width - start - end, style.line_height};
  input.font = style.font;
  input.line_height = style.line_height;
  input.text_color = t.text;
  input.placeholder_color = t.muted;
  const Rect text_rect = input.text_rect;
  node.field = std::move(input);
  ui.control(std::move(node));

  if (ui.visible(box)) {
    paint::fill(ui.list(), box, corner, f.pill ? t.sunken : t.surface);
    const bool focused = ui.has_focus(f.id);
    const bool invalid = !f.error.empty();
    const Color edge = invalid ? t.danger : focused ? t.focus : t.outline_strong;
    paint::outline(ui.list(), box, corner, edge, invalid || focused ? t.focus_width : 1);
    // An <input> lies over all that is drawn, a dialog too: there the page hides its text, and it is drawn instead.
    if (ui.inert()) {
      const bool empty = f.value->empty();
      const std::string shown = f.secret ? dots_for(*f.value) : *f.value;
      line_of(ui, {"", empty ? f.placeholder : std::string_view(shown), style, empty ? t.muted : t.text}, text_rect);
    }
    if (f.icon != Icon::kNone)
      draw_icon(ui.list(), f.icon, {box.x + kPadding + kIconSize / 2, box.center().y}, kIconSize, t.muted, t.surface);
  }

  const Rect target{box.right() - kIconButtonSize, box.center().y - kIconButtonSize / 2, kIconButtonSize,
                    kIconButtonSize};
  if (f.revealed != nullptr) {
    const Icon eye = hidden ? Icon::kEye : Icon::kEyeOff;
    if (icon_button(ui, {f.id + ".show", hidden ? "Show password" : "Hide password", eye, target, IconButtonKind::kBare,
                         t.surface}))
      *f.revealed = hidden;
  } else if (clearable) {
    if (icon_button(ui, {f.id + ".clear", f.clear_name, Icon::kClose, target, IconButtonKind::kBare, t.surface})) {
      f.value->clear();
      result.changed = true;
      ui.request_focus(f.id);
    }
  }
  return result;
}

float field_note_height(Ui& ui, const Field& f, float width) {
  if (f.error.empty() && f.helper.empty()) return 0;
  const float room = f.error.empty() ? width : width - kNoteIcon - kNoteGap;
  return kGap + words_height(ui, f.error.empty() ? f.helper : f.error, ui.theme().type.small, room);
}

void field_note(Ui& ui, const Field& f, float x, float y, float width) {
  const Theme& t = ui.theme();
  const TextStyle style = t.type.small;
  if (f.error.empty()) {
    words(ui, {note_id(f), f.helper, style, t.muted}, x, y + kGap, width);
    return;
  }
  draw_icon(ui.list(), Icon::kWarning, {x + kNoteIcon / 2, y + kGap + style.line_height / 2}, kNoteIcon, t.danger,
            t.surface);
  words(ui, {note_id(f), f.error, style, t.danger}, x + kNoteIcon + kNoteGap, y + kGap, width - kNoteIcon - kNoteGap);
}

FieldResult whole_field(Ui& ui, const Field& f, float x, float y, float width, float& height) {
  const float label = field_label_height(ui);
  const float box = field_box_height(ui);
  field_label(ui, f.label, x, y, width);
  const FieldResult result = field_box(ui, f, {x, y + label, width, box});
  field_note(ui, f, x, y + label + box, width);
  height = label + box + field_note_height(ui, f, width);
  return result;
}

}  // namespace parley::ui
