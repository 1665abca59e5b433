// One frame of a client: is it well-formed, in order, within its rate, and of a kind that may come now? Then it goes to the
// file that knows what it means.
#pragma once

#include "server/hub/event.hpp"

namespace parley::hub {

struct State;
class Turn;

void receive_frame(State& state, Turn& turn, const FrameReceived& event);

}  // namespace parley::hub
