// What other servers check is compared with what was computed elsewhere.
#include <gtest/gtest.h>

#include "server/api/accept.hpp"
#include "server/api/hmac.hpp"
#include "server/api/livekit_token.hpp"
#include "server/api/turn_credentials.hpp"

namespace parley::api {
namespace {

constexpr std::int64_t kNow = 1'784'000'000'000;

std::string hex(const std::string& bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const char byte : bytes) {
    text += kDigits[static_cast<unsigned char>(byte) >> 4U];
    text += kDigits[static_cast<unsigned char>(byte) & 15U];
  }
  return text;
}

TEST(Hmac, HasTheValuesOfRfc2202AndRfc4231) {
  EXPECT_EQ(hex(hmac_sha1(std::string(20, '\x0b'), "Hi There")), "b617318655057264e28bc0b6fb378c8ef146be00");
  EXPECT_EQ(hex(hmac_sha1("Jefe", "what do ya want for nothing?")), "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
  EXPECT_EQ(hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST(Base64, HasTheValuesOfRfc4648) {
  EXPECT_EQ(base64(""), "");
  EXPECT_EQ(base64("f"), "Zg==");
  EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
  EXPECT_EQ(base64("\xfb\xff\xfe"), "+//+");
  EXPECT_EQ(base64url("\xfb\xff\xfe"), "-__-");
  EXPECT_EQ(base64url("f"), "Zg");
}

TEST(LiveKitToken, IsTheOneComputedByHand) {
  const LiveKit server{"wss://media.example", "APIparley", "a secret of thirty-two characters", Milliseconds{600'000}};
  EXPECT_EQ(
      livekit_token(server, {CallId("c-Hs82"), PersonId("p-9hP2"), "Ada"}, kNow, "00ff"),
      "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."
      "eyJpc3MiOiJBUElwYXJsZXkiLCJzdWIiOiJwLTloUDIiLCJuYW1lIjoiQWRhIiwibmJmIjoxNzgzOTk5OTQwLCJleHAiOjE3ODQwMDA2MDAs"
      "Imp0aSI6IjAwZmYiLCJ2aWRlbyI6eyJyb29tIjoiYy1IczgyIiwicm9vbUpvaW4iOnRydWUsImNhblB1Ymxpc2giOnRydWUsImNhblN1YnNj"
      "cmliZSI6dHJ1ZSwiY2FuUHVibGlzaERhdGEiOnRydWV9fQ."
      "VXan8ZwlIvtUO7GLTUp6T1mRPnBZ4rPbnZaVvdxGv3g");
}

// Threat 13: abuse of the relay; credentials that are good for minutes.
TEST(RelayCredentials, AreTheOnesComputedByHand) {
  const Relay relay{{"turn:turn.example:3478"}, "north", Milliseconds{600'000}};
  const protocol::IceServer server = mint_relay(relay, PersonId("p-9hP2"), kNow);
  EXPECT_EQ(server.urls, relay.urls);
  EXPECT_EQ(server.username, "1784000600:p-9hP2");
  EXPECT_EQ(server.credential, "SPzGHxZ+dACCuj6tWxVBdydS7qI=");
}

TEST(Accept, PlainTextIsAskedForByName) {
  EXPECT_TRUE(prefers_plain_text("text/plain"));
  EXPECT_TRUE(prefers_plain_text("TEXT/Plain; charset=utf-8"));
  EXPECT_TRUE(prefers_plain_text("text/plain, */*"));
  EXPECT_TRUE(prefers_plain_text("application/json;q=0.5, text/plain;q=0.8"));
  EXPECT_FALSE(prefers_plain_text(""));
  EXPECT_FALSE(prefers_plain_text("*/*"));
  EXPECT_FALSE(prefers_plain_text("text/*"));
  EXPECT_FALSE(prefers_plain_text("application/json, text/plain, */*"));
  EXPECT_FALSE(prefers_plain_text("text/plain;q=0.5, application/json"));
  EXPECT_FALSE(prefers_plain_text("text/plain;q=0"));
  EXPECT_FALSE(prefers_plain_text("text/plain;q=0.000"));
}

}  // namespace
}  // namespace parley::api
