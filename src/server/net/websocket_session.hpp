// One WebSocket over Boost.Beast: whole text messages in, frames out one at a time, pings, and an orderly or a sudden end.
// What the messages mean is the hub's business.
#pragma once

#include <string>
#include <string_view>

#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>

#include "server/net/http_message.hpp"
#include "server/net/hub_runner.hpp"
#include "server/net/limits.hpp"
#include "server/net/log.hpp"
#include "server/net/stream.hpp"
#include "server/net/traffic.hpp"

namespace parley::net {

/// What a session needs and does not own; it all outlives the sessions.
struct SocketServices {
  HubRunner& hub;
  Log& log;
  const NetLimits& limits;
  std::uint32_t message_bytes;
};

/// A handshake that was judged good.
struct SocketStart {
  hub::SocketOpened opened;      ///< all but the connection's number
  std::string_view subprotocol;  ///< of the answer; empty: none
  Headers headers;               ///< of the answer
  std::string request = {};      ///< the id of the request, for the log
  Traffic::Place place = {};
};

using UpgradeRequest = boost::beast::http::request<boost::beast::http::string_body>;

/// Answers the handshake and then lives until the socket ends.
void start_websocket_session(Stream stream, const UpgradeRequest& request, SocketStart start,
                             const SocketServices& services);

}  // namespace parley::net
