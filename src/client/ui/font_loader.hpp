// Fonts for Dear ImGui that are rasterised by the platform one code point at a time. No font is shipped.
#pragma once

#include "client/ui/text_rasterizer.hpp"

struct ImFont;
struct ImFontAtlas;

namespace parley::ui {

/// Adds one face to the atlas. `rasterizer` must outlive the atlas. Glyphs are placed relative to the baseline, not to the
/// top of a line as Dear ImGui's own text functions expect: only `Text` draws them.
ImFont* add_rasterized_font(ImFontAtlas& atlas, TextRasterizer& rasterizer, FontWeight weight);

}  // namespace parley::ui
