// The lines of a conversation: bubbles in runs, links, files with their progress. Where they stand and what is written next is
// chat.cpp's.
#pragma once

#include "client/ui/views/views.hpp"

namespace parley::ui {

/// Draws the conversation that is shown into `view`, scrolled to its end, as the log "Messages". `behind` is the colour under it.
void chat_lines(Ui& ui, const app::Model& model, ChatView& state, const Rect& view, Color behind, Emit emit);

}  // namespace parley::ui
