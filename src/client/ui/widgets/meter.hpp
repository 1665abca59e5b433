// A level in 24 cells. It moves in steps, so a level that stays draws nothing.
#pragma once

#include <string>
#include <string_view>

#include "client/ui/ui.hpp"

namespace parley::ui {

inline constexpr int kMeterCells = 24;

struct Meter {
  std::string id;
  std::string_view label;  ///< also the accessible name
  int level = 0;           ///< lit cells, 0 to kMeterCells
  std::string_view value;  ///< the level in a word: "Good"; at the label's other end
};

/// Label, word and cells from (`x`, `y`) downwards; returns their height.
float meter(Ui& ui, const Meter& meter, float x, float y, float width);

}  // namespace parley::ui
