// A store in memory that answers at once, or that its database does not answer.
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "server/store/store.hpp"

namespace parley::api {

class FakeStore final : public store::Store {
 public:
  using Nothing = store::Nothing;
  template <class T>
  using Answer = store::Answer<T>;

  bool reachable = true;
  std::vector<store::Account> accounts;
  std::map<PersonId, std::vector<store::BlockedPerson>> blocks;
  std::vector<store::StoredCall> stored_calls;  ///< newest first
  std::optional<store::CallFilter> asked_for;   ///< the last filter

  void create_account(store::Account account, Answer<Nothing> answer) override {
    if (!reachable) return fail(answer);
    accounts.push_back(std::move(account));
    answer(Nothing{});
  }
  void find_account(std::string folded, Answer<std::optional<store::Account>> answer) override {
    find([&](const store::Account& account) { return account.name.folded == folded; }, answer);
  }
  void find_account_of(PersonId person, Answer<std::optional<store::Account>> answer) override {
    find([&](const store::Account& account) { return account.person == person; }, answer);
  }
  void change_password(PersonId, std::string, Answer<Nothing> answer) override { answer(Nothing{}); }
  void delete_account(PersonId, Answer<std::vector<LoginId>> answer) override { answer(std::vector<LoginId>()); }
  void all_names(Answer<std::vector<std::pair<PersonId, hub::Name>>> answer) override {
    answer(std::vector<std::pair<PersonId, hub::Name>>());
  }

  void add_login(store::Login, Answer<Nothing> answer) override { answer(Nothing{}); }
  void find_login(std::string, Answer<std::optional<store::SignedIn>> answer) override {
    answer(std::optional<store::SignedIn>());
  }
  void logins_of(PersonId, Answer<std::vector<store::Login>> answer) override { answer(std::vector<store::Login>()); }
  void end_logins(PersonId, std::vector<LoginId> logins, std::optional<LoginId>,
                  Answer<std::vector<LoginId>> answer) override {
    answer(std::move(logins));
  }
  void note_attempt(store::LoginAttempt) override {}
  void attempts(std::optional<store::WallTime>, std::optional<store::WallTime>, std::optional<std::string>, std::size_t,
                Answer<std::vector<store::LoginAttempt>> answer) override {
    answer(std::vector<store::LoginAttempt>());
  }

  void block(PersonId person, store::BlockedPerson other, Answer<std::vector<PersonId>> answer) override {
    if (!reachable) return fail(answer);
    blocks[person].push_back(std::move(other));
    answer(ids(person));
  }
  void unblock(PersonId person, PersonId other, Answer<std::vector<PersonId>> answer) override {
    if (!reachable) return fail(answer);
    std::erase_if(blocks[person], [&](const store::BlockedPerson& blocked) { return blocked.person == other; });
    answer(ids(person));
  }
  void blocks_of(PersonId person, Answer<std::vector<store::BlockedPerson>> answer) override {
    if (!reachable) return fail(answer);
    answer(blocks[person]);
  }

  void write(const hub::CallRecord&) override {}
  void write(const hub::CallEvent&) override {}
  void calls(store::CallFilter filter, Answer<std::vector<store::StoredCall>> answer) override {
    asked_for = filter;
    if (!reachable) return fail(answer);
    std::vector<store::StoredCall> found;
    for (const store::StoredCall& call : stored_calls) {
      const hub::CallRecord& record = call.record;
      if (filter.call && record.call != *filter.call) continue;
      if (filter.person && record.caller != *filter.person && record.receiver != *filter.person) continue;
      if (filter.since && record.requested_at < *filter.since) continue;
      if (found.size() < filter.limit) found.push_back(call);
    }
    answer(std::move(found));
  }

  void enforce_retention(store::WallTime, store::WallTime, store::WallTime) override {}
  store::Health health() const override { return {}; }
  void close(Milliseconds) override {}

 private:
  template <class T>
  static void fail(const Answer<T>& answer) {
    answer(Failure{store::Problem::Unavailable});
  }
  template <class Matches>
  void find(Matches matches, const Answer<std::optional<store::Account>>& answer) const {
    if (!reachable) return fail(answer);
    const auto found = std::find_if(accounts.begin(), accounts.end(), matches);
    answer(found == accounts.end() ? std::optional<store::Account>() : std::optional<store::Account>(*found));
  }
  std::vector<PersonId> ids(const PersonId& person) const {
    std::vector<PersonId> blocked;
    for (const store::BlockedPerson& other : blocks.at(person)) blocked.push_back(other.person);
    return blocked;
  }
};

}  // namespace parley::api
