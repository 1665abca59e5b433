// The sheet of the button "More": the rarer controls of a call on phones.
#include "client/ui/views/views.hpp"

namespace parley::ui {

void draw_more(Ui& /*ui*/, const app::Model& /*model*/, UiState& /*state*/, Emit /*emit*/) {}

}  // namespace parley::ui
