#include "server/store/schema.hpp"

#include <array>
#include <stdexcept>

namespace parley::store {
namespace {

// Text is compared by its bytes everywhere: SQLite does so, PostgreSQL is told to, and MySQL's VARBINARY neither folds nor pads.
constexpr std::string_view kFirst[] = {
    "CREATE TABLE IF NOT EXISTS accounts ("
    " person {key} NOT NULL PRIMARY KEY,"
    " name {text} NOT NULL,"
    " folded {name} NOT NULL,"
    " look {name} NOT NULL,"
    " password {text} NOT NULL,"
    " created_at {int} NOT NULL,"
    " UNIQUE (folded),"
    " UNIQUE (look)"
    "){table}",

    "CREATE TABLE IF NOT EXISTS logins ("
    " id {key} NOT NULL PRIMARY KEY,"
    " person {key} NOT NULL,"
    " token_hash {key} NOT NULL,"
    " device {text} NOT NULL,"
    " created_at {int} NOT NULL,"
    " used_at {int} NOT NULL,"
    " expires_at {int} NOT NULL,"
    " UNIQUE (token_hash),"
    " FOREIGN KEY (person) REFERENCES accounts (person) ON DELETE CASCADE"
    "){table}",
    "{index} logins_person ON logins (person)",
    "{index} logins_expiry ON logins (expires_at)",

    "CREATE TABLE IF NOT EXISTS calls ("
    " id {key} NOT NULL PRIMARY KEY,"
    " version {int} NOT NULL,"
    " caller {key} NOT NULL,"
    " caller_name {text} NOT NULL,"
    " receiver {key} NOT NULL,"
    " receiver_name {text} NOT NULL,"
    " media {key} NOT NULL,"
    " status {key} NOT NULL,"
    " reason {key},"
    " ended_by {key},"
    " requested_at {int} NOT NULL,"
    " accepted_at {int},"
    " connected_at {int},"
    " ended_at {int},"
    " duration_ms {int} NOT NULL"
    "){table}",
    "{index} calls_requested ON calls (requested_at, id)",
    "{index} calls_caller ON calls (caller, requested_at, id)",
    "{index} calls_receiver ON calls (receiver, requested_at, id)",

    // Without a foreign key: an event may reach the journal before the first record of its call.
    "CREATE TABLE IF NOT EXISTS call_events ("
    " call_id {key} NOT NULL,"
    " number {int} NOT NULL,"
    " happened_at {int} NOT NULL,"
    " moment {key} NOT NULL,"
    " side {key},"
    " detail {text} NOT NULL,"
    " PRIMARY KEY (call_id, number)"
    "){table}",

    "CREATE TABLE IF NOT EXISTS blocks ("
    " person {key} NOT NULL,"
    " other {key} NOT NULL,"
    " other_name {text} NOT NULL,"
    " since {int} NOT NULL,"
    " PRIMARY KEY (person, other),"
    " FOREIGN KEY (person) REFERENCES accounts (person) ON DELETE CASCADE"
    "){table}",

    "CREATE TABLE IF NOT EXISTS login_attempts ("
    " happened_at {int} NOT NULL,"
    " person {key},"
    " name {text} NOT NULL,"
    " address {text} NOT NULL,"
    " device {text} NOT NULL,"
    " outcome {key} NOT NULL"
    "){table}",
    "{index} login_attempts_time ON login_attempts (happened_at)",
};

constexpr std::array kMigrations = {
    Migration{"accounts, sign-ins, calls and blocks", kFirst},
};

struct Word {
  std::string_view token;
  std::array<std::string_view, 3> meaning;  ///< in the order of Engine
};
constexpr std::array kWords = {
    Word{"{key}", {"TEXT", "VARBINARY(255)", "TEXT COLLATE \"C\""}},
    Word{"{name}", {"TEXT", "VARBINARY(1024)", "TEXT COLLATE \"C\""}},
    Word{"{text}", {"TEXT", "VARBINARY(1024)", "TEXT COLLATE \"C\""}},
    Word{"{int}", {"INTEGER", "BIGINT", "BIGINT"}},
    Word{"{table}", {"", " ENGINE = InnoDB", ""}},
    Word{"{index}", {"CREATE INDEX IF NOT EXISTS", "CREATE INDEX", "CREATE INDEX IF NOT EXISTS"}},
};

std::string translated(std::string_view statement, Engine engine) {
  std::string text(statement);
  for (const Word& word : kWords) {
    const std::string_view meaning = word.meaning[static_cast<std::size_t>(engine)];
    for (std::size_t at = text.find(word.token); at != text.npos; at = text.find(word.token, at + meaning.size())) {
      text.replace(at, word.token.size(), meaning);
    }
  }
  return text;
}

/// MySQL (unlike MariaDB) cannot be told to make an index only where it is missing.
bool is_there_already(Database& database, std::string_view statement) {
  if (database.engine() != Engine::MySql || !statement.starts_with("{index} ")) return false;
  statement.remove_prefix(8);
  const std::string index(statement.substr(0, statement.find(' ')));
  long long count = 0;
  database.sql() << "SELECT COUNT(*) FROM information_schema.statistics WHERE table_schema = DATABASE()"
                    " AND index_name = :name",
      soci::use(index), soci::into(count);
  return count > 0;
}

/// One process at a time changes the schema. SQLite and PostgreSQL: until the transaction is over.
class MigrationLock {
 public:
  explicit MigrationLock(Database& database) : database_(database) {
    switch (database.engine()) {
      case Engine::Sqlite: break;  // BEGIN IMMEDIATE is one
      case Engine::MySql: {
        int got = 0;
        soci::indicator known = soci::i_null;
        database.sql() << "SELECT GET_LOCK(CONCAT('parley-schema-', DATABASE()), 2)", soci::into(got, known);
        if (known != soci::i_ok || got != 1) throw std::runtime_error("another server is changing the schema");
        break;
      }
      case Engine::PostgreSql: database.sql() << "SELECT pg_advisory_xact_lock(7017220120110114)"; break;
    }
  }
  ~MigrationLock() {
    if (database_.engine() != Engine::MySql) return;
    try {
      int released = 0;
      soci::indicator known = soci::i_null;
      database_.sql() << "SELECT RELEASE_LOCK(CONCAT('parley-schema-', DATABASE()))", soci::into(released, known);
    } catch (const std::exception&) {
      // The connection is gone, and its locks with it.
    }
  }
  MigrationLock(const MigrationLock&) = delete;
  MigrationLock& operator=(const MigrationLock&) = delete;

