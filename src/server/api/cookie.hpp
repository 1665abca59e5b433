// The two cookies: of a browser that is signed in to an account, and of a page that came in as a program by the handshake of `/`.
// They have names of their own, so that neither takes the other's place.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/net/http_message.hpp"

namespace parley::api {

enum class Cookie { Account, Program };

/// Under TLS a name with the prefix `__Host-` (RFC 6265bis §4.1.3.2): no other host and no plain connection can set it. Browsers
/// refuse that prefix on plain HTTP, where the name stands without it.
std::string cookie_name(Cookie cookie, bool secure);

/// The value that came along; empty if there is none.
std::string_view cookie_value(const net::HttpRequest& request, Cookie cookie);

/// The tokens in the cookie of programs, newest first: each page of a browser that comes in is a program of its own, and they
/// share the cookie.
std::vector<std::string> program_tokens(const net::HttpRequest& request);

/// The value of that cookie when one more page has come in. The oldest are forgotten past eight.
std::string with_program_token(const net::HttpRequest& request, const std::string& token);

/// The header `Set-Cookie`: HttpOnly, SameSite=Strict, Path=/. Without `max_age` it lasts as long as the browser runs.
std::pair<std::string, std::string> set_cookie(Cookie cookie, std::string_view value, bool secure,
                                               std::optional<std::int64_t> max_age_seconds = std::nullopt);

/// The header that makes a browser forget it.
std::pair<std::string, std::string> clear_cookie(Cookie cookie, bool secure);

}  // namespace parley::api
