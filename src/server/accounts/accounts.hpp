// Accounts and their sign-ins: who is made, who is let in, whose sign-in ends, and who must be told of it. Everything runs on the
// loop's thread; the store and the password hasher answer there.
// Not its business: HTTP and cookies (server/api), SQL (server/store), what a session may do (server/hub).
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/base/id.hpp"
#include "core/base/result.hpp"
#include "core/base/time.hpp"
#include "server/accounts/login_cache.hpp"
#include "server/accounts/password_hasher.hpp"
#include "server/accounts/secret.hpp"
#include "server/accounts/throttle.hpp"
#include "server/hub/event.hpp"
#include "server/hub/names.hpp"
#include "server/store/store.hpp"

namespace parley::accounts {

enum class Refusal {
  NameInvalid,
  NameReserved,
  NameTaken,
  PasswordInvalid,  ///< may not be anybody's: too short, too well known
  WrongPassword,    ///< or nobody has this name: the two are not told apart
  NotSignedIn,      ///< the token is unknown, ended or expired
  NotFound,
  TooMany,      ///< of this address or on this name
  Busy,         ///< too many passwords wait to be hashed
  Unavailable,  ///< the database does not answer
};

struct Denied {
  Refusal why{};
  std::string message;  ///< for people: cause and next step
  std::optional<Milliseconds> retry_after{};
};

template <class T>
using Outcome = std::function<void(Result<T, Denied>)>;

/// Where a request comes from.
struct Client {
  std::string address;    ///< what limits are counted by
  std::string device;     ///< "Firefox on Linux"
  std::string old_token;  ///< what this browser was signed in with until now, if it was; ended by a new sign-in
};

/// Whom the account has blocked, as the hub takes it.
std::vector<protocol::BlockedPerson> blocked_of(const store::SignedIn& in);

/// A new sign-in. The token is told once and kept nowhere.
struct Welcomed {
  std::string token;
  store::Login login;
  store::Account account;
};

class Accounts {
 public:
  struct Options {
    Milliseconds login_life{Milliseconds::rep{30} * 24 * 3600 * 1000};
    /// How long a valid sign-in is believed before the store is asked again; one that ends is forgotten at once.
    Milliseconds cache_life{60'000};
    std::size_t cached = 10'000;
    Throttle::Rules throttle{};
  };

  /// Who is told what, and what time it is.
  struct Ports {
    std::function<Instant()> now;
    std::function<store::WallTime()> wall;
    std::function<void(hub::Event)> tell;
    /// At the start: this name is nobody's but this account's. Later the hub is told NameReserved.
    std::function<void(const hub::Name&, const PersonId&)> reserve;
    /// The account is gone, its sessions have been ended: its name is free.
    std::function<void(const PersonId&)> release;
  };

  /// Both live longer than this, and this until the loop has ended.
  Accounts(store::Store& store, PasswordHasher& hasher, const Options& options, Ports ports);
  Accounts(const Accounts&) = delete;
  Accounts& operator=(const Accounts&) = delete;

  /// Before anybody comes in: reserves every account's name, and learns from where people have signed in lately.
  void open(std::function<void(Result<store::Nothing, store::Problem>)> done);

  // ---- coming in ----

  /// The guest who holds this name is renamed by the hub, also if it is the same person in another tab.
  void create(const std::string& name, Secret password, Client client, Outcome<Welcomed> outcome);
  void sign_in(const std::string& name, Secret password, Client client, Outcome<Welcomed> outcome);

  /// Whose token is this? May answer before it returns. NotFound: nobody's, or no longer valid.
  void identify(const std::string& token, store::Answer<store::SignedIn> answer);

  /// The hub's VerifyCredential, answered by `tell`. Where the store does not answer nobody is told that he was signed out.
  void verify(hub::AdmissionId admission, const std::string& token);

  // ---- one's own account; `me` is what `identify` said ----

  void sign_out(const store::SignedIn& me, const Client& client, Outcome<store::Nothing> outcome);
  /// All other sign-ins of the account end.
  void change_password(const store::SignedIn& me, Secret current, Secret next, Client client,
                       Outcome<store::Nothing> outcome);
  void logins(const PersonId& me, Outcome<std::vector<store::Login>> outcome);
  /// NotFound also for other people's.
  void end_login(const store::SignedIn& me, const LoginId& login, const Client& client,
                 Outcome<store::Nothing> outcome);
  /// Everywhere, here too.
  void end_all(const store::SignedIn& me, const Client& client, Outcome<store::Nothing> outcome);
  /// The name is free again; an account made under it is another person.
  void remove(const store::SignedIn& me, Secret password, Client client, Outcome<store::Nothing> outcome);

  // ---- from outside ----

  /// What is remembered of this person is asked for again: somebody was blocked or unblocked.
  void forget(const PersonId& person) { cache_.forget(person); }

  /// Ends the sign-ins that have expired while they were in use. About once a minute.
  void sweep();

  struct Stats {
    std::uint64_t created = 0;
    std::uint64_t signed_in = 0;
    std::uint64_t wrong_password = 0;
    std::uint64_t throttled = 0;
    std::uint64_t busy = 0;
    std::uint64_t unavailable = 0;
  };
  const Stats& stats() const { return stats_; }

 private:
  Denied deny(Refusal why);
  Denied deny(Refusal why, std::string message);
  Denied deny_for(const Throttle::Wait& wait);
  Denied deny_for(store::Problem problem);

  void welcome(const store::Account& account, const Client& client, const char* how, Outcome<Welcomed> outcome);
  /// A password on its way from its throttle to its verdict.
  struct Trial {
    Throttle::Attempt attempt;
    std::string typed;  ///< the name
    Client client;
    std::uint64_t began = 0;  ///< before the store was asked for the account: see changes_
  };
  /// Judges the password of `account`, or of nobody. `right` runs only for the right one, with its account.
  void judge(Trial trial, std::optional<store::Account> account, Secret password, std::function<void(Denied)> denied,
             std::function<void(const store::Account&)> right);
  void judge_own(const store::SignedIn& me, Secret password, const Client& client, std::function<void(Denied)> denied,
                 std::function<void(const store::Account&)> right);
  void end(const store::SignedIn& me, std::vector<LoginId> logins, std::optional<LoginId> keep, const Client& client,
           const char* how, std::function<void(Result<std::vector<LoginId>, Denied>)> outcome);
  void end_old(const std::string& token, const Client& client);
  void ended(const std::vector<LoginId>& logins, protocol::ErrorCode why);
  void note(std::optional<PersonId> person, const std::string& name, const Client& client, const char* outcome);
  void mark_changed(const PersonId& person);
  bool changed_since(const PersonId& person, std::uint64_t order) const;

  store::Store& store_;
  PasswordHasher& hasher_;
  const Options options_;
  const Ports ports_;
  Throttle throttle_;
  LoginCache cache_;
  /// Sign-ins that were let into the hub, by when they expire.
  std::set<std::pair<store::WallTime, LoginId>> expiring_;

  /// Whose password changed, or who was removed, and when in the order of things: a sign-in that began before that is void,
  /// although its password was right then. Forgotten after a while by `sweep`.
  struct Change {
    std::uint64_t order = 0;
    Instant at{};
  };
  std::unordered_map<PersonId, Change> changes_;
  std::uint64_t order_ = 0;
  Stats stats_;
};

}  // namespace parley::accounts
