// Calls and their events in SQL. All throw soci::soci_error.
#pragma once

#include <optional>
#include <vector>

#include "server/store/database.hpp"
#include "server/store/waiting_calls.hpp"

namespace parley::store {

/// Writes in one transaction what is not there yet. Harmless when repeated, also in part.
void write_entries(Database& database, const std::vector<Entry>& entries);

/// Where the call stands in "newest first"; nothing if it is unknown.
std::optional<CallPlace> select_place(Database& database, const CallId& call);

/// What the tables alone answer, newest first; a call may be there twice (see merged()).
std::vector<StoredCall> select_calls(Database& database, const CallFilter& filter,
                                     const std::optional<CallPlace>& before);

/// Some of the calls requested before this, with their events. Whether there may be more: each bite is short, so that what
/// matters more comes in between.
bool erase_old_calls(Database& database, WallTime calls_before);

}  // namespace parley::store
