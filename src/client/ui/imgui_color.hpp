// Our colours as Dear ImGui packs them. Only for sources that draw.
#pragma once

#include <imgui.h>

#include "client/ui/color.hpp"

namespace parley::ui {

constexpr ImU32 to_imgui(Color c) { return IM_COL32(c.r, c.g, c.b, c.a); }

}  // namespace parley::ui
