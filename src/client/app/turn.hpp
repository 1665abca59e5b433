// One event and all that follows from it. The client's own entrance is update() (model.hpp), which keeps events back until
// the part of the program that this is in has arrived.
#pragma once

#include "client/app/model.hpp"

namespace parley::app {

Effects take_turn(Model& model, const Event& event, const Moment& moment);

}  // namespace parley::app
