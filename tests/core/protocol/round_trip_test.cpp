// What is written can be read again, and is the same.
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "core/protocol/codec.hpp"
#include "tests/core/protocol/printers.hpp"
#include "tests/core/protocol/samples.hpp"

namespace parley::protocol {
namespace {

TEST(RoundTrip, KeepsEveryFieldOfEveryMessage) {
  for (const Envelope& sample : sample_messages()) {
    const std::string text = encode(sample);
    const auto decoded = decode(text);
    ASSERT_TRUE(decoded.ok()) << text << "\n" << to_string(decoded.error());
    EXPECT_EQ(decoded.value(), sample) << text;
  }
}

TEST(RoundTrip, CoversEveryType) {
  std::set<std::size_t> seen;
  for (const Envelope& sample : sample_messages()) seen.insert(sample.message.index());
  EXPECT_EQ(seen.size(), std::variant_size_v<Message>);
}

TEST(RoundTrip, KeepsNamesOfEveryScript) {
  for (const std::string name :
       {"Zoë",    "Łukasz", "Ελένη",   "Борис",  "שרה",  "محمد",    "प्रिया",     "ธนา",
        "ნინო",   "አበበ",    "陳大文",  "さくら", "민준", "O'Brien", "a\"b\\c/d", "👩‍👩‍👧‍👦",
        "🇩🇪 Uwe", "𝔄da",    "e\u0301", "\u202Fx"}) {
    const Envelope joined{{}, PeerJoined{{person("p-1", "x"), Person{PersonId("p-2"), name, name, 0, Presence::Busy}}}};
    const auto decoded = decode(encode(joined));
    ASSERT_TRUE(decoded.ok()) << name << ": " << to_string(decoded.error());
    EXPECT_EQ(decoded.value(), joined);
  }
}

TEST(RoundTrip, KeepsWhatSomebodyTyped) {
  for (const std::string& name : {std::string(), std::string("  "), std::string("a\nb\t\x01\x7F"),
                                  std::string("nul\0inside", 10), std::string("\u202Eevil"), std::string(300, 'x')}) {
    const Envelope hello{{}, Hello{1, "", name, {}}};
    const auto decoded = decode(encode(hello));
    ASSERT_TRUE(decoded.ok()) << to_string(decoded.error());
    EXPECT_EQ(decoded.value(), hello);
  }
}

TEST(Encode, WritesTheFormOfTheReadme) {
  EXPECT_EQ(encode(Ping{7}), R"({"type":"ping","number":7})");
  EXPECT_EQ(encode(Offer{CallId("c"), 2, true, "v=0\r\n", {}}, 17),
            R"({"type":"offer","seq":17,"callId":"c","generation":2,"fresh":true,"sdp":"v=0\r\n"})");
  EXPECT_EQ(encode(IceCandidate{CallId("c"), 1, {}, {}}, 1),
            R"({"type":"ice-candidate","seq":1,"callId":"c","generation":1,"candidate":null})");
  EXPECT_EQ(encode(Hello{1, "", "\x01\"\\\t", {}}), R"({"type":"hello","version":1,"name":"\u0001\"\\\t"})");
}

TEST(Decode, IgnoresUnknownFieldsAndTheOrderOfFields) {
  const auto decoded =
      decode(R"( { "x" : [{"type":"bye"}, 1.5e3, -1], "number" : 7 , "seqs": null, "type" : "p\u0069ng" } )");
  ASSERT_TRUE(decoded.ok()) << to_string(decoded.error());
  EXPECT_EQ(decoded.value(), (Envelope{{}, Ping{7}}));
}

TEST(Decode, TakesNullForWhatIsLeftOut) {
  const auto decoded = decode(
      R"({"type":"ice-candidate","seq":1,"callId":"c","generation":1,"from":null,
          "candidate":{"candidate":"x","sdpMid":null,"sdpMLineIndex":null,"usernameFragment":null}})");
  ASSERT_TRUE(decoded.ok()) << to_string(decoded.error());
  EXPECT_EQ(decoded.value(), (Envelope{1, IceCandidate{CallId("c"), 1, Candidate{"x", {}, {}, {}}, {}}}));
}

TEST(Decode, ReadsWhatAClientSaysAboutItselfAsSaid) {
  // To drop or to overwrite it is the hub's business.
  const auto decoded = decode(R"({"type":"chat","seq":1,"id":"m","text":"hi","from":"p-eve","sentAt":1})");
  ASSERT_TRUE(decoded.ok()) << to_string(decoded.error());
  EXPECT_EQ(decoded.value(), (Envelope{1, Chat{MessageId("m"), {}, {}, "hi", PersonId("p-eve"), 1}}));
}

#if GTEST_HAS_DEATH_TEST && !defined(NDEBUG)
TEST(EncodeDeathTest, AssertsThatTheMessageIsValid) {
  EXPECT_DEATH(encode(CallRequest{MessageId("m"), {}, {}, Media::Video, "v=0"}, 1), "check");
  EXPECT_DEATH(encode(Chat{MessageId("m"), {}, {}, "\xFF", {}, {}}, 1), "check");
}

TEST(EncodeDeathTest, AssertsThatCommandsAndOnlyCommandsAreNumbered) {
  EXPECT_DEATH(encode(Chat{MessageId("m"), {}, {}, "hi", {}, {}}), "sequence");
  EXPECT_DEATH(encode(Ping{1}, 1), "sequence");
}
#endif

}  // namespace
}  // namespace parley::protocol
