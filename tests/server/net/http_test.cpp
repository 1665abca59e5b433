#include <string>

#include <gtest/gtest.h>

#include "tests/server/process/raw_client.hpp"
#include "tests/server/process/server_process.hpp"

namespace parley::test {
namespace {

TEST(Http, HealthIsToldInJson) {
  const ServerProcess server;
  const RawResponse response = http(server.port(), "GET", "/healthz");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.header("content-type"), "application/json");
  EXPECT_EQ(response.header("cache-control"), "no-store");
  EXPECT_EQ(response.header("access-control-allow-origin"), "");
  EXPECT_EQ(nlohmann::json::parse(response.body, nullptr, false).value("status", ""), "ok");
}

TEST(Http, TheVersionIsOpenToEveryOrigin) {
  const ServerProcess server;
  const RawResponse response = http(server.port(), "GET", "/version", "Origin: https://elsewhere.example\r\n");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.header("access-control-allow-origin"), "*");
  EXPECT_EQ(response.header("cross-origin-resource-policy"), "cross-origin");
  const auto version = nlohmann::json::parse(response.body, nullptr, false);
  EXPECT_EQ(version.value("protocol", 0), 1);
  EXPECT_EQ(version.value("subprotocol", ""), "parley.1");
  EXPECT_NE(version.value("version", ""), "");
}

TEST(Http, WithoutAFolderThereAreNoFiles) {
  const ServerProcess server;
  const RawResponse response = http(server.port(), "GET", "/");
  EXPECT_EQ(response.status, 404);
  EXPECT_EQ(response.header("x-content-type-options"), "nosniff");
  EXPECT_EQ(response.header("content-security-policy"), "default-src 'none'; frame-ancestors 'none'");
}

TEST(Http, OtherMethodsAreNotAllowed) {
  const ServerProcess server;
  for (const char* method : {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "FROB"}) {
    const RawResponse response = http(server.port(), method, "/healthz");
    EXPECT_EQ(response.status, 405) << method;
    EXPECT_EQ(response.header("allow"), "GET, HEAD") << method;
  }
}

TEST(Http, ABodyIsRefused) {
  const ServerProcess server;
  EXPECT_EQ(http(server.port(), "POST", "/", "Content-Length: 1000000\r\n").status, 413);
  RawSocket chunked(server.port());
  EXPECT_EQ(
      ask(chunked, "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n").status,
      413);
}

TEST(Http, WhatIsNotHttpIsABadRequest) {
  const ServerProcess server;
  for (const char* bytes :
       {"\r\n\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/1.1\r\nno colon\r\n\r\n", "\x16\x03\x01\x02\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n", "GET \x01 HTTP/1.1\r\n\r\n"}) {
    RawSocket socket(server.port());
    EXPECT_EQ(ask(socket, bytes).status, 400) << bytes;
    EXPECT_EQ(socket.read_to_end(), "");
  }
  EXPECT_EQ(http(server.port(), "GET", "/healthz").status, 200);
}

TEST(Http, AnotherVersionIsNotUnderstood) {
  const ServerProcess server;
  RawSocket socket(server.port());
  EXPECT_EQ(ask(socket, "GET / HTTP/3.0\r\nHost: x\r\n\r\n").status, 505);
}

TEST(Http, AHeadThatIsTooLargeIsToldSo) {
  const ServerProcess server;
  EXPECT_EQ(http(server.port(), "GET", "/", "X: " + std::string(10'000, 'x') + "\r\n").status, 431);
  EXPECT_EQ(http(server.port(), "GET", "/" + std::string(10'000, 'x')).status, 431);
  std::string many;
  for (int field = 0; field < 100; ++field) many += "A" + std::to_string(field) + ": b\r\n";
  EXPECT_EQ(http(server.port(), "GET", "/", many).status, 431);
}

TEST(Http, PipelinedRequestsAreAnsweredInOrder) {
  const ServerProcess server;
  RawSocket socket(server.port());
  const std::string request = " HTTP/1.1\r\nHost: x\r\n\r\n";
  EXPECT_EQ(ask(socket, "GET /healthz" + request + "GET /nothing" + request + "GET /version" + request).status, 200);
  EXPECT_EQ(ask(socket, "").status, 404);
  EXPECT_EQ(ask(socket, "").status, 200);
}

TEST(Http, AnOldClientsConnectionIsClosed) {
  const ServerProcess server;
  RawSocket socket(server.port());
  EXPECT_EQ(ask(socket, "GET /healthz HTTP/1.0\r\n\r\n").status, 200);
  EXPECT_EQ(socket.read_to_end(), "");
}

TEST(Http, AFloodOfRequestsIsSlowedDown) {
  const ServerProcess server({"--request-burst", "5", "--requests-per-second", "1"});
  RawSocket socket(server.port());
  RawResponse response;
  int answered = 0;
  while ((response = ask(socket, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")).status == 200) ++answered;
  EXPECT_EQ(response.status, 429);
  EXPECT_EQ(response.header("retry-after"), "1");
  EXPECT_GE(answered, 5);
}

}  // namespace
}  // namespace parley::test
