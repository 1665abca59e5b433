// What Waiting and Call share: their controls, keys, banners, the place of a picture that is not there, and the room beside the chat.
#pragma once

#include <string_view>

#include "client/ui/views/views.hpp"
#include "client/ui/widgets/button.hpp"

namespace parley::ui::stage {

/// The size of a call control in this layout, and the space between two.
float control_size(const Layout& layout);
float control_gap(const Layout& layout);
float margin(const Layout& layout);

/// "Mute microphone" and "Turn camera off", or their opposites.
void microphone_control(Ui& ui, const app::Model& model, const Rect& rect, Emit emit);
void camera_control(Ui& ui, const app::Model& model, const Rect& rect, Emit emit);

/// Single keys do something: the setting says so.
bool keys_on(const app::Model& model);
/// M, V, and Space as long as it is held: in Waiting and Call alike.
void keys(Ui& ui, const app::Model& model, Emit emit);

/// Where the chat of a call lies beside the stage, or below it; empty where it covers the screen.
Rect chat_panel(const Layout& layout);
/// What is left for the stage, while the chat is open or not.
Rect area(const Layout& layout, const app::Model& model);

/// The banners that the model asks for, one below the other at the top of `area`, or at its bottom on a landscape phone; they
/// scroll where the area is too small. "Play sound" stands among them while the browser holds sound back. Returns what is
/// left of the area.
Rect banners(Ui& ui, const app::Model& model, const Rect& area, Emit emit);

/// A person's disc, name and a line below it: the place of a picture that is not there.
struct Placeholder {
  const protocol::Person* person = nullptr;
  std::string_view heading;
  std::string_view heading_id;  ///< empty when the words stand elsewhere as well
  std::string_view line;
  std::string_view line_id;
  bool calling = false;  ///< with rings that step
  bool timer = false;    ///< the line counts seconds
};
/// Its height in an area of this size: the disc is as large as there is room for.
float placeholder_height(Ui& ui, const Placeholder& placeholder, Size area);
/// Draws it from the top of `area`, centred horizontally.
void placeholder(Ui& ui, const Placeholder& placeholder, const Rect& area);

}  // namespace parley::ui::stage
