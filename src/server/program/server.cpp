#include "server/program/server.hpp"

#include <algorithm>
#include <cassert>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <sys/resource.h>
#include <utility>

namespace parley::program {
namespace {

using boost::system::error_code;

constexpr Milliseconds kGoodbyeTime{2'000};  // for closing handshakes where no call is live
constexpr Milliseconds kLeastWriting{500};   // what the store always gets to write what waits
constexpr std::chrono::minutes kForgetAddressesEvery{1};
constexpr int kLooksPerPing = 10;         // a ping is at most a tenth of its interval late
constexpr int kKilledBySignal = 128;      // the shell's convention
constexpr std::size_t kOtherFiles = 128;  // descriptors for the database, the log and the loop

Milliseconds liveness_interval(const net::NetLimits& limits) {
  return std::max(Milliseconds(10), std::min(limits.ping, limits.close) / kLooksPerPing);
}

/// As many connections as were asked for, and as the system gives descriptors for: the database must never want one.
std::size_t connections(const Options& options) {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return options.connections;
  const auto files = static_cast<std::size_t>(limit.rlim_cur);
  return std::min(options.connections, files > 2 * kOtherFiles ? files - kOtherFiles : files / 2);
}

hub::Config hub_config(const Options& options) {
  hub::Config config = options.hub;
  if (options.relay) {
    config.mint_relay = [&relay = *options.relay](const PersonId& person, std::int64_t wall) {
      return std::vector<protocol::IceServer>{api::mint_relay(relay, person, wall)};
    };
  }
  return config;
}

}  // namespace

Server::Server(const Options& options, net::StaticFiles files, const std::string& version)
    : options_(options),
      version_(version),
      log_(options.log_format, options.log_level),
      traffic_(connections(options)),
      per_address_(options.limits.per_address),
      hub_(io_, hub_config(options), liveness_interval(options.limits), log_),
      site_(
          std::move(files), version,
          [this] {
            auto troubles = backend_->troubles();
            if (hub_.stopping()) troubles.emplace_back("server", "It is stopping.");
            return troubles;
          },
          options.livekit ? options.livekit->url : std::string()),
      services_{{hub_, log_, options_.limits, options_.hub.message_limits.message_bytes},
                traffic_,
                per_address_,
                options_.trusted_proxies,
                request_ids_,
                options_.allowed_origins},
      redirect_services_(services_),
      admin_services_(services_),
      listener_(io_, log_, [this](net::TcpSocket socket) { net::start_http_session(std::move(socket), services_); }),
      redirect_listener_(
          io_, log_, [this](net::TcpSocket socket) { net::start_http_session(std::move(socket), redirect_services_); }),
      admin_listener_(io_, log_,
                      [this](net::TcpSocket socket) { net::start_http_session(std::move(socket), admin_services_); }),
      end_signals_(io_),
      hangup_signals_(io_),
      stop_timer_(io_),
      forget_timer_(io_) {
  services_.site = &site_;
  redirect_services_.routes = &redirect_;
  redirect_services_.takes_sockets = false;
  admin_services_.takes_sockets = false;
}

Server::~Server() = default;

Result<std::string, std::string> Server::start() {
  if (options_.tls) {
    if (auto why = load_certificate()) return Failure{std::move(*why)};
  }
  const auto ports = listen();
  if (!ports) return Failure{ports.error()};
  auto backend = Backend::open(options_, version_, io_, hub_, traffic_);
  if (!backend) return Failure{backend.error()};
  backend_ = std::move(backend).value();
  admin_routes_ = std::make_unique<AdminRoutes>(*backend_);
  services_.routes = &backend_->routes();
  admin_services_.routes = admin_routes_.get();
  redirect_.lead_to(ports.value().main);

  warn_about_options();
  // Until now a signal ends the program as it ends any other: there is nobody to say goodbye to.
  end_signals_.add(SIGINT);
  end_signals_.add(SIGTERM);
  hangup_signals_.add(SIGHUP);
  wait_for_signal();
  wait_for_hangup();
  forget_idle_addresses();
  listener_.start();
  std::string lines = std::string("Parley is at ") + (tls_ ? "https" : "http") +
                      "://localhost:" + std::to_string(ports.value().main) + "\n";
  if (ports.value().http) {
    redirect_listener_.start();
    lines += "http://localhost:" + std::to_string(*ports.value().http) + " leads there.\n";
  }
  if (ports.value().admin) {
    admin_listener_.start();
    lines += "Figures are at http://localhost:" + std::to_string(*ports.value().admin) + "/metrics\n";
  }
  return lines;
}

Result<Server::Ports, std::string> Server::listen() {
  Ports ports;
  const auto main = listener_.listen(options_.listen, options_.port);
  if (!main) return Failure{main.error()};
  ports.main = main.value();
  if (options_.http_port) {
    const auto http = redirect_listener_.listen(options_.listen, *options_.http_port, "--http-port");
    if (!http) return Failure{http.error()};
    ports.http = http.value();
  }
  if (options_.admin) {
    const auto admin = admin_listener_.listen(options_.admin->address, options_.admin->port, "--admin-listen");
    if (!admin) return Failure{admin.error()};
    ports.admin = admin.value();
  }
  return ports;
}

/// Why not, if it cannot be used; the one before stays then.
std::optional<std::string> Server::load_certificate() {
  auto loaded = net::TlsContext::load(options_.tls->certificate, options_.tls->key);
  if (!loaded) return loaded.error();
  tls_ = std::move(loaded).value();
  services_.tls = &*tls_;
  if (tls_->expires_at() < net::wall_clock()) log_.warning("the certificate has expired");
  return std::nullopt;
}

void Server::warn_about_options() {
  if (options_.hub.trust_ids) log_.warning("ids are trusted: everybody may be anybody, because of --trust-ids");
  error_code error;
  const auto address = boost::asio::ip::make_address(options_.listen, error);
  if (!error && !address.is_loopback() && !options_.tls && options_.trusted_proxies.empty()) {
    log_.warning(
        "plain HTTP for everybody: passwords can be read on the way, and browsers give no camera to such a page");
  }
}

void Server::run() {
  for (;;) {
    try {
      io_.run();
      break;
    } catch (const std::exception& problem) {
      // One connection's handler failed, out of memory for example: it is gone, the others go on.
      log_.warning("handler failed", {{"why", problem.what()}});
    }
  }
  finish();
}

void Server::wait_for_signal() {
  end_signals_.async_wait([this](const error_code& error, int signal) {
    if (error) return;
    if (hub_.stopping()) std::_Exit(kKilledBySignal + signal);
    log_.info("stopping", {{"signal", std::int64_t{signal}},
                           {"connections", std::uint64_t{hub_.connections()}},
                           {"calls", std::uint64_t{hub_.stats().live_calls}}});
    stop();
    wait_for_signal();
  });
}

/// Also without TLS: a signal that means "read anew" must not end the server.
void Server::wait_for_hangup() {
  hangup_signals_.async_wait([this](const error_code& error, int) {
    if (error) return;
    if (options_.tls) {
      if (const auto why = load_certificate()) {
        log_.warning("the certificate was not read anew, the old one stays", {{"why", *why}});
      } else {
        log_.info("the certificate was read anew");
      }
    }
    wait_for_hangup();
  });
}

/// Everybody is told to come back, each at a moment of his own. The media of live calls flows on between the two browsers.
void Server::stop() {
  listener_.close();
  redirect_listener_.close();
  const bool is_busy = hub_.stats().live_calls > 0;
  const Milliseconds time = is_busy ? options_.drain : std::min(options_.drain, kGoodbyeTime);
  drained_at_ = net::now() + time;
  stop_timer_.expires_after(time);
  stop_timer_.async_wait([this](const error_code& error) {
    if (!error) io_.stop();
  });
  hub_.stop(options_.come_back, [this] { io_.stop(); });
}

void Server::finish() {
  const Milliseconds left = drained_at_ - net::now();
  backend_->close(std::max(left, kLeastWriting));
  const hub::Stats stats = hub_.stats();
  log_.info("stopped", {{"frames-received", stats.frames_received},
                        {"frames-sent", stats.frames_sent},
                        {"requests", traffic_.requests},
                        {"calls-made", stats.calls_made},
                        {"calls-ended", stats.calls_ended},
                        {"calls-live", std::uint64_t{stats.live_calls}}});
  assert(stats.calls_made == stats.calls_ended + stats.live_calls);
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
