// Whom people have blocked: to them they are not online. They are not in their list of people, and a call to them is answered
// as if they had left.
#pragma once

#include <cstddef>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/base/id.hpp"
#include "server/hub/people.hpp"

namespace parley::hub {

struct State;
class Turn;

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

/// The person comes with this list: those in it see nothing of it.
void come_with_blocked(State& state, PersonEntry& person, const std::vector<PersonId>& blocked);

/// This is the whole list now. Those who are new in it see the person leave, those who are no longer see him come.
void set_blocked(State& state, Turn& turn, PersonEntry& person, const std::vector<PersonId>& blocked);

/// The person leaves: nobody is told of it who could not see him.
void forget_blocked(State& state, PersonEntry& person);

}  // namespace parley::hub
