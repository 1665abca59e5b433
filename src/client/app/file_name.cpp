#include "client/app/file_name.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "core/protocol/text_rule.hpp"

namespace parley::app {
namespace {

constexpr std::size_t kLongestExtension = 16;

bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7F && c <= 0x9F); }

// What is not seen, or makes the rest read as something else ("gpj.exe" turned round).
bool is_invisible(char32_t c) {
  return c == 0xAD || c == 0x61C || (c >= 0x200B && c <= 0x200F && c != 0x200D) || (c >= 0x2028 && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF;
}

bool is_refused(char32_t c) { return c == '<' || c == '>' || c == ':' || c == '"' || c == '|' || c == '?' || c == '*'; }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// CON, NUL, COM1 and their like, whatever their extension.
bool is_device(std::string_view name) {
  std::string stem(name.substr(0, name.find('.')));
  while (!stem.empty() && stem.back() == ' ') stem.pop_back();
  std::transform(stem.begin(), stem.end(), stem.begin(), lower);
  if (stem == "con" || stem == "prn" || stem == "aux" || stem == "nul") return true;
  const bool numbered = stem.size() == 4 && stem[3] >= '0' && stem[3] <= '9';
  return numbered && (stem.compare(0, 3, "com") == 0 || stem.compare(0, 3, "lpt") == 0);
}

// At most `bytes` of it, without half a character at the end.
std::string_view cut(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) --bytes;
  return text.substr(0, bytes);
}

struct Unit {
  double bytes;
  const char* name;
};

Unit unit_of(double bytes) {
  if (bytes < 999.5) return {1, "bytes"};
  if (bytes < 999.5e3) return {1e3, "KB"};
  if (bytes < 999.5e6) return {1e6, "MB"};
  return {1e9, "GB"};
}

// With one digit behind the point where that says more: "2.3", "240".
std::string figure(double value, bool whole) {
  const auto tenths = static_cast<std::int64_t>(std::llround(value * 10));
  if (whole || tenths >= 100) return std::to_string(static_cast<std::int64_t>(std::llround(value)));
  return std::to_string(tenths / 10) + (tenths % 10 != 0 ? "." + std::to_string(tenths % 10) : "");
}

}  // namespace

std::string safe_file_name(std::string_view name) {
  const std::size_t folder = name.find_last_of("/\\");
  if (folder != std::string_view::npos) name.remove_prefix(folder + 1);
  std::string safe;
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t from = at;
    const auto c = protocol::next_code_point(name, at);
    if (!c) {
      ++at;  // not UTF-8
      continue;
    }
    if (is_control(*c) || is_invisible(*c)) continue;
    if (is_refused(*c))
      safe += '_';
    else
      safe += name.substr(from, at - from);
  }
  const std::size_t first = safe.find_first_not_of(" .");
  if (first == std::string::npos) return "file";
  safe.erase(0, first);
  safe.erase(safe.find_last_not_of(" .") + 1);
  if (is_device(safe)) safe.insert(0, "_");
  if (safe.size() > kLongestFileName) {
    const std::size_t dot = safe.rfind('.');
    const bool has_extension = dot != std::string::npos && safe.size() - dot <= kLongestExtension;
    const std::string extension = has_extension ? safe.substr(dot) : std::string();
    safe = std::string(cut(safe, kLongestFileName - extension.size())) + extension;
  }
  return safe;
}

std::string size_words(double bytes) {
  const Unit unit = unit_of(bytes);
  if (unit.bytes == 1) return bytes == 1 ? "1 byte" : figure(bytes, true) + " bytes";
  return figure(bytes / unit.bytes, false) + " " + unit.name;
}

std::string progress_words(double done, double bytes) {
  const Unit unit = unit_of(bytes);
  return figure(done / unit.bytes, unit.bytes == 1) + " of " + size_words(bytes);
}

}  // namespace parley::app
