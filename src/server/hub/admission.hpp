// Coming and going: hello and the directory's answers, resume, goodbye, and the end of a session.
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

/// The client gives its session up: at once outside a call, after the grace in one (it may be a reload).
void say_bye(State& state, Turn& turn, Session& session);

/// The grace of a lost session is over.
void resume_expired(State& state, Turn& turn, const SessionId& session);

/// Nothing was said in time.
void hello_expired(State& state, Turn& turn, ConnectionId connection);

/// The server stops: goodbye to all, and to all who come from now on.
void stop(State& state, Turn& turn, Milliseconds come_back);

/// Renews the clock of those who left.
void schedule_departed(State& state);

}  // namespace parley::hub
