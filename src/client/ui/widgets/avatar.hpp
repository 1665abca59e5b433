// A person as a coloured disc with initials, with presence beside it, and the rings around somebody who is being called.
// Decoration: what it tells is also said in words by whoever draws it.
#pragma once

#include <cstdint>
#include <string_view>

#include "client/ui/ui.hpp"

namespace parley::ui {

enum class PresenceMark : std::uint8_t { kNone, kFree, kBusy, kAway, kDoNotDisturb };

struct Avatar {
  std::string_view initials;
  std::uint8_t hue = 0;  ///< 0 to 7
  Point center;
  float diameter = 44;
  PresenceMark presence = PresenceMark::kNone;
  Color behind;  ///< the colour around it, for the presence mark's ring
  bool on_stage = false;
};

void avatar(Ui& ui, const Avatar& avatar);

/// Three rings of which one more is lit every half second, then none; all lit under reduced motion. `gap` is the difference
/// of their diameters.
void calling_rings(Ui& ui, Point center, float diameter, float gap);

}  // namespace parley::ui
