#include "server/hub/arrival.hpp"

#include <utility>

#include "core/protocol/text_rule.hpp"
#include "server/hub/blocks.hpp"
#include "server/hub/consent.hpp"
#include "server/hub/presence.hpp"
#include "server/hub/state.hpp"
#include "server/hub/telling.hpp"
#include "server/hub/turn.hpp"

namespace parley::hub {

PersonEntry& join(State& state, Turn& turn, const Newcomer& newcomer) {
  if (PersonEntry* online = state.people.find(newcomer.id)) return *online;
  PersonEntry person;
  person.face.id = newcomer.id;
  person.face.name = newcomer.name;
  person.name_right = newcomer.right;
  person.since = turn.wall();
  PersonEntry& entry = state.people.add(std::move(person));
  come_with_blocked(state, entry, newcomer.blocked);
  state.roster.add(newcomer.id);
  presence_changed(state, turn, newcomer.id);
  return entry;
}

Session make_session(const State& state, Turn& turn, const PersonEntry& person, LoginId login, std::string device) {
  Session session;
  session.id = SessionId(turn.mint("s-"));
  session.token = turn.mint_token();
  session.person = person.face.id;
  session.login = std::move(login);
  const bool shown = !protocol::check_text(protocol::Text::Client, device, state.config.message_limits);
  if (shown) session.device = std::move(device);
  session.outbox = session::Outbox(state.config.outbox);
  return session;
}

Session& add_session(State& state, PersonEntry& person, Session session) {
  person.sessions.push_back(session.id);
  ++state.totals.sign_ins;
  return state.sessions.add(std::move(session));
}

void rename_person(State& state, Turn& turn, PersonEntry& person, const std::string& name,
                   std::optional<protocol::ErrorCode> why) {
  state.people.rename(person, name);
  post_to_person(state, turn, person, protocol::Renamed{person.face, why});
  presence_changed(state, turn, person.face.id);
  CallEntry* call = state.calls.find(person.live_call);
  const auto side = call == nullptr ? std::nullopt : call->side_of(person.face.id);
  if (!side) return;
  call->party(*side).face = person.face;
  ++call->version;
  tell_call(state, turn, *call);
  record_call(turn, *call);
}

void name_changed(State& state, Turn& turn, const NameChanged& event) {
  PersonEntry* person = state.people.find(event.person);
  if (person == nullptr) {  // has left meanwhile
    turn.emit(ReleaseName{event.person, event.name});
    return;
  }
  rename_person(state, turn, *person, event.name, protocol::ErrorCode::NameReserved);
}

}  // namespace parley::hub
