// How the program begins and ends.
#include <csignal>
#include <string>

#include <gtest/gtest.h>

#include "tests/server/process/raw_client.hpp"
#include "tests/server/process/server_process.hpp"

namespace parley::test {
namespace {

TEST(Signals, ItSaysWhereItIsOnceItServes) {
  const ServerProcess server;
  EXPECT_EQ(server.first_line(), "Parley is at http://localhost:" + std::to_string(server.port()));
  EXPECT_EQ(http(server.port(), "GET", "/healthz").status, 200);
}

TEST(Signals, APortInUseIsToldInWords) {
  const ServerProcess server;
  const Ended second = run_server({"--port", std::to_string(server.port())});
  EXPECT_EQ(second.exit_code, 1);
  EXPECT_EQ(second.output, "");
  EXPECT_EQ(second.errors, "Port " + std::to_string(server.port()) +
                               " is in use by another program. Choose another one with --port.\n");
}

TEST(Signals, SigtermSaysGoodbyeAndWhenToComeBack) {
  for (const int signal : {SIGTERM, SIGINT}) {
    ServerProcess server({"--come-back-seconds", "2"});
    RawPerson ada(server.port(), RawPerson::hello("Ada"));
    ASSERT_FALSE(ada.client_id.is_null());
    server.signal(signal);
    const auto bye = ada.next("bye");
    EXPECT_EQ(bye.value("code", ""), "server-stopping");
    const int come_back = bye.value("comeBackMs", 0);  // everybody has a moment of his own
    EXPECT_GE(come_back, 2000);
    EXPECT_LT(come_back, 4000);
    const RawFrame close = ada.web_socket.receive_data();
    EXPECT_EQ(close.close_code(), 4503);
    ada.web_socket.send(frame(kClose, close.payload));
    EXPECT_EQ(ada.web_socket.receive().opcode, -1);
    ada.web_socket.socket().cut();
    EXPECT_EQ(server.wait(), 0);
  }
}

TEST(Signals, ItEndsThoughNobodyAnswers) {
  ServerProcess server;
  RawWebSocket silent(server.port());
  RawSocket idle(server.port());
  RawSocket half(server.port());
  half.send("GET / HT");
  server.signal(SIGTERM);
  EXPECT_EQ(server.wait(), 0);
}

TEST(Signals, ASecondSignalEndsItAtOnce) {
  ServerProcess server;
  RawWebSocket silent(server.port());
  server.signal(SIGTERM);
  ASSERT_TRUE(server.wait_for_log("stopping"));
  server.signal(SIGTERM);
  EXPECT_EQ(server.wait(), 128 + SIGTERM);
}

// Threat 20: what people would not want to be logged.
TEST(Signals, TheLogTellsNoSecrets) {
  ServerProcess server({"--log-format", "json"});
  RawPerson ada(server.port(), RawPerson::hello("Ada Lovelace"));
  const std::string token = ada.token();
  server.signal(SIGTERM);
  ada.web_socket.receive_close();
  ada.web_socket.socket().cut();
  server.wait();
  const std::string log = server.log();
  EXPECT_EQ(log.find(token), std::string::npos);
  EXPECT_EQ(log.find("Lovelace"), std::string::npos);
  for (std::size_t line = 0; line < log.size(); line = log.find('\n', line) + 1) {
    EXPECT_TRUE(nlohmann::json::accept(log.substr(line, log.find('\n', line) - line)));
  }
}

}  // namespace
}  // namespace parley::test
