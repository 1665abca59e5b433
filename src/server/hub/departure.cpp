#include "server/hub/departure.hpp"

#include <algorithm>
#include <unordered_set>
#include <utility>
#include <vector>

#include "server/hub/blocks.hpp"
#include "server/hub/claims.hpp"
#include "server/hub/consent.hpp"
#include "server/hub/meetings.hpp"
#include "server/hub/presence.hpp"
#include "server/hub/state.hpp"
#include "server/hub/turn.hpp"

namespace parley::hub {
namespace {

using protocol::ErrorCode;

void person_left(State& state, Turn& turn, PersonEntry& person) {
  const PersonId id = person.face.id;
  if (person.name_right == NameRight::Held) turn.emit(ReleaseName{id, person.face.name});
  state.departed.add(id, person.face.name, person.name_key, turn.now());
  schedule_departed(state);
  forget_blocked(state, person);
  state.roster.remove(id);
  state.people.erase(id);
  presence_changed(state, turn, id);
}

// The session is over. Its call ends if it hung on it; with the last session the person leaves.
void end_session(State& state, Turn& turn, Session& session, bool on_purpose) {
  give_up_claim(state, turn, session);
  forget_meeting(state, turn, session);
  PersonEntry* person = state.people.find(session.person);
  std::erase(person->sessions, session.id);
  leave_call(state, turn, session, on_purpose);
  state.deadlines.cancel(session.resume_due);
  state.deadlines.cancel(session.relay_due);
  if (Connection* connection = state.connections.find(session.connection)) connection->session = {};
  if (person->sessions.empty()) person_left(state, turn, *person);
  state.sessions.erase(SessionId(session.id));
}

bool has_call(const State& state, const Session& session) {
  if (!session.claimed.empty()) return true;
  const PersonEntry* person = state.people.find(session.person);
  const CallEntry* call = state.calls.find(person->live_call);
  const auto side = call == nullptr ? std::nullopt : call->side_of(session.person);
  if (!side) return false;
  const SessionId& bound = call->party(*side).session;
  return bound.empty() || bound == session.id;
}

// Everybody a moment of his own, so that not all come back at once.
Milliseconds come_back_of(const State& state, ConnectionId connection) {
  constexpr ConnectionId kShares = 128;
  const auto share = static_cast<std::int64_t>(connection % kShares);
  return *state.stopping + *state.stopping * share / static_cast<std::int64_t>(kShares);
}

}  // namespace

void socket_closed(State& state, Turn& turn, const SocketClosed& event) {
  const Connection* connection = state.connections.find(event.connection);
  if (connection == nullptr) return;
  const SessionId id = connection->session;
  forget_connection(state, turn, event.connection);
  Session* session = state.sessions.find(id);
  if (event.orderly && session != nullptr && session->program) end_session(state, turn, *session, true);
}

void say_bye(State& state, Turn& turn, Session& session) {
  constexpr std::uint16_t kNormalClosure = 1000;  // RFC 6455, section 7.4.1
  const ConnectionId connection = session.connection;
  turn.emit(CloseSocket{connection, kNormalClosure, "bye"});
  if (!has_call(state, session)) end_session(state, turn, session, true);
  forget_connection(state, turn, connection);
}

void resume_expired(State& state, Turn& turn, const SessionId& id) {
  Session* session = state.sessions.find(id);
  if (session == nullptr) return;
  session->resume_due.reset();
  end_session(state, turn, *session, false);
}

void end_logins(State& state, Turn& turn, const LoginsEnded& event) {
  const std::unordered_set<LoginId> logins(event.logins.begin(), event.logins.end());
  std::vector<SessionId> ended;
  for (const auto& [id, session] : state.sessions) {
    if (!session.login.empty() && logins.contains(session.login)) ended.push_back(id);
  }
  std::sort(ended.begin(), ended.end());
  for (const SessionId& id : ended) {
    Session* session = state.sessions.find(id);
    if (const ConnectionId connection = session->connection; connection != 0) {
      post(state, turn, *session, protocol::Bye{event.why, std::nullopt});
      close_connection(state, turn, connection, event.why);
    }
    end_session(state, turn, *session, false);
    turn.log(LogLevel::Info, "signed out", 0, {}, std::string(protocol::row(event.why).wire));
  }
}

void stop(State& state, Turn& turn, Milliseconds come_back) {
  if (state.stopping) return;
  end_dialling_calls(state, turn);
  state.stopping = come_back;
  for (const auto& [id, admission] : state.admissions) {
    if (admission.program) turn.emit(Replied{admission.program->request, Refused{ErrorCode::ServerStopping}});
  }
  std::vector<ConnectionId> open;
  open.reserve(state.connections.size());
  for (const auto& [id, connection] : state.connections) open.push_back(id);
  std::sort(open.begin(), open.end());
  for (const ConnectionId id : open) {
    const Session* session = state.sessions.find(state.connections.find(id)->session);
    turn_away(state, turn, id, session != nullptr && session->program);
  }
  turn.log(LogLevel::Info, "stopping");
}

void turn_away(State& state, Turn& turn, ConnectionId connection, bool program) {
  constexpr std::uint16_t kGoingAway = 1001;  // RFC 6455, section 7.4.1
  if (program) {
    turn.emit(CloseSocket{connection, kGoingAway, "server-stopping"});
    forget_connection(state, turn, connection);
    return;
  }
  send(state, turn, connection, protocol::Bye{ErrorCode::ServerStopping, come_back_of(state, connection)});
  close_connection(state, turn, connection, ErrorCode::ServerStopping);
}

void schedule_departed(State& state) {
  state.deadlines.cancel(state.departed_due);
  if (const auto due = state.departed.next_due()) state.departed_due = state.deadlines.add(*due, ForgetDepartedDue{});
}

}  // namespace parley::hub
