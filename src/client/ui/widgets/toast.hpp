// A word of success that goes by itself: a dark pill at the bottom of the page. Never for what went wrong. It is decoration: the
// same words are said in the status region by whoever shows it.
#pragma once

#include <string_view>

#include "client/ui/ui.hpp"

namespace parley::ui {

/// Shows `text` since `since_ms` for as long as toasts stay, and asks for the frame in which it is gone.
void toast(Ui& ui, std::string_view id, std::string_view text, double since_ms);

}  // namespace parley::ui
