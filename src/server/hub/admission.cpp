#include "server/hub/admission.hpp"

#include <cassert>
#include <memory>
#include <string>
#include <utility>

#include "server/hub/arrival.hpp"
#include "server/hub/blocks.hpp"
#include "server/hub/departure.hpp"
#include "server/hub/meetings.hpp"
#include "server/hub/names.hpp"
#include "server/hub/programs.hpp"
#include "server/hub/relay_credentials.hpp"
#include "server/hub/state.hpp"
#include "server/hub/story.hpp"
#include "server/hub/telling.hpp"
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

// Another hello may come over the same socket: with another name, or as somebody else.
void refuse_hello(State& state, Turn& turn, Connection& connection, const Refusal& refusal) {
  ++state.totals.sign_ins_refused;
  await_hello(state, turn, connection);
  refuse(state, turn, connection, refusal);
}

void refuse_and_close(State& state, Turn& turn, Connection& connection, ErrorCode code) {
  ++state.totals.sign_ins_refused;
  const ConnectionId id = connection.id;
  refuse(state, turn, connection, {.code = code});
  close_connection(state, turn, id, code);
}

AdmissionId begin_admission(State& state, Connection& connection, Admission admission) {
  const AdmissionId id = ++state.last_admission;
  connection.admission = id;
  state.deadlines.cancel(connection.hello_due);
  state.admissions.emplace(id, std::move(admission));
  return id;
}

