#include "server/store/database.hpp"

#include <exception>

// The entry points of SOCI's backends. Their own headers would want those of each engine's client library.
namespace soci {
extern "C" {
const backend_factory* factory_sqlite3();
const backend_factory* factory_mysql();
const backend_factory* factory_postgresql();
}
}  // namespace soci

namespace parley::store {
namespace {

const soci::backend_factory& factory_of(Engine engine) {
  switch (engine) {
    case Engine::MySql: return *soci::factory_mysql();
    case Engine::PostgreSql: return *soci::factory_postgresql();
    case Engine::Sqlite: break;
  }
  return *soci::factory_sqlite3();
}

}  // namespace

Database::Database(const DatabaseUrl& url, Milliseconds busy)
    : engine_(url.engine), sql_(factory_of(url.engine), connect_string(url, busy)) {
  switch (engine_) {
    case Engine::Sqlite:
      wait_for_locks(busy);  // first: changing the journal's mode takes a lock
      sql_ << "PRAGMA journal_mode = WAL";
      sql_ << "PRAGMA synchronous = FULL";  // NORMAL may lose the last commits when the power goes
      sql_ << "PRAGMA foreign_keys = ON";
      break;
    case Engine::MySql:
      sql_ << "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED";
      sql_ << "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION'";
      wait_for_locks(busy);
      break;
    case Engine::PostgreSql:
      sql_ << "SET client_min_messages = warning";  // libpq would print "exists already, skipping"
      sql_ << "SET synchronous_commit = on";
      sql_ << "SET statement_timeout = " << busy.count();
      wait_for_locks(busy);
      break;
  }
}

bool Database::answers() {
  try {
    int one = 0;
    sql_ << "SELECT 1", soci::into(one);
    return one == 1;
  } catch (const std::exception&) {
    return false;
  }
}

void Database::wait_for_locks(Milliseconds busy) {
  if (busy == busy_) return;
  switch (engine_) {
    case Engine::Sqlite: sql_ << "PRAGMA busy_timeout = " << busy.count(); break;
    case Engine::MySql:
      sql_ << "SET SESSION innodb_lock_wait_timeout = " << std::max<std::int64_t>(1, busy.count() / 1000);
      break;
    case Engine::PostgreSql: sql_ << "SET lock_timeout = " << busy.count(); break;
  }
  busy_ = busy;
}

std::string Database::insert_if_absent(std::string_view table, std::string_view columns,
                                       std::string_view values) const {
  std::string text = "INSERT INTO ";
  text.append(table).append(" (").append(columns).append(") VALUES (").append(values).append(")");
  if (engine_ != Engine::MySql) return text + " ON CONFLICT DO NOTHING";
  // INSERT IGNORE would also swallow what does not fit. Setting a column to itself changes nothing.
  const std::string first(columns.substr(0, columns.find(',')));
  return text + " ON DUPLICATE KEY UPDATE " + first + " = " + first;
}

Transaction::Transaction(Database& database) : database_(database) {
  database_.commit_was_tried_ = false;
  database_.sql_ << (database_.engine_ == Engine::Sqlite ? "BEGIN IMMEDIATE" : "BEGIN");
}

Transaction::~Transaction() {
  if (!open_) return;
  try {
    database_.sql_ << "ROLLBACK";
  } catch (const std::exception&) {
    // The connection is gone, and the transaction with it.
  }
}

void Transaction::commit() {
  database_.commit_was_tried_ = true;
  database_.sql_ << "COMMIT";
  open_ = false;
}

std::string one_line(std::string_view words, const std::string& secret) {
  std::string text(words);
  if (!secret.empty()) {
    for (std::size_t at = text.find(secret); at != text.npos; at = text.find(secret, at + 3)) {
      text.replace(at, secret.size(), "***");
    }
  }
  std::string line;
  for (const char c : text) {
    const bool space = c == '\n' || c == '\r' || c == '\t' || c == ' ';
    if (!space) {
      line += c;
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  while (line.ends_with(' ')) line.pop_back();
  return line;
}

}  // namespace parley::store
