// The region "Statistics" over the stage: figures of both sides with their last minute.
#include "client/ui/views/views.hpp"

namespace parley::ui {

void draw_statistics(Ui& /*ui*/, const app::Model& /*model*/, UiState& /*state*/, Emit /*emit*/) {}

}  // namespace parley::ui
