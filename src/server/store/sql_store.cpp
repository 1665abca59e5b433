// The store over a database and a journal: what is asked is handed to the writing thread, what is written to the journal first.
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <set>
#include <thread>
#include <unordered_map>
#include <utility>

#include "server/store/account_tables.hpp"
#include "server/store/call_tables.hpp"
#include "server/store/journal.hpp"
#include "server/store/private_folder.hpp"
#include "server/store/schema.hpp"
#include "server/store/store.hpp"
#include "server/store/writer.hpp"

namespace parley::store {
namespace {

constexpr WallTime kUsedAtStep = 60'000;
constexpr std::size_t kMostCallsAtOnce = 10'000;
/// After a start, the time in which calls of an earlier process may be claimed: far longer than any session is kept.
constexpr WallTime kClaimTime = 3'600'000;

WallTime wall_time() {
  return std::chrono::duration_cast<Milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

class SqlStore final : public Store {
 public:
  SqlStore(std::shared_ptr<Writer> writer, std::shared_ptr<Journal> journal, Deliver deliver)
      : writer_(std::move(writer)),
        journal_(std::move(journal)),
        deliver_(std::make_shared<const Deliver>(std::move(deliver))) {}
  ~SqlStore() override { writer_->close(Milliseconds(1'000)); }

  void create_account(Account account, Answer<Nothing> answer) override {
    ask<Nothing>(std::move(answer),
                 [account = std::move(account)](Database& database) { return insert_account(database, account); });
  }
  void find_account(std::string folded, Answer<std::optional<Account>> answer) override {
    ask<std::optional<Account>>(std::move(answer), [folded = std::move(folded)](Database& database) {
      return select_account(database, folded);
    });
  }
  void find_account_of(PersonId person, Answer<std::optional<Account>> answer) override {
    ask<std::optional<Account>>(std::move(answer), [person = std::move(person)](Database& database) {
      return select_account_of(database, person);
    });
  }
  void change_password(PersonId person, std::string password, Answer<Nothing> answer) override {
    ask<Nothing>(std::move(answer), [person = std::move(person), password = std::move(password)](Database& database) {
      return update_password(database, person, password);
    });
  }
  void delete_account(PersonId person, Answer<std::vector<LoginId>> answer) override {
    ask<std::vector<LoginId>>(std::move(answer), [person = std::move(person)](Database& database) {
      return erase_account(database, person);
    });
  }
  void all_names(Answer<std::vector<std::pair<PersonId, hub::Name>>> answer) override {
    ask<std::vector<std::pair<PersonId, hub::Name>>>(std::move(answer), select_names);
  }

  void add_login(Login login, Answer<Nothing> answer) override {
    ask<Nothing>(std::move(answer),
                 [login = std::move(login)](Database& database) { return insert_login(database, login); });
  }
  void find_login(std::string token_hash, Answer<std::optional<SignedIn>> answer) override {
    // The writer outlives its questions, but a question must not keep it alive.
    ask<std::optional<SignedIn>>(std::move(answer), [token_hash = std::move(token_hash),
                                                     writer = std::weak_ptr<Writer>(writer_)](Database& database) {
      const WallTime now = wall_time();
      auto found = select_signed_in(database, token_hash, now);
      if (found && found->login.used_at + kUsedAtStep <= now) {
        found->login.used_at = now;
        if (const auto alive = writer.lock()) {
          alive->note([login = found->login.id, now](Database& later) { update_used(later, login, now); });
        }
      }
      return found;
    });
  }
  void logins_of(PersonId person, Answer<std::vector<Login>> answer) override {
    ask<std::vector<Login>>(std::move(answer), [person = std::move(person)](Database& database) {
      return select_logins(database, person, wall_time());
    });
  }
  void end_logins(PersonId person, std::vector<LoginId> logins, std::optional<LoginId> keep,
                  Answer<std::vector<LoginId>> answer) override {
    ask<std::vector<LoginId>>(std::move(answer),
                              [person = std::move(person), logins = std::move(logins), keep = std::move(keep)](
                                  Database& database) { return erase_logins(database, person, logins, keep); });
  }
  void note_attempt(LoginAttempt attempt) override {
    writer_->note([attempt = std::move(attempt)](Database& database) { insert_attempt(database, attempt); });
  }
  void attempts(std::optional<WallTime> since, std::optional<WallTime> until, std::optional<std::string> name,
                std::size_t limit, Answer<std::vector<LoginAttempt>> answer) override {
    limit = std::min(limit, kMostCallsAtOnce);
    ask<std::vector<LoginAttempt>>(std::move(answer), [=, name = std::move(name)](Database& database) {
      return select_attempts(database, since, until, name, limit);
    });
  }

  void block(PersonId person, BlockedPerson other, Answer<std::vector<PersonId>> answer) override {
    ask<std::vector<PersonId>>(std::move(answer),
                               [person = std::move(person), other = std::move(other)](
                                   Database& database) -> Result<std::vector<PersonId>, Problem> {
                                 if (const auto done = insert_block(database, person, other); !done)
                                   return Failure{done.error()};
                                 return ids_of(select_blocks(database, person));
                               });
  }
  void unblock(PersonId person, PersonId other, Answer<std::vector<PersonId>> answer) override {
    ask<std::vector<PersonId>>(std::move(answer),
                               [person = std::move(person), other = std::move(other)](Database& database) {
                                 erase_block(database, person, other);
                                 return ids_of(select_blocks(database, person));
                               });
  }
  void blocks_of(PersonId person, Answer<std::vector<BlockedPerson>> answer) override {
    ask<std::vector<BlockedPerson>>(std::move(answer), [person = std::move(person)](Database& database) {
      return select_blocks(database, person);
    });
  }

  void write(const hub::CallRecord& record) override {
    if (record.requested_at < opened_at_) claimed_.insert(record.call);
    write_entry(record);
  }
  void write(const hub::CallEvent& event) override { write_entry(event); }

  void calls(CallFilter filter, Answer<std::vector<StoredCall>> answer) override {
    filter.limit = std::min(filter.limit, kMostCallsAtOnce);
    ask<std::vector<StoredCall>>(std::move(answer),
                                 [filter = std::move(filter), journal = journal_](Database& database) {
                                   return read_calls(database, filter, journal->waiting());
                                 });
  }

  void enforce_retention(WallTime calls_before, WallTime attempts_before, WallTime now) override {
    ask<Nothing>({}, [=](Database& database) {
      erase_old_sign_ins(database, attempts_before, now);
      return Nothing{};
    });
    if (now >= opened_at_ + kClaimTime && !std::exchange(ended_abandoned_, true)) {
      ask<Nothing>({}, [opened_at = opened_at_, claimed = claimed_](Database& database) {
        end_abandoned_calls(database, opened_at, claimed);
        return Nothing{};
      });
    }
    erase_calls_before(writer_, deliver_, calls_before);
  }

  Health health() const override { return writer_->health(); }
  void close(Milliseconds limit) override { writer_->close(limit); }

 private:
  template <class T, class Work>
  void ask(Answer<T> answer, Work work) {
    writer_->ask(std::make_shared<QuestionOf<T>>(std::move(work), std::move(answer), deliver_));
  }

  static std::vector<PersonId> ids_of(const std::vector<BlockedPerson>& blocks) {
    std::vector<PersonId> ids;
    for (const BlockedPerson& each : blocks) ids.push_back(each.person);
    return ids;
  }

  void write_entry(Entry entry) {
    journal_->append(std::move(entry));
    writer_->wake();
  }

  /// Bite by bite, each as a question of its own at the end of the queue.
  static void erase_calls_before(const std::shared_ptr<Writer>& writer, const std::shared_ptr<const Deliver>& deliver,
                                 WallTime calls_before) {
    const auto work = [weak = std::weak_ptr<Writer>(writer), deliver, calls_before](Database& database) {
      const bool more = erase_old_calls(database, calls_before);
      if (const auto alive = weak.lock(); alive && more) erase_calls_before(alive, deliver, calls_before);
      return Nothing{};
    };
    writer->ask(std::make_shared<QuestionOf<Nothing>>(work, Answer<Nothing>(), deliver));
  }

  std::shared_ptr<Writer> writer_;
  std::shared_ptr<Journal> journal_;
  std::shared_ptr<const Deliver> deliver_;
  const WallTime opened_at_ = wall_time();
  std::set<CallId> claimed_;      ///< of an earlier process, restored in this one
  bool ended_abandoned_ = false;  ///< what an earlier process left open is closed
};

/// The first connection may take its time: it changes the schema, and another server may be doing so just now.
constexpr Milliseconds kStartPatience{30'000};
constexpr int kStartAttempts = 50;

/// Brings the database up to date, or says in a sentence why not.
std::optional<std::string> prepare(const DatabaseUrl& url) {
  for (int attempt = 1;; ++attempt) {
    try {
      Database database(url, kStartPatience);
      return migrate(database, migrations());
    } catch (const std::exception& error) {
      const std::string words = one_line(error.what(), url.password);
      // SQLite does not wait while another process changes the file's mode, PostgreSQL not while it makes the same table.
      const bool in_the_way = words.find("locked") != words.npos || words.find("duplicate key") != words.npos;
      if (!in_the_way || attempt == kStartAttempts) return "Cannot use the " + described(url) + ": " + words;
      std::this_thread::sleep_for(Milliseconds(20));
    }
  }
}

/// A SQLite database of ours has no newer schema, and is looked at before anything is made. A sentence if something is wrong.
std::optional<std::string> check_sqlite_file(const std::filesystem::path& path) {
  std::error_code error;
  if (!path.has_parent_path() || !std::filesystem::is_directory(path.parent_path(), error)) {
    return "There is no folder " + path.parent_path().string() + " for the database.";
  }
  return std::nullopt;
}

}  // namespace

Result<std::unique_ptr<Store>, std::string> open_store(const StoreOptions& options, Deliver deliver) try {
  DatabaseUrl url;
  const bool in_data_dir = options.database.empty();
  if (!in_data_dir) {
    auto read = read_database_url(options.database);
    if (!read) return Failure{read.error()};
    url = std::move(read).value();
    if (url.engine == Engine::Sqlite) {
      if (auto problem = check_sqlite_file(url.path)) return Failure{*problem};
    } else if (auto problem = prepare(url)) {  // before anything is made on this machine
      return Failure{*problem};
    }
  }
  auto opened = PrivateFolder::open(options.data_dir);
  if (!opened) return Failure{opened.error()};
  const std::shared_ptr<PrivateFolder> folder = std::move(opened).value();
  if (url.engine == Engine::Sqlite) {
    // SQLite gives its other files (-wal, -shm) the mode of this one.
    auto file =
        folder->make_private(in_data_dir ? std::filesystem::path("parley.db") : std::filesystem::path(url.path));
    if (!file) return Failure{file.error()};
    url.path = file.value().string();
    if (url.path.find('"') != url.path.npos) return Failure{"The path " + url.path + " has a quotation mark in it."};
    if (auto problem = prepare(url)) return Failure{*problem};
  }
  auto journal = Journal::open(folder->path(), options.journal_bytes);
  if (!journal) return Failure{journal.error()};
  auto database = std::make_unique<Database>(url, options.busy);
  folder->keep();
  const std::shared_ptr<Journal> shared_journal = std::move(journal).value();
  auto writer = std::make_shared<Writer>(url, options.busy, folder, shared_journal);
  writer->start(std::move(database));
  return std::unique_ptr<Store>(std::make_unique<SqlStore>(std::move(writer), shared_journal, std::move(deliver)));
} catch (const std::exception& error) {
  return Failure{"Cannot open the database: " + one_line(error.what(), {})};
}

}  // namespace parley::store
