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

// What a person is or was called; nothing if he is not remembered.
const std::string* name_of(const State& state, const PersonId& person) {
  if (const PersonEntry* online = state.people.find(person)) return &online->face.name;
  return state.departed.name_of(person);
}

using Blocked = std::unordered_map<PersonId, std::string>;

// Names that come without are those of now, or as they were.
Blocked blocked_of(const State& state, const PersonEntry& person, const BlockList& list) {
  Blocked blocked;
  for (const auto& [id, name] : list) {
    if (blocked.size() == state.config.blocked_people || id == person.face.id) continue;
    const std::string* known = name_of(state, id);
    const auto before = person.blocked.find(id);
    if (known != nullptr) {
      blocked[id] = *known;
    } else if (name) {
      blocked[id] = *name;
    } else {
      blocked[id] = before == person.blocked.end() ? std::string() : before->second;
    }
  }
  return blocked;
}

bool same_people(const Blocked& left, const Blocked& right) {
  return left.size() == right.size() &&
         std::all_of(left.begin(), left.end(), [&](const auto& entry) { return right.contains(entry.first); });
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

void come_with_blocked(State& state, PersonEntry& person, const BlockList& blocked) {
  person.blocked = blocked_of(state, person, blocked);
  for (const auto& [id, name] : person.blocked) state.hidden.hide(person.face.id, id);
}

void set_blocked(State& state, Turn& turn, PersonEntry& person, const BlockList& blocked) {
  const Blocked before = std::exchange(person.blocked, blocked_of(state, person, blocked));
  for (const auto& [id, name] : person.blocked) {
    if (before.contains(id)) continue;
    state.hidden.hide(person.face.id, id);
    tell_person(state, turn, id, protocol::PeerLeft{{person.face.id}});
  }
  for (const auto& [id, name] : before) {
    if (person.blocked.contains(id)) continue;
    state.hidden.show(person.face.id, id);
    tell_person(state, turn, id, protocol::PeerJoined{{person.face}});
  }
  if (!same_people(person.blocked, before)) {
    post_to_person(state, turn, person, protocol::Blocks{list_of_blocked(state, person)});
  }
}

BlockList without_names(const std::vector<PersonId>& blocked) {
  BlockList list;
  list.reserve(blocked.size());
  for (const PersonId& id : blocked) list.push_back({id, std::nullopt});
  return list;
}

std::optional<BlockList> changed_list(const State& state, const PersonEntry& person, const PersonId& other,
                                      bool blocked) {
  BlockList list = list_of_blocked(state, person);
  std::erase_if(list, [&](const protocol::BlockedPerson& one) { return one.id == other; });
  if (!blocked) return list;
  if (list.size() >= state.config.blocked_people) return std::nullopt;
  list.push_back({other, std::nullopt});
  return list;
}

BlockList list_of_blocked(const State& state, const PersonEntry& person) {
  BlockList list;
  for (const auto& [id, name_of_then] : person.blocked) {
    const std::string* known = name_of(state, id);
    const std::string& name = known != nullptr ? *known : name_of_then;
    list.push_back({id, name.empty() ? std::nullopt : std::optional(name)});
  }
  std::sort(list.begin(), list.end(), [](const auto& left, const auto& right) {
    return std::tie(left.name, left.id) < std::tie(right.name, right.id);
  });
  return list;
}

void block_person(State& state, Turn& turn, Session& session, const protocol::Block& order) {
  PersonEntry& person = *state.people.find(session.person);
  if (order.person == session.person) {
    refuse(state, turn, session, {.code = protocol::ErrorCode::SelfCall, .answers = order.id, .where = "/person"});
    return;
  }
  if (order.blocked == person.blocked.contains(order.person)) return;
  const auto list = changed_list(state, person, order.person, order.blocked);
  if (!list) {
    protocol::Error error = error_message({.code = protocol::ErrorCode::TooLarge, .answers = order.id});
    error.message = "More people cannot be blocked. Unblock somebody first.";
    post(state, turn, session, error);
    return;
  }
  if (!session.login.empty()) {
    const std::string* name = name_of(state, order.person);
    turn.emit(KeepBlock{person.face.id, order.person, name == nullptr ? std::string() : *name, order.blocked});
  }
  set_blocked(state, turn, person, *list);
}

void tell_blocked(State& state, Turn& turn, Session& session) {
  post(state, turn, session, protocol::Blocks{list_of_blocked(state, *state.people.find(session.person))});
}

void forget_blocked(State& state, PersonEntry& person) {
  for (const auto& [id, name] : person.blocked) {
    state.hidden.show(person.face.id, id);
    if (state.people.find(id) != nullptr) state.presence.left_unseen[id].insert(person.face.id);
  }
  person.blocked.clear();
}

}  // namespace parley::hub
