// Who is online, and who was a moment ago. A person is online while he has a session, connected or not.
// Not its business: telling others (presence.hpp).
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "core/base/id.hpp"
#include "core/base/time.hpp"
#include "core/protocol/person.hpp"
#include "server/hub/rate_limit.hpp"

namespace parley::hub {

/// A ring that a person made, for its limits.
struct RingMade {
  Instant when{};
  PersonId to;
};

/// What a person has to his name.
enum class NameRight {
  Held,     ///< a guest's, claimed from the directory and to be released at the end
  Account,  ///< reserved for his account, online or not
  Shared,   ///< a program's: others may bear it too
};

struct PersonEntry {
  protocol::Person face;
  std::string name_key;  ///< by which others find the person
  NameRight name_right{};
  std::string location;    ///< as a program told it; empty: none
  std::int64_t since = 0;  ///< online since: milliseconds since 1970, UTC
  /// Whom the person does not want to hear from, with the name last known or none; change it by blocks.hpp.
  std::unordered_map<PersonId, std::string> blocked;
  std::vector<SessionId> sessions;          ///< few: a person's tabs, devices and at most one program
  CallId live_call;                         ///< dialling or ongoing; empty: none
  SessionId claiming;                       ///< the session that claims a call of before a restart; empty: none
  std::vector<RingMade> rings;              ///< of the last minute
  protocol::Presence wish{};                ///< what others see while the person is in no call
  std::optional<TokenBucket> lines_to_all;  ///< once he has written to everybody
};

/// A person has at most one live call, and none while a session of his claims one.
inline bool is_busy(const PersonEntry& person) { return !person.live_call.empty() || !person.claiming.empty(); }

/// Names and ids of people who left, for the answer "offline". Bounded in number and time.
class Departed {
 public:
  Departed(std::size_t most, Milliseconds keep) : most_(most), keep_(keep) {}

  void add(const PersonId& person, const std::string& name, const std::string& name_key, Instant now);
  bool knows(const PersonId& person) const { return ids_.contains(person); }
  bool knows_name(const std::string& name_key) const { return keys_.contains(name_key); }
  /// What a person was called when he left last; nothing if he is not remembered.
  const std::string* name_of(const PersonId& person) const;

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
  struct Times {
    std::size_t count = 0;
    std::string name;
  };
  std::deque<Entry> order_;                  ///< all are kept equally long, so the oldest is due first
  std::unordered_map<PersonId, Times> ids_;  ///< how often in `order_`
  std::unordered_map<std::string, std::size_t> keys_;
};

class People {
 public:
  /// The person must not be online yet. `face.id` and `face.name` are given; initials, hue and key are made of the name.
  PersonEntry& add(PersonEntry person);
  PersonEntry* find(const PersonId& id);
  const PersonEntry* find(const PersonId& id) const;
  /// Whoever has a right to the name before those who share it.
  PersonEntry* find_by_name(const std::string& name_key);
  void erase(const PersonId& id);

  /// The person is called something else from now on: name, initials, hue and key.
  void rename(PersonEntry& person, const std::string& name);

  std::size_t size() const { return by_id_.size(); }

  auto begin() const { return by_id_.begin(); }
  auto end() const { return by_id_.end(); }

 private:
  /// Equal names stand beside each other, those of their own right first.
  using Named = std::tuple<std::string, bool, PersonId>;
  static Named named(const PersonEntry& person) {
    return {person.name_key, person.name_right == NameRight::Shared, person.face.id};
  }

  std::unordered_map<PersonId, PersonEntry> by_id_;
  std::set<Named> by_name_;
};

}  // namespace parley::hub
