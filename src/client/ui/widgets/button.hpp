// Everything that is pressed: buttons with words, round icon buttons, and the large controls of a call. Each draws itself,
// adds its accessible node and returns whether it was pressed in this pass.
#pragma once

#include <string>
#include <string_view>

#include "client/ui/icons.hpp"
#include "client/ui/ui.hpp"

namespace parley::ui {

enum class ButtonKind : std::uint8_t { kPrimary, kSecondary, kQuiet, kGhost, kPlain, kPositive, kDanger };

struct Button {
  std::string id;
  std::string_view label;  ///< also the accessible name
  Rect rect;
  ButtonKind kind = ButtonKind::kPrimary;
  Icon icon = Icon::kNone;
  Surface surface = Surface::kPage;
  bool pill = false;
  bool busy = false;        ///< under way: keeps its size, shows three stepping dots, and cannot be pressed
  std::string_view name{};  ///< accessible, where the label alone does not say enough: "Accept photo.jpg"
};

/// Words that do not fit into one line wrap, so a button's height follows from its width.
float button_height(Ui& ui, std::string_view label, Icon icon, float width);
/// The size with the label in one line.
Size button_size(Ui& ui, std::string_view label, Icon icon);
bool button(Ui& ui, const Button& button);

enum class IconButtonKind : std::uint8_t { kBare, kTint, kStrong, kStage, kStageActive };

struct IconButton {
  std::string id;
  std::string_view name;  ///< accessible
  Icon icon = Icon::kNone;
  Rect rect;  ///< 44 x 44
  IconButtonKind kind = IconButtonKind::kBare;
  Color behind;  ///< the colour of the surface under a bare one
  bool disabled = false;
  std::string_view description = {};
};
inline constexpr float kIconButtonSize = 44;
bool icon_button(Ui& ui, const IconButton& button);

enum class CallControlState : std::uint8_t { kOn, kOff, kActive, kRecording, kHangUp };

struct CallControl {
  std::string id;
  std::string_view name;  ///< accessible: what a press does
  Icon icon = Icon::kNone;
  Rect rect;
  CallControlState state = CallControlState::kOn;
  bool busy = false;
  std::string_view description;
  int badge = 0;  ///< a number at the upper right; 0: none
};
bool call_control(Ui& ui, const CallControl& control);

/// The focus ring that fits what lies behind.
void draw_focus(Ui& ui, const Rect& rect, float radius, Surface surface);

}  // namespace parley::ui
