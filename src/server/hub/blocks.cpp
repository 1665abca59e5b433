#include "server/hub/blocks.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "server/hub/state.hpp"
#include "server/hub/turn.hpp"

namespace parley::hub {
namespace {

void tell_person(State& state, Turn& turn, const PersonId& id, const protocol::Message& message) {
  if (const PersonEntry* reader = state.people.find(id)) post_to_person(state, turn, *reader, message);
}

protocol::Blocks blocks_of(const State& state, const PersonEntry& person) {
  protocol::Blocks blocks;
  for (const PersonId& id : person.blocked) {
    const std::string* name = name_of(state, id);
    blocks.people.push_back({id, name == nullptr ? std::nullopt : std::optional(*name)});
  }
  std::sort(blocks.people.begin(), blocks.people.end(), [](const auto& left, const auto& right) {
    return std::tie(left.name, left.id) < std::tie(right.name, right.id);
  });
  return blocks;
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

const std::string* name_of(const State& state, const PersonId& person) {
  if (const PersonEntry* online = state.people.find(person)) return &online->face.name;
  return state.departed.name_of(person);
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
  if (person.blocked != before) post_to_person(state, turn, person, blocks_of(state, person));
}

void block_person(State& state, Turn& turn, Session& session, const protocol::Block& order) {
  PersonEntry& person = *state.people.find(session.person);
  if (order.person == session.person) {
    refuse(state, turn, session, {.code = protocol::ErrorCode::SelfCall, .answers = order.id, .where = "/person"});
    return;
  }
  std::vector<PersonId> blocked(person.blocked.begin(), person.blocked.end());
  std::erase(blocked, order.person);
  if (order.blocked && blocked.size() >= state.config.blocked_people) {
    protocol::Error error = error_message({.code = protocol::ErrorCode::TooLarge, .answers = order.id});
    error.message = "More people cannot be blocked. Unblock somebody first.";
    post(state, turn, session, error);
    return;
  }
  if (order.blocked) blocked.push_back(order.person);
  if (!session.login.empty() && order.blocked != person.blocked.contains(order.person)) {
    const std::string* name = name_of(state, order.person);
    turn.emit(KeepBlock{person.face.id, order.person, name == nullptr ? std::string() : *name, order.blocked});
  }
  set_blocked(state, turn, person, blocked);
}

void tell_blocked(State& state, Turn& turn, Session& session) {
  post(state, turn, session, blocks_of(state, *state.people.find(session.person)));
}

void forget_blocked(State& state, PersonEntry& person) {
  for (const PersonId& id : person.blocked) {
    state.hidden.show(person.face.id, id);
    if (state.people.find(id) != nullptr) state.presence.left_unseen[id].insert(person.face.id);
  }
  person.blocked.clear();
}

}  // namespace parley::hub
