// Whatever is not a message of this protocol is refused with its place and its reason.
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "core/protocol/codec.hpp"
#include "tests/core/protocol/printers.hpp"
#include "tests/core/protocol/samples.hpp"

namespace parley::protocol {
namespace {

struct Case {
  std::string text;
  std::string where;
  std::string what;
};

void PrintTo(const Case& test_case, std::ostream* stream) { *stream << test_case.text.substr(0, 120); }

DecodeError refusal(std::string_view text) {
  const auto decoded = decode(text);
  EXPECT_FALSE(decoded.ok()) << "accepted: " << text.substr(0, 200);
  return decoded.ok() ? DecodeError{} : decoded.error();
}

class Malformed : public testing::TestWithParam<Case> {};

TEST_P(Malformed, IsRefusedWithPlaceAndReason) {
  const DecodeError error = refusal(GetParam().text);
  EXPECT_EQ(error.code, ErrorCode::BadMessage);
  EXPECT_EQ(error.where, GetParam().where);
  EXPECT_NE(error.what.find(GetParam().what), std::string::npos) << error.what;
}

INSTANTIATE_TEST_SUITE_P(Json, Malformed,
                         testing::Values(Case{"", "", "is not JSON from byte"}, Case{" ", "", "is not JSON from byte"},
                                         Case{"hello", "", "is not JSON from byte 1 on"},
                                         Case{R"({"type":"ping","number":1)", "", "is not JSON from byte 26 on"},
                                         Case{R"({"type":"ping","number":1}})", "", "is not JSON from byte 27 on"},
                                         Case{R"({"type":"ping","number":1,})", "", "is not JSON"},
                                         Case{R"({'type':'ping'})", "", "is not JSON"},
                                         Case{R"({"type":"ping","number":1} // comment)", "", "is not JSON"},
                                         Case{R"({"type":"ping","number":NaN})", "", "is not JSON"},
                                         Case{R"({"type":"ping","number":Infinity})", "", "is not JSON"},
                                         Case{R"({"type":"ping","number":01})", "", "is not JSON"},
                                         Case{R"({"type":"ping","number":1e999})", "", "is not JSON"},
                                         Case{std::string("{\"type\":\"ping\0\",\"number\":1}", 27), "", "is not JSON"},
                                         Case{"{\"type\":\"pi\nng\"}", "", "is not JSON"},
                                         Case{"{\"type\":\"\xFF\"}", "", "is not JSON"},
                                         Case{"{\"type\":\"\xC0\xAF\"}", "", "is not JSON"},
                                         Case{"{\"type\":\"\xED\xA0\x80\"}", "", "is not JSON"},
                                         Case{R"({"type":"\ud800"})", "", "is not JSON"},
                                         Case{R"({"type":"\udc00\ud800"})", "", "is not JSON"},
                                         Case{"null", "", "must be an object"}, Case{"[]", "", "must be an object"},
                                         Case{R"("ping")", "", "must be an object"}));

INSTANTIATE_TEST_SUITE_P(
    Type, Malformed,
    testing::Values(Case{"{}", "/type", "is missing"}, Case{R"({"type":null})", "/type", "must be a string"},
                    Case{R"({"type":7})", "/type", "must be a string"}, Case{R"({"type":""})", "/type", "is no type"},
                    Case{R"({"type":"Ping"})", "/type", "is no type"},
                    Case{R"({"type":"room-enter"})", "/type", "is no type"},
                    Case{R"({"type":"ping","type":"pong","number":1})", "/type", "is there twice"}));

INSTANTIATE_TEST_SUITE_P(
    Number, Malformed,
    testing::Values(
        Case{R"({"type":"ping"})", "/number", "is missing"},
        Case{R"({"type":"ping","number":null})", "/number", "must be a whole number from 0 to 4294967295"},
        Case{R"({"type":"ping","number":"1"})", "/number", "must be a whole number"},
        Case{R"({"type":"ping","number":-1})", "/number", "must be a whole number"},
        Case{R"({"type":"ping","number":1.0})", "/number", "must be a whole number"},
        Case{R"({"type":"ping","number":4294967296})", "/number", "must be a whole number"},
        Case{R"({"type":"ping","number":99999999999999999999999})", "/number", "must be a whole number"},
        Case{R"({"type":"ping","number":1,"number":1})", "/number", "is there twice"},
        Case{R"({"type":"ping","number":1,"number":null})", "/number", "is there twice"},
        Case{R"({"type":"ack","upTo":9007199254740992})", "/upTo", "must be a whole number from 0 to 9007199254740991"},
        Case{R"({"type":"offer","seq":1,"callId":"c","generation":0,"sdp":"v=0"})", "/generation",
             "from 1 to 4294967295"},
        Case{R"({"type":"hello","version":0})", "/version", "from 1 to"},
        Case{R"({"type":"peer-joined","people":[{"id":"p","name":"A","initials":"A","hue":8,"presence":"free"}]})",
             "/people/0/hue", "must be a whole number from 0 to 7"}));

INSTANTIATE_TEST_SUITE_P(
    Sequence, Malformed,
    testing::Values(
        Case{R"({"type":"call-end","id":"m","callId":"c","cause":"cancel"})", "/seq", "is missing in a command"},
        Case{R"({"type":"call-end","seq":null,"id":"m","callId":"c","cause":"cancel"})", "/seq",
             "is missing in a command"},
        Case{R"({"type":"call-end","seq":0,"id":"m","callId":"c","cause":"cancel"})", "/seq",
             "must be a whole number from 1"},
        Case{R"({"type":"call-end","seq":"1","id":"m","callId":"c","cause":"cancel"})", "/seq",
             "must be a whole number"},
        Case{R"({"type":"ping","seq":1,"number":1})", "/seq", "is only for commands"},
        Case{R"({"type":"hello","seq":1,"version":1})", "/seq", "is only for commands"},
        Case{R"({"type":"error","seq":1,"code":"busy","message":""})", "/seq", "is only for commands"},
        Case{R"({"type":"error","code":"busy","message":"","answers":"m"})", "/seq", "is missing in a command"}));

INSTANTIATE_TEST_SUITE_P(
    Field, Malformed,
    testing::Values(
        Case{R"({"type":"call-end","seq":1,"callId":"c","cause":"cancel"})", "/id", "is missing"},
        Case{R"({"type":"call-end","seq":1,"id":7,"callId":"c","cause":"cancel"})", "/id", "must be a string"},
        Case{R"({"type":"call-end","seq":1,"id":"","callId":"c","cause":"cancel"})", "/id", "is empty"},
        Case{R"({"type":"call-end","seq":1,"id":"m m","callId":"c","cause":"cancel"})", "/id", "not allowed at byte 1"},
        Case{R"({"type":"call-end","seq":1,"id":"m","callId":"ü","cause":"cancel"})", "/callId",
             "not allowed at byte 0"},
        Case{R"({"type":"call-end","seq":1,"id":"m","callId":"c","cause":"bored"})", "/cause",
             "must be one of hang-up cancel connection-lost no-path failed"},
        Case{R"({"type":"call-end","seq":1,"id":"m","callId":"c","cause":1})", "/cause", "must be one of"},
        Case{R"({"type":"call-answer","seq":1,"id":"m","callId":"c","accept":"yes"})", "/accept",
             "must be true or false"},
        Case{R"({"type":"call-answer","seq":1,"id":"m","callId":"c","accept":1})", "/accept", "must be true or false"},
        Case{R"({"type":"hello","version":1,"resume":"token"})", "/resume", "must be an object"},
        Case{R"({"type":"hello","version":1,"resume":{}})", "/resume/token", "is missing"},
        Case{R"({"type":"hello","version":1,"resume":{"token":""}})", "/resume/token", "is empty"},
        Case{R"({"type":"hello","version":1,"resume":{"token":"t","lastSeen":-1}})", "/resume/lastSeen",
             "must be a whole number"},
        Case{R"({"type":"hello","version":1,"client":"a\nb"})", "/client", "not allowed at byte 1"},
        Case{R"({"type":"peer-list","people":{},"first":true,"last":true})", "/people", "must be a list"},
        Case{R"({"type":"peer-list","people":["Ada"],"first":true,"last":true})", "/people/0", "must be an object"},
        Case{R"({"type":"peer-left","ids":["p-ada",7]})", "/ids/1", "must be a string"},
        Case{R"({"type":"offer","seq":1,"callId":"c","generation":1,"sdp":""})", "/sdp", "is empty"},
        Case{R"({"type":"offer","seq":1,"callId":"c","generation":1,"sdp":"v=0\u0000"})", "/sdp",
             "not allowed at byte 3"},
        Case{R"({"type":"ice-candidate","seq":1,"callId":"c","generation":1})", "/candidate", "is missing"},
        Case{R"({"type":"ice-candidate","seq":1,"callId":"c","generation":1,"candidate":"candidate:1"})", "/candidate",
             "must be an object"},
        Case{R"({"type":"ice-candidate","seq":1,"callId":"c","generation":1,"candidate":{}})", "/candidate/candidate",
             "is missing"},
        Case{R"({"type":"ice-candidate","seq":1,"callId":"c","generation":1,"candidate":{"candidate":"a\r\na=x"}})",
             "/candidate/candidate", "not allowed at byte 1"},
        Case{
            R"({"type":"ice-candidate","seq":1,"callId":"c","generation":1,"candidate":{"candidate":"a","sdpMLineIndex":65536}})",
            "/candidate/sdpMLineIndex", "must be a whole number from 0 to 65535"},
        Case{R"({"type":"room-join","seq":1,"id":"m","room":"fifteen-letters"})", "/room", "is too short"},
        Case{R"({"type":"presence","seq":1,"id":"m","presence":"busy"})", "/presence", "is for the server to say"},
        Case{R"({"type":"chat-receipt","seq":1,"id":"m"})", "/to", "is missing, and so is from"},
        Case{R"({"type":"room","room":"sixteen-letters-","state":"meeting"})", "/other", "is missing in a meeting"},
        Case{R"({"type":"room","room":"sixteen-letters-","state":"waiting","asks":true})", "/asks",
             "is only for a meeting"},
        Case{R"({"type":"blocks","people":[{"id":"p","name":""}]})", "/people/0/name", "is empty"},
        Case{R"({"type":"error","code":"teapot","message":""})", "/code", "must be one of name-taken"}));

INSTANTIATE_TEST_SUITE_P(
    Together, Malformed,
    testing::Values(
        Case{R"({"type":"call-request","seq":1,"id":"m","media":"video","offer":"v=0"})", "/to",
             "is missing, and so is name"},
        Case{R"({"type":"call-request","seq":1,"id":"m","to":"p","name":"Ben","media":"video","offer":"v=0"})", "/name",
             "must be left out where to is given"},
        Case{R"({"type":"call-answer","seq":1,"id":"m","callId":"c","accept":false,"media":"video"})", "/media",
             "is only for an answer that accepts"},
        Case{
            R"({"type":"call-media","callId":"c","generation":1,"version":1,"microphone":true,"camera":true,"screen":false,
             "connected":true,"fresh":true})",
            "/fresh", "is only for a message that asks to restart"},
        Case{R"({"type":"chat","seq":1,"id":"m","to":"p","callId":"c","text":"hi"})", "/callId", "must be left out"}));

