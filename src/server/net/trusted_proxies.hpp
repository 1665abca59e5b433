// Who sends a request: the socket's other end, or, where that is a proxy which we trust, whom the proxy names. From anybody else
// forwarded addresses are words that a client made up.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <boost/asio/ip/address.hpp>

#include "server/net/http_message.hpp"

namespace parley::net {

class TrustedProxies {
 public:
  /// "192.0.2.7", "10.0.0.0/8", "fd00::/8". False, and nothing changed, if that is no address or network.
  bool add(std::string_view text);

  bool contains(const boost::asio::ip::address& address) const;
  bool empty() const { return networks_.empty(); }

 private:
  using Bytes = std::array<std::uint8_t, 16>;  ///< IPv4 as IPv6, so that there is one comparison
  struct Network {
    Bytes bytes{};
    unsigned bits = 0;
  };
  static Bytes bytes_of(const boost::asio::ip::address& address);

  std::vector<Network> networks_;
};

struct Sender {
  boost::asio::ip::address address;
  bool secure = false;  ///< came over TLS, to us or to a proxy that we trust
};

/// Reads X-Forwarded-For from the right: every proxy appends whom it saw, so the rightmost that is no proxy of ours is the
/// client. `over_tls`: our own.
Sender sender_of(const Headers& headers, const boost::asio::ip::address& peer, bool over_tls,
                 const TrustedProxies& proxies);

}  // namespace parley::net
