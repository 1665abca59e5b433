// Coming by `/ws`: hello, the answers of the directory and of whoever knows the accounts, and resume. Going is departure.hpp's.
#pragma once

#include "core/protocol/message.hpp"
#include "server/hub/connections.hpp"
#include "server/hub/event.hpp"
#include "server/hub/sessions.hpp"

namespace parley::hub {

struct State;
class Turn;

void open_socket(State& state, Turn& turn, const SocketOpened& event);

/// The first message of a connection, or the next try after a refused name. `connection` may be gone afterwards.
void say_hello(State& state, Turn& turn, Connection& connection, const protocol::Hello& hello);

void credential_verified(State& state, Turn& turn, const CredentialVerified& event);
void credential_refused(State& state, Turn& turn, const CredentialRefused& event);
void name_claimed(State& state, Turn& turn, const NameClaimed& event);
void name_refused(State& state, Turn& turn, const NameRefused& event);

/// Nothing was said in time.
void hello_expired(State& state, Turn& turn, ConnectionId connection);

}  // namespace parley::hub
