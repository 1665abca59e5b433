#include "client/ui/run_cache.hpp"

#include <algorithm>
#include <cstring>
#include <imgui.h>
#include <imgui_internal.h>

#include "client/ui/utf8.hpp"

namespace parley::ui {
namespace {

// Names on a screen, in every colour and size they appear in: some dozens. Twice that many may wait for their return.
constexpr std::size_t kMaxEntries = 192;
constexpr std::size_t kMaxWidths = 512;

void unregister(ImTextureData* texture) {
  ImGui::UnregisterUserTexture(texture);
  IM_DELETE(texture);
}

}  // namespace

struct RunCache::Entry {
  std::string text;
  FontSpec font;
  Color ink;
  float density = 1;
  TextRun run;
  std::uint32_t last_used = 0;
};

struct RunCache::Width {
  std::string text;
  FontSpec font;
  float width = 0;
};

RunCache::RunCache(TextRasterizer& rasterizer) : rasterizer_(rasterizer) {}

RunCache::~RunCache() {
  for (auto& entry : entries_)
    if (entry->run.texture != nullptr) unregister(entry->run.texture);
  for (ImTextureData* texture : dying_) unregister(texture);
}

void RunCache::begin_frame() {
  ++frame_;
  for (auto& entry : entries_)
    if (entry->run.texture != nullptr && entry->run.texture->Status == ImTextureStatus_Destroyed)
      entry->run.texture->SetStatus(ImTextureStatus_WantCreate);

  while (entries_.size() > kMaxEntries) {
    const auto oldest = std::min_element(entries_.begin(), entries_.end(),
                                         [](const auto& a, const auto& b) { return a->last_used < b->last_used; });
    if ((*oldest)->last_used + 1 >= frame_) break;  // all of them are on the screen
    if (ImTextureData* texture = (*oldest)->run.texture) {
      texture->SetStatus(ImTextureStatus_WantDestroy);
      texture->UnusedFrames = 0;
      dying_.push_back(texture);
    }
    entries_.erase(oldest);
  }

  std::erase_if(dying_, [](ImTextureData* texture) {
    ++texture->UnusedFrames;
    const bool unknown_to_renderer = texture->TexID == ImTextureID_Invalid && texture->BackendUserData == nullptr;
    if (texture->Status != ImTextureStatus_Destroyed && !unknown_to_renderer) return false;
    unregister(texture);
    return true;
  });
}

float RunCache::width(FontSpec font, std::string_view text) {
  for (const Width& known : widths_)
    if (known.font == font && known.text == text) return known.width;
  if (widths_.size() >= kMaxWidths) widths_.erase(widths_.begin(), widths_.begin() + kMaxWidths / 2);
  const float width = rasterizer_.measure(font, text, base_direction(text));
  widths_.push_back({std::string(text), font, width});
  return width;
}

TextRun RunCache::find(FontSpec font, std::string_view text, Color ink, float density) {
  for (auto& entry : entries_) {
    if (entry->font == font && entry->ink == ink && entry->density == density && entry->text == text) {
      entry->last_used = frame_;
      return entry->run;
    }
  }
  auto entry = std::make_unique<Entry>();
  entry->text = text;
  entry->font = font;
  entry->ink = ink;
  entry->density = density;
  entry->last_used = frame_;
  const RasterizedText picture = rasterizer_.rasterize(font, text, base_direction(text), density, ink);
  if (picture.width > 0 && picture.height > 0) {
    ImTextureData* texture = IM_NEW(ImTextureData)();
    texture->Create(ImTextureFormat_RGBA32, picture.width, picture.height);
    texture->UseColors = true;
    std::memcpy(texture->Pixels, picture.rgba.data(), picture.rgba.size());
    texture->SetStatus(ImTextureStatus_WantCreate);
    ImGui::RegisterUserTexture(texture);
    entry->run = {texture, picture.left, picture.top};
  }
  entries_.push_back(std::move(entry));
  return entries_.back()->run;
}

}  // namespace parley::ui
