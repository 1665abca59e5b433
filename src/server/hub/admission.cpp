#include "server/hub/admission.hpp"

#include <algorithm>
#include <cassert>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "server/hub/claims.hpp"
#include "server/hub/consent.hpp"
#include "server/hub/names.hpp"
#include "server/hub/state.hpp"
#include "server/hub/turn.hpp"

namespace parley::hub {
namespace {

using protocol::ErrorCode;
using protocol::Outcome;

constexpr std::uint32_t kVersion = 1;

void await_hello(State& state, const Turn& turn, Connection& connection) {
  state.deadlines.cancel(connection.hello_due);
  connection.hello_due = state.deadlines.add(turn.now() + state.config.hello, HelloDue{connection.id});
}

// The name can be chosen anew over the same socket.
void refuse_name(State& state, Turn& turn, Connection& connection, const Refusal& refusal) {
  await_hello(state, turn, connection);
  refuse(state, turn, connection, refusal);
}

void refuse_and_close(State& state, Turn& turn, Connection& connection, ErrorCode code) {
  const ConnectionId id = connection.id;
  refuse(state, turn, connection, {.code = code});
  close_connection(state, turn, id, code);
}

// Takes the admission that an answer of the directory is for; nothing if its socket is gone.
std::optional<Admission> take_admission(State& state, AdmissionId id) {
  const auto entry = state.admissions.find(id);
  if (entry == state.admissions.end()) return std::nullopt;
  Admission admission = std::move(entry->second);
  state.admissions.erase(entry);
  if (Connection* connection = state.connections.find(admission.connection)) connection->admission = 0;
  return admission;
}

AdmissionId begin_admission(State& state, Connection& connection, Admission admission) {
  const AdmissionId id = ++state.last_admission;
  connection.admission = id;
  state.deadlines.cancel(connection.hello_due);
  state.admissions.emplace(id, std::move(admission));
  return id;
}

void claim_name(State& state, Turn& turn, Connection& connection, const protocol::Hello& hello) {
  std::optional<std::string> wish;
  if (hello.name) {
    auto name = read_name(*hello.name);
    if (!name) {
      refuse_name(state, turn, connection, {.code = name.error(), .name = std::string()});
      return;
    }
    wish = std::move(name).value().text;
  }
  const PersonId person(turn.mint("p-"));
  const AdmissionId id = begin_admission(state, connection, {connection.id, person, hello});
  turn.emit(ClaimName{id, person, std::move(wish), turn.draw()});
}

protocol::ClientId client_id(const State& state, const Turn& turn, const Session& session, Outcome outcome) {
  protocol::ClientId message;
  message.you = state.people.find(session.person)->face;
  message.session = session.id;
  message.token = session.token;
  message.epoch = state.epoch;
  message.outcome = outcome;
  message.last_seen = session.inbox.last_seen();
  message.ice_servers = state.config.ice_servers;
  const protocol::Limits& limits = state.config.message_limits;
  message.limits = {limits.message_bytes, limits.name_code_points, limits.chat_bytes, state.config.ring,
                    state.config.resume};
  message.server_time = turn.wall();
  message.features = state.config.features;
  return message;
}

void send_people(State& state, Turn& turn, const Session& session) {
  for (const Frame& frame : state.roster.list_for(session.person, state.people)) {
    send_frame(state, turn, session.connection, frame);
  }
}

PersonEntry& join(State& state, Turn& turn, const PersonId& id, const std::string& name, bool holds_name) {
  if (PersonEntry* online = state.people.find(id)) return *online;
  PersonEntry person;
  person.face = {id, name, initials_of(name), hue_of(name), protocol::Presence::Free};
  person.name_key = find_key(name);
  person.holds_name = holds_name;
  PersonEntry& entry = state.people.add(std::move(person));
  state.roster.add(id);
  presence_changed(state, turn, id);
  return entry;
}

void sign_in(State& state, Turn& turn, Connection& connection, PersonEntry& person, Outcome outcome) {
  Session session;
  session.id = SessionId(turn.mint("s-"));
  session.token = turn.mint("t-");
  session.person = person.face.id;
  session.connection = connection.id;
  session.outbox = session::Outbox(state.config.outbox);
  connection.session = session.id;
  person.sessions.push_back(session.id);
  Session& entry = state.sessions.add(std::move(session));
  send(state, turn, connection.id, client_id(state, turn, entry, outcome));
  tell_calls(state, turn, entry, outcome);
  send_people(state, turn, entry);  // its last part says that all is told: a call that was not named is gone
  turn.log(LogLevel::Info, "signed in", connection.id);
}

// A live connection of the same session gives way: the client knows better which of its sockets is alive.
void replace_connection(State& state, Turn& turn, Session& session) {
  const ConnectionId old = std::exchange(session.connection, 0);
  if (Connection* connection = state.connections.find(old)) {
    connection->session = {};  // so that the session does not begin to wait
    send(state, turn, old, protocol::Bye{ErrorCode::Replaced, std::nullopt});
    close_connection(state, turn, old, ErrorCode::Replaced);
  }
}

void begin_anew(State& state, Session& session) {
  session.outbox = session::Outbox(state.config.outbox);
  session.inbox = session::Inbox();
  const PersonEntry* person = state.people.find(session.person);
  CallEntry* call = state.calls.find(person->live_call);
  const auto side = call == nullptr ? std::nullopt : call->side_of(session.person);
  // Its media snapshots are counted from the start again.
  if (side && call->party(*side).session == session.id) call->party(*side).media_seen = 0;
}

void resume(State& state, Turn& turn, Connection& connection, Session& session, const protocol::Resume& wish) {
  replace_connection(state, turn, session);
  state.deadlines.cancel(connection.hello_due);
  state.deadlines.cancel(session.resume_due);
  connection.session = session.id;
  session.connection = connection.id;
  const auto replay = wish.last_seen ? session.outbox.replay_after(*wish.last_seen) : std::nullopt;
  const Outcome outcome = replay ? Outcome::Resumed : Outcome::Reset;
  if (replay) {
    const bool known = session.outbox.acknowledge(*wish.last_seen);
    assert(known);
    static_cast<void>(known);
  } else {
    begin_anew(state, session);
  }
  send(state, turn, connection.id, client_id(state, turn, session, outcome));
  if (replay) {
    for (const std::string& text : *replay) {
      send_frame(state, turn, connection.id, Frame{std::make_shared<const std::string>(text)});
    }
  }
  tell_calls(state, turn, session, outcome);
  send_people(state, turn, session);
  turn.log(LogLevel::Info, replay ? "resumed" : "reset", connection.id);
}

// The session is over. Its call ends if it hung on it; with the last session the person leaves.
void end_session(State& state, Turn& turn, Session& session) {
  give_up_claim(state, turn, session);
  PersonEntry* person = state.people.find(session.person);
  std::erase(person->sessions, session.id);
  leave_call(state, turn, session);
  state.deadlines.cancel(session.resume_due);
  if (Connection* connection = state.connections.find(session.connection)) connection->session = {};
  if (person->sessions.empty()) {
    const PersonId id = person->face.id;
    if (person->holds_name) turn.emit(ReleaseName{id, person->face.name});
    state.departed.add(id, person->name_key, turn.now());
    schedule_departed(state);
    state.roster.remove(id);
    state.people.erase(id);
    presence_changed(state, turn, id);
  }
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

}  // namespace

void open_socket(State& state, Turn& turn, const SocketOpened& event) {
  if (state.stopping) {
    send(state, turn, event.connection, protocol::Bye{ErrorCode::ServerStopping, state.stopping});
    close_connection(state, turn, event.connection, ErrorCode::ServerStopping);
    return;
  }
  Connection* connection = state.connections.open(event.connection, event.address, state.config, turn.now());
  if (connection == nullptr) {
    turn.log(LogLevel::Warning, "too many sockets of one address", event.connection);
    send(state, turn, event.connection, error_message({.code = ErrorCode::ServerFull}));
    close_connection(state, turn, event.connection, ErrorCode::ServerFull);
    return;
  }
  await_hello(state, turn, *connection);
}

void say_hello(State& state, Turn& turn, Connection& connection, const protocol::Hello& hello) {
  if (hello.version != kVersion) {
    refuse_and_close(state, turn, connection, ErrorCode::VersionUnsupported);
    return;
  }
  if (hello.resume) {
    if (Session* session = state.sessions.find_by_token(hello.resume->token)) {
      resume(state, turn, connection, *session, *hello.resume);
      return;
    }
  }
  if (state.sessions.size() + state.admissions.size() >= state.config.sessions) {
    refuse_and_close(state, turn, connection, ErrorCode::ServerFull);
    return;
  }
  if (hello.resume) {
    const AdmissionId id = begin_admission(state, connection, {connection.id, {}, hello});
    turn.emit(VerifyCredential{id, hello.resume->token});
    return;
  }
  claim_name(state, turn, connection, hello);
}

void credential_verified(State& state, Turn& turn, const CredentialVerified& event) {
  const auto admission = take_admission(state, event.admission);
  if (!admission) return;
  Connection* connection = state.connections.find(admission->connection);
  sign_in(state, turn, *connection, join(state, turn, event.person, event.name, false), Outcome::Reset);
}

void credential_refused(State& state, Turn& turn, const CredentialRefused& event) {
  const auto admission = take_admission(state, event.admission);
  if (!admission) return;
  // An unknown token is not an error: the session is gone, and the client comes in as somebody new.
  claim_name(state, turn, *state.connections.find(admission->connection), admission->hello);
}

void name_claimed(State& state, Turn& turn, const NameClaimed& event) {
  const auto admission = take_admission(state, event.admission);
  if (!admission) {  // the socket went away meanwhile
    turn.emit(ReleaseName{event.person, event.name});
    return;
  }
  Connection* connection = state.connections.find(admission->connection);
  const Outcome outcome = admission->hello.resume ? Outcome::Reset : Outcome::New;
  sign_in(state, turn, *connection, join(state, turn, admission->person, event.name, true), outcome);
}

void name_refused(State& state, Turn& turn, const NameRefused& event) {
  const auto admission = take_admission(state, event.admission);
  if (!admission) return;
  refuse_name(state, turn, *state.connections.find(admission->connection),
              {.code = event.code, .name = admission->hello.name.value_or(""), .suggestion = event.suggestion});
}

void say_bye(State& state, Turn& turn, Session& session) {
  constexpr std::uint16_t kNormalClosure = 1000;  // RFC 6455, section 7.4.1
  const ConnectionId connection = session.connection;
  turn.emit(CloseSocket{connection, kNormalClosure, "bye"});
  if (!has_call(state, session)) end_session(state, turn, session);
  forget_connection(state, turn, connection);
}

void resume_expired(State& state, Turn& turn, const SessionId& id) {
  Session* session = state.sessions.find(id);
  if (session == nullptr) return;
  session->resume_due.reset();
  end_session(state, turn, *session);
}

void hello_expired(State& state, Turn& turn, ConnectionId id) {
  Connection* connection = state.connections.find(id);
  if (connection == nullptr) return;
  connection->hello_due.reset();
  refuse_and_close(state, turn, *connection, ErrorCode::HelloTimeout);
}

void stop(State& state, Turn& turn, Milliseconds come_back) {
  if (state.stopping) return;
  end_dialling_calls(state, turn);
  state.stopping = come_back;
  std::vector<ConnectionId> open;
  open.reserve(state.connections.size());
  for (const auto& [id, connection] : state.connections) open.push_back(id);
  std::sort(open.begin(), open.end());
  for (const ConnectionId id : open) {
    send(state, turn, id, protocol::Bye{ErrorCode::ServerStopping, come_back});
    close_connection(state, turn, id, ErrorCode::ServerStopping);
  }
  turn.log(LogLevel::Info, "stopping");
}

void schedule_departed(State& state) {
  state.deadlines.cancel(state.departed_due);
  if (const auto due = state.departed.next_due()) state.departed_due = state.deadlines.add(*due, ForgetDepartedDue{});
}

}  // namespace parley::hub
