#include "server/net/handshake.hpp"

#include <algorithm>
#include <cctype>

#include "server/net/header_text.hpp"

namespace parley::net {
namespace {

/// The host and port of an http(s) origin; empty for any other.
std::string_view authority_of(std::string_view origin) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (origin.size() > scheme.size() && equal_without_case(origin.substr(0, scheme.size()), scheme)) {
      return origin.substr(scheme.size());
    }
  }
  return {};
}

bool is_welcome(std::string_view origin, std::string_view host, const std::vector<std::string>& allowed_origins) {
  if (origin.empty()) return true;
  if (!host.empty() && equal_without_case(authority_of(origin), host)) return true;
  return std::any_of(allowed_origins.begin(), allowed_origins.end(),
                     [&](const std::string& allowed) { return equal_without_case(allowed, origin); });
}

/// Sixteen bytes in base64 (RFC 6455 §4.2.1). Beast takes anything that is not too long.
bool is_key(std::string_view key) {
  return key.size() == 24 && key.ends_with("==") && std::all_of(key.begin(), key.end() - 2, [](unsigned char letter) {
           return std::isalnum(letter) != 0 || letter == '+' || letter == '/';
         });
}

bool offers_our_subprotocol(std::string_view subprotocols) {
  bool offered = false;
  for_each_list_item(subprotocols, [&](std::string_view item) { offered = offered || item == kSubprotocol; });
  return offered;
}

}  // namespace

Handshake judge_handshake(const HandshakeRequest& request, const std::vector<std::string>& allowed_origins) {
  if (!request.is_upgrade) return Handshake::NotAnUpgrade;
  if (!is_key(request.key)) return Handshake::BadKey;
  if (!is_welcome(request.origin, request.host, allowed_origins)) return Handshake::ForeignOrigin;
  if (!offers_our_subprotocol(request.subprotocols)) return Handshake::WrongSubprotocol;
  return Handshake::Accepted;
}

}  // namespace parley::net
