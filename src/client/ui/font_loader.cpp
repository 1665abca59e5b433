// Written against Dear ImGui 1.92.2b: ImFontLoader lives in imgui_internal.h and is not a stable interface.
#include "client/ui/font_loader.hpp"

#include <cstddef>
#include <imgui.h>
#include <imgui_internal.h>
#include <string_view>

namespace parley::ui {
namespace {

/// What a font source carries. The atlas copies it (`FontData`) and frees the copy.
struct Face {
  TextRasterizer* rasterizer;
  FontWeight weight;
};

const Face& face_of(const ImFontConfig* source) { return *static_cast<const Face*>(source->FontData); }

/// Formatting characters have no picture; where they matter, the whole run is shaped by the platform instead.
bool has_glyph(ImWchar c) {
  if (c < 0x20 || (c >= 0x7F && c < 0xA0)) return false;
  if ((c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F)) return false;
  return c != 0xFEFF && (c < 0xFE00 || c > 0xFE0F) && (c < 0xE0000 || c > 0xE0FFF) && c != 0xFFFD;
}

bool contains_glyph(ImFontAtlas*, ImFontConfig*, ImWchar c) { return has_glyph(c); }

bool init_baked(ImFontAtlas*, ImFontConfig* source, ImFontBaked* baked, void*) {
  const Face& face = face_of(source);
  const FontMetrics metrics = face.rasterizer->metrics({baked->Size, face.weight});
  baked->Ascent = metrics.ascent;
  baked->Descent = -metrics.descent;
  return true;
}

bool load_glyph(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, void*, ImWchar c, ImFontGlyph* glyph,
                float* advance) {
  if (!has_glyph(c)) return false;
  const Face& face = face_of(source);
  char utf8[5] = {};
  const std::string_view text(utf8, static_cast<std::size_t>(ImTextCharToUtf8(utf8, c)));
  const FontSpec font{baked->Size, face.weight};
  const float width = face.rasterizer->measure(font, text, Direction::kLeftToRight);
  if (advance != nullptr) {
    *advance = width;
    return true;
  }
  glyph->AdvanceX = width;

  const float density = baked->RasterizerDensity;
  const RasterizedText picture =
      face.rasterizer->rasterize(font, text, Direction::kLeftToRight, density, Color::hex(0xFFFFFF));
  if (picture.width <= 0 || picture.height <= 0) return true;
  const ImFontAtlasRectId pack_id = ImFontAtlasPackAddRect(atlas, picture.width, picture.height);
  if (pack_id == ImFontAtlasRectId_Invalid) return true;  // the atlas is full: a gap rather than no text at all
  ImTextureRect* rect = ImFontAtlasPackGetRect(atlas, pack_id);
  glyph->X0 = static_cast<float>(picture.left) / density;
  glyph->Y0 = static_cast<float>(picture.top) / density;
  glyph->X1 = static_cast<float>(picture.left + picture.width) / density;
  glyph->Y1 = static_cast<float>(picture.top + picture.height) / density;
  glyph->Visible = true;
  glyph->Colored = picture.colored;
  glyph->PackId = pack_id;
  ImFontAtlasBakedSetFontGlyphBitmap(atlas, baked, source, glyph, rect, picture.rgba.data(), ImTextureFormat_RGBA32,
                                     picture.width * 4);
  return true;
}

const ImFontLoader& loader() {
  static const ImFontLoader instance = [] {
    ImFontLoader l;
    l.Name = "platform";
    l.FontSrcContainsGlyph = contains_glyph;
    l.FontBakedInit = init_baked;
    l.FontBakedLoadGlyph = load_glyph;
    return l;
  }();
  return instance;
}

}  // namespace

ImFont* add_rasterized_font(ImFontAtlas& atlas, TextRasterizer& rasterizer, FontWeight weight) {
  atlas.SetFontLoader(&loader());  // there is no default one
  Face face{&rasterizer, weight};
  ImFontConfig config;
  config.FontLoader = &loader();
  config.FontData = &face;
  config.FontDataSize = static_cast<int>(sizeof(Face));
  config.FontDataOwnedByAtlas = false;  // makes AddFont copy it
  config.SizePixels = 16;
  config.PixelSnapH = false;
  return atlas.AddFont(&config);
}

}  // namespace parley::ui
