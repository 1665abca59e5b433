// The sheet of keyboard shortcuts.
#include "client/ui/views/views.hpp"

namespace parley::ui {

void draw_shortcuts(Ui& /*ui*/, const app::Model& /*model*/, UiState& /*state*/, Emit /*emit*/) {}

}  // namespace parley::ui
