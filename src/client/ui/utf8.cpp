#include "client/ui/utf8.hpp"

#include <cstdint>

namespace parley::ui {
namespace {

constexpr char32_t kReplacement = 0xFFFD;
constexpr char32_t kZeroWidthJoiner = 0x200D;

struct Range {
  char32_t first;
  char32_t last;
};

bool in(const Range* ranges, std::size_t count, char32_t c) {
  for (std::size_t i = 0; i < count; ++i)
    if (c >= ranges[i].first && c <= ranges[i].last) return true;
  return false;
}
template <std::size_t N>
bool in(const Range (&ranges)[N], char32_t c) {
  return in(ranges, N, c);
}

// Blocks whose characters change shape, order or place beside others, and what joins emoji. Ascending.
constexpr Range kShaped[] = {
    {0x0300, 0x036F},    // combining marks
    {0x0483, 0x0489},    // Cyrillic marks
    {0x0590, 0x109F},    // Hebrew, Arabic … all Indic scripts, Thai, Lao, Tibetan, Myanmar
    {0x1100, 0x11FF},    // Hangul jamo
    {0x1700, 0x1CFF},    // Philippine scripts, Khmer, Mongolian … Vedic
    {0x1DC0, 0x1DFF},    // combining marks
    {0x200C, 0x200F},    // joiners and direction marks
    {0x202A, 0x202E},    // embeddings
    {0x2060, 0x206F},    // word joiner, isolates
    {0x20D0, 0x20FF},    // marks for symbols, keycap
    {0x302A, 0x302F},    // ideographic marks
    {0x3099, 0x309A},    // kana voicing marks
    {0xA800, 0xABFF},    // Syloti Nagri … Meetei Mayek
    {0xD7B0, 0xD7FF},    // Hangul jamo
    {0xFB1D, 0xFDFF},    // presentation forms
    {0xFE00, 0xFE0F},    // variation selectors
    {0xFE20, 0xFE2F},    // half marks
    {0xFE70, 0xFEFF},    // presentation forms
    {0x10A00, 0x11FFF},  // Kharoshthi … Tamil supplement
    {0x1E800, 0x1EFFF},  // Mende Kikakui, Adlam, Arabic mathematics
    {0x1F1E6, 0x1F1FF},  // regional indicators
    {0x1F3FB, 0x1F3FF},  // skin tones
    {0xE0000, 0xE01FF},  // tags, more variation selectors
};

constexpr Range kRightToLeft[] = {
    {0x0590, 0x08FF}, {0x200F, 0x200F}, {0xFB1D, 0xFDFF}, {0xFE70, 0xFEFF}, {0x10800, 0x10FFF}, {0x1E800, 0x1EFFF},
};

// What attaches to the character before it. Indic vowel signs are taken by block: cutting between two bare consonants that
// form a conjunct is the price of having no dictionary, and is still readable.
constexpr Range kExtending[] = {
    {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x05BF, 0x05C7},   {0x0610, 0x061A},   {0x064B, 0x065F},
    {0x0670, 0x0670}, {0x06D6, 0x06ED}, {0x0900, 0x0903}, {0x093A, 0x094F},   {0x0951, 0x0957},   {0x0962, 0x0963},
    {0x0981, 0x0983}, {0x09BC, 0x09D7}, {0x0A3C, 0x0A51}, {0x0ABC, 0x0ACD},   {0x0B3C, 0x0B57},   {0x0BBE, 0x0BD7},
    {0x0C3C, 0x0C56}, {0x0CBC, 0x0CD6}, {0x0D3B, 0x0D57}, {0x0DCA, 0x0DDF},   {0x0E31, 0x0E31},   {0x0E34, 0x0E3A},
    {0x0E47, 0x0E4E}, {0x0EB1, 0x0EB1}, {0x0EB4, 0x0EBC}, {0x0EC8, 0x0ECE},   {0x0F71, 0x0FBC},   {0x102B, 0x103E},
    {0x1160, 0x11FF}, {0x17B4, 0x17D3}, {0x1DC0, 0x1DFF}, {0x200C, 0x200D},   {0x20D0, 0x20FF},   {0x302A, 0x302F},
    {0x3099, 0x309A}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0x1F3FB, 0x1F3FF}, {0xE0020, 0xE007F}, {0xE0100, 0xE01EF},
};

constexpr Range kIdeographic[] = {
    {0x2E80, 0x2FFF}, {0x3001, 0x30FF}, {0x3130, 0x9FFF},   {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF}, {0xFF00, 0xFFEF}, {0x1F000, 0x1FAFF}, {0x20000, 0x3FFFF},
};

bool regional_indicator(char32_t c) { return c >= 0x1F1E6 && c <= 0x1F1FF; }

bool strong_left_to_right(char32_t c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= 0xAA && c < 0x2000 && c != 0xD7 && c != 0xF7) ||
         (c >= 0x2C00 && c < 0xFB1D) || (c >= 0x10000 && c < 0x1F000) || (c >= 0x20000 && c < 0x40000);
}

}  // namespace

char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) -> std::uint32_t {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  const std::uint32_t lead = byte(at++);
  if (lead < 0x80) return lead;
  const int following = lead >= 0xF0 && lead < 0xF5 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC2 ? 1 : 0;
  if (following == 0 || lead >= 0xF5) return kReplacement;
  char32_t code_point = lead & (0x3FU >> following);
  for (int i = 0; i < following; ++i) {
    const std::uint32_t next = byte(at + static_cast<std::size_t>(i));
    if ((next & 0xC0U) != 0x80) return kReplacement;
    code_point = (code_point << 6U) | (next & 0x3FU);
  }
  at += static_cast<std::size_t>(following);
  return code_point;
}

bool needs_shaping(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (c >= 0x300 && in(kShaped, c)) return true;
  }
  return false;
}

Direction base_direction(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (in(kRightToLeft, c)) return Direction::kRightToLeft;
    if (strong_left_to_right(c)) return Direction::kLeftToRight;
  }
  return Direction::kLeftToRight;
}

void next_cluster(std::string_view text, std::size_t& at) {
  char32_t last = next_code_point(text, at);
  bool odd_indicator = regional_indicator(last);
  while (at < text.size()) {
    std::size_t behind = at;
    const char32_t c = next_code_point(text, behind);
    const bool second_indicator = odd_indicator && regional_indicator(c);
    if (!second_indicator && last != kZeroWidthJoiner && (c < 0x300 || !in(kExtending, c))) return;
    odd_indicator = false;
    last = c;
    at = behind;
  }
}

bool breaks_anywhere(char32_t code_point) { return code_point >= 0x2E80 && in(kIdeographic, code_point); }

}  // namespace parley::ui
