// Whom people have blocked: to them they are not online. They are not in their list of people, and a call to them is answered
// as if they had left.
#pragma once

#include <cstddef>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/base/id.hpp"
#include "core/protocol/message.hpp"
#include "server/hub/people.hpp"
#include "server/hub/sessions.hpp"

namespace parley::hub {

struct State;
class Turn;

using BlockList = std::vector<protocol::BlockedPerson>;

/// Who is hidden from whom, of the people online: nearly nobody, so that lists can stay shared by all others.
class HiddenPeople {
 public:
  void hide(const PersonId& person, const PersonId& from);
  void show(const PersonId& person, const PersonId& from);

  /// Nothing if nobody is.
  const std::unordered_set<PersonId>* hidden_from(const PersonId& reader) const;

  /// Pairs of people.
  std::size_t size() const { return pairs_; }

 private:
  std::unordered_map<PersonId, std::unordered_set<PersonId>> hidden_;
  std::size_t pairs_ = 0;
};

/// Whether `person` is not to be seen by `reader`.
inline bool is_hidden(const PersonEntry& person, const PersonId& reader) { return person.blocked.contains(reader); }

/// A client's order to block somebody, or not any more. An account's is kept beyond the process too.
void block_person(State& state, Turn& turn, Session& session, const protocol::Block& order);

/// Tells the session whom its person has blocked.
void tell_blocked(State& state, Turn& turn, Session& session);

/// The person comes with this list: those in it see nothing of it.
void come_with_blocked(State& state, PersonEntry& person, const BlockList& blocked);

/// This is the whole list now, and the person hears it if it is another one. Those who are new in it see the person leave, those who are no longer see him come.
void set_blocked(State& state, Turn& turn, PersonEntry& person, const BlockList& blocked);

/// A list as it comes without names: those that are known are kept.
BlockList without_names(const std::vector<PersonId>& blocked);

/// The person's list with this one in it, or not any more. Nothing if it is full.
std::optional<BlockList> changed_list(const State& state, const PersonEntry& person, const PersonId& other,
                                      bool blocked);

/// Whom the person has blocked, by name.
BlockList list_of_blocked(const State& state, const PersonEntry& person);

/// The person leaves: nobody is told of it who could not see him.
void forget_blocked(State& state, PersonEntry& person);

}  // namespace parley::hub
