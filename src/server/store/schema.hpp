// The tables, in numbered steps: a database is brought up to date when the server starts.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "server/store/database.hpp"

namespace parley::store {

/// From one version of the schema to the next. Each statement must be harmless where it has been carried out already: MySQL
/// commits each at once, so that a step that is killed half way is repeated. `{key}`, `{name}`, `{text}`, `{int}` and `{table}`
/// stand for what the engine calls them.
struct Migration {
  std::string_view what;
  std::span<const std::string_view> statements;
};

/// All of them; the n-th (from 1) leads to version n.
std::span<const Migration> migrations();

/// The version that the database is at; nothing where it has no schema of ours. Throws soci::soci_error.
std::optional<int> schema_version(Database& database);

/// Brings the database to the last version, one process at a time. A sentence where it is newer than `steps` already.
/// Throws soci::soci_error.
std::optional<std::string> migrate(Database& database, std::span<const Migration> steps);

}  // namespace parley::store
