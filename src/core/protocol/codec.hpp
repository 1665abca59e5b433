// Messages to JSON text and back; README.md is the description for people. Both ends use this one codec. It judges what a
// message is, not who may send it and when.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/protocol/decode_error.hpp"
#include "core/protocol/limits.hpp"
#include "core/protocol/message.hpp"

namespace parley::protocol {

/// The text of one frame. That the message is valid and that commands (only) are numbered is asserted: see check.hpp.
std::string encode(const Message& message, std::optional<Sequence> sequence = {});
std::string encode(const Envelope& envelope);

/// Reads any bytes. What comes out is valid (check.hpp); what does not is told with the place and the reason. Unknown fields
/// are ignored, an optional field may be null, and a known field that is there twice is refused.
Result<Envelope, DecodeError> decode(std::string_view text, const Limits& limits = {});

/// The message for logs and test failures: what `encode` writes, with the length in place of each session description,
/// candidate, token, credential, meeting point's secret and chat text. A valid message stays decodable. Invalid ones can be shown too.
std::string to_string(const Message& message);
std::string to_string(const Envelope& envelope);
std::string to_string(const DecodeError& error);

}  // namespace parley::protocol
