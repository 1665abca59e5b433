// What the views were given and what they measured, as JSON. Lengths are written exactly, as the bits of a float: a layout
// that differs by a rounding is another layout.
#pragma once

#include <string>
#include <string_view>

#include "client/ui/frame.hpp"
#include "client/ui/text_rasterizer.hpp"

namespace parley::record {

/// `{"frame":…}`: everything a frame depends on besides the model.
std::string to_json(const ui::FrameInput& input);

/// `{"metrics":[size, weight, ascent, descent]}`
std::string to_json(ui::FontSpec font, ui::FontMetrics metrics);

/// `{"measure":[size, weight, direction, text, advance]}`
std::string to_json(ui::FontSpec font, std::string_view text, ui::Direction direction, float advance);

/// `{"tree":"…"}`: what the frame led to, see ui::to_json.
std::string to_json_line(const ui::Tree& tree);

}  // namespace parley::record
