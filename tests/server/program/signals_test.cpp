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

/// Ada and Grace in a call, over a server that ends when they like.
struct LiveCall {
  explicit LiveCall(const ServerProcess& server)
      : ada(server.port(), RawPerson::hello("Ada")), grace(server.port(), RawPerson::hello("Grace")) {
    ada.command({{"type", "call-request"}, {"id", "r1"}, {"name", "Grace"}, {"media", "voice"}, {"offer", "v=0\r\n"}});
    const std::string call = grace.next_call("DIALLING").value("callId", "");
    grace.command({{"type", "call-answer"}, {"id", "a1"}, {"callId", call}, {"accept", true}, {"media", "voice"}});
    EXPECT_FALSE(ada.next_call("ONGOING").is_null());
    EXPECT_FALSE(grace.next_call("ONGOING").is_null());
  }
  RawPerson ada;
  RawPerson grace;
};

TEST(Signals, ALiveCallIsNotEndedByAServerThatStops) {
  ServerProcess server({"--drain-seconds", "0.3"});
  LiveCall call(server);
  server.signal(SIGTERM);
  for (RawPerson* person : {&call.ada, &call.grace}) {
    for (RawFrame frame = person->web_socket.receive_data(); frame.opcode == kText;
         frame = person->web_socket.receive_data()) {
      const auto message = nlohmann::json::parse(frame.payload, nullptr, false);
      EXPECT_NE(message.value("status", ""), "ENDED") << message;
    }
  }
  EXPECT_EQ(server.wait(), 0);  // although neither has answered the close
}

TEST(Signals, CountersAgreeAtTheEnd) {
  ServerProcess server({"--log-format", "json", "--drain-seconds", "0.3"});
  {
    LiveCall ended(server);
    ended.ada.web_socket.send_text(R"({"type":"bye"})");
  }
  RawPerson alan(server.port(), RawPerson::hello("Alan"));
  server.signal(SIGTERM);
  server.wait();
  const std::string log = server.log();
  const std::size_t at = log.rfind('\n', log.find("\"what\":\"stopped\"")) + 1;
  const auto line = nlohmann::json::parse(log.substr(at, log.find('\n', at) - at), nullptr, false);
  ASSERT_TRUE(line.is_object()) << log;
  EXPECT_EQ(line.value("calls-made", 0), 1);
  EXPECT_EQ(line.value("calls-made", 0), line.value("calls-ended", 0) + line.value("calls-live", 0));
}

TEST(Signals, WhileItStopsItIsNotReady) {
  ServerProcess server({"--drain-seconds", "2"});
  RawSocket kept(server.port());
  const std::string ready = "GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n";
  EXPECT_EQ(ask(kept, ready).status, 200);
  LiveCall call(server);
  server.signal(SIGTERM);
  ASSERT_TRUE(server.wait_for_log("stopping"));
  EXPECT_EQ(ask(kept, ready).status, 503);
  kept.cut();
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
