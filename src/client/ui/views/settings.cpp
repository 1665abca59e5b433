// The dialog "Settings": preview, level, devices, and what somebody chose for this browser.
#include "client/ui/views/views.hpp"

namespace parley::ui {

void draw_settings(Ui& /*ui*/, const app::Model& /*model*/, UiState& /*state*/, Emit /*emit*/) {}

}  // namespace parley::ui
