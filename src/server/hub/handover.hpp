// "Use here": a side of an ongoing call moves from one session of its person to another. Who is in the call stays the same; the media
// begin anew as after a reload (relay.hpp).
#pragma once

#include "core/protocol/message.hpp"
#include "server/hub/sessions.hpp"

namespace parley::hub {

struct State;
class Turn;

/// Binds this session's side of the call to it, wherever it was before.
void take_call(State& state, Turn& turn, Session& session, const protocol::CallTake& take);

}  // namespace parley::hub
