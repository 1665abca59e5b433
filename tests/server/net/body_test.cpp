// Requests with bodies: which are read, how far, and how long they are waited for.
#include <string>

#include <gtest/gtest.h>

#include "tests/server/process/raw_client.hpp"
#include "tests/server/process/server_process.hpp"

namespace parley::test {
namespace {

const std::string kNobody = R"({"name":"Nobody","password":"a long enough password"})";

std::string login(const std::string& headers, const std::string& rest) {
  return "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + headers + "\r\n" + rest;
}

std::string length(std::size_t bytes) { return "Content-Length: " + std::to_string(bytes) + "\r\n"; }

TEST(Bodies, AreReadWholeHoweverTheyAreSent) {
  const ServerProcess server;
  RawSocket socket(server.port());
  EXPECT_EQ(ask(socket, login(length(kNobody.size()), kNobody)).status, 401);
  std::string chunks;
  for (const char letter : kNobody) chunks += std::string("1\r\n") + letter + "\r\n";
  EXPECT_EQ(ask(socket, login("Transfer-Encoding: chunked\r\n", chunks + "0\r\n\r\n")).status, 401);
  for (std::size_t split = 0; split < kNobody.size(); split += 7) {
    ASSERT_TRUE(socket.send(login(length(kNobody.size()), kNobody.substr(0, split))));
    EXPECT_NE(ask(socket, kNobody.substr(split)).status, 0) << split;
  }
}

TEST(Bodies, TheNextRequestBeginsWhereTheBodyEnds) {
  const ServerProcess server;
  RawSocket socket(server.port());
  const std::string next = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";
  EXPECT_EQ(ask(socket, login(length(kNobody.size()), kNobody) + next).status, 401);
  EXPECT_EQ(ask(socket, "").status, 200);
}

TEST(Bodies, ThatAreTooLongAreRefusedBeforeTheyAreRead) {
  const ServerProcess server;
  RawSocket told(server.port());
  EXPECT_EQ(ask(told, login(length(16 * 1024 + 1), "")).status, 413);
  EXPECT_EQ(told.read_to_end(), "");
  RawSocket chunked(server.port());
  chunked.send(login("Transfer-Encoding: chunked\r\n", "5000\r\n" + std::string(0x5000, ' ')));
  EXPECT_EQ(ask(chunked, "").status, 413);
  RawSocket longest(server.port());
  EXPECT_EQ(ask(longest, login(length(16 * 1024), std::string(16 * 1024, ' '))).status, 400);
}

TEST(Bodies, NobodySendsOneWhereNoneIsRead) {
  const ServerProcess server;
  for (const char* path : {"/", "/healthz", "/nothing", "/ws"}) {
    RawSocket socket(server.port());
    const int status =
        ask(socket, std::string("POST ") + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}").status;
    EXPECT_TRUE(status == 413 || status == 426) << path << " " << status;
    EXPECT_EQ(socket.read_to_end(), "") << path;
  }
}

TEST(Bodies, WhoeverAsksWhetherToSendOneIsTold) {
  const ServerProcess server;
  RawSocket socket(server.port());
  EXPECT_EQ(ask(socket, login(length(kNobody.size()) + "Expect: 100-continue\r\n", "")).status, 100);
  EXPECT_EQ(ask(socket, kNobody).status, 401);
  RawSocket other(server.port());
  EXPECT_EQ(ask(other, login(length(2) + "Expect: miracles\r\n", "{}")).status, 417);
  RawSocket refused(server.port());
  EXPECT_EQ(ask(refused, login(length(1'000'000) + "Expect: 100-continue\r\n", "")).status, 413);
}

TEST(Bodies, TwoLengthsAreABadRequest) {
  const ServerProcess server;
  for (const char* headers : {"Content-Length: 2\r\nContent-Length: 3\r\n", "Content-Length: -1\r\n",
                              "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n", "Content-Length: 2, 3\r\n"}) {
    RawSocket socket(server.port());
    EXPECT_EQ(ask(socket, login(headers, "{}")).status, 400) << headers;
    EXPECT_EQ(socket.read_to_end(), "") << headers;
  }
}

// Threat 9: slowloris, with the body.
TEST(Bodies, OneThatDripsInIsNotWaitedForLong) {
  const ServerProcess server({"--request-seconds", "0.2"});
  RawSocket socket(server.port());
  socket.send(login(length(10'000), ""));
  while (!socket.has_ended()) {
    if (!socket.send(" ")) break;
  }
  EXPECT_TRUE(socket.has_ended());
  RawSocket chunked(server.port());
  chunked.send(login("Transfer-Encoding: chunked\r\n", ""));
  while (!chunked.has_ended()) {
    if (!chunked.send("1\r\n \r\n")) break;
  }
  EXPECT_TRUE(chunked.has_ended());
}

TEST(Bodies, WhoeverGoesAwayWhileItIsAnsweredHarmsNobody) {
  const ServerProcess server;
  for (int attempt = 0; attempt < 20; ++attempt) {
    RawSocket socket(server.port());
    socket.send(login(length(kNobody.size()), kNobody));
    socket.cut();
  }
  EXPECT_EQ(http(server.port(), "GET", "/healthz").status, 200);
}

TEST(Bodies, ARequestHasAnIdThatTheLogKnows) {
  const ServerProcess server;
  const std::string id = http(server.port(), "GET", "/nothing").header("x-request-id");
  EXPECT_NE(id, "");
  EXPECT_TRUE(server.wait_for_log(id));
  EXPECT_NE(http(server.port(), "GET", "/nothing").header("x-request-id"), id);
}

}  // namespace
}  // namespace parley::test
