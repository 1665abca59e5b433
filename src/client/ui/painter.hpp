// The few shapes that the design is made of, in CSS px on ImDrawList. No state, no decisions.
#pragma once

#include <cstddef>
#include <vector>

#include "client/ui/geometry/rect.hpp"
#include "client/ui/theme.hpp"

struct ImDrawCmd;
struct ImDrawList;

namespace parley::ui::paint {

void fill(ImDrawList& list, const Rect& rect, float radius, Color color);
/// A line of `width` px inside the rectangle's edge.
void outline(ImDrawList& list, const Rect& rect, float radius, Color color, float width = 1);
/// The layers of an elevation, to be drawn before the surface itself.
void shadow(ImDrawList& list, const Rect& rect, float radius, const Elevation& elevation);
/// The whole backdrop; flat unless the theme has gradients.
void backdrop(ImDrawList& list, const Rect& rect, const Gradient& gradient);
/// Vertically from `top` to `bottom`.
void gradient(ImDrawList& list, const Rect& rect, Color top, Color bottom);
void disc(ImDrawList& list, Point center, float radius, Color color);
/// A circle whose line of `width` is centred on `radius`.
void ring(ImDrawList& list, Point center, float radius, Color color, float width);
/// The part of a ring from the top, clockwise, for `share` of its whole; round ends.
void arc(ImDrawList& list, Point center, float radius, float share, Color color, float width);
/// A 1 px divider over the rectangle's height or width.
void line(ImDrawList& list, Point from, Point to, Color color);
/// A curve of `values`, newest at the right, each the share of the height from 0 to 1 or below 0 for none; the width has room for
/// `most` of them.
void graph(ImDrawList& list, const Rect& rect, const std::vector<float>& values, std::size_t most, Color color,
           Color baseline);
/// The focus ring around a control: outside it by 2 px.
void focus_ring(ImDrawList& list, const Rect& rect, float radius, Color color, float width);
/// The two-coloured ring over pictures: one of the two always shows.
void stage_focus_ring(ImDrawList& list, const Rect& rect, float radius, const StageColors& stage);
/// Makes the canvas transparent within the rectangle, so that a video under it shows. `punch` sets the blend function;
/// without one nothing is drawn.
void hole(ImDrawList& list, const Rect& rect, float radius, void (*punch)(const ImDrawList*, const ImDrawCmd*));

}  // namespace parley::ui::paint
