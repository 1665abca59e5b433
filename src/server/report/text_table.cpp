#include "server/report/text_table.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>

#include "server/store/text_fit.hpp"

namespace parley::report {
namespace {

/// Decodes the code point at the beginning of valid UTF-8.
std::uint32_t code_point(std::string_view text, std::size_t& length) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const std::uint8_t first = byte(0);
  length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  std::uint32_t value = length == 1 ? first : first & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) value = value << 6U | (byte(i) & 0x3FU);
  return value;
}

bool is_harmful(std::uint32_t point) {
  return point < 0x20 || (point >= 0x7F && point <= 0x9F) || point == 0xAD || point == 0x61C ||
         (point >= 0x200B && point <= 0x200F) || (point >= 0x2028 && point <= 0x202E) ||
         (point >= 0x2060 && point <= 0x206F) || point == 0xFEFF;
}

std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<std::uint8_t>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace

std::string plain(std::string_view raw) {
  const std::string valid = store::fit(raw, std::string::npos);
  std::string_view text = valid;
  std::string shown;
  while (!text.empty()) {
    std::size_t length = 0;
    const std::uint32_t point = code_point(text, length);
    if (is_harmful(point)) {
      std::array<char, 16> escape{};
      std::snprintf(escape.data(), escape.size(), "\\u{%x}", static_cast<unsigned>(point));
      shown += escape.data();
    } else {
      shown += text.substr(0, length);
    }
    text.remove_prefix(length);
  }
  return shown;
}

std::string text_table(const std::vector<std::vector<std::string>>& lines) {
  std::vector<std::vector<std::string>> shown;
  std::vector<std::size_t> widths;
  for (const auto& line : lines) {
    auto& cells = shown.emplace_back();
    for (const std::string& cell : line) {
      cells.push_back(plain(cell));
      if (widths.size() < cells.size()) widths.push_back(0);
      widths[cells.size() - 1] = std::max(widths[cells.size() - 1], width(cells.back()));
    }
  }
  std::string text;
  for (const auto& line : shown) {
    for (std::size_t i = 0; i < line.size(); ++i) {
      text += line[i];
      if (i + 1 < line.size()) text.append(widths[i] - width(line[i]) + 2, ' ');
    }
    text.erase(text.find_last_not_of(' ') + 1);
    text += '\n';
  }
  return text;
}

}  // namespace parley::report
