// Calls and their events in SQL. All throw soci::soci_error.
#pragma once

#include <optional>
#include <set>
#include <vector>

#include "server/store/database.hpp"
#include "server/store/waiting_calls.hpp"

namespace parley::store {

/// Writes in one transaction what is not there yet. Harmless when repeated, also in part.
void write_entries(Database& database, const std::vector<Entry>& entries);

/// The answer to `filter` out of the tables and of what waits, which must have been looked at first: what moves over in between is
/// seen twice and not never.
std::vector<StoredCall> read_calls(Database& database, const CallFilter& filter, const std::vector<Entry>& waiting);

/// Calls that were requested before this and never ended, but for those named: whatever process they lived in is gone, and nobody
/// has come back to them. They ended with the connection lost, when they were last heard of.
void end_abandoned_calls(Database& database, WallTime requested_before, const std::set<CallId>& but);

/// Some of the calls requested before this, with their events. Whether there may be more: each bite is short, so that what
/// matters more comes in between.
bool erase_old_calls(Database& database, WallTime calls_before);

}  // namespace parley::store
