#include "core/protocol/wire_names.hpp"

#include <array>
#include <cstddef>

namespace parley::protocol {
namespace {

using namespace std::string_view_literals;

// Each in the order of its enumeration.
constexpr std::array kPresences = {"free"sv, "busy"sv, "away"sv, "do-not-disturb"sv};
constexpr std::array kMedia = {"voice"sv, "video"sv};
constexpr std::array kSides = {"caller"sv, "receiver"sv};
constexpr std::array kStatuses = {"DIALLING"sv, "ONGOING"sv, "ENDED"sv, "DECLINED"sv, "MISSED"sv, "ERROR"sv};
constexpr std::array kReasons = {"hung-up"sv,   "cancelled"sv, "connection-lost"sv, "declined"sv,
                                 "no-answer"sv, "busy"sv,      "no-path"sv,         "failed"sv};
constexpr std::array kCauses = {"hang-up"sv, "cancel"sv, "connection-lost"sv, "no-path"sv, "failed"sv};
constexpr std::array kOutcomes = {"new"sv, "resumed"sv, "reset"sv};
constexpr std::array kQualities = {"lost"sv, "poor"sv, "fair"sv, "good"sv};
constexpr std::array kRoomStates = {"waiting"sv, "meeting"sv, "left"sv};

template <class Enum>
std::string_view name_of(Enum value) {
  const auto names = wire_names<Enum>();
  const auto index = static_cast<std::size_t>(value);
  return index < names.size() ? names[index] : "?"sv;
}

}  // namespace

template <>
std::span<const std::string_view> wire_names<Presence>() {
  return kPresences;
}
template <>
std::span<const std::string_view> wire_names<Media>() {
  return kMedia;
}
template <>
std::span<const std::string_view> wire_names<Side>() {
  return kSides;
}
template <>
std::span<const std::string_view> wire_names<CallStatus>() {
  return kStatuses;
}
template <>
std::span<const std::string_view> wire_names<EndReason>() {
  return kReasons;
}
template <>
std::span<const std::string_view> wire_names<EndCause>() {
  return kCauses;
}
template <>
std::span<const std::string_view> wire_names<Outcome>() {
  return kOutcomes;
}
template <>
std::span<const std::string_view> wire_names<Quality>() {
  return kQualities;
}
template <>
std::span<const std::string_view> wire_names<RoomState>() {
  return kRoomStates;
}

std::string_view wire_name(Presence value) { return name_of(value); }
std::string_view wire_name(Media value) { return name_of(value); }
std::string_view wire_name(Side value) { return name_of(value); }
std::string_view wire_name(CallStatus value) { return name_of(value); }
std::string_view wire_name(EndReason value) { return name_of(value); }
std::string_view wire_name(EndCause value) { return name_of(value); }
std::string_view wire_name(Outcome value) { return name_of(value); }
std::string_view wire_name(Quality value) { return name_of(value); }
std::string_view wire_name(RoomState value) { return name_of(value); }
std::string_view wire_name(ErrorCode value) { return name_of(value); }

}  // namespace parley::protocol
