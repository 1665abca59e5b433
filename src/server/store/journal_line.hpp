// One line of the journal: a checksum, a space, the entry as JSON. What is torn or altered is recognised and left out.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/store/waiting_calls.hpp"

namespace parley::store {

/// With its line end.
std::string journal_line(const Entry& entry);

/// Without its line end. Nothing if it is not a whole line of ours.
std::optional<Entry> read_journal_line(std::string_view line);

}  // namespace parley::store
