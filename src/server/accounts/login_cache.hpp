// Sign-ins that the store has lately called valid, so that a client that polls does not cost a query each time. What ends is
// taken out at once. Not its business: expiry, which whoever asks compares with his clock.
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/base/time.hpp"
#include "server/store/store.hpp"

namespace parley::accounts {

class LoginCache {
 public:
  /// Remembers at most `most` sign-ins, each for `life`; the one that was put in first is forgotten first.
  LoginCache(std::size_t most, Milliseconds life) : most_(most), life_(life) {}

  /// What is remembered under this hash of a token.
  const store::SignedIn* find(const std::string& token_hash, Instant now) const;

  /// A number that changes whenever something is taken out: an answer that was asked for before that may be out of date.
  std::uint64_t generation() const { return generation_; }

  /// Does nothing if the generation is another one by now.
  void put(const store::SignedIn& signed_in, std::uint64_t asked_in, Instant now);

  void forget(const std::vector<LoginId>& logins);
  void forget(const PersonId& person);

  std::size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    store::SignedIn signed_in;
    Instant at{};
  };

  template <class Matches>
  void forget_if(Matches matches);

  std::size_t most_;
  Milliseconds life_;
  std::list<Entry> entries_;  // the oldest first
  std::unordered_map<std::string, std::list<Entry>::iterator> by_hash_;
  std::uint64_t generation_ = 0;
};

}  // namespace parley::accounts
