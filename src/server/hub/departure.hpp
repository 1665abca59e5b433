// Going: goodbyes, sockets that are lost, sessions that end, sign-ins that are void, and the end of the server.
#pragma once

#include "core/base/time.hpp"
#include "server/hub/event.hpp"
#include "server/hub/sessions.hpp"

namespace parley::hub {

struct State;
class Turn;

/// A program that closes its socket in an orderly way leaves. All other sessions wait for their return.
void socket_closed(State& state, Turn& turn, const SocketClosed& event);

/// The client gives its session up: at once outside a call, after the grace in one (it may be a reload).
void say_bye(State& state, Turn& turn, Session& session);

/// The grace of a lost session is over.
void resume_expired(State& state, Turn& turn, const SessionId& session);

/// Sign-ins are void: their sessions are told why and end at once.
void end_logins(State& state, Turn& turn, const LoginsEnded& event);

/// The server stops: goodbye to all, and to all who come from now on.
void stop(State& state, Turn& turn, Milliseconds come_back);

/// Goodbye to a socket that comes while the server stops. `program`: it does not speak the protocol of `/ws`.
void turn_away(State& state, Turn& turn, ConnectionId connection, bool program);

/// Renews the clock of those who left.
void schedule_departed(State& state);

}  // namespace parley::hub
