// Draws ImDrawData without a GPU, so that a person can look at a screen that no browser has shown yet, and so that tests
// meet the same texture protocol as a real renderer.
#pragma once

#include <string>
#include <vector>

#include "client/ui/color.hpp"
#include "client/ui/frame.hpp"

struct ImDrawData;

namespace parley::ui::test {

struct Picture {
  int width = 0;
  int height = 0;
  std::vector<Color> pixels;

  Color at(int x, int y) const { return pixels[static_cast<std::size_t>(y * width + x)]; }
};

/// Answers every texture request, as a backend would. Call at least this after each run that is not rendered.
void answer_texture_requests();

/// Renders over a stand-in for the videos. `data` may be null for none.
Picture render(const ImDrawData* data, const FrameOutput& output, float density);

/// Marks ImGui's callback that punches holes; give it to the frame.
DrawCallbacks software_callbacks();

/// Writes an uncompressed PNG; false when the file cannot be written.
bool write_png(const Picture& picture, const std::string& path);

}  // namespace parley::ui::test
