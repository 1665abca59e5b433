// What the page tells a frame of its surroundings: size, density, insets and the look that the person's system asks for.
#pragma once

#include "client/browser/values.hpp"
#include "client/ui/frame.hpp"

namespace parley::browser {

/// Reads a SurfaceState (web/types.d.ts) into the part of `input` that it is about.
void read_surroundings(const val& surface, ui::FrameInput& input);

}  // namespace parley::browser
