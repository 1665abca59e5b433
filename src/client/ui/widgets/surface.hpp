// What things stand on: the backdrop, the brand bar, cards, dialogs, and the dark pills of the stage.
#pragma once

#include <string>
#include <string_view>

#include "client/ui/ui.hpp"

namespace parley::ui {

void page_backdrop(Ui& ui);
void card(Ui& ui, const Rect& rect);

/// The height of the bar at the top of every page, safe area included.
float brand_bar_height(Ui& ui);
/// The bar's mark and name as the banner landmark. Returns the rectangle in which tools can stand, to its right.
Rect brand_bar(Ui& ui, float top);

/// The surface of a dialog over its scrim, on its way in: a box, or a sheet that slides up from the bottom edge. Returns where
/// it is drawn now.
Rect dialog_surface(Ui& ui, std::string_view id, const Rect& box, bool sheet);

/// A dark pill or box over the stage.
void stage_panel(Ui& ui, const Rect& rect, float radius);
/// The room without a picture: gradient and motif.
void stage_backdrop(Ui& ui, const Rect& rect);

}  // namespace parley::ui
