#include "server/net/listener.hpp"

#include <chrono>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <utility>

namespace parley::net {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

constexpr int kWaitingConnections = 4096;  // a rush after a restart; the kernel lowers it to its own bound
constexpr std::chrono::milliseconds kRetryAfter{100};

/// How long sent bytes may wait for the other end's word that they came: a phone that lost its network is noticed before the
/// pings do, and its session waits for it to return.
constexpr int kUnacknowledged = 30'000;  // milliseconds

std::string why_not(const error_code& error, const std::string& address, std::uint16_t port,
                    const std::string& option) {
  if (error == asio::error::address_in_use) {
    return "Port " + std::to_string(port) + " is in use by another program. Choose another one with " + option + ".";
  }
  if (error == asio::error::access_denied) {
    return "Port " + std::to_string(port) + " may not be used by this user. Choose one above 1023 with " + option + ".";
  }
  return "Parley cannot listen at " + address + ", port " + std::to_string(port) + ": " + error.message() + ".";
}

}  // namespace

Listener::Listener(asio::io_context& io, Log& log, Accept accept)
    : log_(log), accept_(std::move(accept)), acceptor_(io.get_executor()), next_(io.get_executor()), retry_(io) {}

Result<std::uint16_t, std::string> Listener::listen(const std::string& address, std::uint16_t port,
                                                    const std::string& option) {
  error_code error;
  const auto ip = asio::ip::make_address(address, error);
  const asio::ip::tcp::endpoint endpoint(ip, port);
  if (!error) acceptor_.open(endpoint.protocol(), error);
  if (!error) acceptor_.set_option(asio::socket_base::reuse_address(true), error);
  if (!error) acceptor_.bind(endpoint, error);
  if (!error) acceptor_.listen(kWaitingConnections, error);
  if (error) return Failure{why_not(error, address, port, option)};
  return acceptor_.local_endpoint(error).port();
}

void Listener::close() {
  error_code ignored;
  acceptor_.close(ignored);
  retry_.cancel();
}

void Listener::accept_next() {
  acceptor_.async_accept(next_, [this](const error_code& error) { on_accepted(error); });
}

void Listener::on_accepted(const error_code& error) {
  if (!acceptor_.is_open()) return;
  if (!error) {
    told_ = false;
    error_code ignored;
    next_.set_option(asio::ip::tcp::no_delay(true), ignored);
    setsockopt(next_.native_handle(), IPPROTO_TCP, TCP_USER_TIMEOUT, &kUnacknowledged, sizeof kUnacknowledged);
    TcpSocket accepted = std::move(next_);
    accept_next();
    return accept_(std::move(accepted));
  }
  if (error == asio::error::connection_aborted) return accept_next();
  // Out of descriptors or memory: the connection stays in the kernel's queue until something is closed here.
  if (!std::exchange(told_, true)) log_.warning("cannot accept connections", {{"why", error.message()}});
  retry_.expires_after(kRetryAfter);
  retry_.async_wait([this](const error_code& cancelled) {
    if (!cancelled) accept_next();
  });
}

}  // namespace parley::net
