// A call of the past as its own party reads it: the call object, and what only a history tells.
#pragma once

#include <string>
#include <vector>

#include "core/base/id.hpp"
#include "server/store/store.hpp"

namespace parley::api {

/// `person` is the party that reads; `incoming` and `missed` are said from its side.
std::string history_json(const std::vector<store::StoredCall>& calls, const PersonId& person);
std::string history_entry_json(const store::StoredCall& call, const PersonId& person);

}  // namespace parley::api
