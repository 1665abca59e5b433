// A font without a font: every code point is a box whose width depends only on what kind of character it is. The same on
// every machine, and wide enough that what fits here fits in the faces of real systems.
#pragma once

#include "client/ui/text_rasterizer.hpp"

namespace parley::ui::test {

class FakeRasterizer : public TextRasterizer {
 public:
  FontMetrics metrics(FontSpec font) override { return {font.size * .95F, font.size * .25F}; }
  float measure(FontSpec font, std::string_view utf8, Direction direction) override;
  RasterizedText rasterize(FontSpec font, std::string_view utf8, Direction direction, float density,
                           Color ink) override;

  int measured = 0;
  int rasterized = 0;
  int ellipses = 0;  ///< how often the width of one was asked for: text was about to be cut
};

}  // namespace parley::ui::test
