#include "server/net/accept_encoding.hpp"

#include <algorithm>
#include <optional>

#include "server/net/header_text.hpp"

namespace parley::net {
namespace {

/// "0", "1", "0.8", "0.123", "1.000": RFC 9110 §12.4.2.
std::optional<int> parse_quality(std::string_view text) {
  if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1')) return std::nullopt;
  if (text.size() > 1 && text[1] != '.') return std::nullopt;
  int thousandths = (text[0] - '0') * 1000;
  int weight = 100;
  for (const char digit : text.substr(std::min<std::size_t>(2, text.size()))) {
    if (digit < '0' || digit > '9') return std::nullopt;
    thousandths += (digit - '0') * weight;
    weight /= 10;
  }
  return thousandths <= 1000 ? std::optional(thousandths) : std::nullopt;
}

}  // namespace

int encoding_quality(std::string_view accept_encoding, std::string_view encoding) {
  std::optional<int> named;
  std::optional<int> any;
  for_each_list_item(accept_encoding, [&](std::string_view item) {
    const std::size_t semicolon = item.find(';');
    const std::string_view coding = trimmed(item.substr(0, semicolon));
    int quality = 1000;
    if (semicolon != std::string_view::npos) {
      const std::string_view parameter = trimmed(item.substr(semicolon + 1));
      if (parameter.size() < 2 || !equal_without_case(parameter.substr(0, 2), "q=")) return;
      const std::optional<int> parsed = parse_quality(parameter.substr(2));
      if (!parsed) return;
      quality = *parsed;
    }
    if (equal_without_case(coding, encoding)) named = quality;
    if (coding == "*") any = quality;
  });
  if (named) return *named;
  if (any) return *any;
  return encoding == "identity" ? 1 : 0;  // always acceptable unless excluded, and the last choice unless named
}

}  // namespace parley::net
