// Tells everybody who came, changed or left, in batches. Who that is, is people.hpp's business.
#pragma once

#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/base/id.hpp"
#include "core/protocol/person.hpp"
#include "server/hub/deadlines.hpp"

namespace parley::hub {

struct PersonEntry;
struct State;
class Turn;

/// Whose presence changed since the last flush, in the order of the first change.
struct PresenceBatch {
  std::vector<PersonId> changed;
  std::unordered_set<PersonId> members;
  /// People who left unseen by these readers, whom they had blocked.
  std::unordered_map<PersonId, std::unordered_set<PersonId>> left_unseen;
  std::optional<Deadlines::Handle> due;
  std::optional<Instant> last_flush;
};

/// Notes that this person came, changed or left. The first change after a quiet time is told at once (as soon as time
/// passes), those that follow are collected for `Config::presence_batch`.
void presence_changed(State& state, const Turn& turn, const PersonId& person);

/// The person wants to be seen like this while he is in no call.
void wish_presence(State& state, const Turn& turn, PersonEntry& person, protocol::Presence wish);

/// Sets whether the person is busy or as he wishes to be seen, and notes it.
void show_presence(State& state, const Turn& turn, PersonEntry& person);

/// Tells what was noted, to all connected sessions but the person's own.
void flush_presence(State& state, Turn& turn);

}  // namespace parley::hub
