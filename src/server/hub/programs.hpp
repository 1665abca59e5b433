// Programs of the call API come: their handshake, whose id it may be, and their socket. What they ask by HTTP is questions.hpp's,
// what they are told is telling.hpp's.
#pragma once

#include <string>

#include "server/hub/connections.hpp"
#include "server/hub/question.hpp"
#include "server/hub/state.hpp"

namespace parley::hub {

class Turn;

/// A handshake: refused at once, or answered when the directory has let the name pass.
void admit_program(State& state, Turn& turn, RequestId request, const Admit& admit);

/// The directory has let the name pass. A program that is there already under this id is taken over.
void admit_named(State& state, Turn& turn, const WaitingProgram& waiting, const PersonId& person,
                 const std::string& name);

void refuse_program(State& state, Turn& turn, RequestId request, Refused refused);

/// The socket of a session that was admitted. An older socket of it is closed as replaced.
void connect_program(State& state, Turn& turn, Connection& connection, const SessionId& session);

}  // namespace parley::hub
