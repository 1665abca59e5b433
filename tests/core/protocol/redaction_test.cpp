// Logs and test failures never show descriptions, candidates, tokens, credentials or chat.
#include <string>

#include <gtest/gtest.h>

#include "core/protocol/codec.hpp"
#include "tests/core/protocol/samples.hpp"

namespace parley::protocol {
namespace {

TEST(Redaction, CountsWhatLogsMustNotShow) {
  const std::string secret = "S3CRET";
  const PersonId person_id("p-ben");
  const CallId call("call-1");
  const ClientId client{
      person("p-ada", "Ada"), SessionId("s"), secret, "e", Outcome::New, 0, {{{"turn:a"}, secret, secret}}, {}, 0, {}};
  for (const Message& message : std::initializer_list<Message>{
           Hello{1, "", {}, Resume{secret, 1}}, client,
           CallRequest{MessageId("m"), person_id, {}, Media::Video, secret}, Offer{call, 1, false, secret, {}},
           Answer{call, 1, secret, {}}, IceCandidate{call, 1, Candidate{secret, "0", 0, secret}, {}},
           Chat{MessageId("m"), person_id, {}, secret, {}, {}}}) {
    const std::string shown = to_string(message);
    EXPECT_EQ(shown.find(secret), std::string::npos) << shown;
    EXPECT_NE(shown.find("<6-bytes>"), std::string::npos) << shown;
  }
}

TEST(Redaction, StaysDecodableWithoutTheSecretOfAMeetingPoint) {
  const std::string secret = "room-0123456789abcdef";
  const std::string shown = to_string(Envelope{1, RoomJoin{MessageId("m"), secret}});
  EXPECT_EQ(shown.find(secret), std::string::npos) << shown;
  EXPECT_TRUE(decode(shown).ok()) << shown;
}

TEST(Redaction, ShowsEverythingElse) {
  EXPECT_EQ(to_string(Message(Offer{CallId("call-1"), 2, true, description(), PersonId("p-ada")})),
            R"({"type":"offer","callId":"call-1","generation":2,"fresh":true,"sdp":"<43-bytes>","from":"p-ada"})");
  EXPECT_EQ(to_string(Envelope{17, CallEnd{MessageId("m-1"), CallId("call-1"), EndCause::HangUp}}),
            R"({"type":"call-end","seq":17,"id":"m-1","callId":"call-1","cause":"hang-up"})");
}

TEST(Redaction, KeepsALogLineInOneLine) {
  const std::string shown = to_string(Message(Hello{1, "", "two\nlines", {}}));
  EXPECT_EQ(shown, R"({"type":"hello","version":1,"name":"two\nlines"})");
}

}  // namespace
}  // namespace parley::protocol
