// Slows down whoever guesses passwords, by address and by name, without locking the owner out. Knows no clock; time is given.
//
// Each attempt is charged before its password is looked at, so that many at once are no way around, and given back if it
// succeeds. Three tallies are kept, and each lets a number of attempts pass before it makes one wait, twice as long each time:
//   - an address on a name: five, then 1 s to 15 min. The right password clears it.
//   - an address on all names: a hundred, more than wait for their turn at once (a school behind one address), then 1 s to 15 min:
//     one machine that tries one password on everybody.
//   - a name from all addresses that have never signed in to it: fifty, then 1 s to 1 min: many machines on one person.
// An address that has signed in to a name is not held up by the third: so an owner comes in from where he has been before,
// whatever strangers do, and a signed-in device of his counts as such a place. A stranger elsewhere holds up new places only, each
// for a minute at most; one behind the same address can hold that address up, for a quarter of an hour at most. What was charged
// leaks away again.
#pragma once

#include <cstddef>
#include <list>
#include <optional>
#include <string>
#include <unordered_map>

#include "core/base/time.hpp"

namespace parley::accounts {

/// Attempts counted by a key: a leaking count, a waiting time that doubles, and a bound on how many keys are remembered.
class Tally {
 public:
  struct Rule {
    double free = 5;            ///< with this attempt waiting begins
    Milliseconds first{1'000};  ///< how long
    Milliseconds most{900'000};
    Milliseconds leak{600'000};  ///< one attempt is forgotten in this time
    std::size_t keys = 50'000;   ///< past it the key that was charged longest ago is forgotten
  };

  explicit Tally(const Rule& rule) : rule_(rule) {}

  /// How long this key has to wait; zero: not at all.
  Milliseconds wait(const std::string& key, Instant now) const;
  void charge(const std::string& key, Instant now);
  /// Takes one charge back, and the wait with it.
  void give_back(const std::string& key, Instant now);
  void clear(const std::string& key);
  /// True once for each wait: so that a flood leaves one line in a log.
  bool first_refusal(const std::string& key);

  std::size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    std::string key;
    double count = 0;
    Instant counted{};
    Instant free_at{};
    bool refused = false;
  };
  using Entries = std::list<Entry>;  // the one charged last comes first

  double count_of(const Entry& entry, Instant now) const;

  Rule rule_;
  Entries entries_;
  std::unordered_map<std::string, Entries::iterator> by_key_;
};

class Throttle {
 public:
  struct Rules {
    Tally::Rule here{5, Milliseconds(1'000), Milliseconds(900'000), Milliseconds(600'000), 50'000};
    Tally::Rule address{100, Milliseconds(1'000), Milliseconds(900'000), Milliseconds(60'000), 50'000};
    Tally::Rule name{50, Milliseconds(1'000), Milliseconds(60'000), Milliseconds(60'000), 50'000};
    /// Accounts made by one address: a class registers at once, a machine does not make thousands.
    Tally::Rule creations{40, Milliseconds(60'000), Milliseconds(900'000), Milliseconds(60'000), 50'000};
    std::size_t known_places = 100'000;
  };

  /// Who tries what.
  struct Attempt {
    std::string address;
    std::string name;        ///< folded; may be nobody's
    bool signed_in = false;  ///< a device that is signed in to this name asks
  };

  /// Why an attempt is not let through.
  struct Wait {
    Milliseconds left{};
    bool first = false;  ///< nobody was told of this wait yet
  };

  Throttle() : Throttle(Rules{}) {}
  explicit Throttle(const Rules& rules);

  /// Nothing: the attempt is charged, and one of the three below must follow.
  std::optional<Wait> begin(const Attempt& attempt, Instant now);
  /// It was the right password: this address is known for this name from now on.
  void succeeded(const Attempt& attempt, Instant now);
  /// It was never judged (too many wait, no database): the charge is taken back.
  void withdrawn(const Attempt& attempt, Instant now);
  // A wrong password changes nothing: it is charged already.

  /// An account made from this address. Nothing: charged.
  std::optional<Wait> begin_creation(const std::string& address, Instant now);
  void creation_withdrawn(const std::string& address, Instant now);

  /// This address has signed in to this name before.
  void know(const std::string& address, const std::string& name);

 private:
  static std::string place(const std::string& address, const std::string& name);
  bool is_known(const Attempt& attempt) const;

  Tally here_;
  Tally address_;
  Tally name_;
  Tally creations_;
  std::size_t known_most_;
  std::list<std::string> known_order_;  // the latest first
  std::unordered_map<std::string, std::list<std::string>::iterator> known_;
};

}  // namespace parley::accounts
