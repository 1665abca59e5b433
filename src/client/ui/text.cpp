#include "client/ui/text.hpp"

#include <algorithm>
#include <cmath>
#include <imgui.h>
#include <imgui_internal.h>
#include <string>

#include "client/ui/font_loader.hpp"
#include "client/ui/imgui_color.hpp"
#include "client/ui/utf8.hpp"

namespace parley::ui {
namespace {

constexpr std::string_view kEllipsis = "…";
// Rounding in sums of advances must not break a line whose box was made from the same sum.
constexpr float kTolerance = 0.05F;

bool digit(char32_t c) { return c >= '0' && c <= '9'; }

float widest_digit(ImFontBaked& baked) {
  float widest = 0;
  for (ImWchar c = '0'; c <= '9'; ++c) widest = std::max(widest, baked.GetCharAdvance(c));
  return widest;
}

}  // namespace

Text::Text(ImFontAtlas& atlas, TextRasterizer& rasterizer)
    : regular_(add_rasterized_font(atlas, rasterizer, FontWeight::kRegular)),
      semibold_(add_rasterized_font(atlas, rasterizer, FontWeight::kSemibold)),
      runs_(rasterizer) {}

void Text::begin_frame(float density) {
  density_ = density;
  runs_.begin_frame();
}

ImFontBaked* Text::baked(const TextStyle& style) {
  ImFont* font = style.font.weight == FontWeight::kSemibold ? semibold_ : regular_;
  return font->GetFontBaked(style.font.size, density_);
}

float Text::width(std::string_view text, const TextStyle& style) {
  if (text.empty()) return 0;
  if (needs_shaping(text)) return runs_.width(style.font, text);
  ImFontBaked* glyphs = baked(style);
  const float cell = style.tabular ? widest_digit(*glyphs) : 0;
  float width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    width += (style.tabular && digit(c) ? cell : glyphs->GetCharAdvance(c)) + style.tracking;
  }
  return width;
}

std::size_t Text::fitting(std::string_view text, const TextStyle& style, float width) {
  if (this->width(text, style) <= width + kTolerance) return text.size();
  const float room = width - this->width(kEllipsis, style);
  std::vector<std::size_t> cuts{0};
  for (std::size_t at = 0; at < text.size();) {
    next_cluster(text, at);
    cuts.push_back(at);
  }
  // Widths of prefixes grow (nearly) monotonically, also in shaped text.
  std::size_t low = 0;
  for (std::size_t high = cuts.size() - 1; low < high;) {
    const std::size_t middle = (low + high + 1) / 2;
    if (this->width(text.substr(0, cuts[middle]), style) <= room)
      low = middle;
    else
      high = middle - 1;
  }
  std::size_t end = cuts[low];
  while (end > 0 && text[end - 1] == ' ') --end;
  return end;
}

void Text::draw(ImDrawList& list, const Rect& line, std::string_view text, const TextStyle& style, Color color,
                Align align) {
  if (text.empty() || color.a == 0) return;
  const std::size_t fits = fitting(text, style, line.width);
  std::string cut;
  if (fits < text.size()) {
    cut.append(text.substr(0, fits)).append(kEllipsis);
    text = cut;
  }
  const float width = this->width(text, style);
  const float x = align == Align::kStart    ? line.x
                  : align == Align::kCenter ? line.x + (line.width - width) / 2
                                            : line.right() - width;
  const ImFontBaked* metrics = baked(style);
  const float baseline = line.y + (line.height + metrics->Ascent + metrics->Descent) / 2;
  const Point pen{std::round(x * density_) / density_, std::round(baseline * density_) / density_};
  if (needs_shaping(text))
    draw_run(list, pen, text, style, color);
  else
    draw_glyphs(list, pen, text, style, color);
}

