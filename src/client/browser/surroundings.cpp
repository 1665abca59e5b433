#include "client/browser/surroundings.hpp"

#include <cstdint>
#include <vector>

namespace parley::browser {
namespace {

/// Three bytes a colour, in the order of the members of ForcedColors.
std::optional<ui::ForcedColors> read_forced_colors(const val& channels) {
  if (channels.isNull() || channels.isUndefined()) return std::nullopt;
  const std::vector<std::uint8_t> bytes = emscripten::vecFromJSArray<std::uint8_t>(channels);
  if (bytes.size() < 24) return std::nullopt;
  std::size_t next = 0;
  const auto color = [&bytes, &next] {
    const ui::Color read{bytes[next], bytes[next + 1], bytes[next + 2], 255};
    next += 3;
    return read;
  };
  ui::ForcedColors forced;
  forced.canvas = color();
  forced.canvas_text = color();
  forced.button_face = color();
  forced.button_text = color();
  forced.button_border = color();
  forced.highlight = color();
  forced.highlight_text = color();
  forced.gray_text = color();
  return forced;
}

}  // namespace

void read_surroundings(const val& surface, ui::FrameInput& input) {
  const val state = surface.call<val>("read");
  const auto number = [&state](const char* key) { return state[key].as<float>(); };
  const auto flag = [&state](const char* key) { return state[key].as<bool>(); };
  input.viewport = {number("width"), number("height")};
  input.density = number("density");
  input.safe_area = {number("safe_top"), number("safe_right"), number("safe_bottom"), number("safe_left")};
  input.keyboard_inset = number("keyboard_inset");
  input.appearance.scheme = flag("dark") ? ui::ColorScheme::kDark : ui::ColorScheme::kLight;
  input.appearance.forced_colors = read_forced_colors(state["forced_colors"]);
  input.appearance.more_contrast = flag("more_contrast");
  input.appearance.reduced_motion = flag("reduced_motion");
  input.appearance.text_scale = number("text_scale");
}

}  // namespace parley::browser
