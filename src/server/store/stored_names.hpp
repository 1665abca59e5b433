// The words that stand for our enumerations in the database, the journal and the reports: those of the wire where there are some.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "core/protocol/wire_names.hpp"
#include "server/hub/effect.hpp"

namespace parley::store {

/// "ONGOING" -> CallStatus::Ongoing; nothing for a word that this program does not know.
template <class Enum>
std::optional<Enum> from_name(std::string_view word) {
  const auto names = protocol::wire_names<Enum>();
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == word) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

/// The other way of hub::word_of: "first-media" and so on.
std::optional<hub::CallMoment> moment_from(std::string_view word);

}  // namespace parley::store
