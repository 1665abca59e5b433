#include "server/net/security_headers.hpp"

#include <gtest/gtest.h>

namespace parley::net {
namespace {

TEST(SecurityHeaders, InlineBlocksAreHashedAndLinkedOnesAreNot) {
  // printf '1' | openssl dgst -sha256 -binary | base64, and the same of 'a{}'
  const InlineHashes hashes =
      hash_inline_blocks("<STYLE>a{}</STYLE><script src=\"x.js\"></script><script type=\"module\">1</script>");
  EXPECT_EQ(hashes.scripts, " 'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s='");
  EXPECT_EQ(hashes.styles, " 'sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk='");
}

TEST(SecurityHeaders, AnUnfinishedBlockIsLeftOut) {
  EXPECT_EQ(hash_inline_blocks("<script>1").scripts, "");
  EXPECT_EQ(hash_inline_blocks("<script").scripts, "");
}

// Threat 18: the policy of the page.
TEST(SecurityHeaders, ThePolicyAllowsWebAssemblyAndNoEval) {
  const std::string policy = content_security_policy({" 'sha256-x'", ""}, "calls.example:8081");
  EXPECT_NE(policy.find("default-src 'none'"), std::string::npos);
  EXPECT_NE(policy.find("script-src 'self' 'wasm-unsafe-eval' 'sha256-x';"), std::string::npos);
  EXPECT_NE(policy.find("connect-src 'self' ws://calls.example:8081 wss://calls.example:8081;"), std::string::npos);
  EXPECT_NE(policy.find("frame-ancestors 'none'"), std::string::npos);
  EXPECT_EQ(policy.find("'unsafe-eval'"), std::string::npos);
  EXPECT_EQ(policy.find("'unsafe-inline'"), std::string::npos);
}

TEST(SecurityHeaders, ThePageMayConnectToTheMediaServerAndNowhereElse) {
  EXPECT_NE(content_security_policy({}, "", "wss://media.example/rtc")
                .find("connect-src 'self' wss://media.example https://media.example;"),
            std::string::npos);
  EXPECT_NE(content_security_policy({}, "", "ws://127.0.0.1:7880")
                .find("connect-src 'self' ws://127.0.0.1:7880 http://127.0.0.1:7880;"),
            std::string::npos);
  for (const char* url : {"", "media.example", "wss://", "wss://x; script-src *"}) {
    EXPECT_NE(content_security_policy({}, "", url).find("connect-src 'self';"), std::string::npos) << url;
  }
}

TEST(SecurityHeaders, AHostCannotWriteIntoThePolicy) {
  for (const char* host : {"", "x; script-src *", "x y", "x\"", "x'"}) {
    EXPECT_NE(content_security_policy({}, host).find("connect-src 'self';"), std::string::npos) << host;
  }
}

}  // namespace
}  // namespace parley::net
