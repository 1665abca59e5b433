// The whole server in one process and one thread: it owns the loop and everything that runs in it.
#pragma once

#include <cstdint>
#include <string>

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>

#include "core/base/result.hpp"
#include "server/net/address_limits.hpp"
#include "server/net/http_session.hpp"
#include "server/net/hub_runner.hpp"
#include "server/net/listener.hpp"
#include "server/net/log.hpp"
#include "server/net/site.hpp"
#include "server/program/options.hpp"

namespace parley::program {

class Server {
 public:
  /// `options` must outlive the server.
  Server(const Options& options, net::StaticFiles files, const std::string& version);

  /// Begins to listen. The port, or why not.
  Result<std::uint16_t, std::string> listen();

  /// Serves until SIGTERM or SIGINT, then says goodbye to everybody. A second signal ends the process at once.
  void run();

 private:
  void wait_for_signal();
  void stop();
  void forget_idle_addresses();

  const Options& options_;
  net::Log log_;
  net::Site site_;
  net::AddressLimits per_address_;  // outlives the loop: sessions that end with it still give back their places
  net::TrustedProxies proxies_;
  net::RequestIds request_ids_;
  boost::asio::io_context io_{1};  // one thread: saves the locks
  net::HubRunner hub_;
  net::HttpServices services_;
  net::Listener listener_;
  boost::asio::signal_set signals_;
  boost::asio::steady_timer stop_timer_;
  boost::asio::steady_timer forget_timer_;
};

}  // namespace parley::program
