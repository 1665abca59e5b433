// The browser's own fonts behind ui's interface: web/text.js measures and draws.
#pragma once

#include "client/browser/values.hpp"
#include "client/ui/text_rasterizer.hpp"

namespace parley::browser {

class TextRaster final : public ui::TextRasterizer {
 public:
  explicit TextRaster(val text) : text_(std::move(text)) {}

  ui::FontMetrics metrics(ui::FontSpec font) override;
  float measure(ui::FontSpec font, std::string_view utf8, ui::Direction direction) override;
  ui::RasterizedText rasterize(ui::FontSpec font, std::string_view utf8, ui::Direction direction, float density,
                               ui::Color ink) override;

 private:
  val text_;
};

}  // namespace parley::browser
