#include "server/net/trusted_proxies.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "server/net/header_text.hpp"

namespace parley::net {
namespace {

namespace ip = boost::asio::ip;

std::optional<ip::address> read_address(std::string_view text) {
  boost::system::error_code error;
  const ip::address address = ip::make_address(std::string(text), error);
  if (error) return std::nullopt;
  return address;
}

/// An item of X-Forwarded-For: some proxies append a port, and then put an IPv6 address in brackets.
std::optional<ip::address> read_forwarded(std::string_view item) {
  if (item.starts_with('[')) {
    const std::size_t end = item.find(']');
    return end == std::string_view::npos ? std::nullopt : read_address(item.substr(1, end - 1));
  }
  const bool has_port = std::count(item.begin(), item.end(), ':') == 1;
  return read_address(has_port ? item.substr(0, item.find(':')) : item);
}

/// The items of all headers of this name, in order: a list may be spread over several lines (RFC 9110 §5.3).
std::vector<std::string_view> items_of(const Headers& headers, std::string_view name) {
  std::vector<std::string_view> items;
  for (const auto& [field, value] : headers) {
    if (!equal_without_case(field, name)) continue;
    for_each_list_item(value, [&](std::string_view item) { items.push_back(item); });
  }
  return items;
}

}  // namespace

TrustedProxies::Bytes TrustedProxies::bytes_of(const ip::address& address) {
  if (address.is_v6()) return address.to_v6().to_bytes();
  return ip::make_address_v6(ip::v4_mapped, address.to_v4()).to_bytes();
}

bool TrustedProxies::add(std::string_view text) {
  const std::size_t slash = text.find('/');
  const auto address = read_address(text.substr(0, slash));
  if (!address) return false;
  const unsigned most = address->is_v4() ? 32 : 128;
  unsigned bits = most;
  if (slash != std::string_view::npos) {
    const std::string_view digits = text.substr(slash + 1);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), bits);
    if (error != std::errc() || end != digits.data() + digits.size() || bits > most) return false;
  }
  networks_.push_back({bytes_of(*address), bits + (128 - most)});
  return true;
}

bool TrustedProxies::contains(const ip::address& address) const {
  const Bytes bytes = bytes_of(address);
  return std::any_of(networks_.begin(), networks_.end(), [&](const Network& network) {
    const std::size_t whole = network.bits / 8;
    if (!std::equal(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(whole), network.bytes.begin()))
      return false;
    const unsigned rest = network.bits % 8;
    return rest == 0 || (bytes[whole] ^ network.bytes[whole]) >> (8 - rest) == 0;
  });
}

Sender sender_of(const Headers& headers, const ip::address& peer, bool over_tls, const TrustedProxies& proxies) {
  Sender sender{peer, over_tls};
  if (!proxies.contains(peer)) return sender;
  const auto forwarded = items_of(headers, "X-Forwarded-For");
  for (auto item = forwarded.rbegin(); item != forwarded.rend() && proxies.contains(sender.address); ++item) {
    const auto address = read_forwarded(*item);
    if (!address) break;  // what stands further left was not seen by anybody we trust
    sender.address = *address;
  }
  const auto schemes = items_of(headers, "X-Forwarded-Proto");
  sender.secure = over_tls || (!schemes.empty() && equal_without_case(schemes.back(), "https"));
  return sender;
}

}  // namespace parley::net
