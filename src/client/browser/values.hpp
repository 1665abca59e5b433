// Our values as JavaScript's. No 64-bit integer and no pointer crosses the border.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include <emscripten/val.h>

#include "client/ui/color.hpp"
#include "client/ui/geometry/rect.hpp"

namespace parley::browser {

using emscripten::val;

inline val to_js(std::string_view text) { return val(std::string(text)); }

inline val to_js(const ui::Rect& rect) {
  const std::array<float, 4> numbers{rect.x, rect.y, rect.width, rect.height};
  return val::array(numbers.begin(), numbers.end());
}

/// As CSS writes it: "#rrggbbaa", without the last two digits where it is opaque.
inline std::string css_color(ui::Color color) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text = "#";
  for (const unsigned channel : {color.r, color.g, color.b, color.a}) {
    text += kDigits[channel >> 4U];
    text += kDigits[channel & 15U];
  }
  if (color.a == 255) text.resize(7);
  return text;
}

}  // namespace parley::browser
