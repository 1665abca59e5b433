// A choice of one from a list, closed until it is pressed. What opens is the browser's own list: a real <select> lies over the box.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/ui/ui.hpp"

namespace parley::ui {

struct Select {
  std::string id;
  std::string_view label;  ///< also the accessible name
  std::vector<std::string> options;
  int chosen = 0;                ///< its index; -1: none of them
  std::string_view description;  ///< for assistive software only
  bool disabled = false;         ///< nothing to choose from
};

/// Label and box from (`x`, `y`) downwards; their height in `height`. The index that was chosen just now.
std::optional<int> whole_select(Ui& ui, const Select& select, float x, float y, float width, float& height);

/// The height of the box in `width`: a long name wraps.
float select_box_height(Ui& ui, const Select& select, float width);
/// The box alone, for one in a row with a button.
std::optional<int> select_box(Ui& ui, const Select& select, const Rect& box);

}  // namespace parley::ui
