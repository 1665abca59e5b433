#include "server/program/server.hpp"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <utility>

namespace parley::program {
namespace {

using boost::system::error_code;

constexpr Milliseconds kGoodbyeTime{2'000};  // for the closing handshakes when the server stops
constexpr std::chrono::minutes kForgetAddressesEvery{1};
constexpr int kLooksPerPing = 10;     // a ping is at most a tenth of its interval late
constexpr int kKilledBySignal = 128;  // the shell's convention

Milliseconds liveness_interval(const net::NetLimits& limits) {
  return std::max(Milliseconds(10), std::min(limits.ping, limits.close) / kLooksPerPing);
}

}  // namespace

Server::Server(const Options& options, net::StaticFiles files, const std::string& version)
    : options_(options),
      log_(options.log_format, options.log_level),
      site_(std::move(files), version),
      per_address_(options.limits.per_address),
      hub_(io_, options.hub, liveness_interval(options.limits), log_),
      services_{{hub_, log_, options_.limits, options_.hub.message_limits.message_bytes},
                per_address_,
                proxies_,
                request_ids_,
                options_.allowed_origins,
                nullptr,
                &site_},
      listener_(io_, log_, [this](net::TcpSocket socket) { net::start_http_session(std::move(socket), services_); }),
      signals_(io_, SIGINT, SIGTERM),
      stop_timer_(io_),
      forget_timer_(io_) {
  wait_for_signal();
  forget_idle_addresses();
}

Result<std::uint16_t, std::string> Server::listen() { return listener_.listen(options_.listen, options_.port); }

void Server::run() {
  for (;;) {
    try {
      io_.run();
      return;
    } catch (const std::exception& problem) {
      // One connection's handler failed, out of memory for example: it is gone, the others go on.
      log_.warning("handler failed", {{"why", problem.what()}});
    }
  }
}

void Server::wait_for_signal() {
  signals_.async_wait([this](const error_code& error, int signal) {
    if (error) return;
    if (hub_.stopping()) std::_Exit(kKilledBySignal + signal);
    log_.info("stopping", {{"signal", std::int64_t{signal}}, {"connections", std::uint64_t{hub_.connections()}}});
    stop();
    wait_for_signal();
  });
}

void Server::stop() {
  listener_.close();
  stop_timer_.expires_after(kGoodbyeTime);
  stop_timer_.async_wait([this](const error_code& error) {
    if (!error) io_.stop();
  });
  hub_.stop(options_.come_back, [this] { io_.stop(); });
}

void Server::forget_idle_addresses() {
  forget_timer_.expires_after(kForgetAddressesEvery);
  forget_timer_.async_wait([this](const error_code& error) {
    if (error) return;
    per_address_.forget_idle(net::now());
    forget_idle_addresses();
  });
}

}  // namespace parley::program
