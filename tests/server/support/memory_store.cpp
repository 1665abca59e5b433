#include "tests/server/support/memory_store.hpp"

#include <algorithm>

namespace parley::store::test {

template <class T>
void MemoryStore::ask(const char* question, Answer<T> answer, std::function<Result<T, Problem>()> work) {
  ++asked_[question];
  auto job = [this, answer = std::move(answer), work = std::move(work)] {
    Result<T, Problem> result = reachable_ ? work() : Result<T, Problem>(Failure{Problem::Unavailable});
    deliver_([answer, result = std::move(result)] { answer(result); });
  };
  if (paused_) {
    waiting_.emplace_back(std::move(job));
  } else {
    job();
  }
}

void MemoryStore::resume() {
  paused_ = false;
  while (!waiting_.empty()) {
    const auto job = std::move(waiting_.front());
    waiting_.pop_front();
    job();
  }
}

std::size_t MemoryStore::asked(const std::string& question) const {
  const auto found = asked_.find(question);
  return found == asked_.end() ? 0 : found->second;
}

// ---- accounts -------------------------------------------------------------------------------------------------------

void MemoryStore::create_account(Account account, Answer<Nothing> answer) {
  ask<Nothing>("create_account", std::move(answer), [this, account]() -> Result<Nothing, Problem> {
    for (const auto& [person, other] : accounts_) {
      if (other.name.folded == account.name.folded || other.name.look == account.name.look) {
        return Failure{Problem::NameTaken};
      }
    }
    accounts_.emplace(account.person, account);
    return Nothing{};
  });
}

void MemoryStore::find_account(std::string folded, Answer<std::optional<Account>> answer) {
  ask<std::optional<Account>>("find_account", std::move(answer),
                              [this, folded]() -> Result<std::optional<Account>, Problem> {
                                for (const auto& [person, account] : accounts_) {
                                  if (account.name.folded == folded) return std::optional(account);
                                }
                                return std::optional<Account>();
                              });
}

void MemoryStore::find_account_of(PersonId person, Answer<std::optional<Account>> answer) {
  ask<std::optional<Account>>("find_account_of", std::move(answer),
                              [this, person]() -> Result<std::optional<Account>, Problem> {
                                const auto found = accounts_.find(person);
                                if (found == accounts_.end()) return std::optional<Account>();
                                return std::optional(found->second);
                              });
}

void MemoryStore::change_password(PersonId person, std::string password, Answer<Nothing> answer) {
  ask<Nothing>("change_password", std::move(answer), [this, person, password]() -> Result<Nothing, Problem> {
    const auto found = accounts_.find(person);
    if (found == accounts_.end()) return Failure{Problem::NotFound};
    found->second.password = password;
    return Nothing{};
  });
}

void MemoryStore::delete_account(PersonId person, Answer<std::vector<LoginId>> answer) {
  ask<std::vector<LoginId>>("delete_account", std::move(answer),
                            [this, person]() -> Result<std::vector<LoginId>, Problem> {
                              if (accounts_.erase(person) == 0) return Failure{Problem::NotFound};
                              blocks_.erase(person);
                              return end_where([&](const Login& login) { return login.person == person; });
                            });
}

void MemoryStore::all_names(Answer<std::vector<std::pair<PersonId, hub::Name>>> answer) {
  using Names = std::vector<std::pair<PersonId, hub::Name>>;
  ask<Names>("all_names", std::move(answer), [this]() -> Result<Names, Problem> {
    Names names;
    for (const auto& [person, account] : accounts_) names.emplace_back(person, account.name);
    return names;
  });
}

// ---- sign-ins -------------------------------------------------------------------------------------------------------

void MemoryStore::add_login(Login login, Answer<Nothing> answer) {
  ask<Nothing>("add_login", std::move(answer), [this, login]() -> Result<Nothing, Problem> {
    if (!accounts_.contains(login.person)) return Failure{Problem::NotFound};
    logins_.emplace(login.token_hash, login);
    return Nothing{};
  });
}

void MemoryStore::find_login(std::string token_hash, Answer<std::optional<SignedIn>> answer) {
  constexpr WallTime kMinute = 60'000;
  ask<std::optional<SignedIn>>(
      "find_login", std::move(answer), [this, token_hash]() -> Result<std::optional<SignedIn>, Problem> {
        const auto found = logins_.find(token_hash);
        if (found == logins_.end() || found->second.expires_at <= wall_()) {
          return std::optional<SignedIn>();
        }
        Login& login = found->second;
        if (wall_() - login.used_at >= kMinute) login.used_at = wall_();
        return std::optional(SignedIn{login, accounts_.at(login.person), blocks_[login.person]});
      });
}

void MemoryStore::logins_of(PersonId person, Answer<std::vector<Login>> answer) {
  ask<std::vector<Login>>("logins_of", std::move(answer), [this, person]() -> Result<std::vector<Login>, Problem> {
    std::vector<Login> logins;
    for (const auto& [hash, login] : logins_) {
      if (login.person == person && login.expires_at > wall_()) logins.push_back(login);
    }
    return logins;
  });
}

void MemoryStore::end_logins(PersonId person, std::vector<LoginId> logins, std::optional<LoginId> keep,
                             Answer<std::vector<LoginId>> answer) {
  ask<std::vector<LoginId>>(
      "end_logins", std::move(answer), [this, person, logins, keep]() -> Result<std::vector<LoginId>, Problem> {
        return end_where([&](const Login& login) {
          const bool named = logins.empty() || std::find(logins.begin(), logins.end(), login.id) != logins.end();
          return login.person == person && named && login.id != keep;
        });
      });
}

std::vector<LoginId> MemoryStore::end_where(const std::function<bool(const Login&)>& matches) {
  std::vector<LoginId> gone;
  for (auto login = logins_.begin(); login != logins_.end();) {
    if (!matches(login->second)) {
      ++login;
      continue;
    }
    gone.push_back(login->second.id);
    login = logins_.erase(login);
  }
  return gone;
}

void MemoryStore::note_attempt(LoginAttempt attempt) { attempts_.push_back(std::move(attempt)); }

void MemoryStore::attempts(std::optional<WallTime> since, std::optional<WallTime> until,
                           std::optional<std::string> name, std::size_t limit,
                           Answer<std::vector<LoginAttempt>> answer) {
  using Attempts = std::vector<LoginAttempt>;
  ask<Attempts>("attempts", std::move(answer), [this, since, until, name, limit]() -> Result<Attempts, Problem> {
    Attempts found;
    for (auto attempt = attempts_.rbegin(); attempt != attempts_.rend() && found.size() < limit; ++attempt) {
      const bool matches =
          (!since || attempt->at >= *since) && (!until || attempt->at < *until) && (!name || attempt->name == *name);
      if (matches) found.push_back(*attempt);
    }
    return found;
  });
}

// ---- blocks ---------------------------------------------------------------------------------------------------------

std::vector<PersonId> MemoryStore::blocked_by(const PersonId& person) const {
  std::vector<PersonId> blocked;
  const auto found = blocks_.find(person);
  if (found == blocks_.end()) return blocked;
  for (const BlockedPerson& other : found->second) blocked.push_back(other.person);
  return blocked;
}

void MemoryStore::block(PersonId person, BlockedPerson other, Answer<std::vector<PersonId>> answer) {
  ask<std::vector<PersonId>>(
      "block", std::move(answer), [this, person, other]() -> Result<std::vector<PersonId>, Problem> {
        std::vector<BlockedPerson>& blocks = blocks_[person];
        const bool there =
            std::any_of(blocks.begin(), blocks.end(), [&](const auto& known) { return known.person == other.person; });
        if (!there) blocks.push_back(other);
        return blocked_by(person);
      });
}

void MemoryStore::unblock(PersonId person, PersonId other, Answer<std::vector<PersonId>> answer) {
  ask<std::vector<PersonId>>(
      "unblock", std::move(answer), [this, person, other]() -> Result<std::vector<PersonId>, Problem> {
        std::erase_if(blocks_[person], [&](const BlockedPerson& known) { return known.person == other; });
        return blocked_by(person);
      });
}

void MemoryStore::blocks_of(PersonId person, Answer<std::vector<BlockedPerson>> answer) {
  using Blocks = std::vector<BlockedPerson>;
  ask<Blocks>("blocks_of", std::move(answer), [this, person]() -> Result<Blocks, Problem> { return blocks_[person]; });
}

// ---- calls ----------------------------------------------------------------------------------------------------------

void MemoryStore::write(const hub::CallRecord& record) {
  StoredCall& call = calls_[record.call];
  if (call.record.call.empty() || record.version >= call.record.version) call.record = record;
}

void MemoryStore::write(const hub::CallEvent& event) {
  std::vector<hub::CallEvent>& events = calls_[event.call].events;
  const bool there = std::any_of(events.begin(), events.end(),
                                 [&](const hub::CallEvent& known) { return known.number == event.number; });
  if (!there) events.push_back(event);
}

void MemoryStore::calls(CallFilter filter, Answer<std::vector<StoredCall>> answer) {
  using Calls = std::vector<StoredCall>;
  ask<Calls>("calls", std::move(answer), [this, filter]() -> Result<Calls, Problem> {
    Calls newest_first;
    for (const auto& [id, call] : calls_) {
      if (!call.record.call.empty()) newest_first.push_back(call);  // events may come before their record
    }
    std::sort(newest_first.begin(), newest_first.end(), [](const StoredCall& left, const StoredCall& right) {
      return std::pair(left.record.requested_at, left.record.call) >
             std::pair(right.record.requested_at, right.record.call);
    });
    Calls found;
    bool reached = !filter.before;
    for (StoredCall& call : newest_first) {
      const hub::CallRecord& record = call.record;
      const bool matches =
          reached && (!filter.call || record.call == *filter.call) &&
          (!filter.person || record.caller == *filter.person || record.receiver == *filter.person) &&
          (!filter.name || record.caller_name == *filter.name || record.receiver_name == *filter.name) &&
          (!filter.since || record.requested_at >= *filter.since) &&
          (!filter.until || record.requested_at < *filter.until) &&
          (!filter.errors_only || record.status == protocol::CallStatus::Error);
      reached = reached || record.call == *filter.before;
      if (!matches || found.size() >= filter.limit) continue;
      if (!filter.with_events) call.events.clear();
      found.push_back(std::move(call));
    }
    return found;
  });
}

void MemoryStore::enforce_retention(WallTime calls_before, WallTime attempts_before, WallTime now) {
  std::erase_if(calls_, [&](const auto& call) { return call.second.record.requested_at < calls_before; });
  std::erase_if(attempts_, [&](const LoginAttempt& attempt) { return attempt.at < attempts_before; });
  std::erase_if(logins_, [&](const auto& login) { return login.second.expires_at <= now; });
}

Health MemoryStore::health() const {
  Health health;
  health.reachable = reachable_;
  health.waiting_jobs = waiting_.size();
  if (!reachable_) health.problem = "The database does not answer.";
  return health;
}

}  // namespace parley::store::test
