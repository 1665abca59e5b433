#include "server/hub/blocks.hpp"

#include <utility>

#include "server/hub/state.hpp"
#include "server/hub/turn.hpp"

namespace parley::hub {
namespace {

void tell_person(State& state, Turn& turn, const PersonId& id, const protocol::Message& message) {
  const PersonEntry* reader = state.people.find(id);
  if (reader == nullptr) return;
  for (const SessionId& session : reader->sessions) {
    if (Session* told = state.sessions.find(session)) post(state, turn, *told, message);
  }
}

std::unordered_set<PersonId> list_of(const State& state, const PersonEntry& person,
                                     const std::vector<PersonId>& blocked) {
  std::unordered_set<PersonId> list;
  for (const PersonId& id : blocked) {
    if (list.size() < state.config.blocked_people && id != person.face.id) list.insert(id);
  }
  return list;
}

}  // namespace

void HiddenPeople::hide(const PersonId& person, const PersonId& from) {
  if (hidden_[from].insert(person).second) ++pairs_;
}

void HiddenPeople::show(const PersonId& person, const PersonId& from) {
  const auto entry = hidden_.find(from);
  if (entry == hidden_.end()) return;
  pairs_ -= entry->second.erase(person);
  if (entry->second.empty()) hidden_.erase(entry);
}

const std::unordered_set<PersonId>* HiddenPeople::hidden_from(const PersonId& reader) const {
  const auto entry = hidden_.find(reader);
  return entry == hidden_.end() ? nullptr : &entry->second;
}

void come_with_blocked(State& state, PersonEntry& person, const std::vector<PersonId>& blocked) {
  person.blocked = list_of(state, person, blocked);
  for (const PersonId& id : person.blocked) state.hidden.hide(person.face.id, id);
}

void set_blocked(State& state, Turn& turn, PersonEntry& person, const std::vector<PersonId>& blocked) {
  const std::unordered_set<PersonId> before = std::exchange(person.blocked, list_of(state, person, blocked));
  for (const PersonId& id : person.blocked) {
    if (before.contains(id)) continue;
    state.hidden.hide(person.face.id, id);
    tell_person(state, turn, id, protocol::PeerLeft{{person.face.id}});
  }
  for (const PersonId& id : before) {
    if (person.blocked.contains(id)) continue;
    state.hidden.show(person.face.id, id);
    tell_person(state, turn, id, protocol::PeerJoined{{person.face}});
  }
}

void forget_blocked(State& state, PersonEntry& person) {
  for (const PersonId& id : person.blocked) {
    state.hidden.show(person.face.id, id);
    if (state.people.find(id) != nullptr) state.presence.left_unseen[id].insert(person.face.id);
  }
  person.blocked.clear();
}

}  // namespace parley::hub
