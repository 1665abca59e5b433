#include "server/net/trusted_proxies.hpp"

#include <initializer_list>

#include <gtest/gtest.h>

namespace parley::net {
namespace {

TrustedProxies trusting(std::initializer_list<const char*> networks) {
  TrustedProxies proxies;
  for (const char* network : networks) EXPECT_TRUE(proxies.add(network)) << network;
  return proxies;
}

boost::asio::ip::address address(const char* text) { return boost::asio::ip::make_address(text); }

std::string sender(const TrustedProxies& proxies, const char* peer, const Headers& headers) {
  return sender_of(headers, address(peer), false, proxies).address.to_string();
}

TEST(TrustedProxies, AnAddressOrANetworkIsTrustedAndItsNeighboursAreNot) {
  const TrustedProxies proxies = trusting({"192.0.2.7", "10.0.0.0/8", "172.16.0.0/12", "2001:db8:1::/48"});
  for (const char* inside : {"192.0.2.7", "10.255.0.1", "172.31.9.9", "2001:db8:1:ffff::1", "::ffff:10.1.2.3"}) {
    EXPECT_TRUE(proxies.contains(address(inside))) << inside;
  }
  for (const char* outside : {"192.0.2.8", "11.0.0.1", "172.32.0.1", "2001:db8:2::1", "::1", "::"}) {
    EXPECT_FALSE(proxies.contains(address(outside))) << outside;
  }
}

TEST(TrustedProxies, WhatIsNoNetworkIsRefused) {
  TrustedProxies proxies;
  for (const char* wrong : {"", "localhost", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/x", "::/129", "10.0.0/8", "/8"}) {
    EXPECT_FALSE(proxies.add(wrong)) << wrong;
  }
  EXPECT_TRUE(proxies.empty());
}

TEST(TrustedProxies, AStrangersWordsAreNotBelieved) {
  const Headers forged{{"X-Forwarded-For", "203.0.113.9"}, {"X-Forwarded-Proto", "https"}};
  const Sender found = sender_of(forged, address("198.51.100.1"), false, trusting({"10.0.0.1"}));
  EXPECT_EQ(found.address.to_string(), "198.51.100.1");
  EXPECT_FALSE(found.secure);
}

TEST(TrustedProxies, TheRightmostAddressThatIsNoProxyIsTheClient) {
  const TrustedProxies proxies = trusting({"10.0.0.0/8"});
  EXPECT_EQ(sender(proxies, "10.0.0.1", {{"x-forwarded-for", "203.0.113.9"}}), "203.0.113.9");
  EXPECT_EQ(sender(proxies, "10.0.0.1", {{"X-Forwarded-For", "1.1.1.1, 203.0.113.9, 10.0.0.2"}}), "203.0.113.9");
  EXPECT_EQ(sender(proxies, "10.0.0.1", {{"X-Forwarded-For", "1.1.1.1"}, {"X-Forwarded-For", "203.0.113.9"}}),
            "203.0.113.9");
  EXPECT_EQ(sender(proxies, "10.0.0.1", {{"X-Forwarded-For", "203.0.113.9:4711"}}), "203.0.113.9");
  EXPECT_EQ(sender(proxies, "10.0.0.1", {{"X-Forwarded-For", "[2001:db8::1]:4711"}}), "2001:db8::1");
  EXPECT_EQ(sender(proxies, "10.0.0.1", {{"X-Forwarded-For", "2001:db8::1"}}), "2001:db8::1");
}

TEST(TrustedProxies, WhatIsNoAddressEndsTheSearchAtWhoeverSaidIt) {
  const TrustedProxies proxies = trusting({"10.0.0.0/8"});
  for (const char* nonsense : {"", "unknown", "1.1.1.1, nonsense", "[2001:db8::1", "1.1.1.1, 10.0.0.2:x:y"}) {
    EXPECT_EQ(sender(proxies, "10.0.0.1", {{"X-Forwarded-For", nonsense}}), "10.0.0.1") << nonsense;
  }
  EXPECT_EQ(sender(proxies, "10.0.0.1", {{"X-Forwarded-For", "1.1.1.1, nonsense, 10.0.0.2"}}), "10.0.0.2");
}

TEST(TrustedProxies, OfSeveralSchemesTheLastIsTheOneThatOurProxySaw) {
  const TrustedProxies proxies = trusting({"10.0.0.1"});
  const auto secure = [&](const char* schemes) {
    return sender_of({{"X-Forwarded-Proto", schemes}}, address("10.0.0.1"), false, proxies).secure;
  };
  EXPECT_TRUE(secure("https"));
  EXPECT_TRUE(secure("http, HTTPS"));
  EXPECT_FALSE(secure("https, http"));
  EXPECT_FALSE(secure(""));
  EXPECT_TRUE(sender_of({}, address("198.51.100.1"), true, proxies).secure);
}

}  // namespace
}  // namespace parley::net
