// Accounts, their sign-ins, calls and whom somebody has blocked: what outlives the process. Every question is answered later, on
// the thread of whoever asked, and none is answered before it is durable. Calls are written by journal.hpp.
// Not its business: passwords in clear, tokens in clear, throttles, words.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/id.hpp"
#include "core/base/result.hpp"
#include "server/hub/effect.hpp"
#include "server/hub/names.hpp"

namespace parley::store {

enum class Problem {
  Unavailable,  ///< the database does not answer, is locked or full: nothing was changed, or it cannot be known
  NameTaken,    ///< one of the keys of this name is another account's
  NotFound,
};

template <class T>
using Answer = std::function<void(Result<T, Problem>)>;

struct Nothing {};

/// Milliseconds since 1970, UTC.
using WallTime = std::int64_t;

struct Account {
  PersonId person;
  hub::Name name;
  std::string password;  ///< as libsodium's crypto_pwhash_str wrote it
  WallTime created_at = 0;
};

/// One sign-in of an account. `token_hash` is what is kept of its token: 64 hexadecimal digits of BLAKE2b-256.
struct Login {
  LoginId id;
  PersonId person;
  std::string token_hash;
  std::string device;  ///< "Firefox on Linux"
  WallTime created_at = 0;
  WallTime used_at = 0;
  WallTime expires_at = 0;
};

struct BlockedPerson {
  PersonId person;
  std::string name;  ///< as it was when he was blocked
  WallTime since = 0;
};

/// A login that is valid now, with what is needed to let its person in.
struct SignedIn {
  Login login;
  Account account;
  std::vector<BlockedPerson> blocked;
};

/// A call as it is read back: its record, and its story if that was asked for.
struct StoredCall {
  hub::CallRecord record;
  std::vector<hub::CallEvent> events;
};

/// Which calls, newest first.
struct CallFilter {
  std::optional<CallId> call;
  std::optional<PersonId> person;   ///< as caller or receiver
  std::optional<std::string> name;  ///< of either at that time; for reports
  std::optional<WallTime> since;    ///< requested at or after
  std::optional<WallTime> until;    ///< requested before
  std::optional<CallId> before;     ///< older than this one: the next page
  bool errors_only = false;
  bool with_events = false;
  std::size_t limit = 50;
};

/// A sign-in that was tried, for the report "logins".
struct LoginAttempt {
  WallTime at = 0;
  std::optional<PersonId> person;  ///< nobody: no such name
  std::string name;                ///< as it was typed, cut to 128 bytes
  std::string address;             ///< what limits are counted by
  std::string device;
  std::string outcome;  ///< "signed-in", "wrong-password", "throttled", "signed-out", "revoked", "created", "deleted"
};

struct Health {
  bool reachable = false;
  std::uint64_t waiting_records = 0;  ///< in the journal, not in the database yet
  std::uint64_t waiting_jobs = 0;
  std::uint64_t lost_records = 0;  ///< the journal was full
  Milliseconds lag{};              ///< age of the oldest waiting record
  std::string problem;             ///< a sentence for the operator; empty: none
};

class Store {
 public:
  Store() = default;
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;
  virtual ~Store() = default;

  // ---- accounts ----
  virtual void create_account(Account account, Answer<Nothing> answer) = 0;
  /// By Name::folded.
  virtual void find_account(std::string folded, Answer<std::optional<Account>> answer) = 0;
  virtual void find_account_of(PersonId person, Answer<std::optional<Account>> answer) = 0;
  virtual void change_password(PersonId person, std::string password, Answer<Nothing> answer) = 0;
  /// The account, its logins and its blocks. Its calls stay in the others' history under the name of that time.
  virtual void delete_account(PersonId person, Answer<std::vector<LoginId>> answer) = 0;
  /// Every account's name, for the directory.
  virtual void all_names(Answer<std::vector<std::pair<PersonId, hub::Name>>> answer) = 0;

  // ---- sign-ins ----
  virtual void add_login(Login login, Answer<Nothing> answer) = 0;
  /// Nothing if there is none or it has expired. Notes that it was used, at most once a minute.
  virtual void find_login(std::string token_hash, Answer<std::optional<SignedIn>> answer) = 0;
  virtual void logins_of(PersonId person, Answer<std::vector<Login>> answer) = 0;
  /// Those of this person among `logins`; all of them where none is named, but not `keep`. The ones that are gone now.
  virtual void end_logins(PersonId person, std::vector<LoginId> logins, std::optional<LoginId> keep,
                          Answer<std::vector<LoginId>> answer) = 0;
  virtual void note_attempt(LoginAttempt attempt) = 0;
  virtual void attempts(std::optional<WallTime> since, std::optional<WallTime> until, std::optional<std::string> name,
                        std::size_t limit, Answer<std::vector<LoginAttempt>> answer) = 0;

  // ---- blocks ----
  virtual void block(PersonId person, BlockedPerson other, Answer<std::vector<PersonId>> answer) = 0;
  virtual void unblock(PersonId person, PersonId other, Answer<std::vector<PersonId>> answer) = 0;
  virtual void blocks_of(PersonId person, Answer<std::vector<BlockedPerson>> answer) = 0;

  // ---- calls ----
  /// Kept in the journal before this returns, in the database soon after. Idempotent by (call, version).
  virtual void write(const hub::CallRecord& record) = 0;
  virtual void write(const hub::CallEvent& event) = 0;
  /// What the journal holds is part of the answer.
  virtual void calls(CallFilter filter, Answer<std::vector<StoredCall>> answer) = 0;

  /// Deletes what is older: calls with their events by when they were requested, attempts, expired logins.
  virtual void enforce_retention(WallTime calls_before, WallTime attempts_before, WallTime now) = 0;

  virtual Health health() const = 0;
  /// Writes what waits, as far as it can be within `limit`; the journal keeps the rest for the next start.
  virtual void close(Milliseconds limit) = 0;
};

/// How answers come back to the thread of whoever asks: given a function, it runs it there, soon.
using Deliver = std::function<void(std::function<void()>)>;

struct StoreOptions {
  std::string data_dir;  ///< holds the journal, and the SQLite file
  std::string database;  ///< empty: SQLite in data_dir; mysql://user:password@host/name, postgresql://…, sqlite:///path
  std::size_t journal_bytes = 64 * 1024 * 1024;
  Milliseconds busy{5'000};  ///< how long a locked SQLite file is waited for
};

/// Opens, migrates and repairs; replays the journal. Or a sentence for the person who started the program: an unwritable folder, a
/// database out of reach, a schema that is newer than this program.
Result<std::unique_ptr<Store>, std::string> open_store(const StoreOptions& options, Deliver deliver);

}  // namespace parley::store
