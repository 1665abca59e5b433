// Choices that are all in sight: a switch for yes or no, and segments of which one is chosen.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "client/ui/ui.hpp"

namespace parley::ui {

struct Switch {
  std::string id;
  std::string_view label;   ///< also the accessible name
  std::string_view helper;  ///< a second, quieter line; also the description. Empty for none
  bool on = false;
  bool disabled = false;  ///< `helper` says why
};

/// The height of its row in `width`: its words may wrap.
float switch_height(Ui& ui, const Switch& toggle, float width);
/// Draws the row from (`x`, `y`) downwards; all of it is the target. True when it was pressed.
bool switch_row(Ui& ui, const Switch& toggle, float x, float y, float width);

struct Segments {
  std::string id;  ///< of the group; the segments' are "<id>:<index>"
  std::string_view label;
  std::initializer_list<std::string_view> options;
  int chosen = 0;
};

/// Label and segments from (`x`, `y`) downwards; their height in `height`. The index that was chosen just now.
std::optional<int> segments(Ui& ui, const Segments& segments, float x, float y, float width, float& height);

}  // namespace parley::ui