void claim_name(State& state, Turn& turn, Connection& connection, const protocol::Hello& hello) {
  if (!state.config.guests) {
    refuse_hello(state, turn, connection, {.code = ErrorCode::GuestsOff});
    return;
  }
  std::optional<std::string> wish;
  if (hello.name) {
    auto name = read_name(*hello.name);
    if (!name) {
      refuse_hello(state, turn, connection, {.code = name.error(), .name = std::string()});
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
  const PersonEntry& person = *state.people.find(session.person);
  message.you = person.face;
  message.you.presence = person.wish;
  message.session = session.id;
  message.token = session.token;
  message.epoch = state.epoch;
  message.outcome = outcome;
  message.last_seen = session.inbox.last_seen();
  message.ice_servers = ice_servers_for(state, turn, session.person);
  const protocol::Limits& limits = state.config.message_limits;
  message.limits = {limits.message_bytes, limits.name_code_points, limits.chat_bytes, state.config.ring,
                    state.config.resume};
  message.server_time = turn.wall();
  message.features = state.config.features;
  message.account = !session.login.empty();
  return message;
}

void send_people(State& state, Turn& turn, const Session& session) {
  for (const Frame& frame :
       state.roster.list_for(session.person, state.hidden.hidden_from(session.person), state.people)) {
    send_frame(state, turn, session.connection, frame);
  }
}

void sign_in(State& state, Turn& turn, Connection& connection, PersonEntry& person, LoginId login, Outcome outcome) {
  Session made = make_session(state, turn, person, std::move(login), std::move(connection.device));
  connection.credential = {};
  connection.session = made.id;
  made.connection = connection.id;
  Session& session = add_session(state, person, std::move(made));
  if (outcome == Outcome::Reset) ++state.totals.reset;
  send(state, turn, connection.id, client_id(state, turn, session, outcome));
  await_renewal(state, turn, session);
  tell_calls(state, turn, session, outcome);
  if (outcome != Outcome::New || !person.blocked.empty()) tell_blocked(state, turn, session);
  send_people(state, turn, session);  // its last part says that all is told: a call that was not named is gone
  turn.log(LogLevel::Info, "signed in", connection.id);
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
  connection.credential = {};
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
  ++(replay ? state.totals.resumed : state.totals.reset);
  send(state, turn, connection.id, client_id(state, turn, session, outcome));
  await_renewal(state, turn, session);
  note_session(state, turn, session, CallMoment::Resumed);
  if (replay) {
    for (const std::string& text : *replay) {
      send_frame(state, turn, connection.id, Frame{std::make_shared<const std::string>(text)});
    }
  }
  tell_calls(state, turn, session, outcome);
  tell_meeting(state, turn, session);
  tell_blocked(state, turn, session);
  send_people(state, turn, session);
  turn.log(LogLevel::Info, replay ? "resumed" : "reset", connection.id);
}

// The account's credential that a hello names: its own, or that of the handshake. Empty: there is none.
std::string credential_of(const Connection& connection, const protocol::AccountLogin& account) {
  return account.token ? *account.token : connection.credential;
}

Outcome outcome_of(const protocol::Hello& hello) { return hello.resume ? Outcome::Reset : Outcome::New; }

// Takes the sign-in that an answer is for; nothing if it was abandoned.
std::optional<Admission> take_admission(State& state, AdmissionId id) {
  const auto entry = state.admissions.find(id);
  if (entry == state.admissions.end()) return std::nullopt;
  Admission admission = std::move(entry->second);
  state.admissions.erase(entry);
  if (Connection* connection = state.connections.find(admission.connection)) connection->admission = 0;
  return admission;
}

}  // namespace

void open_socket(State& state, Turn& turn, const SocketOpened& event) {
  const bool program = !event.session.empty();
  if (state.stopping) {
    turn_away(state, turn, event.connection, program);
    return;
  }
  Connection* connection = state.connections.open(event, state.config, turn.now());
  if (connection == nullptr) {
    turn.log(LogLevel::Warning, "too many sockets of one address", event.connection);
    ++state.totals.rate_limited;
    if (!program) send(state, turn, event.connection, error_message({.code = ErrorCode::ServerFull}));
    close_connection(state, turn, event.connection, ErrorCode::ServerFull);
  } else if (program) {
    connect_program(state, turn, *connection, event.session);
  } else {
    await_hello(state, turn, *connection);
  }
}

void say_hello(State& state, Turn& turn, Connection& connection, const protocol::Hello& hello) {
  if (hello.version != kVersion) {
    refuse_and_close(state, turn, connection, ErrorCode::VersionUnsupported);
    return;
  }
  if (hello.resume) {
    Session* session = state.sessions.find_by_token(hello.resume->token);
    if (session != nullptr && !session->program) {
      resume(state, turn, connection, *session, *hello.resume);
      return;
    }
  }
  if (state.sessions.size() + state.admissions.size() >= state.config.sessions) {
    refuse_and_close(state, turn, connection, ErrorCode::ServerFull);
    return;
  }
  if (!hello.account) {
    claim_name(state, turn, connection, hello);
    return;
  }
  std::string credential = credential_of(connection, *hello.account);
  if (credential.empty()) {
    refuse_hello(state, turn, connection, {.code = ErrorCode::TokenExpired});
    return;
  }
  const AdmissionId id = begin_admission(state, connection, {connection.id, {}, hello});
  turn.emit(VerifyCredential{id, std::move(credential)});
}

void credential_verified(State& state, Turn& turn, const CredentialVerified& event) {
  const auto admission = take_admission(state, event.admission);
  if (!admission) return;
  Connection* connection = state.connections.find(admission->connection);
  if (PersonEntry* online = state.people.find(event.person)) {
    if (online->sessions.size() >= state.config.sessions_per_person) {
      refuse_and_close(state, turn, *connection, ErrorCode::ServerFull);
      return;
    }
    if (online->face.name != event.name) rename_person(state, turn, *online, event.name, std::nullopt);
    set_blocked(state, turn, *online, event.blocked);
  }
  PersonEntry& person = join(state, turn, {event.person, event.name, NameRight::Account, event.blocked});
  sign_in(state, turn, *connection, person, event.login, outcome_of(admission->hello));
}

void credential_refused(State& state, Turn& turn, const CredentialRefused& event) {
  const auto admission = take_admission(state, event.admission);
  if (!admission) return;
  // Nobody who asked for an account becomes a guest unasked.
  refuse_hello(state, turn, *state.connections.find(admission->connection), {.code = event.code});
}

void name_claimed(State& state, Turn& turn, const NameClaimed& event) {
  const auto admission = take_admission(state, event.admission);
  if (!admission) {  // the socket went away meanwhile
    turn.emit(ReleaseName{event.person, event.name});
    return;
  }
  if (admission->program) {
    admit_named(state, turn, *admission->program, admission->person, event.name);
    return;
  }
  Connection* connection = state.connections.find(admission->connection);
  PersonEntry& person = join(state, turn, {admission->person, event.name, NameRight::Held});
  sign_in(state, turn, *connection, person, {}, outcome_of(admission->hello));
}

void name_refused(State& state, Turn& turn, const NameRefused& event) {
  const auto admission = take_admission(state, event.admission);
  if (!admission) return;
  if (admission->program) {
    refuse_program(state, turn, admission->program->request, {event.code});
    return;
  }
  refuse_hello(state, turn, *state.connections.find(admission->connection),
               {.code = event.code, .name = admission->hello.name.value_or(""), .suggestion = event.suggestion});
}

void hello_expired(State& state, Turn& turn, ConnectionId id) {
  Connection* connection = state.connections.find(id);
  if (connection == nullptr) return;
  connection->hello_due.reset();
  refuse_and_close(state, turn, *connection, ErrorCode::HelloTimeout);
}

}  // namespace parley::hub
