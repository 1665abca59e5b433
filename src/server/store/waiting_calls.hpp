// What is known of calls but not in the database yet, and how both are read as one. Pure.
#pragma once

#include <utility>
#include <variant>
#include <vector>

#include "server/store/store.hpp"

namespace parley::store {

/// What the journal keeps.
using Entry = std::variant<hub::CallRecord, hub::CallEvent>;

/// A call's place in "newest first".
using CallPlace = std::pair<WallTime, CallId>;

/// Whether `newer` takes the place of `older`, of the same call: a lower version never does, and what has ended stays so.
bool supersedes(const hub::CallRecord& newer, const hub::CallRecord& older);

/// One record a call (the one that would be in the database), then all events, each once.
std::vector<Entry> condensed(const std::vector<Entry>& entries);

/// Whether the call is among those that are asked for. `before` is the place of CallFilter::before.
bool matches(const hub::CallRecord& record, const CallFilter& filter, const std::optional<CallPlace>& before);

/// The answer to `filter`: `stored` (from the database) with what `waiting` adds, newest first, `filter.limit` at most.
std::vector<StoredCall> merged(std::vector<StoredCall> stored, const std::vector<Entry>& waiting,
                               const CallFilter& filter, const std::optional<CallPlace>& before);

}  // namespace parley::store
