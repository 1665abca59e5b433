// The frame of a dialog: a box over the scrim, on upright phones a sheet; its title, the button that closes it, and its content,
// which scrolls under them where it does not fit. What stands in it is the view's.
#pragma once

#include <string>
#include <string_view>

#include "client/ui/function_ref.hpp"
#include "client/ui/geometry/column.hpp"
#include "client/ui/ui.hpp"

namespace parley::ui {

struct Dialog {
  std::string id;               ///< of its node; "<id>.title" and "<id>.close" are its parts'
  std::string_view title;       ///< also the accessible name
  std::string_view close_name;  ///< the accessible name of the button: "Close account"
  float width = 440;            ///< where the viewport has it
  bool tall = false;            ///< on upright phones the sheet covers the screen, however little stands in it
};

/// Draws it, with `content` from the column's top downwards (drawn twice where heights must be known). True when it is to be closed:
/// by its button or by Escape.
bool dialog(Ui& ui, const Dialog& dialog, FunctionRef<void(Column&)> content);

}  // namespace parley::ui
