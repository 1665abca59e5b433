// Every row of "bad input": an error names the problem, nothing changes, and past the rate the socket ends.
#include <gtest/gtest.h>

#include "core/protocol/codec.hpp"
#include "core/protocol/error_code.hpp"
#include "tests/server/hub/world.hpp"

namespace parley::hub::test {
namespace {

using protocol::CallStatus;
using protocol::ErrorCode;

class BadInput : public testing::Test {
 protected:
  World world;
  Client& ada = world.join("Ada");
  Client& bob = world.join("Bob");
  Client& eve = world.join("Eve");

  // What this text is answered with; whatever else it changed is a failure.
  protocol::Error refusal_of(const std::string& text) {
    const Stats before = world.stats();
    eve.forget_heard();
    eve.say_raw(text);
    EXPECT_EQ(eve.types(), std::vector<std::string>{"error"}) << text;
    Stats after = world.stats();
    EXPECT_EQ(after.messages_refused, before.messages_refused + 1);
    after.messages_refused = before.messages_refused;
    after.frames_received = before.frames_received;
    after.frames_sent = before.frames_sent;
    EXPECT_EQ(after, before) << text;
    EXPECT_TRUE(eve.is_open());
    return eve.last<protocol::Error>().value_or(protocol::Error{});
  }
};

TEST_F(BadInput, MalformedMessagesAreNamed) {
  for (const char* text : {"", "{", "[]", "null", "\"hello\"", "{}", R"({"type":7})", "\xFF\xFE"}) {
    EXPECT_EQ(refusal_of(text).code, ErrorCode::BadMessage) << text;
  }
}

TEST_F(BadInput, AnUnknownTypeIsNamedWithItsPlace) {
  const auto error = refusal_of(R"({"type":"telephone"})");
  EXPECT_EQ(error.code, ErrorCode::BadMessage);
  EXPECT_EQ(error.where, "/type");
  EXPECT_FALSE(error.message.empty());
}

TEST_F(BadInput, UnknownFieldsAreNotWrong) {
  eve.forget_heard();
  eve.say_raw(R"({"type":"ping","number":3,"colour":"red"})");
  EXPECT_EQ(eve.types(), std::vector<std::string>{"pong"});
}

TEST_F(BadInput, OversizedMessagesAreTooLarge) {
  EXPECT_EQ(refusal_of(R"({"type":"ping","number":1,"x":")" + std::string(64 * 1024, 'x') + R"("})").code,
            ErrorCode::TooLarge);
}

TEST_F(BadInput, DeepNestingIsRefused) {
  const std::string deep = std::string(2000, '[') + std::string(2000, ']');
  const auto error = refusal_of(R"({"type":"ping","number":1,"x":)" + deep + "}");
  EXPECT_TRUE(error.code == ErrorCode::BadMessage || error.code == ErrorCode::TooLarge);
}

TEST_F(BadInput, MessagesOfTheServerAreNotForClients) {
  EXPECT_EQ(refusal_of(protocol::encode(protocol::PeerLeft{{ada.id()}}, std::nullopt)).where, "/type");
  protocol::Call call;
  call.id = CallId("c-1");
  call.version = 1;
  call.caller = ada.you();
  call.receiver = eve.you();
  call.asked = protocol::Side::Receiver;
  call.ring_left = 1s;
  EXPECT_EQ(refusal_of(protocol::encode(call, std::nullopt)).where, "/type");
}

TEST_F(BadInput, ACommandWithoutANumberOrWithAGapIsRefused) {
  const protocol::CallEnd end{MessageId("m1"), CallId("c-1"), protocol::EndCause::HangUp};
  const std::string gap = protocol::encode(end, 9);
  EXPECT_EQ(refusal_of(gap).code, ErrorCode::BadMessage);
  EXPECT_EQ(refusal_of(gap).where, "/seq");
  std::string unnumbered = protocol::encode(end, 1);
  const std::size_t at = unnumbered.find("\"seq\":1,");
  ASSERT_NE(at, std::string::npos) << unnumbered;
  unnumbered.erase(at, std::string("\"seq\":1,").size());
  EXPECT_EQ(refusal_of(unnumbered).code, ErrorCode::BadMessage);
}

TEST_F(BadInput, ARepeatedCommandHasNoSecondEffect) {
  const CallId call = ringing_call(ada, bob);
  bob.decline(call);
  ringing_call(ada, bob);
  bob.forget_heard();
  ada.forget_heard();
  bob.repeat_last();
  EXPECT_EQ(bob.types(), std::vector<std::string>{});
  EXPECT_EQ(ada.types(), std::vector<std::string>{});
}

TEST_F(BadInput, AnAcknowledgementOfWhatWasNeverSentIsRefused) {
  EXPECT_EQ(refusal_of(protocol::encode(protocol::Ack{99}, std::nullopt)).where, "/upTo");
}

TEST_F(BadInput, SomebodyElsesCallIdIsUnknown) {
  const CallId call = ongoing_call(ada, bob);
  ada.forget_heard();
  bob.forget_heard();
  eve.end(call);
  EXPECT_EQ(eve.last_error(), ErrorCode::NoSuchCall);
  EXPECT_EQ(eve.last<protocol::Error>()->answers, eve.last_request());
  eve.accept(call);
  EXPECT_EQ(eve.last_error(), ErrorCode::NoSuchCall);
  eve.end(CallId("c-never"));
  EXPECT_EQ(eve.last_error(), ErrorCode::NoSuchCall) << "the same answer: nothing is learned";
  EXPECT_EQ(ada.types(), std::vector<std::string>{});
  EXPECT_EQ(bob.types(), std::vector<std::string>{});
  EXPECT_EQ(world.statuses(call).back(), CallStatus::Ongoing);
}

TEST_F(BadInput, ACandidateForNoCallIsRefusedWithItsPlace) {
  eve.candidate(CallId("c-never"), 1);
  EXPECT_EQ(eve.last_error(), ErrorCode::NoSuchCall);
  EXPECT_EQ(eve.last<protocol::Error>()->where, "/callId");
}

TEST_F(BadInput, BeforeHelloNothingElseIsSaid) {
  Client& client = world.connect();
  client.ring_name("Ada");
  EXPECT_EQ(client.last_error(), ErrorCode::BadMessage);
  EXPECT_EQ(client.last<protocol::Error>()->where, "/type");
  EXPECT_EQ(world.stats().calls_made, 0u);
}

TEST_F(BadInput, PastTheRateTheSocketEndsAndTheSessionWaits) {
  for (int i = 0; i < 20; ++i) {
    eve.say_raw("{");
    ASSERT_TRUE(eve.is_open()) << i;
  }
  eve.say_raw("{");
  EXPECT_EQ(eve.close_code(), protocol::row(ErrorCode::RateLimited).close_code);
  EXPECT_EQ(world.stats().sessions, 3u);
  eve.resume();
  EXPECT_EQ(eve.last<protocol::ClientId>()->outcome, protocol::Outcome::Resumed);
}

TEST_F(BadInput, ForgedMessagesCountTowardsTheRate) {
  int sent = 0;
  while (eve.is_open() && sent < 100) {
    eve.end(CallId("c-never"));
    ++sent;
  }
  EXPECT_EQ(sent, 21);
}

TEST_F(BadInput, AMistakeNowAndThenEndsNothing) {
  for (int i = 0; i < 100; ++i) {
    eve.say_raw("{");
    world.pass(1s);
  }
  EXPECT_TRUE(eve.is_open());
}

TEST_F(BadInput, AFloodIsToldHowLongToWaitAndEnds) {
  unsigned sent = 0;
  while (eve.is_open() && sent < 1000) eve.say(protocol::Ping{sent++});
  EXPECT_EQ(sent, 201u) << "a burst of 200, and the one too many";
  EXPECT_EQ(eve.last_error(), ErrorCode::RateLimited);
  EXPECT_EQ(eve.last<protocol::Error>()->retry_after, 20ms);
  EXPECT_EQ(eve.close_code(), protocol::row(ErrorCode::RateLimited).close_code);
}

TEST_F(BadInput, FramesOfUnknownSocketsAreIgnored) {
  world.handle(FrameReceived{999, R"({"type":"ping","number":1})"});
  world.handle(SocketClosed{999});
  EXPECT_TRUE(world.last_effects().empty());
}

TEST_F(BadInput, NamesThatCannotBeShownAreRefused) {
  Client& client = world.connect();
  for (const std::string& name : {std::string(300, 'x'), std::string("    "), std::string("a\nb"),
                                  std::string("\xE2\x80\xAE"
                                              "abc"),
                                  std::string("a\xE2\x80\x8B"
                                              "b")}) {
    client.hello(name);
    EXPECT_EQ(client.last_error(), ErrorCode::NameInvalid) << name;
  }
  EXPECT_EQ(world.stats().people, 3u);
}

}  // namespace
}  // namespace parley::hub::test
