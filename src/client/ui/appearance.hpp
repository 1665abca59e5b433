// What the person's system asks of the look. Read by the browser layer, again on each change; decided on here by nobody.
#pragma once

#include <cstdint>
#include <optional>

#include "client/ui/color.hpp"

namespace parley::ui {

enum class ColorScheme : std::uint8_t { kLight, kDark };

/// The system colours of CSS Color 4 (§6.2) while `forced-colors: active` holds.
struct ForcedColors {
  Color canvas;
  Color canvas_text;
  Color button_face;
  Color button_text;
  Color button_border;
  Color highlight;
  Color highlight_text;
  Color gray_text;
  bool operator==(const ForcedColors&) const = default;
};

struct Appearance {
  ColorScheme scheme = ColorScheme::kLight;
  std::optional<ForcedColors> forced_colors;  ///< set exactly while forced colours are active
  bool more_contrast = false;                 ///< `prefers-contrast: more`
  bool reduced_motion = false;                ///< `prefers-reduced-motion: reduce`
  float text_scale = 1;                       ///< a probe's 1rem / 16 px; clamped to 1..2 by the theme
  bool operator==(const Appearance&) const = default;
};

}  // namespace parley::ui
