// Textures of whole lines of text that the platform has shaped, kept while they are in use and forgotten oldest first.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "client/ui/color.hpp"
#include "client/ui/text_rasterizer.hpp"

struct ImTextureData;

namespace parley::ui {

/// A run ready to be drawn. `left` and `top` are device pixels from the pen on the baseline.
struct TextRun {
  ImTextureData* texture = nullptr;  ///< null for a run without ink
  int left = 0;
  int top = 0;
};

class RunCache {
 public:
  explicit RunCache(TextRasterizer& rasterizer);
  RunCache(const RunCache&) = delete;
  RunCache& operator=(const RunCache&) = delete;
  ~RunCache();

  /// Once per ImGui frame, before any run is asked for: evicts, and brings back what a lost GL context took.
  void begin_frame();

  /// The width in CSS px; measured once.
  float width(FontSpec font, std::string_view text);

  /// The picture of `text` in `ink`. Valid until the next `begin_frame`.
  TextRun find(FontSpec font, std::string_view text, Color ink, float density);

 private:
  struct Entry;
  struct Width;

  TextRasterizer& rasterizer_;
  std::vector<std::unique_ptr<Entry>> entries_;
  std::vector<ImTextureData*> dying_;
  std::vector<Width> widths_;
  std::uint32_t frame_ = 0;
};

}  // namespace parley::ui
