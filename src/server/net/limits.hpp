// Limits of sockets and requests, each with the reason for its default. Those of people and calls are in hub::Config.
#pragma once

#include <cstddef>
#include <cstdint>

#include "core/base/time.hpp"
#include "server/net/address_limits.hpp"

namespace parley::net {

struct NetLimits {
  /// Time for a request to arrive whole, body and TLS handshake included: a phone at the edge of its network needs some, a
  /// slow-loris wants more.
  Milliseconds request{10'000};
  /// Time for an answer that waits for a database or a password's hash, before it is given up with 503.
  Milliseconds answer{30'000};
  /// Time that an idle HTTP connection is kept for the next request.
  Milliseconds keep_alive{30'000};
  /// Bytes of a request's head: ten times what browsers send.
  std::uint32_t head_bytes = 8 * 1024;
  /// Header fields of a request: browsers send about fifteen.
  std::size_t head_fields = 64;
  /// Bytes of a request's body: what the call API's requests need is a hundredth of it.
  std::uint32_t body_bytes = 16 * 1024;
  /// Bytes that wait for a reader; past it the reader is disconnected and can resume. What one turn of the hub says comes on
  /// top, so that a long list of people can be sent at all.
  std::size_t queue_bytes = 1024 * 1024;
  /// Between two WebSocket pings: proxies cut silent connections after 30 s and more.
  Milliseconds ping{25'000};
  /// Time for a closing handshake before the connection is cut.
  Milliseconds close{5'000};
  AddressLimits::Limits per_address{};
};

}  // namespace parley::net
