// Whether a message is one of this protocol: lengths, characters, ranges, and what fields say together. The same check
// judges what was received and asserts what is sent. Who may send what is not its business, nor the order of messages.
#pragma once

#include <optional>

#include "core/protocol/decode_error.hpp"
#include "core/protocol/limits.hpp"
#include "core/protocol/message.hpp"

namespace parley::protocol {

/// Nothing if the message is valid, else the first thing that is wrong.
std::optional<DecodeError> check(const Message& message, const Limits& limits = {});

/// Also: commands are numbered from 1, and nothing else is.
std::optional<DecodeError> check(const Envelope& envelope, const Limits& limits = {});

}  // namespace parley::protocol
