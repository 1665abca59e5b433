#include "server/accounts/accounts.hpp"

#include <algorithm>
#include <memory>
#include <string_view>

#include "core/protocol/error_code.hpp"
#include "server/accounts/password_rule.hpp"
#include "server/accounts/token.hpp"

namespace parley::accounts {
namespace {

using protocol::ErrorCode;
using store::Nothing;
using store::Problem;
using store::SignedIn;

/// How far back `open` looks for places from where people have signed in, and how many of them.
constexpr Milliseconds kKnownFor{Milliseconds::rep{30} * 24 * 3600 * 1000};
constexpr std::size_t kKnownMost = 20'000;

/// Longer than any password waits to be judged.
constexpr Milliseconds kChangesKept{600'000};

constexpr Milliseconds kBusyFor{2'000};
constexpr Milliseconds kUnavailableFor{5'000};

/// What is noted of a name that somebody typed (LoginAttempt::name), without half a character at its end.
std::string noted_name(std::string name) {
  constexpr std::size_t kMost = 128;
  if (name.size() <= kMost) return name;
  std::size_t end = kMost;
  while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U) --end;
  name.resize(end);
  return name;
}

std::string sentence_of(Refusal why) {
  switch (why) {
    case Refusal::NameInvalid: return sentence(ErrorCode::NameInvalid);
    case Refusal::NameReserved: return "This name is reserved. Choose another.";  // for nobody: see hub/names.hpp
    case Refusal::NameTaken: return sentence(ErrorCode::NameTaken);
    case Refusal::PasswordInvalid: return "This cannot be a password. Choose another one.";
    case Refusal::WrongPassword: return sentence(ErrorCode::WrongPassword);
    case Refusal::NotSignedIn: return "You are not signed in any more. Sign in again.";
    case Refusal::NotFound: return "This device is not signed in any more. There is nothing left to do.";
    case Refusal::TooMany: return sentence(ErrorCode::RateLimited);
    case Refusal::Busy: return "Many people are signing in just now. Try again in a few seconds.";
    case Refusal::Unavailable: return "The accounts cannot be reached right now. Try again in a few minutes.";
  }
  return {};
}

}  // namespace

Accounts::Accounts(store::Store& store, PasswordHasher& hasher, const Options& options, Ports ports)
    : store_(store),
      hasher_(hasher),
      options_(options),
      ports_(std::move(ports)),
      throttle_(options.throttle),
      cache_(options.cached, options.cache_life) {}

void Accounts::open(std::function<void(Result<Nothing, Problem>)> done) {
  // Without known places people can sign in all the same.
  store_.attempts(ports_.wall() - kKnownFor.count(), std::nullopt, std::nullopt, kKnownMost,
                  [this](const Result<std::vector<store::LoginAttempt>, Problem>& attempts) {
                    if (!attempts) return;
                    for (auto attempt = attempts.value().rbegin(); attempt != attempts.value().rend(); ++attempt) {
                      if (attempt->outcome != "signed-in" && attempt->outcome != "created") continue;
                      throttle_.know(attempt->address, hub::find_key(attempt->name));
                    }
                  });
  store_.all_names(
      [this, done = std::move(done)](const Result<std::vector<std::pair<PersonId, hub::Name>>, Problem>& names) {
        if (!names) return done(Failure{names.error()});
        for (const auto& [person, name] : names.value()) ports_.reserve(name, person);
        done(Nothing{});
      });
}

// ---- coming in ------------------------------------------------------------------------------------------------------

void Accounts::create(const std::string& name, Secret password, Client client, Outcome<Welcomed> outcome) {
  const auto read = hub::read_name(name);
  if (!read) {
    const bool reserved = read.error() == ErrorCode::NameReserved;
    return outcome(Failure{deny(reserved ? Refusal::NameReserved : Refusal::NameInvalid)});
  }
  if (std::string problem = problem_of_password(password.reveal(), read.value()); !problem.empty()) {
    return outcome(Failure{deny(Refusal::PasswordInvalid, std::move(problem))});
  }
  if (const auto wait = throttle_.begin_creation(client.address, ports_.now())) {
    if (wait->first) note(std::nullopt, name, client, "throttled");
    return outcome(Failure{deny_for(*wait)});
  }

  const auto denied = [this, client, outcome](Denied why) {
    throttle_.creation_withdrawn(client.address, ports_.now());
    outcome(Failure{std::move(why)});
  };
  const auto name_taken = [this, text = read.value().text] {
    return deny(Refusal::NameTaken, sentence(ErrorCode::NameTaken, {.name = text}));
  };
  const auto made = [this, client, outcome](const store::Account& account) {
    ++stats_.created;
    note(account.person, account.name.text, client, "created");
    throttle_.know(client.address, account.name.folded);
    ports_.tell(hub::NameReserved{account.name.text, account.person});
    welcome(account, client, nullptr, [this, outcome](Result<Welcomed, Denied> welcomed) {
      if (welcomed || welcomed.error().why != Refusal::Unavailable) return outcome(std::move(welcomed));
      outcome(Failure{deny(Refusal::Unavailable, "Your account has been created. Sign in with it in a few minutes.")});
    });
  };
  const auto hashed = [this, name = read.value(), denied, name_taken, made](const std::string& hash) {
    if (hash.empty()) return denied(deny(Refusal::Busy));
    store::Account account{PersonId("p-" + random_id()), name, hash, ports_.wall()};
    store_.create_account(account, [this, account, denied, name_taken, made](const Result<Nothing, Problem>& created) {
      if (created) return made(account);
      denied(created.error() == Problem::NameTaken ? name_taken() : deny_for(created.error()));
    });
  };
  // Asked before the password is hashed, which costs far more.
  store_.find_account(read.value().folded, [this, password = std::move(password), denied, name_taken,
                                            hashed](const Result<std::optional<store::Account>, Problem>& found) {
    if (!found) return denied(deny_for(found.error()));
    if (found.value()) return denied(name_taken());
    if (!hasher_.hash(password, hashed)) denied(deny(Refusal::Busy));
  });
}

void Accounts::sign_in(const std::string& name, Secret password, Client client, Outcome<Welcomed> outcome) {
  const Trial trial{{client.address, hub::find_key(name), false}, name, client, ++order_};
  if (const auto wait = throttle_.begin(trial.attempt, ports_.now())) {
    if (wait->first) note(std::nullopt, name, client, "throttled");
    return outcome(Failure{deny_for(*wait)});
  }
  const auto denied = [outcome](Denied why) { outcome(Failure{std::move(why)}); };
  const auto right = [this, client, outcome](const store::Account& account) {
    // Known to the hub already, except where the store could not say whether the account had been created.
    ports_.tell(hub::NameReserved{account.name.text, account.person});
    welcome(account, client, "signed-in", outcome);
  };
  store_.find_account(trial.attempt.name, [this, trial, password = std::move(password), denied,
                                           right](const Result<std::optional<store::Account>, Problem>& found) {
    if (found) return judge(trial, found.value(), password, denied, right);
    throttle_.withdrawn(trial.attempt, ports_.now());
    denied(deny_for(found.error()));
  });
}

void Accounts::judge(Trial trial, std::optional<store::Account> account, Secret password,
                     std::function<void(Denied)> denied, std::function<void(const store::Account&)> right) {
  // An unknown name costs what a wrong password costs: nobody's is verified.
  const std::string stored = account ? account->password : std::string();
  const auto judged = [this, trial, account = std::move(account), denied,
                       right = std::move(right)](const PasswordHasher::Verified& verified) {
    if (verified.verdict == PasswordHasher::Verdict::Unknown) {
      throttle_.withdrawn(trial.attempt, ports_.now());
      return denied(deny(Refusal::Busy));
    }
    const bool is_right = account && verified.verdict == PasswordHasher::Verdict::Right;
    if (!is_right || changed_since(account->person, trial.began)) {
      note(account ? std::optional(account->person) : std::nullopt, trial.typed, trial.client, "wrong-password");
      return denied(deny(Refusal::WrongPassword));
    }
    throttle_.succeeded(trial.attempt, ports_.now());
    if (!verified.rehashed.empty()) {
      // It is only the same password hashed better: where that fails, the next sign-in tries it again.
      store_.change_password(account->person, verified.rehashed, [](const Result<Nothing, Problem>&) {});
    }
    right(*account);
  };
  if (!hasher_.verify(stored, std::move(password), judged)) {
    throttle_.withdrawn(trial.attempt, ports_.now());
    denied(deny(Refusal::Busy));
  }
}

void Accounts::welcome(const store::Account& account, const Client& client, const char* how,
                       Outcome<Welcomed> outcome) {
  Welcomed welcomed{new_token(), {}, account};
  const store::WallTime now = ports_.wall();
  welcomed.login = {
      LoginId("li-" + random_id()),     account.person, hash_of_token(welcomed.token), client.device, now, now,
      now + options_.login_life.count()};
  store_.add_login(welcomed.login,
                   [this, welcomed, client, how, outcome = std::move(outcome)](const Result<Nothing, Problem>& added) {
                     // NotFound: the account was deleted meanwhile.
                     if (!added) return outcome(Failure{deny_for(added.error())});
                     if (how != nullptr) {
                       ++stats_.signed_in;
                       note(welcomed.account.person, welcomed.account.name.text, client, how);
                     }
                     end_old(client.old_token, client);
                     outcome(welcomed);
                   });
}

void Accounts::identify(const std::string& token, store::Answer<SignedIn> answer) {
  if (!is_login_token(token)) return answer(Failure{Problem::NotFound});
  std::string hash = hash_of_token(token);
  if (const SignedIn* known = cache_.find(hash, ports_.now())) {
    if (known->login.expires_at <= ports_.wall()) return answer(Failure{Problem::NotFound});
    return answer(SignedIn(*known));
  }
  store_.find_login(std::move(hash), [this, asked_in = cache_.generation(), answer = std::move(answer)](
                                         const Result<std::optional<SignedIn>, Problem>& found) {
    if (!found) return answer(Failure{found.error()});
    if (!found.value()) return answer(Failure{Problem::NotFound});
    cache_.put(*found.value(), asked_in, ports_.now());
    answer(*found.value());
  });
}

std::vector<protocol::BlockedPerson> blocked_of(const store::SignedIn& in) {
  std::vector<protocol::BlockedPerson> blocked;
  blocked.reserve(in.blocked.size());
  for (const store::BlockedPerson& other : in.blocked) {
    blocked.push_back({other.person, other.name.empty() ? std::nullopt : std::optional(other.name)});
  }
  return blocked;
}

void Accounts::verify(hub::AdmissionId admission, const std::string& token) {
  identify(token, [this, admission](const Result<SignedIn, Problem>& found) {
    if (found) {
      const SignedIn& in = found.value();
      expiring_.emplace(in.login.expires_at, in.login.id);
      return ports_.tell(
          hub::CredentialVerified{admission, in.account.person, in.account.name.text, in.login.id, blocked_of(in)});
    }
    // A database that does not answer signs nobody out: the client keeps what it has and tries again.
    const bool over = found.error() == Problem::NotFound;
    ports_.tell(hub::CredentialRefused{admission, over ? ErrorCode::TokenExpired : ErrorCode::ServerFull});
  });
}

// ---- one's own account ----------------------------------------------------------------------------------------------

void Accounts::judge_own(const SignedIn& me, Secret password, const Client& client, std::function<void(Denied)> denied,
                         std::function<void(const store::Account&)> right) {
  const Trial trial{{client.address, me.account.name.folded, true}, me.account.name.text, client, ++order_};
  if (const auto wait = throttle_.begin(trial.attempt, ports_.now())) {
    if (wait->first) note(me.account.person, me.account.name.text, client, "throttled");
    return denied(deny_for(*wait));
  }
  // Asked anew: what is remembered of the account may be a minute old.
  store_.find_account_of(me.account.person, [this, trial, password = std::move(password), denied,
                                             right](const Result<std::optional<store::Account>, Problem>& found) {
    if (found && found.value()) return judge(trial, found.value(), password, denied, right);
    throttle_.withdrawn(trial.attempt, ports_.now());
    denied(found ? deny(Refusal::NotSignedIn) : deny_for(found.error()));
  });
}

void Accounts::sign_out(const SignedIn& me, const Client& client, Outcome<Nothing> outcome) {
  end(me, {me.login.id}, std::nullopt, client, "signed-out",
      [outcome = std::move(outcome)](const Result<std::vector<LoginId>, Denied>& gone) {
        if (!gone) return outcome(Failure{gone.error()});
        outcome(Nothing{});
      });
}

void Accounts::change_password(const SignedIn& me, Secret current, Secret next, Client client,
                               Outcome<Nothing> outcome) {
  if (std::string problem = problem_of_password(next.reveal(), me.account.name); !problem.empty()) {
    return outcome(Failure{deny(Refusal::PasswordInvalid, std::move(problem))});
  }
  const auto denied = [outcome](Denied why) { outcome(Failure{std::move(why)}); };
  const auto changed = [this, me, client, denied, outcome](const Result<Nothing, Problem>& done) {
    if (!done) return denied(deny_for(done.error()));
    end(me, {}, me.login.id, client, "revoked", [this, outcome](const Result<std::vector<LoginId>, Denied>& gone) {
      if (gone) return outcome(Nothing{});
      outcome(
          Failure{deny(Refusal::Unavailable,
                       "Your password has been changed, but other devices could not be signed out. Sign them out in "
                       "a few minutes.")});
    });
  };
  const auto hashed = [this, person = me.account.person, denied, changed](const std::string& hash) {
    if (hash.empty()) return denied(deny(Refusal::Busy));
    mark_changed(person);
    store_.change_password(person, hash, changed);
  };
  judge_own(me, std::move(current), client, denied,
            [this, next = std::move(next), denied, hashed](const store::Account&) {
              if (!hasher_.hash(next, hashed)) denied(deny(Refusal::Busy));
            });
}

void Accounts::logins(const PersonId& me, Outcome<std::vector<store::Login>> outcome) {
  store_.logins_of(me, [this, outcome = std::move(outcome)](Result<std::vector<store::Login>, Problem> logins) {
    if (!logins) return outcome(Failure{deny_for(logins.error())});
    outcome(std::move(logins).value());
  });
}

void Accounts::end_login(const SignedIn& me, const LoginId& login, const Client& client, Outcome<Nothing> outcome) {
  end(me, {login}, std::nullopt, client, "revoked",
      [this, outcome = std::move(outcome)](const Result<std::vector<LoginId>, Denied>& gone) {
        if (!gone) return outcome(Failure{gone.error()});
        if (gone.value().empty()) return outcome(Failure{deny(Refusal::NotFound)});
        outcome(Nothing{});
      });
}

void Accounts::end_all(const SignedIn& me, const Client& client, Outcome<Nothing> outcome) {
  end(me, {}, std::nullopt, client, "revoked",
      [outcome = std::move(outcome)](const Result<std::vector<LoginId>, Denied>& gone) {
        if (!gone) return outcome(Failure{gone.error()});
        outcome(Nothing{});
      });
}

void Accounts::remove(const SignedIn& me, Secret password, Client client, Outcome<Nothing> outcome) {
  const auto denied = [outcome](Denied why) { outcome(Failure{std::move(why)}); };
  judge_own(me, std::move(password), client, denied, [this, client, denied, outcome](const store::Account& account) {
    mark_changed(account.person);
    store_.delete_account(account.person,
                          [this, account, client, denied, outcome](const Result<std::vector<LoginId>, Problem>& gone) {
                            if (!gone) return denied(deny_for(gone.error()));
                            note(account.person, account.name.text, client, "deleted");
                            ended(gone.value(), ErrorCode::SignedOut);
                            cache_.forget(account.person);
                            ports_.release(account.person);
                            outcome(Nothing{});
                          });
  });
}

void Accounts::end(const SignedIn& me, std::vector<LoginId> logins, std::optional<LoginId> keep, const Client& client,
                   const char* how, std::function<void(Result<std::vector<LoginId>, Denied>)> outcome) {
  store_.end_logins(me.account.person, std::move(logins), std::move(keep),
                    [this, me, client, how, outcome = std::move(outcome)](Result<std::vector<LoginId>, Problem> gone) {
                      if (!gone) return outcome(Failure{deny_for(gone.error())});
                      if (!gone.value().empty()) note(me.account.person, me.account.name.text, client, how);
                      ended(gone.value(), ErrorCode::SignedOut);
                      outcome(std::move(gone).value());
                    });
}

void Accounts::end_old(const std::string& token, const Client& client) {
  identify(token, [this, client](const Result<SignedIn, Problem>& found) {
    // Where the store does not answer the old sign-in stays in its owner's list until it expires.
    if (found) sign_out(found.value(), client, [](const Result<Nothing, Denied>&) {});
  });
}

void Accounts::ended(const std::vector<LoginId>& logins, ErrorCode why) {
  if (logins.empty()) return;
  cache_.forget(logins);
  std::erase_if(expiring_, [&](const auto& entry) {
    return std::find(logins.begin(), logins.end(), entry.second) != logins.end();
  });
  ports_.tell(hub::LoginsEnded{logins, why});
}

void Accounts::sweep() {
  std::vector<LoginId> expired;
  const store::WallTime now = ports_.wall();
  for (auto entry = expiring_.begin(); entry != expiring_.end() && entry->first <= now; ++entry) {
    expired.push_back(entry->second);
  }
  ended(expired, ErrorCode::TokenExpired);
  std::erase_if(changes_, [&](const auto& change) { return ports_.now() - change.second.at > kChangesKept; });
}

// ---- small things ---------------------------------------------------------------------------------------------------

void Accounts::mark_changed(const PersonId& person) { changes_[person] = {++order_, ports_.now()}; }

bool Accounts::changed_since(const PersonId& person, std::uint64_t order) const {
  const auto change = changes_.find(person);
  return change != changes_.end() && change->second.order > order;
}

void Accounts::note(std::optional<PersonId> person, const std::string& name, const Client& client,
                    const char* outcome) {
  store_.note_attempt({ports_.wall(), std::move(person), noted_name(name), client.address, client.device, outcome});
}

Denied Accounts::deny(Refusal why) { return deny(why, sentence_of(why)); }

Denied Accounts::deny(Refusal why, std::string message) {
  Denied denied{why, std::move(message), std::nullopt};
  switch (why) {
    case Refusal::WrongPassword: ++stats_.wrong_password; break;
    case Refusal::TooMany: ++stats_.throttled; break;
    case Refusal::Busy:
      ++stats_.busy;
      denied.retry_after = kBusyFor;
      break;
    case Refusal::Unavailable:
      ++stats_.unavailable;
      denied.retry_after = kUnavailableFor;
      break;
    default: break;
  }
  return denied;
}

Denied Accounts::deny_for(const Throttle::Wait& wait) {
  Denied denied =
      deny(Refusal::TooMany, sentence(ErrorCode::RateLimited, {.seconds = (wait.left.count() + 999) / 1000}));
  denied.retry_after = wait.left;
  return denied;
}

Denied Accounts::deny_for(Problem problem) {
  switch (problem) {
    case Problem::NameTaken: return deny(Refusal::NameTaken);
    case Problem::NotFound: return deny(Refusal::NotSignedIn);
    case Problem::Unavailable: break;
  }
  return deny(Refusal::Unavailable);
}

}  // namespace parley::accounts
