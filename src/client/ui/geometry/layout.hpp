// Which arrangement a viewport gets, and the measures that follow from it. Classes and numbers are the design's, §6.
#pragma once

#include <cstdint>

#include "client/ui/geometry/rect.hpp"

namespace parley::ui {

enum class LayoutClass : std::uint8_t {
  kPhonePortrait,   ///< width <= 480
  kPhoneLandscape,  ///< height <= 480 and wider than 480
  kTablet,          ///< 481 to 1023
  kDesktop,         ///< 1024 to 1919
  kVeryWide,        ///< from 1920
};

LayoutClass classify(Size viewport);

/// The one spacing scale, CSS px.
namespace space {
inline constexpr float k4 = 4;
inline constexpr float k8 = 8;
inline constexpr float k12 = 12;
inline constexpr float k16 = 16;
inline constexpr float k24 = 24;
inline constexpr float k32 = 32;
inline constexpr float k48 = 48;
inline constexpr float k72 = 72;
}  // namespace space

/// The one scale of corner radii, CSS px.
namespace radius {
inline constexpr float kControl = 12;
inline constexpr float kRow = 16;
inline constexpr float kPhoneCard = 20;
inline constexpr float kCard = 24;
}  // namespace radius

/// What the views know about the space they have.
struct Layout {
  LayoutClass kind = LayoutClass::kDesktop;
  Size viewport;
  Insets safe_area;
  float keyboard_inset = 0;
  float text_scale = 1;  ///< 1 to 2; scales type and line heights only

  bool phone() const { return kind == LayoutClass::kPhonePortrait || kind == LayoutClass::kPhoneLandscape; }
  bool portrait_phone() const { return kind == LayoutClass::kPhonePortrait; }
  bool landscape_phone() const { return kind == LayoutClass::kPhoneLandscape; }
  /// Two columns on Idle and the complete dock need room for the words, too.
  bool wide() const { return (kind == LayoutClass::kDesktop || kind == LayoutClass::kVeryWide) && text_scale <= 1.3F; }
  /// As narrow as the smallest phones.
  bool narrow() const { return viewport.width < 360; }

  float page_margin() const { return phone() ? space::k16 : space::k32; }
  float card_padding() const { return phone() ? space::k16 : space::k24; }
  float card_gap() const { return phone() ? space::k16 : space::k24; }
  float card_radius() const { return portrait_phone() ? radius::kPhoneCard : radius::kCard; }
  /// The height of buttons and fields whose text has this line height.
  float control_height(float line_height) const { return std::max(44.0F, line_height + 20); }

  Rect full() const { return {0, 0, viewport.width, viewport.height}; }
  /// The viewport without notches and rounded corners.
  Rect safe() const { return full().inset(safe_area); }
};

Layout make_layout(Size viewport, Insets safe_area, float keyboard_inset, float text_scale);

}  // namespace parley::ui