std::string call_text(const std::string& fields) {
  const std::string person = R"({"id":"p","name":"A","initials":"A","hue":0,"presence":"busy"})";
  return R"({"type":"call","callId":"c","version":1,"caller":)" + person + R"(,"receiver":)" + person +
         R"(,"media":"video","generation":1,"you":"caller","elsewhere":false,)" + fields + "}";
}

INSTANTIATE_TEST_SUITE_P(
    Snapshot, Malformed,
    testing::Values(
        Case{call_text(R"("status":"ENDED")"), "/reason", "is missing in a call that is over"},
        Case{call_text(R"("status":"DIALLING","reason":"busy")"), "/reason", "is only for a call that is over"},
        Case{call_text(R"("status":"DECLINED","reason":"hung-up")"), "/reason", "does not go with this status"},
        Case{call_text(R"("status":"MISSED","reason":"cancelled")"), "/reason", "does not go with this status"},
        Case{call_text(R"("status":"ONGOING","accepted":"video","endedBy":"caller")"), "/endedBy",
             "is only for a call that is over"},
        Case{call_text(R"("status":"ONGOING")"), "/accepted", "is missing in an ongoing call"},
        Case{call_text(R"("status":"DIALLING","accepted":"video")"), "/accepted",
             "is only for a call that was accepted"},
        Case{call_text(R"("status":"ONGOING","accepted":"video","asked":"receiver")"), "/asked",
             "is only for a call that rings"},
        Case{call_text(R"("status":"MISSED","reason":"no-answer","ringLeftMs":0)"), "/ringLeftMs",
             "is only for a call that rings"},
        Case{call_text(R"("status":"DIALLING","elapsedMs":0)"), "/elapsedMs", "is only for a call that was accepted"},
        Case{call_text(R"("status":"dialling")"), "/status",
             "must be one of DIALLING ONGOING ENDED DECLINED MISSED ERROR"}));

