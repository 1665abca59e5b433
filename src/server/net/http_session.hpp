// One HTTP connection: requests in, one after the other, each within its limits of time and size; a request for `/ws` turns
// it into a WebSocket. What is answered is decided in site.hpp and handshake.hpp.
#pragma once

#include <string>
#include <vector>

#include "server/net/address_limits.hpp"
#include "server/net/site.hpp"
#include "server/net/websocket_session.hpp"

namespace parley::net {

/// What an HTTP session needs and does not own; it all outlives the sessions.
struct HttpServices {
  const Site& site;
  AddressLimits& per_address;
  const std::vector<std::string>& allowed_origins;
  SocketServices sockets;
};

/// Serves a connection that was just accepted, or drops it if its address has too many.
void start_http_session(TcpSocket socket, const HttpServices& services);

}  // namespace parley::net
