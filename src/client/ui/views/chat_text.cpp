#include "client/ui/views/chat_text.hpp"

#include <algorithm>

#include "client/ui/utf8.hpp"

namespace parley::ui {
namespace {

constexpr int kMostEmoji = 6;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool starts_with(std::string_view text, std::size_t at, std::string_view prefix) {
  return text.size() - at >= prefix.size() &&
         std::equal(prefix.begin(), prefix.end(), text.begin() + static_cast<std::ptrdiff_t>(at),
                    [](char a, char b) { return a == lower(b); });
}

bool is_word(char c) {
  return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

// What no address contains, and what would make it read as another one.
bool ends_address(char32_t c) {
  return c <= 0x20 || c == '<' || c == '>' || c == '"' || c == '`' || c == '{' || c == '}' || c == '|' || c == '\\' ||
         c == '^' || (c >= 0x7F && c <= 0xA0) || c == 0xAD || c == 0x61C || (c >= 0x2000 && c <= 0x206F) ||
         c == 0x3000 || c == 0xFEFF;
}

// Punctuation that belongs to the sentence around it.
std::size_t without_punctuation(std::string_view text, std::size_t begin, std::size_t end) {
  while (end > begin) {
    const char last = text[end - 1];
    const std::string_view address = text.substr(begin, end - begin);
    const auto count = [&](char c) { return std::count(address.begin(), address.end(), c); };
    const bool open = (last == ')' && count(')') > count('(')) || (last == ']' && count(']') > count('['));
    if (!open && std::string_view(".,;:!?'*_~").find(last) == std::string_view::npos) break;
    --end;
  }
  return end;
}

bool is_host(std::string_view rest, bool needs_point) {
  const std::string_view host = rest.substr(0, rest.find_first_of("/?#"));
  if (host.empty() || host.find('@') != std::string_view::npos || !is_word(host.front())) return false;
  return !needs_point || host.find('.') != std::string_view::npos;
}

bool is_emoji(char32_t c) {
  return (c >= 0x1F300 && c <= 0x1FAFF) || (c >= 0x2600 && c <= 0x27BF) || (c >= 0x1F1E6 && c <= 0x1F1FF) ||
         (c >= 0x2B00 && c <= 0x2BFF) || c == 0x231A || c == 0x231B || c == 0x23E9 || c == 0x23F0 || c == 0x23F3;
}

bool joins_emoji(char32_t c) {
  return c == 0x200D || c == 0xFE0F || c == 0x20E3 || (c >= 0x1F3FB && c <= 0x1F3FF) || (c >= 0xE0020 && c <= 0xE007F);
}

}  // namespace

std::vector<Address> addresses_in(std::string_view text) {
  std::vector<Address> found;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (at > 0 && is_word(text[at - 1])) continue;
    std::size_t scheme = 0;
    for (const std::string_view prefix : {"https://", "http://", "www."})
      if (scheme == 0 && starts_with(text, at, prefix)) scheme = prefix.size();
    if (scheme == 0) continue;
    std::size_t end = at;
    for (std::size_t next = at; next < text.size(); end = next)
      if (ends_address(next_code_point(text, next))) break;
    end = without_punctuation(text, at, end);
    const bool bare = lower(text[at]) == 'w';
    if (end <= at + scheme || !is_host(text.substr(at + scheme, end - at - scheme), bare)) continue;
    const std::string_view address = text.substr(at, end - at);
    found.push_back({at, end, bare ? "https://" + std::string(address) : std::string(address)});
    at = end - 1;
  }
  return found;
}

bool is_emoji_only(std::string_view text) {
  int count = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    next_cluster(text, end);
    std::size_t inside = at;
    const char32_t first = next_code_point(text, inside);
    if (first != ' ') {
      if (!is_emoji(first) || ++count > kMostEmoji) return false;
      while (inside < end) {
        const char32_t c = next_code_point(text, inside);
        if (!is_emoji(c) && !joins_emoji(c)) return false;
      }
    }
    at = end;
  }
  return count > 0;
}

}  // namespace parley::ui