TEST(MalformedNames, OfPersonsAreRefused) {
  for (const std::string name :
       {R"(a\nb)", R"(\u0000)", R"(\u0085)", R"(\u202Eevil)", R"(\u2066x)", " ", R"(\u3000)", ""}) {
    const DecodeError error = refusal(R"({"type":"peer-joined","people":[{"id":"p","name":")" + name +
                                      R"(","initials":"A","hue":0,"presence":"free"}]})");
    EXPECT_EQ(error.where, "/people/0/name") << name;
  }
}

TEST(MalformedNesting, IsRefusedBeforeAnythingIsBuilt) {
  for (const std::string& bomb :
       {std::string(60'000, '['), R"({"type":"ping","number":1,"x":)" + std::string(60'000, '[')}) {
    const DecodeError error = refusal(bomb);
    EXPECT_EQ(error.code, ErrorCode::BadMessage);
    EXPECT_EQ(error.where, "");
    EXPECT_EQ(error.what, "is nested deeper than 16 levels");
  }
  // A hundred thousand brackets are more than a message may have; they do not even get that far.
  EXPECT_EQ(refusal(std::string(100'000, '[')).code, ErrorCode::TooLarge);
  Limits wide;
  wide.message_bytes = 1'000'000;
  wide.depth = 1'000'000;
  EXPECT_FALSE(decode(std::string(500'000, '['), wide).ok());
}

TEST(MalformedPrefix, IsNeverAMessage) {
  for (const Envelope& sample : sample_messages()) {
    const std::string text = encode(sample);
    for (std::size_t bytes = 0; bytes < text.size(); ++bytes) EXPECT_FALSE(decode(text.substr(0, bytes)).ok()) << text;
  }
}

TEST(DecodeError, NeverQuotesWhatWasReceived) {
  for (const std::string text :
       {R"({"type":"S3CRET"})", R"({"type":"ping","number":"S3CRET"})", R"(S3CRET)", R"({"type":"S3CRET)",
        R"({"type":"call-end","seq":1,"id":"S3CRET\n","callId":"c","cause":"cancel"})",
        R"({"S3CRET":1,"type":"ping"})"}) {
    EXPECT_EQ(to_string(refusal(text)).find("S3CRET"), std::string::npos) << to_string(refusal(text));
  }
}

TEST(DecodeError, ReadsAsASentence) {
  EXPECT_EQ(to_string(refusal(R"({"type":"ping"})")), "bad-message: /number is missing");
  EXPECT_EQ(to_string(refusal("[]")), "bad-message: the message must be an object");
}

}  // namespace
}  // namespace parley::protocol
