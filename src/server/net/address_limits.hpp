// What one address may take of the HTTP side: connections at a time and requests a second. WebSockets are counted by the hub.
#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>

#include <boost/asio/ip/address.hpp>

#include "core/base/time.hpp"

namespace parley::net {

/// What an address is counted by: itself, or its /64 for IPv6, where one home has as many addresses as it likes.
std::string limit_key(const boost::asio::ip::address& address);

class AddressLimits {
 public:
  struct Limits {
    double requests_per_second = 30;  ///< a page loads with six requests
    double request_burst = 200;       ///< a school behind one address opens it at nine o'clock
    std::size_t connections = 256;    ///< browsers open six a host; the rest is somebody who holds sockets open
  };

  explicit AddressLimits(Limits limits) : limits_(limits) {}

  /// False: this address has too many connections already. True is given back with `release`.
  [[nodiscard]] bool acquire(const std::string& key);
  void release(const std::string& key);

  /// False: too many requests; ask again in a second.
  [[nodiscard]] bool allow_request(const std::string& key, Instant now);

  /// Forgets addresses that have no connections and a full allowance again.
  void forget_idle(Instant now);
  std::size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    std::size_t connections = 0;
    double allowance = 0;
    Instant counted{};
  };

  void refill(Entry& entry, Instant now) const;

  Limits limits_;
  std::unordered_map<std::string, Entry> entries_;
};

}  // namespace parley::net
