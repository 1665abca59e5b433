#include "server/api/accept.hpp"

#include <cstddef>

#include "server/net/header_text.hpp"

namespace parley::api {
namespace {

/// The weight in thousandths: "q=0.8" is 800. What is no weight counts as none, which is 1000.
int weight_of(std::string_view parameters) {
  while (!parameters.empty()) {
    const std::size_t end = parameters.find(';');
    const std::string_view parameter = net::trimmed(parameters.substr(0, end));
    parameters.remove_prefix(end == std::string_view::npos ? parameters.size() : end + 1);
    if (parameter.size() < 3 || net::lower(parameter[0]) != 'q' || parameter[1] != '=') continue;
    if (parameter[2] != '0') return 1000;
    int weight = 0;
    int unit = 100;
    for (const char digit : parameter.substr(parameter.size() > 3 ? 4 : 3)) {
      if (digit < '0' || digit > '9' || unit == 0) break;
      weight += (digit - '0') * unit;
      unit /= 10;
    }
    return weight;
  }
  return 1000;
}

}  // namespace

bool prefers_plain_text(std::string_view accept) {
  int best = 0;
  bool plain = false;
  net::for_each_list_item(accept, [&](std::string_view item) {
    const std::size_t end = item.find(';');
    const std::string_view type = net::trimmed(item.substr(0, end));
    const bool is_plain = net::equal_without_case(type, "text/plain");
    if (!is_plain && !net::equal_without_case(type, "application/json")) return;
    const int weight = weight_of(end == std::string_view::npos ? std::string_view() : item.substr(end + 1));
    if (weight <= best) return;
    best = weight;
    plain = is_plain;
  });
  return plain;
}

}  // namespace parley::api
