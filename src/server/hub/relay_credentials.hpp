// The relay's servers with credentials of the person: told at sign-in, and renewed while the session has a socket.
// Not its business: how credentials are minted (Config::mint_relay).
#pragma once

#include <vector>

#include "core/protocol/message.hpp"
#include "server/hub/sessions.hpp"

namespace parley::hub {

struct State;
class Turn;

/// The configured servers, then the relay's for this person.
std::vector<protocol::IceServer> ice_servers_for(const State& state, const Turn& turn, const PersonId& person);

/// The session was told its servers now: fresh ones come after Config::relay_renewal.
void await_renewal(State& state, const Turn& turn, Session& session);

/// Tells the session fresh servers.
void renew_relay(State& state, Turn& turn, const SessionId& session);

}  // namespace parley::hub
