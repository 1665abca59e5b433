#include "server/net/http_message.hpp"

#include "server/net/header_text.hpp"

namespace parley::net {

std::string_view HttpRequest::header(std::string_view name) const {
  for (const auto& [field, value] : headers) {
    if (equal_without_case(field, name)) return value;
  }
  return {};
}

std::string_view HttpRequest::path() const { return std::string_view(target).substr(0, target.find('?')); }

std::string_view HttpRequest::query() const {
  const std::size_t mark = target.find('?');
  return mark == std::string::npos ? std::string_view() : std::string_view(target).substr(mark + 1);
}

HttpResponse Routes::refusal(const HttpRequest&, HttpResponse in_words) const { return in_words; }

}  // namespace parley::net
