// One colour: straight (not premultiplied) sRGB with alpha, and the few operations that the widgets need.
#pragma once

#include <cstdint>

namespace parley::ui {

struct Color {
  std::uint8_t r = 0;
  std::uint8_t g = 0;
  std::uint8_t b = 0;
  std::uint8_t a = 255;
  bool operator==(const Color&) const = default;

  /// From 0xRRGGBB, opaque.
  static constexpr Color hex(std::uint32_t rgb) {
    return {static_cast<std::uint8_t>(rgb >> 16U), static_cast<std::uint8_t>(rgb >> 8U), static_cast<std::uint8_t>(rgb),
            255};
  }

  /// The same colour with its alpha multiplied by `by` (0 to 1).
  constexpr Color faded(float by) const {
    const float clamped = by < 0 ? 0 : by > 1 ? 1 : by;
    return {r, g, b, static_cast<std::uint8_t>(static_cast<float>(a) * clamped + 0.5F)};
  }

  /// Between this (t = 0) and `other` (t = 1), alpha included.
  constexpr Color blended(Color other, float t) const {
    const auto mix = [t](std::uint8_t from, std::uint8_t to) {
      return static_cast<std::uint8_t>(static_cast<float>(from) +
                                       (static_cast<float>(to) - static_cast<float>(from)) * t + 0.5F);
    };
    return {mix(r, other.r), mix(g, other.g), mix(b, other.b), mix(a, other.a)};
  }
};

/// One number for a colour and back, for files.
constexpr std::uint32_t rgba_bits(Color c) {
  return static_cast<std::uint32_t>(c.r) << 24U | static_cast<std::uint32_t>(c.g) << 16U |
         static_cast<std::uint32_t>(c.b) << 8U | c.a;
}
constexpr Color from_rgba_bits(std::uint32_t bits) {
  return {static_cast<std::uint8_t>(bits >> 24U), static_cast<std::uint8_t>(bits >> 16U),
          static_cast<std::uint8_t>(bits >> 8U), static_cast<std::uint8_t>(bits)};
}

}  // namespace parley::ui
