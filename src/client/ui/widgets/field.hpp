// A text field: label, box and the note below. What is typed stands in a real <input> that the platform lays over the box.
#pragma once

#include <string>
#include <string_view>

#include "client/ui/icons.hpp"
#include "client/ui/ui.hpp"

namespace parley::ui {

struct Field {
  std::string id;
  std::string_view label;  ///< also the accessible name
  std::string_view placeholder;
  std::string* value = nullptr;  ///< changed as the person types; never null
  std::string_view error;        ///< an error at this field; empty for none
  std::string_view helper;       ///< stands in its place while there is none
  Icon icon = Icon::kNone;
  FieldKind kind = FieldKind::kText;
  EnterKey enter_key = EnterKey::kGo;
  std::string_view autocomplete = "off";
  int max_length = 0;
  bool secret = false;          ///< a password, or, to be read only, words that no listing repeats
  bool read_only = false;       ///< to be selected and copied
  bool* revealed = nullptr;     ///< with it, a button shows and hides the password
  std::string_view clear_name;  ///< with a name, a button that empties the field stands in it once it has text
  bool pill = false;            ///< round and sunken, as in a row with round buttons
};

struct FieldResult {
  bool changed = false;
  bool submitted = false;  ///< Enter
};

/// Label, box and note from (`x`, `y`) downwards; their height in `height`.
FieldResult whole_field(Ui& ui, const Field& field, float x, float y, float width, float& height);

float field_label_height(Ui& ui);
void field_label(Ui& ui, std::string_view label, float x, float y, float width);

float field_box_height(Ui& ui);
/// The box alone, for a field in a row with buttons.
FieldResult field_box(Ui& ui, const Field& field, const Rect& box);

/// Error or helper under the box, with the distance to it; nothing without either.
float field_note_height(Ui& ui, const Field& field, float width);
void field_note(Ui& ui, const Field& field, float x, float y, float width);

}  // namespace parley::ui
