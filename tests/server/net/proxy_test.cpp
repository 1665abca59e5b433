// Behind a proxy: who is counted, and who is believed to have come over TLS.
#include <string>

#include <gtest/gtest.h>

#include "tests/server/process/raw_client.hpp"
#include "tests/server/process/server_process.hpp"

namespace parley::test {
namespace {

int status_for(const ServerProcess& server, const std::string& address) {
  return http(server.port(), "GET", "/healthz", "X-Forwarded-For: " + address + "\r\n").status;
}

/// How many requests are answered until one is not.
int allowance(const ServerProcess& server, const std::string& address) {
  int answered = 0;
  while (status_for(server, address) == 200 && answered < 1000) ++answered;
  return answered;
}

TEST(Proxy, PeopleBehindOneThatIsTrustedAreCountedEachByHisOwnAddress) {
  const ServerProcess server(
      {"--trusted-proxy", "127.0.0.0/8", "--request-burst", "5", "--requests-per-second", "0.001"});
  EXPECT_EQ(allowance(server, "203.0.113.1"), 5);
  EXPECT_EQ(allowance(server, "203.0.113.2"), 5);
  EXPECT_EQ(allowance(server, "2001:db8:1:1::1"), 5);
  EXPECT_EQ(status_for(server, "2001:db8:1:1::2"), 429);  // the same home
  EXPECT_EQ(status_for(server, "2001:db8:1:2::1"), 200);
}

TEST(Proxy, WithoutTrustAnAddressThatWasMadeUpHelpsNobody) {
  const ServerProcess server({"--request-burst", "5", "--requests-per-second", "0.001"});
  EXPECT_EQ(allowance(server, "203.0.113.1"), 5);
  EXPECT_EQ(status_for(server, "203.0.113.2"), 429);
}

TEST(Proxy, WhatAClientPutsBeforeTheProxysWordIsNotBelieved) {
  const ServerProcess server(
      {"--trusted-proxy", "127.0.0.1", "--request-burst", "5", "--requests-per-second", "0.001"});
  EXPECT_EQ(allowance(server, "203.0.113.1"), 5);
  EXPECT_EQ(status_for(server, "198.51.100.9, 203.0.113.1"), 429);
  EXPECT_EQ(status_for(server, "203.0.113.1, 198.51.100.9"), 200);
}

TEST(Proxy, ItsOwnConnectionsAreNotLimitedToThoseOfOneAddress) {
  const ServerProcess server({"--trusted-proxy", "127.0.0.1", "--connections-per-address", "2"});
  std::vector<RawSocket> held;
  for (int connection = 0; connection < 8; ++connection) {
    held.emplace_back(server.port());
    EXPECT_EQ(ask(held.back(), "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").status, 200);
  }
}

TEST(Proxy, ItsWordForTlsIsBelievedAndAStrangersIsNot) {
  const std::string secure = "X-Forwarded-Proto: https\r\n";
  const ServerProcess trusting({"--trusted-proxy", "127.0.0.1"});
  EXPECT_NE(http(trusting.port(), "GET", "/healthz", secure).header("strict-transport-security"), "");
  EXPECT_EQ(http(trusting.port(), "GET", "/healthz").header("strict-transport-security"), "");
  const ServerProcess other;
  EXPECT_EQ(http(other.port(), "GET", "/healthz", secure).header("strict-transport-security"), "");
}

TEST(Proxy, SocketsAreCountedByTheAddressThatItNames) {
  const ServerProcess server({"--trusted-proxy", "127.0.0.1", "--sockets-per-address", "1"});
  RawWebSocket first(server.port(), "X-Forwarded-For: 203.0.113.1\r\n");
  first.send_json(RawPerson::hello("Ada"));
  EXPECT_FALSE(first.receive_type("client-id").is_null());
  RawWebSocket second(server.port(), "X-Forwarded-For: 203.0.113.1\r\n");
  EXPECT_NE(second.receive_close(), 0);
  RawWebSocket other(server.port(), "X-Forwarded-For: 203.0.113.2\r\n");
  other.send_json(RawPerson::hello("Grace"));
  EXPECT_FALSE(other.receive_type("client-id").is_null());
}

}  // namespace
}  // namespace parley::test
