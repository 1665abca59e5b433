// One HTTP connection: requests in, one after the other, each within its limits of time and size; a handshake turns it into a
// WebSocket. What is answered is decided by Routes, site.hpp and handshake.hpp.
#pragma once

#include <string>
#include <vector>

#include "server/net/address_limits.hpp"
#include "server/net/http_message.hpp"
#include "server/net/request_ids.hpp"
#include "server/net/site.hpp"
#include "server/net/tls.hpp"
#include "server/net/traffic.hpp"
#include "server/net/trusted_proxies.hpp"
#include "server/net/websocket_session.hpp"

namespace parley::net {

/// What an HTTP session needs and does not own; it all outlives the sessions.
struct HttpServices {
  SocketServices sockets;
  Traffic& traffic;
  AddressLimits& per_address;
  const TrustedProxies& proxies;
  RequestIds& request_ids;
  const std::vector<std::string>& allowed_origins;
  Routes* routes = nullptr;         ///< asked first; may be none
  const Site* site = nullptr;       ///< asked then; may be none
  const TlsContext* tls = nullptr;  ///< TLS is spoken; may be another one for the next connection
  bool takes_sockets = true;        ///< handshakes are answered here
};

/// Serves a connection that was just accepted, or drops it if its address, or everybody, has too many.
void start_http_session(TcpSocket socket, const HttpServices& services);

}  // namespace parley::net
