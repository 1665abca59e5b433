#include "tests/client/ui/support/fake_rasterizer.hpp"

#include <algorithm>
#include <cmath>

#include "client/ui/utf8.hpp"

namespace parley::ui::test {
namespace {

/// In hundredths of an em, after Liberation Sans.
int advance_of(char32_t c) {
  if (c == ' ') return 28;
  if (c == 'i' || c == 'l' || c == 'j' || c == '.' || c == ',' || c == ':' || c == '\'' || c == '|') return 25;
  if (c == 'f' || c == 't' || c == 'r' || c == '-' || c == '(' || c == ')') return 32;
  if (c == 'm' || c == 'w' || c == 'M' || c == 'W') return 83;
  if (c == '1') return 50;  // not as wide as the other digits, so that tabular figures have something to do
  if (c >= 'A' && c <= 'Z') return 67;
  if (c >= 0x300 && c <= 0x36F) return 0;
  if (breaks_anywhere(c)) return 100;
  if (c == 0x2026) return 100;
  return 55;
}

}  // namespace

float FakeRasterizer::measure(FontSpec font, std::string_view utf8, Direction) {
  ++measured;
  if (utf8 == "…") ++ellipses;
  int hundredths = 0;
  for (std::size_t at = 0; at < utf8.size();) hundredths += advance_of(next_code_point(utf8, at));
  const float bold = font.weight == FontWeight::kSemibold ? 1.06F : 1;
  return static_cast<float>(hundredths) * font.size * bold / 100;
}

RasterizedText FakeRasterizer::rasterize(FontSpec font, std::string_view utf8, Direction direction, float density,
                                         Color ink) {
  const float advance = measure(font, utf8, direction);
  --measured;
  ++rasterized;
  RasterizedText picture;
  if (utf8 == " " || advance <= 0) return picture;
  const bool tall = utf8.size() == 1 && utf8[0] >= '0' && utf8[0] <= 'Z';
  picture.left = static_cast<int>(std::round(.06F * font.size * density));
  picture.width = std::max(1, static_cast<int>(std::round(advance * density)) - 2 * picture.left);
  picture.height = std::max(1, static_cast<int>(std::round((tall ? .72F : .53F) * font.size * density)));
  picture.top = -picture.height;
  const bool heavy = font.weight == FontWeight::kSemibold;
  for (int i = 0; i < picture.width * picture.height; ++i) {
    picture.rgba.push_back(ink.r);
    picture.rgba.push_back(ink.g);
    picture.rgba.push_back(ink.b);
    picture.rgba.push_back(heavy ? 255 : 200);
  }
  return picture;
}

}  // namespace parley::ui::test
