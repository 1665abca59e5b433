// Which sessions a call can reach: the media of a program run through the media server alone, those of a browser directly or
// through the media server, if there is one.
#pragma once

#include <cstddef>
#include <optional>

#include "server/hub/call_entry.hpp"
#include "server/hub/people.hpp"
#include "server/hub/sessions.hpp"

namespace parley::hub {

struct State;

/// How media would run between this session and a session of the receiver.
enum class Path { Direct, Room };

/// Nothing if there is no way: a browser on one side, only a program on the other, and no media server.
std::optional<Path> path_between(const State& state, const Session& caller, const PersonEntry& receiver);

/// Whether this session of the receiver rings with the call.
bool rings(const State& state, const CallEntry& call, const Session& session);

/// How many sessions of the receiver ring with the call, those that are away for a moment included.
std::size_t count_ringing(const State& state, const CallEntry& call, const PersonEntry& receiver);

/// The person's program; nothing if he has none. A person has at most one.
Session* program_of(State& state, const PersonEntry& person);

}  // namespace parley::hub
