// Whose page sent a request: an Origin header beside the host that it was sent to, and the origins that an option lets in.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "server/net/header_text.hpp"

namespace parley::net {

/// The host and port of an http(s) origin; empty for any other ("null": a sandboxed frame, a file).
inline std::string_view authority_of(std::string_view origin) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (origin.size() > scheme.size() && equal_without_case(origin.substr(0, scheme.size()), scheme)) {
      return origin.substr(scheme.size());
    }
  }
  return {};
}

/// A page of the host that the request was sent to.
inline bool is_own_origin(std::string_view origin, std::string_view host) {
  return !host.empty() && equal_without_case(authority_of(origin), host);
}

inline bool is_listed_origin(std::string_view origin, const std::vector<std::string>& allowed_origins) {
  return std::any_of(allowed_origins.begin(), allowed_origins.end(),
                     [&](const std::string& allowed) { return equal_without_case(allowed, origin); });
}

}  // namespace parley::net
