// Accepts TCP connections and hands them on. Out of file descriptors, it waits and tries again.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include "core/base/result.hpp"
#include "server/net/log.hpp"
#include "server/net/stream.hpp"

namespace parley::net {

class Listener {
 public:
  using Accept = std::function<void(TcpSocket)>;

  Listener(boost::asio::io_context& io, Log& log, Accept accept);

  /// Listens at `address`; port 0 takes a free one. The port, or a sentence for the person who started the server.
  /// Connections wait until `start`. `option` is what another port is chosen with.
  Result<std::uint16_t, std::string> listen(const std::string& address, std::uint16_t port,
                                            const std::string& option = "--port");

  /// Begins to accept.
  void start() { accept_next(); }

  void close();

 private:
  void accept_next();
  void on_accepted(const boost::system::error_code& error);

  Log& log_;
  Accept accept_;
  boost::asio::basic_socket_acceptor<boost::asio::ip::tcp, boost::asio::io_context::executor_type> acceptor_;
  TcpSocket next_;
  boost::asio::steady_timer retry_;
  bool told_ = false;  ///< the log knows that accepting fails
};

}  // namespace parley::net
