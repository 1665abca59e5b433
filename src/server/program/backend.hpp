// What stands behind the routes: the store, accounts with their passwords, the HTTP API, and the figures of all that. It connects
// them to the hub and to each other and decides nothing itself.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include "core/base/result.hpp"
#include "server/accounts/accounts.hpp"
#include "server/accounts/password_hasher.hpp"
#include "server/api/account_routes.hpp"
#include "server/api/api.hpp"
#include "server/metrics/metrics.hpp"
#include "server/net/hub_runner.hpp"
#include "server/net/traffic.hpp"
#include "server/program/options.hpp"
#include "server/store/store.hpp"

namespace parley::program {

class Backend {
 public:
  /// Opens the database and learns every account's name; runs `io` meanwhile, so nobody may be served yet. Or a sentence.
  static Result<std::unique_ptr<Backend>, std::string> open(const Options& options, const std::string& version,
                                                            boost::asio::io_context& io, net::HubRunner& hub,
                                                            const net::Traffic& traffic);

  net::Routes& routes() { return api_; }

  /// What keeps it from serving well, for `/readyz`.
  std::vector<std::pair<std::string, std::string>> troubles() const;

  /// For Prometheus.
  std::string figures() const;

  store::Store& store() { return *store_; }

  /// Writes what waits, within this time.
  void close(Milliseconds limit) { store_->close(limit); }

 private:
  Backend(const Options& options, const std::string& version, boost::asio::io_context& io, net::HubRunner& hub,
          const net::Traffic& traffic, std::unique_ptr<store::Store> store);

  accounts::Accounts::Ports account_ports();
  api::Ports api_ports();
  net::HubPorts hub_ports();
  void every_second();
  void every_minute();
  void keep_block(const hub::KeepBlock& order);
  void forget_what_is_old();

  const Options& options_;
  net::HubRunner& hub_;
  const net::Traffic& traffic_;
  metrics::Metrics metrics_;
  std::unique_ptr<store::Store> store_;
  accounts::PasswordHasher hasher_;
  accounts::Accounts accounts_;
  api::Api api_;
  api::AccountRoutes account_routes_;
  boost::asio::steady_timer second_;
  boost::asio::steady_timer minute_;
  int minutes_ = 0;
};

}  // namespace parley::program
