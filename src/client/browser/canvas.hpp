// The canvas's WebGL 2 context and Dear ImGui's renderer on it. A lost context is given up and made anew; nothing is drawn
// meanwhile, and everything else goes on.
#pragma once

#include "client/ui/frame.hpp"

struct ImDrawData;

namespace parley::browser {

/// Needs ImGui's context, so that a ui::Frame must be there before and until after it.
class Canvas {
 public:
  /// Makes the context. Without one `paint` does nothing.
  Canvas();
  Canvas(const Canvas&) = delete;
  Canvas& operator=(const Canvas&) = delete;
  ~Canvas();

  /// What ui needs of GL to draw windows to what lies under the canvas.
  static ui::DrawCallbacks callbacks();

  bool ready() const { return ready_; }
  void lose() { ready_ = false; }
  /// The browser has given the context back, or the canvas was replaced by a new one.
  void restore();

  /// Draws onto a cleared canvas of this size in device pixels.
  void paint(ImDrawData* data, int width, int height);

 private:
  void make();
  void drop();

  int context_ = 0;
  bool ready_ = false;
};

}  // namespace parley::browser
