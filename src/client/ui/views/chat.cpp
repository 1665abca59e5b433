// Chat: the conversations, their lines, and files; a panel beside the call, a sheet on phones.
#include "client/ui/views/views.hpp"

namespace parley::ui {

void draw_chat(Ui& /*ui*/, const app::Model& /*model*/, UiState& /*state*/, Emit /*emit*/) {}

}  // namespace parley::ui
