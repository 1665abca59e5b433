// One frame of the user interface: input in, drawn vertices and an accessible tree out. Owns the ImGui context. It knows no
// browser, no clock and no model: all of them are arguments.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "client/ui/accessibility.hpp"
#include "client/ui/appearance.hpp"
#include "client/ui/function_ref.hpp"
#include "client/ui/geometry/rect.hpp"
#include "client/ui/text_rasterizer.hpp"

struct ImDrawCmd;
struct ImDrawData;
struct ImDrawList;

namespace parley::ui {

class Ui;

enum class PointerKind : std::uint8_t { kMouse, kTouch, kPen };
enum class PointerAction : std::uint8_t { kMove, kDown, kUp, kCancel, kLeave };

/// A DOM pointer event of the primary pointer (others are not sent), primary button only; CSS px of the viewport.
struct PointerInput {
  PointerAction action = PointerAction::kMove;
  PointerKind kind = PointerKind::kMouse;
  Point at;
};

/// The primary pointer during a pass, apart from any control: for what is dragged, and for what hides and comes back.
struct Pointer {
  std::optional<Point> at;  ///< nothing while none is over the page
  Point start;              ///< where it went down
  bool touch = false;
  bool pressed = false;   ///< it went down in this pass
  bool down = false;      ///< it is held down
  bool dragging = false;  ///< … and has moved further than a press may; also in the pass of its release
  bool released = false;  ///< it went up in this pass
};

/// A DOM wheel event in CSS px (`deltaMode` already resolved); positive `dy` scrolls down.
struct WheelInput {
  Point at;
  float dx = 0;
  float dy = 0;
};

/// A node was activated without a pointer: Enter, Space or an assistive `click` on a button, Enter in a text box.
struct ActivationInput {
  std::string id;
};

/// The text of a text box was changed by the person.
struct TextInput {
  std::string id;
  std::string value;
};

using InputEvent = std::variant<PointerInput, WheelInput, ActivationInput, TextInput>;

/// Everything outside the model that a frame depends on. `events` are those since the last run, oldest first.
struct FrameInput {
  Size viewport;             ///< CSS px of the visual viewport
  float density = 1;         ///< device pixels per CSS px
  Insets safe_area;          ///< env(safe-area-inset-*)
  float keyboard_inset = 0;  ///< CSS px at the bottom that an on-screen keyboard covers
  Appearance appearance;
  double now_ms = 0;           ///< any monotonic clock
  std::string focused_id;      ///< the node that has DOM focus; empty for none
  bool focus_visible = false;  ///< whether that focus is to be shown (`:focus-visible`)
  std::vector<InputEvent> events;
};

enum class Video : std::uint8_t { kRemote, kLocal, kScreen };
enum class VideoFit : std::uint8_t { kCover, kContain };

/// Where a <video> element lies under the canvas. Elements not listed are hidden.
struct VideoPlacement {
  Video video = Video::kRemote;
  Rect rect;         ///< CSS px of the viewport
  float radius = 0;  ///< of the corners
  VideoFit fit = VideoFit::kCover;
  bool mirrored = false;
  float opacity = 1;
  std::string name;  ///< `aria-label`: "Ben's video", "Your video"
  bool operator==(const VideoPlacement&) const = default;
};

enum class Cursor : std::uint8_t { kDefault, kPointer, kText };

struct FrameOutput {
  Tree tree;
  std::vector<VideoPlacement> videos;  ///< bottom first: a later one lies over an earlier one
  Cursor cursor = Cursor::kDefault;
  /// When to run and draw again though nothing happens: `now_ms` or earlier while something moves (the next animation
  /// frame), later for a step of a clock, nothing when the picture stays as it is.
  std::optional<double> redraw_at_ms;
  std::string focus_request;  ///< the node to focus now, in the same task (without scrolling); empty for none
  std::string title;          ///< of the document
  Color page_color;           ///< for `theme-color` and the page behind the canvas
  bool changed = true;        ///< false when this frame would draw exactly what the last one did
};

/// GL state that only the platform can set.
struct DrawCallbacks {
  /// An ImDrawCallback that sets `glBlendFunc(GL_ZERO, GL_ONE_MINUS_SRC_ALPHA)`; what is drawn until the render state is
  /// reset makes the canvas transparent. May be null where nothing is rendered.
  void (*punch_hole)(const ImDrawList*, const ImDrawCmd*) = nullptr;
};

/// Owns the ImGui context, fonts and transient interaction state. One per page.
class Frame {
 public:
  explicit Frame(TextRasterizer& rasterizer, DrawCallbacks callbacks = {});
  Frame(const Frame&) = delete;
  Frame& operator=(const Frame&) = delete;
  ~Frame();

  /// Applies `input`, calls `draw` once or more (until ImGui's input queue is empty) and returns the last result. Cheap
  /// enough for every event; draws nothing by itself and works while the page is hidden.
  FrameOutput run(const FrameInput& input, FunctionRef<void(Ui&)> draw);

  /// The vertices of the last run, for ImGui's renderer. Clear the canvas to transparent black first. Texture requests are
  /// kept until some renderer has answered them, however many runs lie between.
  ImDrawData* render();

  struct State;

 private:
  std::unique_ptr<State> state_;
};

}  // namespace parley::ui
