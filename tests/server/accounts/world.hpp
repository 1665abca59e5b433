// Accounts with a store in memory, cheap hashes, and clocks that a test moves.
#pragma once

#include <algorithm>
#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "server/accounts/accounts.hpp"
#include "tests/server/support/loop.hpp"
#include "tests/server/support/memory_store.hpp"

namespace parley::accounts::test {

using namespace std::chrono_literals;

/// The least that libsodium takes: what is tested is not how long a hash takes.
inline PasswordHasher::Options cheap() { return {1, 8192, 1, 64}; }

inline Client at(const std::string& address, const std::string& device = "Firefox on Linux",
                 const std::string& old_token = {}) {
  return {address, device, old_token};
}

inline const std::string kPassword = "correct horse";

class World {
 public:
  explicit World(const PasswordHasher::Options& hashing = cheap(), const Accounts::Options& options = {})
      : hasher(hashing, loop.port()),
        store(loop.port(), [this] { return wall; }),
        accounts(store, hasher, options,
                 {[this] { return now; }, [this] { return wall; },
                  [this](hub::Event event) { told.push_back(std::move(event)); },
                  [this](const hub::Name& name, const PersonId& person) { reserved[name.text] = person; },
                  [this](const PersonId& person) { released.push_back(person); }}) {}

  /// Runs the loop until the outcome is there.
  template <class T, class Start>
  Result<T, Denied> outcome_of(Start start) {
    std::optional<Result<T, Denied>> outcome;
    start([&outcome](Result<T, Denied> result) { outcome.emplace(std::move(result)); });
    EXPECT_TRUE(loop.run_until([&] { return outcome.has_value(); }));
    loop.run_ready();
    return *outcome;
  }

  Result<Welcomed, Denied> create(const std::string& name, const std::string& password = kPassword,
                                  const Client& client = at("192.0.2.1")) {
    return outcome_of<Welcomed>([&](auto outcome) { accounts.create(name, Secret(password), client, outcome); });
  }
  Result<Welcomed, Denied> sign_in(const std::string& name, const std::string& password = kPassword,
                                   const Client& client = at("192.0.2.1")) {
    return outcome_of<Welcomed>([&](auto outcome) { accounts.sign_in(name, Secret(password), client, outcome); });
  }
  Result<store::Nothing, Denied> change(const store::SignedIn& me, const std::string& current, const std::string& next,
                                        const Client& client = at("192.0.2.1")) {
    return outcome_of<store::Nothing>(
        [&](auto outcome) { accounts.change_password(me, Secret(current), Secret(next), client, outcome); });
  }
  Result<store::Nothing, Denied> remove(const store::SignedIn& me, const std::string& password = kPassword) {
    return outcome_of<store::Nothing>(
        [&](auto outcome) { accounts.remove(me, Secret(password), at("192.0.2.1"), outcome); });
  }
  Result<store::SignedIn, store::Problem> identify(const std::string& token) {
    std::optional<Result<store::SignedIn, store::Problem>> found;
    accounts.identify(token, [&](Result<store::SignedIn, store::Problem> answer) { found.emplace(std::move(answer)); });
    EXPECT_TRUE(loop.run_until([&] { return found.has_value(); }));
    return *found;
  }
  /// Who has just come in with this token.
  store::SignedIn who(const std::string& token) {
    auto found = identify(token);
    EXPECT_TRUE(found.ok());
    return std::move(found).value();
  }
  void pass(Milliseconds time) {
    now += time;
    wall += time.count();
  }

  template <class T>
  std::vector<T> told_of() const {
    std::vector<T> found;
    for (const hub::Event& event : told) {
      if (const T* one = std::get_if<T>(&event)) found.push_back(*one);
    }
    return found;
  }
  /// The outcomes that were noted, in order.
  std::vector<std::string> noted() const {
    std::vector<std::string> outcomes;
    for (const store::LoginAttempt& attempt : store.noted()) outcomes.push_back(attempt.outcome);
    return outcomes;
  }

  Instant now{Milliseconds(1'000'000)};
  store::WallTime wall = 1'784'000'000'000;
  parley::test::Loop loop;
  PasswordHasher hasher;
  store::test::MemoryStore store;
  std::vector<hub::Event> told;
  std::map<std::string, PersonId> reserved;
  std::vector<PersonId> released;
  Accounts accounts;
};

}  // namespace parley::accounts::test
