#include "server/hub/reach.hpp"

#include <algorithm>

#include "server/hub/state.hpp"

namespace parley::hub {
namespace {

bool has_session(const State& state, const PersonEntry& person, bool program) {
  return std::any_of(person.sessions.begin(), person.sessions.end(), [&](const SessionId& id) {
    const Session* session = state.sessions.find(id);
    return session != nullptr && session->program == program;
  });
}

}  // namespace

std::optional<Path> path_between(const State& state, const Session& caller, const PersonEntry& receiver) {
  if (!caller.program && has_session(state, receiver, false)) return Path::Direct;
  const bool both_programs = caller.program && has_session(state, receiver, true);
  if (both_programs || state.config.media_server) return Path::Room;
  return std::nullopt;
}

bool rings(const State& state, const CallEntry& call, const Session& session) {
  if (!call.meeting.empty()) return session.id == call.meeting;
  return call.room ? session.program || state.config.media_server : !session.program;
}

std::size_t count_ringing(const State& state, const CallEntry& call, const PersonEntry& receiver) {
  const auto count = std::count_if(receiver.sessions.begin(), receiver.sessions.end(), [&](const SessionId& id) {
    const Session* session = state.sessions.find(id);
    return session != nullptr && rings(state, call, *session);
  });
  return static_cast<std::size_t>(count);
}

Session* program_of(State& state, const PersonEntry& person) {
  for (const SessionId& id : person.sessions) {
    Session* session = state.sessions.find(id);
    if (session != nullptr && session->program) return session;
  }
  return nullptr;
}

}  // namespace parley::hub
