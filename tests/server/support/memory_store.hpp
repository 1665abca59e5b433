// A store that forgets everything at its end: what the tests of accounts and of the HTTP API put in the place of a database. It can
// be out of reach, and it can let questions wait.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "server/store/store.hpp"

namespace parley::store::test {

class MemoryStore final : public Store {
 public:
  /// `wall` is its clock: milliseconds since 1970.
  MemoryStore(Deliver deliver, std::function<WallTime()> wall) : deliver_(std::move(deliver)), wall_(std::move(wall)) {}

  // ---- for tests ----

  /// Every question is answered Unavailable until it is reachable again, and nothing is changed.
  void set_reachable(bool reachable) { reachable_ = reachable; }
  /// Questions wait, in their order, until `resume`.
  void pause() { paused_ = true; }
  void resume();
  std::size_t waiting() const { return waiting_.size(); }
  /// Questions that were asked, by the name of the function.
  std::size_t asked(const std::string& question) const;
  const std::vector<LoginAttempt>& noted() const { return attempts_; }
  const std::map<std::string, Login>& logins_by_hash() const { return logins_; }
  /// As if an older program had written it.
  void set_password(const PersonId& person, std::string password) {
    accounts_.at(person).password = std::move(password);
  }

  // ---- the store ----

  void create_account(Account account, Answer<Nothing> answer) override;
  void find_account(std::string folded, Answer<std::optional<Account>> answer) override;
  void find_account_of(PersonId person, Answer<std::optional<Account>> answer) override;
  void change_password(PersonId person, std::string password, Answer<Nothing> answer) override;
  void delete_account(PersonId person, Answer<std::vector<LoginId>> answer) override;
  void all_names(Answer<std::vector<std::pair<PersonId, hub::Name>>> answer) override;
  void add_login(Login login, Answer<Nothing> answer) override;
  void find_login(std::string token_hash, Answer<std::optional<SignedIn>> answer) override;
  void logins_of(PersonId person, Answer<std::vector<Login>> answer) override;
  void end_logins(PersonId person, std::vector<LoginId> logins, std::optional<LoginId> keep,
                  Answer<std::vector<LoginId>> answer) override;
  void note_attempt(LoginAttempt attempt) override;
  void attempts(std::optional<WallTime> since, std::optional<WallTime> until, std::optional<std::string> name,
                std::size_t limit, Answer<std::vector<LoginAttempt>> answer) override;
  void block(PersonId person, BlockedPerson other, Answer<std::vector<PersonId>> answer) override;
  void unblock(PersonId person, PersonId other, Answer<std::vector<PersonId>> answer) override;
  void blocks_of(PersonId person, Answer<std::vector<BlockedPerson>> answer) override;
  void write(const hub::CallRecord& record) override;
  void write(const hub::CallEvent& event) override;
  void calls(CallFilter filter, Answer<std::vector<StoredCall>> answer) override;
  void enforce_retention(WallTime calls_before, WallTime attempts_before, WallTime now) override;
  Health health() const override;
  void close(Milliseconds) override {}

 private:
  template <class T>
  void ask(const char* question, Answer<T> answer, std::function<Result<T, Problem>()> work);
  std::vector<PersonId> blocked_by(const PersonId& person) const;
  std::vector<LoginId> end_where(const std::function<bool(const Login&)>& matches);

  Deliver deliver_;
  std::function<WallTime()> wall_;
  bool reachable_ = true;
  bool paused_ = false;
  std::deque<std::function<void()>> waiting_;
  std::map<std::string, std::size_t> asked_;

  std::map<PersonId, Account> accounts_;
  std::map<std::string, Login> logins_;  // by the hash of the token
  std::vector<LoginAttempt> attempts_;
  std::map<PersonId, std::vector<BlockedPerson>> blocks_;
  std::map<CallId, StoredCall> calls_;
};

}  // namespace parley::store::test
