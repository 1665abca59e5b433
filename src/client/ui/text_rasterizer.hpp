// The fonts of the platform, behind an interface: the browser implements it with a 2D canvas, tests with drawn boxes.
// It measures and rasterises single-line text; it does not wrap, cut, cache or place anything.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "client/ui/color.hpp"

namespace parley::ui {

enum class FontWeight : std::uint16_t { kRegular = 400, kSemibold = 600 };

/// A face of the one font stack. `size` is the CSS font-size in CSS px, before the display's density.
struct FontSpec {
  float size = 16;
  FontWeight weight = FontWeight::kRegular;
  bool operator==(const FontSpec&) const = default;
};

/// Distances from the baseline in CSS px, both positive. They may not depend on the text.
struct FontMetrics {
  float ascent = 0;
  float descent = 0;
};

enum class Direction : std::uint8_t { kLeftToRight, kRightToLeft };

/// A picture of one line of text. `left` and `top` say where its top left corner lies, in device pixels, from the pen's
/// start on the baseline (`top` is negative above it). Straight alpha; rows are tightly packed, 4 bytes a pixel.
struct RasterizedText {
  int width = 0;   ///< device pixels; 0 for text without ink
  int height = 0;  ///< device pixels
  int left = 0;
  int top = 0;
  bool colored = false;  ///< has colours of its own (emoji), so it may not be tinted
  std::vector<std::uint8_t> rgba;
};

class TextRasterizer {
 public:
  TextRasterizer() = default;
  TextRasterizer(const TextRasterizer&) = delete;
  TextRasterizer& operator=(const TextRasterizer&) = delete;
  virtual ~TextRasterizer() = default;

  /// The metrics of the stack's first font (`fontBoundingBoxAscent` and `…Descent`).
  virtual FontMetrics metrics(FontSpec font) = 0;

  /// The advance of `utf8` in CSS px without tracking: one code point, or a whole run that is shaped as one.
  virtual float measure(FontSpec font, std::string_view utf8, Direction direction) = 0;

  /// Draws `utf8` in `ink` at `density` device pixels per CSS px. `direction` is the base direction of the line. Single
  /// code points are asked for in white and tinted when drawn; shaped runs in the colour that they are shown in.
  virtual RasterizedText rasterize(FontSpec font, std::string_view utf8, Direction direction, float density,
                                   Color ink) = 0;
};

}  // namespace parley::ui
