// RFC 6455 as a server has to keep it, and our own narrower rules: text only, 64 KiB, a hello first.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/server/process/raw_client.hpp"
#include "tests/server/process/server_process.hpp"

namespace parley::test {
namespace {

const std::string kPingMessage = R"({"type":"ping","number":7})";

/// A server and somebody who has signed in.
class Frames : public testing::Test {
 protected:
  ServerProcess server_;
  RawPerson ada_{server_.port(), RawPerson::hello("Ada")};
  RawWebSocket& socket_ = ada_.web_socket;

  void expect_alive() {
    socket_.send_text(kPingMessage);
    EXPECT_EQ(socket_.receive_type("pong").value("number", 0), 7);
  }
};

TEST_F(Frames, ATextMessageIsAnswered) { expect_alive(); }

TEST_F(Frames, AMessageMayComeInFragmentsWithControlFramesBetween) {
  socket_.send(frame(kText, kPingMessage.substr(0, 5), false));
  socket_.send(frame(kPing, "are you there"));
  socket_.send(frame(kContinuation, "", false));
  socket_.send(frame(kContinuation, kPingMessage.substr(5, 10), false));
  socket_.send(frame(kContinuation, kPingMessage.substr(15)));
  RawFrame pong = socket_.receive();
  while (pong.opcode == kText) pong = socket_.receive();
  EXPECT_EQ(pong.opcode, kPong);
  EXPECT_EQ(pong.payload, "are you there");
  EXPECT_EQ(socket_.receive_type("pong").value("number", 0), 7);
}

TEST_F(Frames, AMessageMayComeByteByByte) {
  for (const char byte : frame(kText, kPingMessage)) ASSERT_TRUE(socket_.send(std::string(1, byte)));
  EXPECT_EQ(socket_.receive_type("pong").value("number", 0), 7);
}

TEST_F(Frames, ManyMessagesInOnePieceAreAllAnswered) {
  std::string piece;
  for (int number = 0; number < 100; ++number)
    piece += frame(kText, R"({"type":"ping","number":)" + std::to_string(number) + "}");
  socket_.send(piece);
  for (int number = 0; number < 100; ++number) EXPECT_EQ(socket_.receive_type("pong").value("number", -1), number);
}

TEST_F(Frames, AMessageOfTheGreatestLengthIsTaken) {
  const std::string padding(64 * 1024 - kPingMessage.size(), ' ');
  socket_.send_text(kPingMessage + padding);
  EXPECT_EQ(socket_.receive_type("pong").value("number", 0), 7);
}

// Threat 8: huge and deep messages.
TEST_F(Frames, ALongerMessageEndsTheSocketAsTooBig) {
  socket_.send_text(kPingMessage + std::string(64 * 1024 + 1 - kPingMessage.size(), ' '));
  EXPECT_EQ(socket_.receive_close(), 1009);
}

TEST_F(Frames, FragmentsThatAddUpToALongerMessageEndItToo) {
  socket_.send(frame(kText, std::string(40'000, ' '), false));
  socket_.send(frame(kContinuation, std::string(40'000, ' ')));
  EXPECT_EQ(socket_.receive_close(), 1009);
}

TEST_F(Frames, AHugeLengthIsRefusedBeforeItsBytesCome) {
  socket_.send(std::string("\x81\xff\x00\x00\x01\x00\x00\x00\x00\x00", 10) + "mask");
  EXPECT_EQ(socket_.receive_close(), 1009);
}

TEST_F(Frames, ABinaryFrameEndsTheSocketAsUnsupported) {
  socket_.send(frame(kBinary, kPingMessage));
  EXPECT_EQ(socket_.receive_close(), 1003);
}

TEST_F(Frames, TextThatIsNotUtf8EndsTheSocket) {
  for (const char* text : {"\xff", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "{\"type\":\"\xc3"}) {
    RawWebSocket socket(server_.port());
    socket.send_text(text);
    EXPECT_EQ(socket.receive_close(), 1007) << text;
  }
}

TEST_F(Frames, BreachesOfTheProtocolEndTheSocket) {
  const std::vector<std::pair<const char*, std::string>> breaches{
      {"reserved bit", frame(kText, "{}", true, 4)},
      {"unknown opcode", frame(3, "")},
      {"unknown control opcode", frame(11, "")},
      {"continuation of nothing", frame(kContinuation, "{}")},
      {"text within a message", frame(kText, "{", false) + frame(kText, "}")},
      {"fragmented ping", frame(kPing, "x", false)},
      {"long ping", frame(kPing, std::string(126, 'x'))},
      {"close of one byte", frame(kClose, "x")},
      {"unmasked", std::string("\x81\x02{}")},
  };
  for (const auto& [name, bytes] : breaches) {
    RawWebSocket socket(server_.port());
    socket.send(bytes);
    EXPECT_EQ(socket.receive_close(), 1002) << name;
  }
}

TEST_F(Frames, AClosingHandshakeIsAnsweredAndTheSocketEnds) {
  socket_.send(frame(kClose, std::string("\x03\xe8") + "bye"));
  EXPECT_EQ(socket_.receive_close(), 1000);
  EXPECT_EQ(socket_.receive().opcode, -1);
}

TEST_F(Frames, WhatComesAfterACloseIsIgnored) {
  socket_.send(frame(kClose, "\x03\xe8") + frame(kText, kPingMessage));
  EXPECT_EQ(socket_.receive_close(), 1000);
  EXPECT_EQ(socket_.receive().opcode, -1);
}

TEST_F(Frames, BadMessagesAreAnsweredWithWhatIsWrongAndTheSocketLives) {
  for (const char* text : {"", "{", "[]", "null", "{\"type\":7}", "{\"type\":\"unheard-of\"}", "{\"type\":\"ping\"}"}) {
    socket_.send_text(text);
    EXPECT_EQ(socket_.receive_type("error").value("code", ""), "bad-message") << text;
  }
  expect_alive();
}

// Threat 8 again.
TEST_F(Frames, DeepNestingIsABadMessageAndNothingWorse) {
  socket_.send_text(std::string(30'000, '[') + std::string(30'000, ']'));
  EXPECT_EQ(socket_.receive_type("error").value("code", ""), "bad-message");
  expect_alive();
}

TEST_F(Frames, WhoeverSendsNothingButNonsenseIsCutOff) {
  for (int message = 0; message < 200; ++message) {
    if (!socket_.send_text("nonsense")) break;
  }
  const int code = socket_.receive_close();
  EXPECT_TRUE(code == 4400 || code == 4429) << code;
}

// Threat 21: a crash by what nobody thought of.
TEST(FrameHeads, EachFirstByteIsSurvived) {
  const ServerProcess server({"--request-burst", "1000", "--sockets-per-address", "1000"});
  for (int first = 0; first < 256; ++first) {
    RawWebSocket socket(server.port());
    ASSERT_EQ(socket.response.status, 101);
    socket.send(std::string{static_cast<char>(first), '\x00'});
    socket.socket().cut();
  }
  EXPECT_EQ(http(server.port(), "GET", "/healthz").status, 200);
}

}  // namespace
}  // namespace parley::test
