// Who is online, and who was a moment ago. A person is online while he has a session, connected or not.
// Not its business: telling others (presence.hpp).
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/base/id.hpp"
#include "core/base/time.hpp"
#include "core/protocol/person.hpp"

namespace parley::hub {

/// A ring that a person made, for its limits.
struct RingMade {
  Instant when{};
  PersonId to;
};

struct PersonEntry {
  protocol::Person face;
  std::string name_key;             ///< by which others find the person
  bool holds_name = false;          ///< claimed from the directory, to be released at the end
  std::vector<SessionId> sessions;  ///< few: a person's tabs and devices
  CallId live_call;                 ///< dialling or ongoing; empty: none
  SessionId claiming;               ///< the session that claims a call of before a restart; empty: none
  std::vector<RingMade> rings;      ///< of the last minute
};

/// A person has at most one live call, and none while a session of his claims one.
inline bool is_busy(const PersonEntry& person) { return !person.live_call.empty() || !person.claiming.empty(); }

/// Names and ids of people who left, for the answer "offline". Bounded in number and time.
class Departed {
 public:
  Departed(std::size_t most, Milliseconds keep) : most_(most), keep_(keep) {}

  void add(const PersonId& person, const std::string& name_key, Instant now);
  bool knows(const PersonId& person) const { return ids_.contains(person); }
  bool knows_name(const std::string& name_key) const { return keys_.contains(name_key); }

  /// Forgets what is older than it may be.
  void forget(Instant now);
  std::optional<Instant> next_due() const;
  std::size_t size() const { return order_.size(); }

 private:
  struct Entry {
    Instant until{};
    PersonId person;
    std::string name_key;
  };
  void drop_oldest();

  std::size_t most_;
  Milliseconds keep_;
  std::deque<Entry> order_;                        ///< all are kept equally long, so the oldest is due first
  std::unordered_map<PersonId, std::size_t> ids_;  ///< how often in `order_`
  std::unordered_map<std::string, std::size_t> keys_;
};

class People {
 public:
  /// The person must not be online yet.
  PersonEntry& add(PersonEntry person);
  PersonEntry* find(const PersonId& id);
  const PersonEntry* find(const PersonId& id) const;
  PersonEntry* find_by_name(const std::string& name_key);
  void erase(const PersonId& id);

  std::size_t size() const { return by_id_.size(); }

  auto begin() const { return by_id_.begin(); }
  auto end() const { return by_id_.end(); }

 private:
  std::unordered_map<PersonId, PersonEntry> by_id_;
  std::unordered_map<std::string, PersonId> by_name_;
};

}  // namespace parley::hub
