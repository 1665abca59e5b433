// Text: to everybody, to one person, and within a call. A line is passed on and forgotten; nothing of it is logged or recorded.
// Not its business: that each line arrives once (core/session/delivery.hpp).
#pragma once

#include "core/protocol/message.hpp"
#include "server/hub/sessions.hpp"

namespace parley::hub {

struct State;
class Turn;

/// Passes a line on, and back to its writer: it has been sent. Or says why not.
void pass_line(State& state, Turn& turn, Session& session, const protocol::Chat& line);

/// A line is on a screen of this session: tells its writer. What can reach nobody is dropped silently, since nobody waits for it.
void pass_receipt(State& state, Turn& turn, const Session& session, const protocol::ChatReceipt& receipt);

}  // namespace parley::hub
