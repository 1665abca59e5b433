// Carries negotiation and media snapshots between the two sessions of a call, and drops what is stale. It never changes
// who is in a call (consent.hpp); the one thing it tells it is that both sides have media.
#pragma once

#include "core/protocol/message.hpp"
#include "server/hub/sessions.hpp"

namespace parley::hub {

struct State;
class Turn;

void relay_offer(State& state, Turn& turn, Session& session, const protocol::Offer& offer);
void relay_answer(State& state, Turn& turn, Session& session, const protocol::Answer& answer);
void relay_candidate(State& state, Turn& turn, Session& session, const protocol::IceCandidate& candidate);
void relay_media(State& state, Turn& turn, Session& session, const protocol::CallMedia& media);

}  // namespace parley::hub
