// What a Frame keeps between runs and collects during a pass. Private to frame.cpp and ui.cpp.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "client/ui/frame.hpp"
#include "client/ui/geometry/layout.hpp"
#include "client/ui/motion.hpp"
#include "client/ui/text.hpp"
#include "client/ui/theme.hpp"

struct ImDrawList;
struct ImGuiContext;

namespace parley::ui {

/// How far a scroll area is scrolled, by the key of its id.
struct ScrollPosition {
  std::uint32_t key = 0;
  float offset = 0;
  float limit = 0;  ///< the largest offset, from the content's height in the last pass
};

/// A finger on the screen: a press until it moves too far, a scroll from then on.
struct Touch {
  bool down = false;
  bool dragging = false;
  Point start;
  Point last;
  float moved = 0;  ///< not yet applied, positive downwards
};

struct Frame::State {
  State(TextRasterizer& rasterizer, DrawCallbacks draw_callbacks);
  ~State();

  ImGuiContext* context = nullptr;
  std::unique_ptr<Text> text;
  DrawCallbacks callbacks;
  Animations animations;

  // Of the run
  const FrameInput* input = nullptr;
  std::optional<Appearance> appearance;
  Theme theme;
  Layout layout;
  double last_pass_ms = 0;
  std::string last_focused;
  float last_visible_height = 0;
  bool reveal_focused = false;  ///< focus or the room for it has changed: bring it into view
  bool reveal_due = false;      ///< … as soon as no pointer is held down

  // Of the event that a pass belongs to
  std::optional<std::string> activation;
  const TextInput* typed = nullptr;
  Touch touch;
  std::optional<WheelInput> wheel;
  Pointer pointer;
  bool press_swallowed = false;  ///< no control feels the pointer until it is released

  // Of the pass
  FrameOutput output;
  std::vector<int> open;  ///< indexes of the open nodes
  std::vector<ScrollPosition> scrolls;
  std::optional<Rect> clip;
  int scroll_area = -1;  ///< index in `scrolls` of the area being drawn
  bool inert = false;
  bool again = false;  ///< the pass moved something that was drawn already
  std::unique_ptr<ImDrawList> scratch;
  bool measuring = false;

  // Of the last run
  std::string modal;         ///< the dialog that was open
  std::string return_focus;  ///< what had focus before it
  std::uint64_t drawn = 0;   ///< fingerprint of the vertices
  std::vector<VideoPlacement> videos;

  ScrollPosition& scroll(std::uint32_t key, int& index);
};

}  // namespace parley::ui
