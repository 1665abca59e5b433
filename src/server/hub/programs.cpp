#include "server/hub/programs.hpp"

#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

#include "core/protocol/text_rule.hpp"
#include "server/hub/arrival.hpp"
#include "server/hub/blocks.hpp"
#include "server/hub/names.hpp"
#include "server/hub/reach.hpp"
#include "server/hub/story.hpp"
#include "server/hub/telling.hpp"
#include "server/hub/turn.hpp"

namespace parley::hub {
namespace {

using protocol::ErrorCode;

constexpr std::string_view kOwnPrefix = "p-";  // of the ids that we issue

// The credential that came with the handshake is that of the id that is wished.
bool is_owner(const Admit& admit) { return admit.actor && (!admit.id || *admit.id == *admit.actor); }

bool may_have(const State& state, const Admit& admit, const PersonId& id) {
  return state.people.find(id) == nullptr || is_owner(admit) || state.config.trust_ids;
}

std::optional<Refused> refusal_of_id(const State& state, const Admit& admit) {
  if (!admit.id) return std::nullopt;
  if (check_text(protocol::Text::Id, admit.id->value(), state.config.message_limits)) {
    return Refused{ErrorCode::BadMessage};
  }
  if (admit.id->value().rfind(kOwnPrefix, 0) == 0 && !is_owner(admit)) return Refused{ErrorCode::NotAllowed};
  if (!may_have(state, admit, *admit.id)) return Refused{ErrorCode::NotAllowed, true};
  return std::nullopt;
}

std::optional<Refused> refusal_of(const State& state, const Admit& admit) {
  constexpr std::size_t kMostLocation = 256;
  if (admit.location.size() > kMostLocation) return Refused{ErrorCode::TooLarge};
  if (check_text(protocol::Text::Sentence, admit.location, state.config.message_limits)) {
    return Refused{ErrorCode::BadMessage};
  }
  if (auto refused = refusal_of_id(state, admit)) return refused;
  if (!state.config.guests && (admit.login.empty() || !is_owner(admit))) return Refused{ErrorCode::GuestsOff};
  if (state.sessions.size() + state.admissions.size() >= state.config.sessions) {
    return Refused{ErrorCode::ServerFull};
  }
  return std::nullopt;
}

PersonId person_of(Turn& turn, const Admit& admit) {
  if (admit.id) return *admit.id;
  if (admit.actor) return *admit.actor;
  return PersonId(turn.mint(kOwnPrefix));
}

// The person as he is to be now that his program is back, or has come beside his other sessions.
PersonEntry& come_again(State& state, Turn& turn, PersonEntry& person, const Admit& admit, const std::string& name) {
  const bool renamed = person.name_right == NameRight::Shared && person.face.name != name;
  if (renamed) rename_person(state, turn, person, name, std::nullopt);
  if (is_owner(admit) && !admit.login.empty()) set_blocked(state, turn, person, admit.blocked);
  return person;
}

void await_socket(State& state, const Turn& turn, Session& session) {
  const Instant until = turn.now() + state.config.hello;
  if (session.connection != 0 || (session.resume_due && session.resume_due->first >= until)) return;
  state.deadlines.cancel(session.resume_due);
  session.resume_due = state.deadlines.add(until, ResumeDue{session.id});
}

}  // namespace

void admit_program(State& state, Turn& turn, RequestId request, const Admit& admit) {
  if (auto refused = refusal_of(state, admit)) {
    refuse_program(state, turn, request, *refused);
    return;
  }
  auto name = read_name(admit.name);
  if (!name) {
    refuse_program(state, turn, request, {name.error()});
    return;
  }
  const PersonId person = person_of(turn, admit);
  const AdmissionId id = ++state.last_admission;
  state.admissions.emplace(id, Admission{0, person, {}, WaitingProgram{request, admit}});
  turn.emit(ClaimName{id, person, std::move(name).value().text, 0, true});
}

void admit_named(State& state, Turn& turn, const WaitingProgram& waiting, const PersonId& id, const std::string& name) {
  const Admit& admit = waiting.admit;
  if (!may_have(state, admit, id)) {  // somebody was faster
    refuse_program(state, turn, waiting.request, {ErrorCode::NotAllowed, true});
    return;
  }
  const LoginId login = is_owner(admit) ? admit.login : LoginId();
  PersonEntry* online = state.people.find(id);
  if (online != nullptr && online->sessions.size() >= state.config.sessions_per_person) {
    refuse_program(state, turn, waiting.request, {ErrorCode::ServerFull});
    return;
  }
  const NameRight right = login.empty() ? NameRight::Shared : NameRight::Account;
  PersonEntry& person =
      online != nullptr
          ? come_again(state, turn, *online, admit, name)
          : join(state, turn,
                 {id, name, right, login.empty() ? std::vector<protocol::BlockedPerson>() : admit.blocked});
  person.location = admit.location;
  Session* session = program_of(state, person);
  if (session == nullptr) {
    Session made = make_session(state, turn, person, login, admit.device);
    made.program = true;
    session = &add_session(state, person, std::move(made));
  } else {
    session->login = login;
  }
  await_socket(state, turn, *session);
  turn.emit(Replied{waiting.request,
                    Admitted{session->id, session->token, {person.face.id, person.face.name, person.location}}});
}

void refuse_program(State& state, Turn& turn, RequestId request, Refused refused) {
  ++state.totals.sign_ins_refused;
  turn.emit(Replied{request, refused});
}

void connect_program(State& state, Turn& turn, Connection& connection, const SessionId& id) {
  Session* session = state.sessions.find(id);
  if (session == nullptr || !session->program) {  // it came too late
    close_connection(state, turn, connection.id, ErrorCode::TokenExpired);
    return;
  }
  replace_connection(state, turn, *session);
  state.deadlines.cancel(session->resume_due);
  connection.credential = {};
  connection.session = id;
  session->connection = connection.id;
  note_session(state, turn, *session, CallMoment::Resumed);
  tell_program_again(state, turn, *session);
  turn.log(LogLevel::Info, "program connected", connection.id);
}

}  // namespace parley::hub
