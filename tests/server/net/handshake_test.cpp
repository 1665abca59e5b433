#include "server/net/handshake.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/server/process/raw_client.hpp"
#include "tests/server/process/server_process.hpp"

namespace parley::test {
namespace {

/// The answer to a handshake whose lines are our own but for these.
RawResponse shake_hands(const ServerProcess& server, const std::string& more_headers, const std::string& subprotocol) {
  RawSocket socket(server.port());
  return ask(socket, handshake_request(server.port(), more_headers, subprotocol));
}

std::string own_origin(const ServerProcess& server) {
  return "Origin: http://localhost:" + std::to_string(server.port()) + "\r\n";
}

TEST(Handshake, IsAcceptedWithTheSubprotocolAndTheKeysAnswer) {
  const ServerProcess server;
  const RawResponse response = shake_hands(server, "", "parley.1");
  EXPECT_EQ(response.status, 101);
  EXPECT_EQ(response.header("sec-websocket-protocol"), "parley.1");
  EXPECT_EQ(response.header("sec-websocket-accept"), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");  // RFC 6455 §1.3
  EXPECT_EQ(response.header("sec-websocket-extensions"), "");
  EXPECT_EQ(response.header("set-cookie"), "");
}

TEST(Handshake, OurSubprotocolMayBeOneOfSeveral) {
  const ServerProcess server;
  const RawResponse response = shake_hands(server, "", "parley.2, parley.1");
  EXPECT_EQ(response.status, 101);
  EXPECT_EQ(response.header("sec-websocket-protocol"), "parley.1");
}

TEST(Handshake, AMissingOrWrongSubprotocolIsABadRequest) {
  const ServerProcess server;
  for (const char* subprotocol : {"", "parley.2", "PARLEY.1", "parley.1x", "x parley.1"}) {
    EXPECT_EQ(shake_hands(server, "", subprotocol).status, 400) << subprotocol;
  }
}

TEST(Handshake, APageOfOurOwnMayConnect) {
  const ServerProcess server;
  EXPECT_EQ(shake_hands(server, own_origin(server), "parley.1").status, 101);
}

// Threat 1: cross-site WebSocket hijacking.
TEST(Handshake, AForeignOriginIsForbidden) {
  const ServerProcess server;
  const std::string port = std::to_string(server.port());
  const std::vector<std::string> foreign{"https://evil.example",
                                         "null",
                                         "http://localhost:1",
                                         "http://localhost:" + port + ".evil.example",
                                         "http://evil.example/localhost:" + port,
                                         "ftp://localhost:" + port,
                                         "localhost:" + port};
  for (const std::string& origin : foreign) {
    EXPECT_EQ(shake_hands(server, "Origin: " + origin + "\r\n", "parley.1").status, 403) << origin;
  }
}

TEST(Handshake, AnAllowedOriginMayConnectAndItsNeighboursMayNot) {
  const ServerProcess server({"--allow-origin", "https://calls.example", "--allow-origin", "http://localhost:9999"});
  EXPECT_EQ(shake_hands(server, "Origin: https://calls.example\r\n", "parley.1").status, 101);
  EXPECT_EQ(shake_hands(server, "Origin: http://localhost:9999\r\n", "parley.1").status, 101);
  EXPECT_EQ(shake_hands(server, "Origin: http://calls.example\r\n", "parley.1").status, 403);
  EXPECT_EQ(shake_hands(server, "Origin: https://calls.example:8443\r\n", "parley.1").status, 403);
  EXPECT_EQ(shake_hands(server, "Origin: https://x.calls.example\r\n", "parley.1").status, 403);
}

TEST(Handshake, APlainRequestIsToldToUpgrade) {
  const ServerProcess server;
  const RawResponse response = http(server.port(), "GET", "/ws");
  EXPECT_EQ(response.status, 426);
  EXPECT_EQ(response.header("upgrade"), "websocket");
  EXPECT_EQ(http(server.port(), "HEAD", "/ws").status, 426);
}

TEST(Handshake, AnotherVersionOfWebSocketsIsToldOurs) {
  const ServerProcess server;
  RawSocket socket(server.port());
  std::string request = handshake_request(server.port());
  request.replace(request.find("Version: 13"), 11, "Version: 12");
  const RawResponse response = ask(socket, request);
  EXPECT_EQ(response.status, 426);
  EXPECT_EQ(response.header("sec-websocket-version"), "13");
}

TEST(Handshake, AKeyThatIsNoKeyIsABadRequest) {
  const ServerProcess server;
  RawSocket socket(server.port());
  std::string request = handshake_request(server.port());
  request.replace(request.find("dGhlIHNhbXBsZSBub25jZQ=="), 24, "short");
  EXPECT_EQ(ask(socket, request).status, 400);
}

TEST(Handshake, FramesBeforeTheAnswerAreABadRequest) {
  const ServerProcess server;
  RawSocket socket(server.port());
  EXPECT_EQ(ask(socket, handshake_request(server.port()) + frame(kText, "{}")).status, 400);
}

TEST(Handshake, OtherPathsAreNoWebSockets) {
  const ServerProcess server;
  RawSocket socket(server.port());
  std::string request = handshake_request(server.port());
  request.replace(request.find("/ws"), 3, "/wsx");
  EXPECT_EQ(ask(socket, request).status, 404);
}

/// A handshake of the call API, without a subprotocol.
std::string program_handshake(const ServerProcess& server, const std::string& target, const std::string& headers = "") {
  std::string request = handshake_request(server.port(), headers, "");
  return request.replace(request.find("/ws"), 3, target);
}

TEST(ProgramHandshake, NeedsNoSubprotocolAndIsAnsweredWithACredential) {
  const ServerProcess server;
  RawSocket socket(server.port());
  const RawResponse response = ask(socket, program_handshake(server, "/?name=Ada"));
  EXPECT_EQ(response.status, 101);
  EXPECT_EQ(response.header("sec-websocket-protocol"), "");
  EXPECT_NE(response.header("x-parley-token"), "");
}

TEST(ProgramHandshake, WhatItCannotBeAnsweredWithIsToldAndNothingElseIsASocket) {
  const ServerProcess server;
  RawSocket nameless(server.port());
  EXPECT_EQ(ask(nameless, program_handshake(server, "/")).status, 400);
  RawSocket elsewhere(server.port());
  EXPECT_EQ(ask(elsewhere, program_handshake(server, "/users?name=Ada")).status, 200);
}

// Threat 1 for the call API.
TEST(ProgramHandshake, AForeignOriginIsForbidden) {
  const ServerProcess server;
  RawSocket socket(server.port());
  EXPECT_EQ(ask(socket, program_handshake(server, "/?name=Ada", "Origin: https://evil.example\r\n")).status, 403);
}

TEST(ProgramHandshake, WhoeverClosesInAnOrderlyWayLeaves) {
  const ServerProcess server({"--resume-seconds", "600"});
  RawSocket socket(server.port());
  ASSERT_EQ(ask(socket, program_handshake(server, "/?name=Ada")).status, 101);
  const auto users = [&] {
    return nlohmann::json::parse(http(server.port(), "GET", "/users").body, nullptr, false).size();
  };
  EXPECT_EQ(users(), 1u);
  socket.send(frame(kClose, "\x03\xe8"));
  for (int attempt = 0; users() != 0 && attempt < 150; ++attempt) {
  }
  EXPECT_EQ(users(), 0u);
}

}  // namespace
}  // namespace parley::test
