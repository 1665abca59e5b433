// Whoever sits before a tab: presses what the screen offers, and sometimes what it does not.
#pragma once

#include <optional>

#include "client/app/event.hpp"

namespace parley::sim {

class Browser;
class World;

/// The next press in the storm, if the hand is not still.
std::optional<app::Intent> press_something(World& world, const Browser& tab);

/// The press that leads out of whatever is on the screen, to Idle; nothing if it is shown.
std::optional<app::Intent> press_the_way_out(const Browser& tab);

}  // namespace parley::sim
