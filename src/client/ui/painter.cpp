#include "client/ui/painter.hpp"

#include <algorithm>
#include <cmath>
#include <imgui.h>
#include <numbers>

#include "client/ui/imgui_color.hpp"

namespace parley::ui::paint {
namespace {

ImVec2 top_left(const Rect& r) { return {r.x, r.y}; }
ImVec2 bottom_right(const Rect& r) { return {r.right(), r.bottom()}; }
float clamped(const Rect& rect, float radius) { return std::min(radius, std::min(rect.width, rect.height) / 2); }

}  // namespace

void fill(ImDrawList& list, const Rect& rect, float radius, Color color) {
  if (rect.empty() || color.a == 0) return;
  list.AddRectFilled(top_left(rect), bottom_right(rect), to_imgui(color), clamped(rect, radius));
}

void outline(ImDrawList& list, const Rect& rect, float radius, Color color, float width) {
  if (rect.empty() || color.a == 0) return;
  const Rect path = rect.inset(width / 2);
  list.PathRect(top_left(path), bottom_right(path), clamped(path, std::max(0.0F, radius - width / 2)));
  list.PathStroke(to_imgui(color), ImDrawFlags_Closed, width);
}

void shadow(ImDrawList& list, const Rect& rect, float radius, const Elevation& elevation) {
  const float layers = static_cast<float>(elevation.layers);
  for (int i = elevation.layers - 1; i >= 0; --i) {
    const float step = static_cast<float>(i);
    const float spread = elevation.reach * std::pow((step + 1) / layers, 1.5F) - elevation.drop / 2;
    fill(list, rect.inset(-spread).moved(0, elevation.drop), radius + spread,
         elevation.color.faded(elevation.alpha * (1 - step / layers)));
  }
}

void backdrop(ImDrawList& list, const Rect& rect, const Gradient& g) {
  list.AddRectFilledMultiColor(top_left(rect), bottom_right(rect), to_imgui(g.top_left), to_imgui(g.top_right),
                               to_imgui(g.bottom_right), to_imgui(g.bottom_left));
}

void gradient(ImDrawList& list, const Rect& rect, Color top, Color bottom) {
  list.AddRectFilledMultiColor(top_left(rect), bottom_right(rect), to_imgui(top), to_imgui(top), to_imgui(bottom),
                               to_imgui(bottom));
}

void disc(ImDrawList& list, Point center, float radius, Color color) {
  list.AddCircleFilled({center.x, center.y}, radius, to_imgui(color));
}

void ring(ImDrawList& list, Point center, float radius, Color color, float width) {
  if (color.a == 0) return;
  list.AddCircle({center.x, center.y}, radius, to_imgui(color), 0, width);
}

void arc(ImDrawList& list, Point center, float radius, float share, Color color, float width) {
  if (share <= 0) return;
  constexpr float kTop = -std::numbers::pi_v<float> / 2;
  const float end = kTop + 2 * std::numbers::pi_v<float> * std::min(share, 1.0F);
  list.PathArcTo({center.x, center.y}, radius, kTop, end);
  list.PathStroke(to_imgui(color), ImDrawFlags_None, width);
  disc(list, {center.x, center.y - radius}, width / 2, color);
  disc(list, {center.x + radius * std::cos(end), center.y + radius * std::sin(end)}, width / 2, color);
}

void line(ImDrawList& list, Point from, Point to, Color color) {
  list.AddLine({from.x, from.y}, {to.x, to.y}, to_imgui(color), 1);
}

void graph(ImDrawList& list, const Rect& rect, const std::vector<float>& values, std::size_t most, Color color,
           Color baseline) {
  line(list, {rect.x, rect.bottom() - .5F}, {rect.right(), rect.bottom() - .5F}, baseline);
  const float step = rect.width / static_cast<float>(most - 1);
  const ImU32 below = to_imgui(color.faded(.16F));
  const auto point = [&](std::size_t i) {
    const float back = static_cast<float>(values.size() - 1 - i) * step;
    return ImVec2{rect.right() - back, rect.bottom() - std::min(values[i], 1.0F) * (rect.height - 1)};
  };
  for (std::size_t i = 0; i < values.size();) {
    const std::size_t first = i;
    while (i < values.size() && values[i] >= 0) ++i;
    for (std::size_t k = first; k + 1 < i; ++k) {
      const ImVec2 a = point(k);
      const ImVec2 b = point(k + 1);
      list.AddQuadFilled(a, b, {b.x, rect.bottom()}, {a.x, rect.bottom()}, below);
    }
    for (std::size_t k = first; k < i; ++k) list.PathLineTo(point(k));
    if (i > first) list.PathStroke(to_imgui(color), ImDrawFlags_None, 1.5F);
    if (i == first) ++i;
  }
}

void focus_ring(ImDrawList& list, const Rect& rect, float radius, Color color, float width) {
  outline(list, rect.inset(-2 - width), radius + 2 + width, color, width);
}

void stage_focus_ring(ImDrawList& list, const Rect& rect, float radius, const StageColors& stage) {
  outline(list, rect.inset(-4), radius + 4, stage.focus_inner, 2);
  outline(list, rect.inset(-6), radius + 6, stage.focus_outer, 2);
}

void hole(ImDrawList& list, const Rect& rect, float radius, void (*punch)(const ImDrawList*, const ImDrawCmd*)) {
  if (punch == nullptr) return;
  list.AddCallback(punch, nullptr);
  fill(list, rect, radius, Color::hex(0xFFFFFF));
  list.AddCallback(ImDrawCallback_ResetRenderState, nullptr);
}

}  // namespace parley::ui::paint
