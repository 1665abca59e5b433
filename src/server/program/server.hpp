// The whole server in one process: the loop with everything that runs in it, and how it begins and ends.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>

#include "core/base/result.hpp"
#include "server/net/address_limits.hpp"
#include "server/net/http_session.hpp"
#include "server/net/https_redirect.hpp"
#include "server/net/hub_runner.hpp"
#include "server/net/listener.hpp"
#include "server/net/log.hpp"
#include "server/net/site.hpp"
#include "server/net/tls.hpp"
#include "server/net/traffic.hpp"
#include "server/program/admin_routes.hpp"
#include "server/program/backend.hpp"
#include "server/program/options.hpp"

namespace parley::program {

class Server {
 public:
  /// `options` must outlive the server.
  Server(const Options& options, net::StaticFiles files, const std::string& version);
  ~Server();

  /// Takes its ports, then opens the database, then serves: a port that is in use leaves nothing behind. Where it is, in lines for
  /// people; or why not.
  Result<std::string, std::string> start();

  /// Serves until SIGTERM or SIGINT, then says goodbye to everybody. A second signal ends the process at once.
  void run();

 private:
  struct Ports {
    std::uint16_t main = 0;
    std::optional<std::uint16_t> http;
    std::optional<std::uint16_t> admin;
  };

  Result<Ports, std::string> listen();
  std::optional<std::string> load_certificate();
  void warn_about_options();
  void wait_for_signal();
  void wait_for_hangup();
  void stop();
  void finish();
  void forget_idle_addresses();

  const Options& options_;
  const std::string version_;
  net::Log log_;
  // These outlive the loop: sessions that end with it still give back their places.
  net::Traffic traffic_;
  net::AddressLimits per_address_;
  net::RequestIds request_ids_;
  std::optional<net::TlsContext> tls_;

  boost::asio::io_context io_{1};  // one thread: saves the locks
  net::HubRunner hub_;
  net::Site site_;
  net::HttpsRedirect redirect_;
  std::unique_ptr<Backend> backend_;
  std::unique_ptr<AdminRoutes> admin_routes_;
  net::HttpServices services_;
  net::HttpServices redirect_services_;
  net::HttpServices admin_services_;
  net::Listener listener_;
  net::Listener redirect_listener_;
  net::Listener admin_listener_;
  boost::asio::signal_set end_signals_;
  boost::asio::signal_set hangup_signals_;
  boost::asio::steady_timer stop_timer_;
  boost::asio::steady_timer forget_timer_;
  Instant drained_at_{};  ///< while stopping: until when the store may write
};

}  // namespace parley::program