 private:
  Database& database_;
};

void note_version(Database& database, int version) {
  soci::statement update =
      (database.sql().prepare << "UPDATE parley_schema SET version = :v WHERE id = 1", soci::use(version));
  update.execute(true);
  if (update.get_affected_rows() > 0) return;
  database.sql() << "INSERT INTO parley_schema (id, version) VALUES (1, :v)", soci::use(version);
}

}  // namespace

std::span<const Migration> migrations() { return kMigrations; }

std::optional<int> schema_version(Database& database) {
  long long tables = 0;
  switch (database.engine()) {
    case Engine::Sqlite:
      database.sql() << "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = 'parley_schema'",
          soci::into(tables);
      break;
    case Engine::MySql:
      database.sql() << "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE()"
                        " AND table_name = 'parley_schema'",
          soci::into(tables);
      break;
    case Engine::PostgreSql:
      database.sql() << "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = current_schema()"
                        " AND table_name = 'parley_schema'",
          soci::into(tables);
      break;
  }
  if (tables == 0) return std::nullopt;
  int version = 0;
  database.sql() << "SELECT version FROM parley_schema WHERE id = 1", soci::into(version);
  if (!database.sql().got_data()) return std::nullopt;  // killed between the table and its row
  return version;
}

std::optional<std::string> migrate(Database& database, std::span<const Migration> steps) {
  const int newest = static_cast<int>(steps.size());
  const auto too_new = [&](std::optional<int> version) -> std::optional<std::string> {
    if (!version || *version <= newest) return std::nullopt;
    return "The database was written by a newer Parley (its schema is version " + std::to_string(*version) +
           "; this program knows up to " + std::to_string(newest) + "). Start that version, or restore a backup.";
  };
  // Looked at first without any lock: the usual start changes nothing.
  const auto before = schema_version(database);
  if (auto problem = too_new(before)) return problem;
  if (before == newest) return std::nullopt;

  Transaction transaction(database);
  MigrationLock lock(database);
  const auto version = schema_version(database);
  if (auto problem = too_new(version)) return problem;
  database.sql() << translated(
      "CREATE TABLE IF NOT EXISTS parley_schema (id {int} NOT NULL PRIMARY KEY, version {int} NOT NULL){table}",
      database.engine());
  for (int step = version.value_or(0); step < newest; ++step) {
    for (const std::string_view statement : steps[static_cast<std::size_t>(step)].statements) {
      if (!is_there_already(database, statement)) database.sql() << translated(statement, database.engine());
    }
    note_version(database, step + 1);
  }
  transaction.commit();
  return std::nullopt;
}

}  // namespace parley::store
