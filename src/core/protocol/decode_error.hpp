// What was wrong with a message, and where.
#pragma once

#include <string>

#include "core/protocol/error_code.hpp"

namespace parley::protocol {

/// Never quotes what was received: it may be logged and sent back.
struct DecodeError {
  ErrorCode code = ErrorCode::BadMessage;  ///< BadMessage, or TooLarge for whatever is too long
  std::string where;                       ///< JSON pointer (RFC 6901); empty: the message as a whole
  std::string what;  ///< "is missing", "must be a string": continues a sentence that begins with `where`

  friend bool operator==(const DecodeError&, const DecodeError&) = default;
};

}  // namespace parley::protocol
