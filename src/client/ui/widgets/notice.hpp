// What is said beside the content: alerts that stay until they are solved, and banners over the stage.
#pragma once

#include <string>
#include <string_view>

#include "client/ui/icons.hpp"
#include "client/ui/ui.hpp"

namespace parley::ui {

enum class NoticeKind : std::uint8_t { kInfo, kWarning, kDanger };

struct Notice {
  std::string id;
  std::string_view text;
  std::string_view detail;  ///< a second, quieter line that may change while the notice stays; empty for none
  NoticeKind kind = NoticeKind::kDanger;
  Icon icon = Icon::kWarning;
  std::string_view action;  ///< the label of a button in it; empty for none
};

float alert_height(Ui& ui, const Notice& notice, float width);
/// Draws it from (`x`, `y`) downwards; true when its button was pressed.
bool alert_box(Ui& ui, const Notice& notice, float x, float y, float width);

/// The size of a banner in at most `width`: one line as a pill, more as a rounded box.
Size banner_size(Ui& ui, const Notice& notice, float width);
bool banner(Ui& ui, const Notice& notice, const Rect& rect);

}  // namespace parley::ui
