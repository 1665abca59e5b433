#include "server/store/stored_names.hpp"

namespace parley::store {

std::optional<hub::CallMoment> moment_from(std::string_view word) {
  for (int i = 0; i <= static_cast<int>(hub::CallMoment::Ended); ++i) {
    const auto moment = static_cast<hub::CallMoment>(i);
    if (hub::word_of(moment) == word) return moment;
  }
  return std::nullopt;
}

}  // namespace parley::store
