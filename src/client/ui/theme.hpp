// The tokens of the look: colours, type and elevation for one appearance. Widgets name a role here, never a value.
#pragma once

#include <array>

#include "client/ui/appearance.hpp"
#include "client/ui/text_rasterizer.hpp"

namespace parley::ui {

/// One line of the type scale, already scaled to the person's text size.
struct TextStyle {
  FontSpec font;
  float line_height = 24;
  float tracking = 0;    ///< added to every advance, CSS px
  bool tabular = false;  ///< every digit as wide as the widest

  TextStyle strong() const {
    TextStyle style = *this;
    style.font.weight = FontWeight::kSemibold;
    return style;
  }
  TextStyle figures() const {
    TextStyle style = *this;
    style.tabular = true;
    return style;
  }
};

struct TypeScale {
  TextStyle display;
  TextStyle display_small;  ///< on phones
  TextStyle headline;
  TextStyle title;
  TextStyle brand;
  TextStyle body;
  TextStyle small;
  TextStyle caption;
};

/// The corner colours of a backdrop. BR = TR + BL - TL per channel, so that the split along the diagonal does not show.
struct Gradient {
  Color top_left;
  Color top_right;
  Color bottom_left;
  Color bottom_right;
};

/// A shadow of `layers` unblurred rounded rectangles (§2, Elevation).
struct Elevation {
  int layers = 0;
  float reach = 0;
  float drop = 0;
  Color color;  ///< its alpha is that of the innermost layer, of 255
  float alpha = 0;
};

struct AvatarHue {
  Color fill;
  Color initials;
};

/// Colours over video: the same in light and dark.
struct StageColors {
  Color letterbox;
  Gradient backdrop;
  Color dock;
  Color dock_line;
  Color dock_solid;  ///< what the dock looks like behind an icon's cut
  Color text;
  Color muted;
  Color button;
  Color button_hover;
  Color button_solid;  ///< a button on the dock, opaque
  Color off;
  Color on_off;
  Color accent;
  Color on_accent;
  Color positive;
  Color warning;
  Color danger;
  Color hang_up;
  Color on_hang_up;
  Color veil;
  Color motif_a;
  Color motif_b;
  Color shade;  ///< the gradient behind words over one's own picture
  Color focus_inner;
  Color focus_outer;
};

struct Theme {
  bool dark = false;
  bool forced = false;    ///< system colours: 1 px borders around everything, no shadow, no gradient
  bool gradients = true;  ///< flat backgrounds under forced colours and more contrast
  bool reduced_motion = false;

  Gradient backdrop;
  Color background;
  Color surface;
  Color raised;
  Color sunken;
  Color hover;
  Color outline;
  Color outline_strong;
  Color text;
  Color muted;
  Color disabled;
  Color accent;
  Color accent_hover;
  Color on_accent;
  Color accent_soft;
  Color on_accent_soft;
  Color accent_soft_raised;  ///< accent-soft within dialogs
  Color quiet_raised;        ///< quiet buttons within dialogs
  Color positive;
  Color on_positive;
  Color danger;
  Color danger_soft;
  Color warning;
  Color warning_soft;
  Color focus;
  Color scrim;
  Color motif_a;
  Color motif_b;
  Color mark_a;
  Color mark_b;
  Color toast;
  Color on_toast;
  StageColors stage;
  std::array<AvatarHue, 8> hues;
  std::array<AvatarHue, 8> stage_hues;

  Elevation e1;
  Elevation e2;
  Elevation e3;
  Elevation stage_e2;
  float focus_width = 2;

  TypeScale type;
};

Theme make_theme(const Appearance& appearance);

}  // namespace parley::ui
