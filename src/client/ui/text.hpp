// Lines and paragraphs of text: measured, cut, wrapped and drawn on device pixels. Knows no widgets.
#pragma once

#include <string_view>
#include <vector>

#include "client/ui/geometry/rect.hpp"
#include "client/ui/run_cache.hpp"
#include "client/ui/theme.hpp"

struct ImDrawList;
struct ImFont;
struct ImFontAtlas;
struct ImFontBaked;

namespace parley::ui {

enum class Align : std::uint8_t { kStart, kCenter, kEnd };

class Text {
 public:
  /// Adds its faces to `atlas`. Both arguments must outlive this.
  Text(ImFontAtlas& atlas, TextRasterizer& rasterizer);

  /// Once per ImGui frame.
  void begin_frame(float density);

  /// The advance of one line in CSS px.
  float width(std::string_view text, const TextStyle& style);

  /// Draws one line into `line`, whose height is its line box (text is centred in it by ascent and descent, not by its
  /// ink). Text wider than `line` is cut at a whole character and ends in "…".
  void draw(ImDrawList& list, const Rect& line, std::string_view text, const TextStyle& style, Color color,
            Align align = Align::kStart);

  /// The lines of `text` when no one may be wider than `width`: broken at spaces, between ideographs, and inside a word
  /// only where it alone is too long. The views point into `text`.
  std::vector<std::string_view> wrap(std::string_view text, const TextStyle& style, float width);

  /// How many of `text`'s bytes fit into `width` together with "…"; all of them if it fits without.
  std::size_t fitting(std::string_view text, const TextStyle& style, float width);

 private:
  ImFontBaked* baked(const TextStyle& style);
  void draw_glyphs(ImDrawList& list, Point pen, std::string_view text, const TextStyle& style, Color color);
  void draw_run(ImDrawList& list, Point pen, std::string_view text, const TextStyle& style, Color color);

  ImFont* regular_;
  ImFont* semibold_;
  RunCache runs_;
  float density_ = 1;
};

}  // namespace parley::ui
