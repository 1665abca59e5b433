// What the call API asks by HTTP: who somebody is, who is online, and calls of programs. The rules of calls are consent.hpp's.
#pragma once

#include "server/hub/event.hpp"

namespace parley::hub {

struct State;
class Turn;

/// Answers with Replied. While the server stops it can still be asked what is, but nothing begins any more.
void answer_question(State& state, Turn& turn, const Asked& asked);

}  // namespace parley::hub
