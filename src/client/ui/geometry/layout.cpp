#include "client/ui/geometry/layout.hpp"

namespace parley::ui {

LayoutClass classify(Size viewport) {
  if (viewport.width <= 480) return LayoutClass::kPhonePortrait;
  if (viewport.height <= 480) return LayoutClass::kPhoneLandscape;
  if (viewport.width < 1024) return LayoutClass::kTablet;
  if (viewport.width < 1920) return LayoutClass::kDesktop;
  return LayoutClass::kVeryWide;
}

Layout make_layout(Size viewport, Insets safe_area, float keyboard_inset, float text_scale) {
  return {classify(viewport), viewport, safe_area, keyboard_inset, std::clamp(text_scale, 1.0F, 2.0F)};
}

}  // namespace parley::ui
