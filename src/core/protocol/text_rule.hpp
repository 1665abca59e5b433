// What texts of the protocol may contain: how long, and of which characters. It knows nothing of JSON.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "core/protocol/error_code.hpp"
#include "core/protocol/limits.hpp"

namespace parley::protocol {

/// The kinds of text in messages. A kind decides length, characters and whether logs may show it.
enum class Text {
  Id,         ///< persons, sessions, calls, messages, the server's epoch, features: visible ASCII
  Name,       ///< a person's name as everybody sees it
  TypedName,  ///< a name as somebody typed it; the hub judges it
  Initials,
  Token,
  Client,
  Description,  ///< SDP
  Candidate,
  Mid,
  Ufrag,
  Chat,
  Room,  ///< the secret of a meeting point: whoever knows it may come
  Sentence,
  Pointer,
  Url,
  UserName,    ///< for TURN
  Credential,  ///< for TURN
};

/// What is wrong with a text: TooLarge or BadMessage, and why.
struct TextProblem {
  ErrorCode code;
  std::string what;
};

/// Nothing, or the first thing that is wrong. Every kind must be UTF-8.
std::optional<TextProblem> check_text(Text kind, std::string_view text, const Limits& limits);

/// Session descriptions, candidates, tokens, credentials, chat and the secrets of meeting points: logs show their length only.
bool is_secret(Text kind);

/// The code point at `at`, which is moved behind it; nothing if there is no valid UTF-8 (RFC 3629) at `at`.
std::optional<char32_t> next_code_point(std::string_view text, std::size_t& at);

}  // namespace parley::protocol
