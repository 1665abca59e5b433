// Names of people: which text may be one, when two are the same to a reader, and what is drawn for them.
// Not its business: whose a name is (directory.hpp).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/protocol/error_code.hpp"

namespace parley::hub {

/// A valid name and the two keys by which it is unique. Names clash if either key is equal: folding the case first finds
/// "ADA" and "ada" and most look-alikes; looking first finds those that differ only in upper case (Cyrillic "Н", Latin "H").
struct Name {
  std::string text;    ///< as shown: NFC, trimmed, inner spaces single
  std::string folded;  ///< case folded, then look-alikes folded (UTS #39 skeleton); people are found by it
  std::string look;    ///< look-alikes folded, then case folded
  friend bool operator==(const Name&, const Name&) = default;
};

/// Longest name after normalisation, in code points (protocol.md, Limits).
inline constexpr std::size_t kNameCodePoints = 32;

/// NameInvalid: empty, too long, not UTF-8, or with characters that cannot be seen or that turn the text around
/// (controls, bidi overrides, invisible ones). NameReserved: a name that could pass for the system's own.
Result<Name, protocol::ErrorCode> read_name(std::string_view text);

/// The key by which a person is found; empty if the text can be nobody's name.
std::string find_key(std::string_view text);

/// First grapheme of the first and of the last word, upper-cased.
std::string initials_of(const std::string& name);

/// 0 to 7: FNV-1a (32 bits) of the lower-cased name's UTF-8, `(h ^ h >> 16) & 7`.
std::uint8_t hue_of(const std::string& name);

}  // namespace parley::hub
