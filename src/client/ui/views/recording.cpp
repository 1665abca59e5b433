// What recording asks and tells: the question for consent, and what became of the file.
#include "client/ui/views/views.hpp"

namespace parley::ui {

void draw_recording(Ui& /*ui*/, const app::Model& /*model*/, UiState& /*state*/, Emit /*emit*/) {}

}  // namespace parley::ui
