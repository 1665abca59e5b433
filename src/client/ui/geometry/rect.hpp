// Points, sizes and rectangles in CSS pixels, the only unit of layout. Device pixels exist only inside text and drawing.
#pragma once

#include <algorithm>

namespace parley::ui {

struct Point {
  float x = 0;
  float y = 0;
  bool operator==(const Point&) const = default;
};

struct Size {
  float width = 0;
  float height = 0;
  bool operator==(const Size&) const = default;
};

/// Space kept free at the four edges of a rectangle.
struct Insets {
  float top = 0;
  float right = 0;
  float bottom = 0;
  float left = 0;
  bool operator==(const Insets&) const = default;
};

/// An upright rectangle: top left corner and size. `y` grows downwards.
struct Rect {
  float x = 0;
  float y = 0;
  float width = 0;
  float height = 0;
  bool operator==(const Rect&) const = default;

  float right() const { return x + width; }
  float bottom() const { return y + height; }
  Point center() const { return {x + width / 2, y + height / 2}; }
  bool empty() const { return width <= 0 || height <= 0; }

  bool contains(Point p) const { return p.x >= x && p.y >= y && p.x < right() && p.y < bottom(); }
  bool overlaps(const Rect& o) const { return x < o.right() && o.x < right() && y < o.bottom() && o.y < bottom(); }
  Rect inset(float by) const { return {x + by, y + by, width - 2 * by, height - 2 * by}; }
  Rect inset(const Insets& by) const {
    return {x + by.left, y + by.top, width - by.left - by.right, height - by.top - by.bottom};
  }
  Rect moved(float dx, float dy) const { return {x + dx, y + dy, width, height}; }
  /// The part that both have; empty (zero size) when they do not meet.
  Rect intersection(const Rect& o) const {
    const float left = std::max(x, o.x);
    const float top = std::max(y, o.y);
    return {left, top, std::max(0.0F, std::min(right(), o.right()) - left),
            std::max(0.0F, std::min(bottom(), o.bottom()) - top)};
  }
  /// A rectangle of `size` with the same centre.
  Rect centered(Size size) const {
    return {x + (width - size.width) / 2, y + (height - size.height) / 2, size.width, size.height};
  }
};

}  // namespace parley::ui
