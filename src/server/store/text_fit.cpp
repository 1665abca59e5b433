#include "server/store/text_fit.hpp"

#include <cstdint>

namespace parley::store {
namespace {

/// The bytes of the code point at the beginning of `text`; 0 where there is none (RFC 3629, without surrogates).
std::size_t code_point_bytes(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const std::uint8_t first = byte(0);
  std::size_t length = 0;
  std::uint8_t low = 0x80;
  std::uint8_t high = 0xBF;
  if (first < 0x80) return first == 0 ? 0 : 1;
  if (first >= 0xC2 && first <= 0xDF) {
    length = 2;
  } else if (first >= 0xE0 && first <= 0xEF) {
    length = 3;
    if (first == 0xE0) low = 0xA0;
    if (first == 0xED) high = 0x9F;
  } else if (first >= 0xF0 && first <= 0xF4) {
    length = 4;
    if (first == 0xF0) low = 0x90;
    if (first == 0xF4) high = 0x8F;
  }
  if (length == 0 || text.size() < length || byte(1) < low || byte(1) > high) return 0;
  for (std::size_t i = 2; i < length; ++i) {
    if (byte(i) < 0x80 || byte(i) > 0xBF) return 0;
  }
  return length;
}

}  // namespace

std::string fit(std::string_view text, std::size_t longest) {
  constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
  std::string fitting;
  while (!text.empty()) {
    const std::size_t length = code_point_bytes(text);
    const std::string_view next = length == 0 ? kReplacement : text.substr(0, length);
    if (fitting.size() + next.size() > longest) break;
    fitting += next;
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return fitting;
}

}  // namespace parley::store
