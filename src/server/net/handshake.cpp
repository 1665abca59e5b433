#include "server/net/handshake.hpp"

#include <algorithm>
#include <cctype>

#include "server/net/header_text.hpp"
#include "server/net/origin.hpp"

namespace parley::net {
namespace {

bool is_welcome(std::string_view origin, std::string_view host, const std::vector<std::string>& allowed_origins) {
  if (origin.empty()) return true;
  return is_own_origin(origin, host) || is_listed_origin(origin, allowed_origins);
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

Handshake judge_handshake(const HandshakeRequest& request, const std::vector<std::string>& allowed_origins,
                          Subprotocol asked) {
  if (!request.is_upgrade) return Handshake::NotAnUpgrade;
  if (!is_key(request.key)) return Handshake::BadKey;
  if (!is_welcome(request.origin, request.host, allowed_origins)) return Handshake::ForeignOrigin;
  if (asked == Subprotocol::Ours && !offers_our_subprotocol(request.subprotocols)) return Handshake::WrongSubprotocol;
  return Handshake::Accepted;
}

}  // namespace parley::net
