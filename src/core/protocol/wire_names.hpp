// The words that stand on the wire for the values of our enumerations; logs and test failures use them too.
#pragma once

#include <span>
#include <string_view>

#include "core/protocol/error_code.hpp"
#include "core/protocol/message.hpp"

namespace parley::protocol {

std::string_view wire_name(Presence value);
std::string_view wire_name(Media value);
std::string_view wire_name(Side value);
std::string_view wire_name(CallStatus value);
std::string_view wire_name(EndReason value);
std::string_view wire_name(EndCause value);
std::string_view wire_name(Outcome value);
std::string_view wire_name(Quality value);
std::string_view wire_name(RoomState value);
std::string_view wire_name(ErrorCode value);

/// All words of an enumeration, in the order of its values.
template <class Enum>
std::span<const std::string_view> wire_names();

}  // namespace parley::protocol
