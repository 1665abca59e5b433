// What a view draws with during one pass: theme, layout, text, the tree being built, and the state of each control. A handle
// on the frame; it owns nothing and decides nothing about the app.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "client/ui/accessibility.hpp"
#include "client/ui/frame.hpp"
#include "client/ui/geometry/layout.hpp"
#include "client/ui/text.hpp"
#include "client/ui/theme.hpp"

struct ImDrawList;

namespace parley::ui {

/// What a control experiences in this pass.
struct Interaction {
  bool pressed = false;  ///< released over it, or activated by keyboard or assistive software: act now
  bool hovered = false;
  bool held = false;
  bool focused = false;  ///< has DOM focus that is to be shown
  float hover = 0;       ///< 0 to 1, blended over time
  float press = 0;       ///< 0 to 1, blended over time
};

enum class Surface : std::uint8_t { kPage, kDialog, kStage };

class Ui {
 public:
  explicit Ui(Frame::State& state) : state_(state) {}

  const Theme& theme() const;
  const Layout& layout() const;
  Text& text();
  ImDrawList& list();
  double now_ms() const;

  // --- The accessible tree -------------------------------------------------------------------------------------------

  /// Adds a node under the one that is open. The node's `clip` and `inert` are filled in here.
  void add(Node node);

  /// Closes the node that `open` has opened.
  class Scope {
   public:
    explicit Scope(Ui& ui) : ui_(ui) {}
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;
    ~Scope() { ui_.close(); }

   private:
    Ui& ui_;
  };
  /// Adds a node that holds the following ones until the scope ends.
  [[nodiscard]] Scope open(Node node);

  /// The words of the live regions; the last call of a pass wins.
  void set_status(std::string_view text, std::uint32_t serial);
  void set_alert(std::string_view text, std::uint32_t serial);
  void set_title(std::string_view title);

  /// Everything drawn until the scope ends lies under a dialog: it is shown, but neither reacts nor can be reached.
  class InertScope {
   public:
    InertScope(Ui& ui, bool inert);
    InertScope(const InertScope&) = delete;
    InertScope& operator=(const InertScope&) = delete;
    ~InertScope();

   private:
    Ui& ui_;
    bool before_;
  };

  /// Whether what is being drawn lies under a dialog.
  bool inert() const;

  // --- Controls ------------------------------------------------------------------------------------------------------

  /// Adds an interactive node and tells what happens to it. The only way to make something pressable, so nothing that
  /// reacts is missing from the tree. `Node::rect` is the target that is hit.
  Interaction control(Node node);

  /// What the person has typed into this text box since the last run, if anything.
  std::optional<std::string> typed(std::string_view id) const;
  /// Whether Enter was pressed in this text box, or this button activated without a pointer.
  bool activated(std::string_view id) const;
  bool has_focus(std::string_view id) const;
  /// The id of what has it; empty if nothing has.
  std::string_view focused() const;
  void request_focus(std::string_view id);

  /// Whether that focus is also to be shown.
  bool focus_shown(std::string_view id) const;
  /// Whether focus is to be shown, wherever it is.
  bool focus_shown() const;

  // --- The pointer itself, for what is dragged and what hides -------------------------------------------------------

  /// Far away under a dialog.
  Pointer pointer() const;
  /// The pointer that went down is not felt by any control until it is released.
  void swallow_press();
  /// The wheel that was turned over `rect` in this pass. It is taken: nothing else scrolls by it.
  std::optional<WheelInput> wheel_over(const Rect& rect);
  /// Whether this run belongs to something that a person did, not to a clock.
  bool has_input() const;

  // --- Time ----------------------------------------------------------------------------------------------------------

  /// A value on its way to `target`; asks for frames while it moves. `what` tells apart several values of one id. At once
  /// under reduced motion.
  float animate(std::string_view id, char what, float target, double duration_ms, float initial);
  /// The same for plain alpha, which reduced motion keeps, but short.
  float fade_in(std::string_view id, double duration_ms);
  void redraw_at(double at_ms);

  /// What is drawn until the scope ends gets this alpha and is moved down by `dy`.
  class FadeScope {
   public:
    FadeScope(Ui& ui, float alpha, float dy);
    FadeScope(const FadeScope&) = delete;
    FadeScope& operator=(const FadeScope&) = delete;
    ~FadeScope();

   private:
    Ui& ui_;
    int from_;
    float alpha_;
    float dy_;
  };

  // --- Pictures ------------------------------------------------------------------------------------------------------

  void place(VideoPlacement placement);
  /// A window in what is drawn so far, through which the video under it shows.
  void punch(const Rect& rect, float radius);

  // --- Measuring and scrolling ---------------------------------------------------------------------------------------

  /// Runs `draw` without drawing, nodes or input. For content that must know its height before it is placed.
  float measure(FunctionRef<float()> draw);
  bool measuring() const;

  /// False for what lies wholly outside the visible part of the scroll area: its node counts, its drawing does not.
  bool visible(const Rect& rect) const;

  /// A part of the screen whose content may be taller than it. Scrolls by wheel, by touch and to the node that receives
  /// focus. Draw at `top()`, then say with `finish` how far the content reached.
  class ScrollArea {
   public:
    /// From its end: what is added there comes into view, unless somebody has scrolled away from it.
    ScrollArea(Ui& ui, std::string_view id, const Rect& view, bool from_end = false);
    ScrollArea(const ScrollArea&) = delete;
    ScrollArea& operator=(const ScrollArea&) = delete;
    ~ScrollArea();

    float top() const { return view_.y - offset_; }
    void finish(float content_height);

   private:
    Ui& ui_;
    Rect view_;
    std::uint32_t key_;
    float offset_ = 0;
    bool at_end_ = false;
    std::optional<Rect> clip_before_;
    int area_before_ = -1;
  };

  /// Scrolls the area that is drawn so that this is in view: by what its content measured a frame ago.
  void reveal(const Rect& rect);

  Frame::State& state() { return state_; }

 private:
  friend class ScrollArea;
  friend class InertScope;
  friend class FadeScope;
  void close();

  Frame::State& state_;
};

}  // namespace parley::ui
