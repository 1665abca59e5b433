#include "client/browser/text_raster.hpp"

#include <cstddef>

namespace parley::browser {
namespace {

unsigned weight_of(ui::FontSpec font) { return static_cast<unsigned>(font.weight); }
bool right_to_left(ui::Direction direction) { return direction == ui::Direction::kRightToLeft; }

}  // namespace

ui::FontMetrics TextRaster::metrics(ui::FontSpec font) {
  const val found = text_.call<val>("metrics", font.size, weight_of(font));
  return {found["ascent"].as<float>(), found["descent"].as<float>()};
}

float TextRaster::measure(ui::FontSpec font, std::string_view utf8, ui::Direction direction) {
  return text_.call<float>("measure", font.size, weight_of(font), std::string(utf8), right_to_left(direction));
}

ui::RasterizedText TextRaster::rasterize(ui::FontSpec font, std::string_view utf8, ui::Direction direction,
                                         float density, ui::Color ink) {
  const val picture = text_.call<val>("rasterize", font.size, weight_of(font), std::string(utf8),
                                      right_to_left(direction), density, css_color(ink));
  ui::RasterizedText result;
  result.width = picture["width"].as<int>();
  result.height = picture["height"].as<int>();
  if (result.width <= 0 || result.height <= 0) return {};
  result.left = picture["left"].as<int>();
  result.top = picture["top"].as<int>();
  result.colored = picture["colored"].as<bool>();
  result.rgba.resize(static_cast<std::size_t>(result.width) * static_cast<std::size_t>(result.height) * 4);
  val(emscripten::typed_memory_view(result.rgba.size(), result.rgba.data())).call<void>("set", picture["pixels"]);
  return result;
}

}  // namespace parley::browser
