// After a restart of the server, or of a client: sessions claim the call they were in. A call that the hub does not know is
// restored when the claims of both sides agree, and is over when the second one does not come in time.
#pragma once

#include "core/protocol/message.hpp"
#include "server/hub/sessions.hpp"

namespace parley::hub {

struct State;
class Turn;

void claim_call(State& state, Turn& turn, Session& session, const protocol::CallClaim& claim);

/// A call-end for a call that this session claims. False if it claims another one, or none.
bool end_claimed_call(State& state, Turn& turn, Session& session, const protocol::CallEnd& end);

/// The other side's claim did not come, or this session is gone for good: the call ends with the connection lost.
void give_up_claim(State& state, Turn& turn, Session& session);

}  // namespace parley::hub