void Text::draw_glyphs(ImDrawList& list, Point pen, std::string_view text, const TextStyle& style, Color color) {
  ImFontBaked* glyphs = baked(style);
  // Loading a glyph may replace the atlas texture and with it the command that this text goes to: so load all of them first.
  for (std::size_t at = 0; at < text.size();) glyphs->FindGlyph(next_code_point(text, at));

  const float cell = style.tabular ? widest_digit(*glyphs) : 0;
  list.PushTexture(ImGui::GetIO().Fonts->TexRef);
  float x = pen.x;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    const ImFontGlyph* glyph = glyphs->FindGlyph(c);
    float advance = glyph->AdvanceX;
    float from = x;
    if (style.tabular && digit(c)) {
      from += (cell - advance) / 2;
      advance = cell;
    }
    if (glyph->Visible) {
      // On whole device pixels, or bilinear filtering would soften every stem.
      from = std::round(from * density_) / density_;
      const ImU32 tint = glyph->Colored ? (to_imgui(color) | ~IM_COL32_A_MASK) : to_imgui(color);
      list.PrimReserve(6, 4);
      list.PrimRectUV({from + glyph->X0, pen.y + glyph->Y0}, {from + glyph->X1, pen.y + glyph->Y1},
                      {glyph->U0, glyph->V0}, {glyph->U1, glyph->V1}, tint);
    }
    x += advance + style.tracking;
  }
  list.PopTexture();
}

void Text::draw_run(ImDrawList& list, Point pen, std::string_view text, const TextStyle& style, Color color) {
  // The colour is in the picture, since emoji in the run keep theirs; only the alpha is applied here.
  const Color ink{color.r, color.g, color.b, 255};
  const TextRun run = runs_.find(style.font, text, ink, density_);
  if (run.texture == nullptr) return;
  const ImVec2 from{pen.x + static_cast<float>(run.left) / density_, pen.y + static_cast<float>(run.top) / density_};
  const ImVec2 to{from.x + static_cast<float>(run.texture->Width) / density_,
                  from.y + static_cast<float>(run.texture->Height) / density_};
  list.AddImage(run.texture->GetTexRef(), from, to, {0, 0}, {1, 1}, IM_COL32(255, 255, 255, color.a));
}

std::vector<std::string_view> Text::wrap(std::string_view text, const TextStyle& style, float width) {
  std::vector<std::string_view> lines;
  const float limit = width + kTolerance;
  std::size_t start = 0;  // of the line
  std::size_t fits = 0;   // the last place where this line may end, exclusive
  std::size_t at = 0;

  const auto line_width = [&](std::size_t end) { return this->width(text.substr(start, end - start), style); };
  const auto finish = [&](std::size_t end, std::size_t next) {
    lines.push_back(text.substr(start, end - start));
    start = fits = next;
  };

  while (at < text.size()) {
    std::size_t end = at;
    const char32_t first = next_code_point(text, end);
    if (first == '\n') {
      finish(at, end);
      at = end;
      continue;
    }
    if (first == ' ') {
      at = end;
      continue;
    }
    // One unbreakable piece: a word, or a single ideograph.
    end = at;
    next_cluster(text, end);
    if (!breaks_anywhere(first)) {
      while (end < text.size()) {
        std::size_t behind = end;
        const char32_t c = next_code_point(text, behind);
        if (c == ' ' || c == '\n' || breaks_anywhere(c)) break;
        end = behind;
      }
    }
    if (line_width(end) > limit) {
      if (fits > start) finish(fits, at);
      if (line_width(end) > limit) {  // too long for a line of its own: break inside
        std::size_t cut = start;
        while (cut < end) {
          std::size_t next = cut;
          next_cluster(text, next);
          if (line_width(next) > limit && cut > start) finish(cut, cut);
          cut = next;
        }
      }
    }
    fits = end;
    at = end;
  }
  if (start < text.size() || lines.empty()) {
    std::size_t end = std::max(fits, start);
    lines.push_back(text.substr(start, end - start));
  }
  return lines;
}

}  // namespace parley::ui
