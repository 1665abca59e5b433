#include "server/net/device_name.hpp"

#include <gtest/gtest.h>

namespace parley::net {
namespace {

TEST(DeviceName, ABrowserIsNamedWithItsSystem) {
  EXPECT_EQ(device_name("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"), "Firefox on Linux");
  EXPECT_EQ(device_name("Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) "
                        "Chrome/130.0.0.0 Mobile Safari/537.36"),
            "Chrome on Android");
  EXPECT_EQ(
      device_name("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
                  "Version/17.5 Mobile/15E148 Safari/604.1"),
      "Safari on iPhone");
  EXPECT_EQ(device_name("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) "
                        "Version/17.5 Safari/605.1.15"),
            "Safari on Mac");
  EXPECT_EQ(device_name("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
                        "Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0"),
            "Edge on Windows");
  EXPECT_EQ(device_name("Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
                        "FxiOS/128.0 Mobile/15E148 Safari/605.1.15"),
            "Firefox on iPad");
}

TEST(DeviceName, ABrowserOfAnUnknownSystemIsStillNamed) {
  EXPECT_EQ(device_name("Mozilla/5.0 (Haiku) Gecko/20100101 Firefox/128.0"), "Firefox");
}

TEST(DeviceName, WhateverElseIsAProgram) {
  for (const char* other : {"", "curl/8.5.0", "node", "Mozilla/5.0", "Firefox/128.0 on Linux", "\xff\x01"}) {
    EXPECT_EQ(device_name(other), "A program") << other;
  }
}

}  // namespace
}  // namespace parley::net
