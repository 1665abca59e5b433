#include "core/protocol/text_rule.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace parley::protocol {
namespace {

enum class Characters {
  Visible,  ///< ASCII without space, quote and backslash: never escaped, never ambiguous in a log
  Line,     ///< anything but control characters
  Shown,    ///< a line that cannot change the direction of what stands beside it, and is not blank
  Lines,    ///< lines that end with CR LF or LF, each at most Limits::sdp_line_bytes long
  Prose,    ///< lines and tabs
  Any,
};

struct Rule {
  std::uint32_t min_bytes;
  std::uint32_t max_bytes;
  Characters characters;
};

Rule rule_of(Text kind, const Limits& limits) {
  switch (kind) {
    case Text::Id: return {1, limits.id_bytes, Characters::Visible};
    case Text::Name: return {1, 4 * limits.name_code_points, Characters::Shown};
    case Text::TypedName: return {0, limits.typed_name_bytes, Characters::Any};
    case Text::Initials: return {0, limits.initials_bytes, Characters::Line};
    case Text::Token: return {1, limits.token_bytes, Characters::Visible};
    case Text::Client: return {0, limits.client_bytes, Characters::Line};
    case Text::Description: return {1, limits.sdp_bytes, Characters::Lines};
    case Text::Candidate: return {0, limits.candidate_bytes, Characters::Line};
    case Text::Mid: return {0, limits.mid_bytes, Characters::Visible};
    case Text::Ufrag: return {0, limits.ufrag_bytes, Characters::Visible};
    case Text::Chat: return {1, limits.chat_bytes, Characters::Prose};
    case Text::Room: return {limits.room_min_bytes, limits.room_bytes, Characters::Visible};
    case Text::Sentence: return {0, limits.sentence_bytes, Characters::Line};
    case Text::Pointer: return {0, limits.pointer_bytes, Characters::Line};
    case Text::Url: return {1, limits.ice_url_bytes, Characters::Visible};
    case Text::UserName: return {0, limits.ice_secret_bytes, Characters::Line};
    case Text::Credential: return {0, limits.ice_secret_bytes, Characters::Line};
  }
  return {0, 0, Characters::Visible};
}

/// C0, DEL and C1.
constexpr bool is_control(char32_t point) { return point < 0x20 || (point >= 0x7F && point < 0xA0); }

/// Embeddings, overrides and isolates (UAX #9): they would reorder the words around a name.
constexpr bool changes_direction(char32_t point) {
  return (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
}

bool is_space(char32_t point) {
  return point == ' ' || point == 0xA0 || point == 0x1680 || (point >= 0x2000 && point <= 0x200B) || point == 0x2028 ||
         point == 0x2029 || point == 0x202F || point == 0x205F || point == 0x3000 || point == 0xFEFF;
}

constexpr bool allows(Characters characters, char32_t point) {
  switch (characters) {
    case Characters::Visible: return point > ' ' && point < 0x7F && point != '"' && point != '\\';
    case Characters::Line: return !is_control(point);
    case Characters::Shown: return !is_control(point) && !changes_direction(point);
    case Characters::Lines: return !is_control(point) || point == '\r' || point == '\n';
    case Characters::Prose: return !is_control(point) || point == '\r' || point == '\n' || point == '\t';
    case Characters::Any: return true;
  }
  return false;
}

/// For each ASCII character one bit a `Characters`: nearly all texts are ASCII, and descriptions are long.
constexpr auto kAllowedAscii = [] {
  std::array<std::uint8_t, 0x80> bits{};
  for (std::size_t code = 0; code < bits.size(); ++code) {
    for (std::uint32_t characters = 0; characters <= static_cast<std::uint32_t>(Characters::Any); ++characters) {
      if (allows(static_cast<Characters>(characters), static_cast<char32_t>(code))) {
        bits[code] = static_cast<std::uint8_t>(bits[code] | (1U << characters));
      }
    }
  }
  return bits;
}();

TextProblem too_long(std::size_t has, std::uint32_t limit, const char* unit) {
  return {ErrorCode::TooLarge,
          "has " + std::to_string(has) + " " + unit + ", at most " + std::to_string(limit) + " are allowed"};
}

std::optional<TextProblem> check_characters(std::string_view text, Characters characters) {
  const unsigned allowed = 1U << static_cast<unsigned>(characters);
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80 && (kAllowedAscii[byte] & allowed) != 0) {
      ++at;
      continue;
    }
    const std::size_t start = at;
    const auto point = next_code_point(text, at);
    if (!point) return TextProblem{ErrorCode::BadMessage, "is not UTF-8"};
    if (!allows(characters, *point)) {
      return TextProblem{ErrorCode::BadMessage, "has a character that is not allowed at byte " + std::to_string(start)};
    }
  }
  return std::nullopt;
}

std::optional<TextProblem> check_line_lengths(std::string_view text, std::uint32_t max_bytes) {
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    if (end - start > max_bytes) {
      return TextProblem{ErrorCode::TooLarge, "has a line of more than " + std::to_string(max_bytes) + " bytes"};
    }
    start = end + 1;
  }
  return std::nullopt;
}

std::optional<TextProblem> check_shown(std::string_view text, std::uint32_t max_points) {
  std::size_t points = 0;
  bool blank = true;
  for (std::size_t at = 0; at < text.size(); ++points) {
    const auto point = next_code_point(text, at);
    if (!point) return TextProblem{ErrorCode::BadMessage, "is not UTF-8"};
    if (!is_space(*point)) blank = false;
  }
  if (points > max_points) return too_long(points, max_points, "characters");
  if (blank) return TextProblem{ErrorCode::BadMessage, "is blank"};
  return std::nullopt;
}

}  // namespace

std::optional<char32_t> next_code_point(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t index) { return static_cast<unsigned char>(text[index]); };
  const unsigned char lead = byte(at);
  if (lead < 0x80) {
    ++at;
    return lead;
  }
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() - at < length) return std::nullopt;
  char32_t point = lead & (0xFFU >> (length + 1));
  for (std::size_t index = 1; index < length; ++index) {
    if ((byte(at + index) & 0xC0U) != 0x80U) return std::nullopt;
    point = (point << 6) | (byte(at + index) & 0x3FU);
  }
  const char32_t smallest = length == 4 ? 0x10000 : length == 3 ? 0x800 : 0x80;
  if (point < smallest || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) return std::nullopt;
  at += length;
  return point;
}

std::optional<TextProblem> check_text(Text kind, std::string_view text, const Limits& limits) {
  const Rule rule = rule_of(kind, limits);
  if (text.size() < rule.min_bytes)
    return TextProblem{ErrorCode::BadMessage, text.empty() ? "is empty" : "is too short"};
  if (text.size() > rule.max_bytes) return too_long(text.size(), rule.max_bytes, "bytes");
  if (auto problem = check_characters(text, rule.characters)) return problem;
  if (rule.characters == Characters::Lines) return check_line_lengths(text, limits.sdp_line_bytes);
  if (rule.characters == Characters::Shown) return check_shown(text, limits.name_code_points);
  return std::nullopt;
}

bool is_secret(Text kind) {
  switch (kind) {
    case Text::Token:
    case Text::Description:
    case Text::Candidate:
    case Text::Ufrag:
    case Text::Chat:
    case Text::Room:
    case Text::UserName:
    case Text::Credential: return true;
    case Text::Id:
    case Text::Name:
    case Text::TypedName:
    case Text::Initials:
    case Text::Client:
    case Text::Mid:
    case Text::Sentence:
    case Text::Pointer:
    case Text::Url: return false;
  }
  return true;
}

}  // namespace parley::protocol
