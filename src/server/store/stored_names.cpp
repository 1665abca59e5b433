#include "server/store/stored_names.hpp"

#include <array>

namespace parley::store {
namespace {

using namespace std::string_view_literals;

// In the order of the enumeration.
constexpr std::array kMoments = {"requested"sv, "delivered"sv,   "answered"sv, "first-media"sv,
                                 "connected"sv, "reconnected"sv, "resumed"sv,  "away"sv,
                                 "quality"sv,   "claimed"sv,     "ended"sv};
static_assert(kMoments.size() == static_cast<std::size_t>(hub::CallMoment::Ended) + 1);

}  // namespace

std::string_view moment_name(hub::CallMoment moment) { return kMoments[static_cast<std::size_t>(moment)]; }

std::optional<hub::CallMoment> moment_from(std::string_view word) {
  for (std::size_t i = 0; i < kMoments.size(); ++i) {
    if (kMoments[i] == word) return static_cast<hub::CallMoment>(i);
  }
  return std::nullopt;
}

}  // namespace parley::store
