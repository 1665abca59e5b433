#include "server/net/address_limits.hpp"

#include <gtest/gtest.h>

namespace parley::net {
namespace {

std::string key_of(const char* address) { return limit_key(boost::asio::ip::make_address(address)); }

Instant at(int milliseconds) { return Instant(Milliseconds(milliseconds)); }

TEST(AddressLimits, AnIpv6HomeIsCountedByItsSlash64) {
  EXPECT_EQ(key_of("2001:db8:1:2:3:4:5:6"), key_of("2001:db8:1:2:ffff::1"));
  EXPECT_NE(key_of("2001:db8:1:2::1"), key_of("2001:db8:1:3::1"));
}

TEST(AddressLimits, AnIpv4AddressIsTheSameHoweverItIsWritten) {
  EXPECT_EQ(key_of("::ffff:192.0.2.7"), key_of("192.0.2.7"));
  EXPECT_NE(key_of("192.0.2.7"), key_of("192.0.2.8"));
}

TEST(AddressLimits, RequestsBeyondTheBurstComeBackWithTime) {
  AddressLimits limits({.requests_per_second = 10, .request_burst = 3, .connections = 1});
  for (int request = 0; request < 3; ++request) EXPECT_TRUE(limits.allow_request("a", at(0)));
  EXPECT_FALSE(limits.allow_request("a", at(0)));
  EXPECT_FALSE(limits.allow_request("a", at(99)));
  EXPECT_TRUE(limits.allow_request("a", at(101)));
  EXPECT_FALSE(limits.allow_request("a", at(101)));
}

TEST(AddressLimits, OneAddressDoesNotUseUpAnothers) {
  AddressLimits limits({.requests_per_second = 1, .request_burst = 1, .connections = 1});
  EXPECT_TRUE(limits.allow_request("a", at(0)));
  EXPECT_FALSE(limits.allow_request("a", at(0)));
  EXPECT_TRUE(limits.allow_request("b", at(0)));
}

TEST(AddressLimits, ConnectionsAreGivenBack) {
  AddressLimits limits({.requests_per_second = 1, .request_burst = 1, .connections = 2});
  EXPECT_TRUE(limits.acquire("a"));
  EXPECT_TRUE(limits.acquire("a"));
  EXPECT_FALSE(limits.acquire("a"));
  limits.release("a");
  EXPECT_TRUE(limits.acquire("a"));
}

TEST(AddressLimits, AddressesThatAreIdleAreForgotten) {
  AddressLimits limits({.requests_per_second = 1, .request_burst = 2, .connections = 2});
  ASSERT_TRUE(limits.acquire("open"));
  ASSERT_TRUE(limits.allow_request("busy", at(1000)));
  limits.forget_idle(at(1500));
  EXPECT_EQ(limits.size(), 2u);
  limits.release("open");
  limits.forget_idle(at(2000));
  EXPECT_EQ(limits.size(), 0u);
}

}  // namespace
}  // namespace parley::net
