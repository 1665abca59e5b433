// A cursor that hands out rectangles from top to bottom. It measures nothing and draws nothing.
#pragma once

#include "client/ui/geometry/rect.hpp"

namespace parley::ui {

class Column {
 public:
  Column(float x, float top, float width) : x_(x), top_(top), y_(top), width_(width) {}
  explicit Column(const Rect& area) : Column(area.x, area.y, area.width) {}

  /// The next `height` of the column over its whole width.
  Rect take(float height) {
    const Rect rect{x_, y_, width_, height};
    y_ += height;
    return rect;
  }
  void gap(float height) { y_ += height; }

  float x() const { return x_; }
  float width() const { return width_; }
  float y() const { return y_; }
  float used() const { return y_ - top_; }

 private:
  float x_;
  float top_;
  float y_;
  float width_;
};

}  // namespace parley::ui
