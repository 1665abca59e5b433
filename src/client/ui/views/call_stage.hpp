// What the parts of the screen Call share: the space they have, what is on the stage, and where each of them lies. Private to call.cpp,
// call_dock.cpp, call_status.cpp, call_tools.cpp, call_pictures.cpp and more.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/ui/icons.hpp"
#include "client/ui/views/stage.hpp"
#include "client/ui/views/views.hpp"

namespace parley::ui {

/// A control that says more when the pointer rests on it.
struct Hint {
  std::string id;
  std::string text;
  std::string_view key;  ///< empty where none does the same
  Rect rect;
  bool below = false;  ///< the words stand below it
};

/// The call in one pass.
class CallStage {
 public:
  CallStage(Ui& to, const app::Model& of, UiState& remembered, Emit wishes, const protocol::Person& who);

  Ui& ui;
  const app::Model& model;
  CallView& view;
  UiState& state;
  Emit emit;
  const protocol::Person& other;
  Rect area;        ///< all of the stage: the viewport, without a panel beside it
  Rect safe;        ///< the part of it for controls
  float shown = 1;  ///< 0 while the controls are away, 1 while they are there
  std::vector<Hint> hints;

  const Theme& theme() const { return ui.theme(); }
  const Layout& layout() const { return ui.layout(); }
  float margin() const { return stage::margin(layout()); }
  /// Narrow or low: only the most pressing controls stand in the dock, the others in "More".
  bool compact() const { return layout().phone() || layout().text_scale > 1.3F || safe.width < kWholeDock; }

  // --- what is seen (call_pictures.cpp)

  bool has(Video video) const;  ///< there is something to be shown, be it one's own disc
  Video large() const;
  /// The large one is a picture, so that controls may go away.
  bool picture() const;
  bool fills() const;
  bool may_fit() const;
  /// Follows the pointer and the keys, then draws the large picture and the small ones over it.
  void pictures(const Rect& status, const Rect& tools);
  /// Their controls; after those that stand before them in reading order.
  void picture_controls();
  /// What a small picture covers, so that words keep clear of it.
  Rect own_rect(const Rect& status, const Rect& tools) const;

  // --- controls

  Rect dock_rect() const;
  void dock();
  /// The upper left pill. Returns its rectangle.
  Rect status();
  /// The upper right pills: tools, and how large a shared screen is. Returns what they cover.
  Rect tools();
  /// What remains while the controls are away, and who shares what. Returns what is left of `room`.
  Rect chips(Rect room, const Rect& status, const Rect& tools);
  void tooltips();
  void keys();
  /// Decides whether the controls are there.
  void hide_controls();

 private:
  static constexpr float kWholeDock = 480;

  struct Tile {
    Video video{};
    Rect rect;
  };
  bool arrived() const;  ///< the other side's media is here
  Size tile_size() const;
  Rect corner_rect(Corner corner, const Rect& status, const Rect& tools) const;
  Corner corner_of(Video video) const;
  Rect tile_rect(Video video, const Rect& status, const Rect& tools) const;
  std::vector<Video> small() const;
  void drag(const Rect& status, const Rect& tools);
  void send_to(Video video, Corner corner, const Rect& from);
  void zoom_by(float factor, Point around);
  void follow_zoom();
  void draw_large();
  void draw_tile(const Tile& tile);
  float zoom_pill(float top);
  void hint(std::string id, std::string_view text, std::string_view key, const Rect& rect, bool below);

  std::vector<Tile> tiles_;
};

}  // namespace parley::ui
