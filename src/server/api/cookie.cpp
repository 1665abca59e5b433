#include "server/api/cookie.hpp"

#include "core/protocol/limits.hpp"
#include "core/protocol/text_rule.hpp"
#include "server/net/header_text.hpp"

namespace parley::api {
namespace {

constexpr char kBetweenTokens = '.';
/// More pages of one browser than anybody has; with this many the cookie has half a kilobyte.
constexpr std::size_t kProgramTokens = 8;

}  // namespace

std::string cookie_name(Cookie cookie, bool secure) {
  std::string name = secure ? "__Host-parley" : "parley";
  if (cookie == Cookie::Program) name += "-program";
  return name;
}

std::string_view cookie_value(const net::HttpRequest& request, Cookie cookie) {
  const std::string name = cookie_name(cookie, request.secure);
  std::string_view rest = request.header("cookie");
  while (!rest.empty()) {
    const std::size_t end = rest.find(';');
    const std::string_view pair = net::trimmed(rest.substr(0, end));
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=') {
      return pair.substr(name.size() + 1);
    }
  }
  return {};
}

std::vector<std::string> program_tokens(const net::HttpRequest& request) {
  std::vector<std::string> tokens;
  std::string_view rest = cookie_value(request, Cookie::Program);
  while (!rest.empty() && tokens.size() < kProgramTokens) {
    const std::size_t end = rest.find(kBetweenTokens);
    const std::string_view token = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    if (!protocol::check_text(protocol::Text::Token, token, protocol::Limits{})) tokens.emplace_back(token);
  }
  return tokens;
}

std::string with_program_token(const net::HttpRequest& request, const std::string& token) {
  std::string value = token;
  std::size_t count = 1;
  for (const std::string& other : program_tokens(request)) {
    if (count++ == kProgramTokens) break;
    value += kBetweenTokens + other;
  }
  return value;
}

std::pair<std::string, std::string> set_cookie(Cookie cookie, std::string_view value, bool secure,
                                               std::optional<std::int64_t> max_age_seconds) {
  std::string header = cookie_name(cookie, secure) + "=" + std::string(value) + "; Path=/; HttpOnly; SameSite=Strict";
  if (secure) header += "; Secure";
  if (max_age_seconds) header += "; Max-Age=" + std::to_string(*max_age_seconds);
  return {"Set-Cookie", std::move(header)};
}

std::pair<std::string, std::string> clear_cookie(Cookie cookie, bool secure) {
  return set_cookie(cookie, {}, secure, 0);
}

}  // namespace parley::api
