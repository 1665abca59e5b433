// Peers that are slow, silent or gone. The clocks are made short by options; the tests wait for what the server does.
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/server/process/raw_client.hpp"
#include "tests/server/process/server_process.hpp"

namespace parley::test {
namespace {

TEST(Liveness, WhoeverSaysNoHelloIsSentAway) {
  const ServerProcess server({"--hello-seconds", "0.1"});
  RawWebSocket socket(server.port());
  EXPECT_EQ(socket.receive_close(), 4408);
}

TEST(Liveness, PingsBeforeTheHelloDoNotExtendItsTime) {
  const ServerProcess server({"--hello-seconds", "0.2"});
  RawWebSocket socket(server.port());
  socket.send(frame(kPing, ""));
  EXPECT_EQ(socket.receive_close(), 4408);
}

// Threat 9: half-open connections.
TEST(Liveness, ASocketThatAnswersNoPingIsDropped) {
  const ServerProcess server({"--ping-seconds", "0.05"});
  RawWebSocket socket(server.port());
  socket.send_json(RawPerson::hello("Ada"));
  int pings = 0;
  for (RawFrame received = socket.receive(); received.opcode != -1; received = socket.receive()) {
    if (received.opcode == kPing) ++pings;
    EXPECT_NE(received.opcode, kClose);
  }
  EXPECT_EQ(pings, 2);
  EXPECT_TRUE(server.wait_for_log("silent socket cut"));
}

TEST(Liveness, ASocketThatAnswersPingsStays) {
  const ServerProcess server({"--ping-seconds", "0.05"});
  RawWebSocket socket(server.port());
  socket.send_json(RawPerson::hello("Ada"));
  for (int answered = 0; answered < 8;) {
    const RawFrame received = socket.receive();
    ASSERT_NE(received.opcode, -1);
    if (received.opcode != kPing) continue;
    socket.send(frame(kPong, received.payload));
    ++answered;
  }
  socket.send_text(R"({"type":"ping","number":1})");
  EXPECT_FALSE(socket.receive_type("pong").is_null());
}

TEST(Liveness, MessagesCountAsLifeToo) {
  const ServerProcess server({"--ping-seconds", "0.05"});
  RawWebSocket socket(server.port());
  socket.send_json(RawPerson::hello("Ada"));
  int pings = 0;
  while (pings < 8) {
    const RawFrame received = socket.receive();
    ASSERT_NE(received.opcode, -1);
    if (received.opcode != kPing) continue;
    ++pings;
    socket.send_text(R"({"type":"ping","number":1})");
  }
}

// Threat 10: readers that stop reading.
TEST(Liveness, ASlowReaderIsCutAndTheOthersGoOn) {
  const ServerProcess server(
      {"--queue-bytes", "100000", "--messages-per-second", "1000000", "--message-burst", "1000000"});
  RawPerson ada(server.port(), RawPerson::hello("Ada"));
  RawPerson slow(server.port(), RawPerson::hello("Slow"), 4096);
  const std::string sdp = "v=0\r\n";
  ada.command({{"type", "call-request"}, {"id", "r1"}, {"name", "Slow"}, {"media", "voice"}, {"offer", sdp}});
  const std::string call = slow.next_call("DIALLING").value("callId", "");
  slow.command({{"type", "call-answer"}, {"id", "a1"}, {"callId", call}, {"accept", true}, {"media", "voice"}});
  ada.next_call("ONGOING");

  // Slow reads no more. Ada's offers go first into the kernel's buffers, then they wait in the server.
  std::string long_sdp = sdp;
  while (long_sdp.size() < 30'000) long_sdp += "a=" + std::string(1000, 'x') + "\r\n";
  int generation = 1;
  while (server.log().find("slow reader cut") == std::string::npos) {
    ada.command({{"type", "offer"}, {"callId", call}, {"generation", ++generation}, {"sdp", long_sdp}});
    ada.web_socket.send_text(R"({"type":"ping","number":1})");
    ASSERT_FALSE(ada.next("pong").is_null());
    ASSERT_LT(generation, 2000);
  }
  EXPECT_EQ(slow.web_socket.receive_close(), 0);

  RawPerson again(
      server.port(),
      {{"type", "hello"}, {"version", 1}, {"resume", {{"token", slow.token()}, {"lastSeen", slow.last_seen}}}});
  ASSERT_FALSE(again.client_id.is_null());
  EXPECT_EQ(again.id(), slow.id());
  EXPECT_EQ(again.next_call("ONGOING").value("callId", ""), call);
}

TEST(Liveness, ALongListSaidAtOnceMakesNobodyASlowReader) {
  const ServerProcess server({"--queue-bytes", "1000"});
  std::vector<std::unique_ptr<RawPerson>> people;
  for (int number = 0; number < 20; ++number) {
    people.push_back(std::make_unique<RawPerson>(server.port(), RawPerson::hello("Person " + std::to_string(number))));
    ASSERT_FALSE(people.back()->client_id.is_null());
  }
  EXPECT_EQ(people.back()->next("peer-list")["people"].size(), 19u);  // some two thousand bytes
  people.back()->web_socket.send_text(R"({"type":"ping","number":1})");
  EXPECT_FALSE(people.back()->next("pong").is_null());
}

TEST(Liveness, APeerThatDoesNotAnswerACloseIsDropped) {
  const ServerProcess server({"--close-seconds", "0.1"});
  RawWebSocket socket(server.port());
  socket.send(frame(kBinary, ""));
  EXPECT_EQ(socket.receive_close(), 1003);
  EXPECT_EQ(socket.receive().opcode, -1);
}

// Threat 9: slowloris, with the head.
TEST(Liveness, ARequestThatNeverComesIsNotWaitedForLong) {
  const ServerProcess server({"--request-seconds", "0.1"});
  RawSocket socket(server.port());
  EXPECT_EQ(socket.read_to_end(), "");
}

TEST(Liveness, ARequestThatDripsInIsNotWaitedForLong) {
  const ServerProcess server({"--request-seconds", "0.2"});
  RawSocket socket(server.port());
  socket.send("GET / HTTP/1.1\r\nHost: x\r\n");
  while (!socket.has_ended()) {
    if (!socket.send("X")) break;
  }
  EXPECT_TRUE(socket.has_ended());
}

TEST(Liveness, AnIdleConnectionIsKeptForTheNextRequestButNotForEver) {
  const ServerProcess server({"--keep-alive-seconds", "0.2"});
  RawSocket socket(server.port());
  for (int request = 0; request < 3; ++request) {
    EXPECT_EQ(ask(socket, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").status, 200);
  }
  EXPECT_EQ(socket.read_to_end(), "");
}

// Threat 21: a crash by an error that nobody handles.
TEST(Liveness, AConnectionThatVanishesInAnyStateHarmsNobody) {
  const ServerProcess server;
  for (const std::string& bytes : {std::string(), std::string("GET"), handshake_request(server.port()),
                                   std::string("GET / HTTP/1.1\r\nHost: x\r\n\r\n")}) {
    RawSocket socket(server.port());
    socket.send(bytes);
    socket.cut();
  }
  EXPECT_EQ(http(server.port(), "GET", "/healthz").status, 200);
}

TEST(Liveness, TooManyConnectionsOfOneAddressAreTurnedAway) {
  const ServerProcess server({"--connections-per-address", "3"});
  std::vector<RawSocket> held;
  for (int connection = 0; connection < 3; ++connection) {
    held.emplace_back(server.port());
    ASSERT_EQ(ask(held.back(), "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").status, 200);
  }
  RawSocket surplus(server.port());
  EXPECT_EQ(surplus.read_to_end(), "");
  held.pop_back();
  // The place is free again as soon as the server has seen the end of the other one.
  for (int status = 0; status != 200;) {
    RawSocket next(server.port());
    status = ask(next, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").status;
  }
}

TEST(Liveness, TooManyConnectionsOfEverybodyAreTurnedAwayAndWebSocketsCount) {
  const ServerProcess server({"--connections", "3"});
  std::vector<RawWebSocket> held;
  for (int connection = 0; connection < 3; ++connection) {
    held.emplace_back(server.port());
    ASSERT_EQ(held.back().response.status, 101);
  }
  RawSocket surplus(server.port());
  EXPECT_EQ(surplus.read_to_end(), "");
  held.pop_back();
  for (int status = 0; status != 200;) {
    RawSocket next(server.port());
    status = ask(next, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").status;
  }
}

}  // namespace
}  // namespace parley::test
