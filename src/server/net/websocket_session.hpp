// One WebSocket over Boost.Beast: whole text messages in, frames out one at a time, pings, and an orderly or a sudden end.
// What the messages mean is the hub's business.
#pragma once

#include <string>

#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>

#include "server/net/hub_runner.hpp"
#include "server/net/log.hpp"
#include "server/net/options.hpp"

namespace parley::net {

/// A socket that knows its executor's type: smaller and faster than one behind `any_io_executor`.
using TcpSocket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;

/// What a session needs and does not own; it all outlives the sessions.
struct SocketServices {
  HubRunner& hub;
  Log& log;
  const NetLimits& limits;
  std::uint32_t message_bytes;
};

/// Answers a handshake that was judged good and then lives until the socket ends. `address` is what limits are counted by.
void start_websocket_session(TcpSocket socket,
                             const boost::beast::http::request<boost::beast::http::empty_body>& request,
                             std::string address, const SocketServices& services);

}  // namespace parley::net
