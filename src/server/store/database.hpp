// One open connection to the database, and what differs between the three engines. Throws soci::soci_error.
#pragma once

#include <soci/soci.h>
#include <string>
#include <string_view>

#include "server/store/database_url.hpp"

namespace parley::store {

class Database {
 public:
  /// Connects, or throws. `busy` bounds how long a statement waits for what others have locked.
  Database(const DatabaseUrl& url, Milliseconds busy);

  Engine engine() const { return engine_; }
  soci::session& sql() { return sql_; }

  /// Whether it answers at all. Throws nothing.
  bool answers();

  /// How long the statements that follow wait for somebody else's lock.
  void wait_for_locks(Milliseconds busy);

  /// `INSERT INTO table (columns) VALUES (values)` that does nothing where such a row is there already.
  std::string insert_if_absent(std::string_view table, std::string_view columns, std::string_view values) const;

  /// A transaction is about to be committed, and whether it was cannot be known any more if the connection breaks.
  bool commit_was_tried() const { return commit_was_tried_; }
  void forget_commit() { commit_was_tried_ = false; }

 private:
  friend class Transaction;
  Engine engine_;
  soci::session sql_;
  Milliseconds busy_{};
  bool commit_was_tried_ = false;
};

/// Rolled back unless committed. SQLite takes the write lock at once: one that is upgraded later fails without waiting.
class Transaction {
 public:
  explicit Transaction(Database& database);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();

 private:
  Database& database_;
  bool open_ = true;
};

/// What went wrong, on one line and without `secret`.
std::string one_line(std::string_view words, const std::string& secret);

}  // namespace parley::store
