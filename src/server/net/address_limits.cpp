#include "server/net/address_limits.hpp"

#include <algorithm>

namespace parley::net {

std::string limit_key(const boost::asio::ip::address& address) {
  if (address.is_v4()) return address.to_string();
  const boost::asio::ip::address_v6 v6 = address.to_v6();
  if (v6.is_v4_mapped()) return boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, v6).to_string();
  auto bytes = v6.to_bytes();
  std::fill(bytes.begin() + 8, bytes.end(), std::uint8_t{0});
  return boost::asio::ip::address_v6(bytes).to_string() + "/64";
}

void AddressLimits::refill(Entry& entry, Instant now) const {
  const double seconds = std::chrono::duration<double>(now - entry.counted).count();
  entry.allowance =
      std::min(limits_.request_burst, entry.allowance + std::max(0.0, seconds) * limits_.requests_per_second);
  entry.counted = now;
}

bool AddressLimits::acquire(const std::string& key) {
  Entry& entry = entries_.try_emplace(key, Entry{0, limits_.request_burst, {}}).first->second;
  if (entry.connections >= limits_.connections) return false;
  ++entry.connections;
  return true;
}

void AddressLimits::release(const std::string& key) {
  const auto found = entries_.find(key);
  if (found != entries_.end() && found->second.connections > 0) --found->second.connections;
}

bool AddressLimits::allow_request(const std::string& key, Instant now) {
  Entry& entry = entries_.try_emplace(key, Entry{0, limits_.request_burst, now}).first->second;
  refill(entry, now);
  if (entry.allowance < 1) return false;
  entry.allowance -= 1;
  return true;
}

void AddressLimits::forget_idle(Instant now) {
  for (auto entry = entries_.begin(); entry != entries_.end();) {
    refill(entry->second, now);
    const bool idle = entry->second.connections == 0 && entry->second.allowance >= limits_.request_burst;
    entry = idle ? entries_.erase(entry) : std::next(entry);
  }
}

}  // namespace parley::net
