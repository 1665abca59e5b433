#include "server/net/log.hpp"

#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace parley::net {
namespace {

std::string logged(LogFormat format, hub::LogLevel level, std::string_view value) {
  testing::internal::CaptureStderr();
  Log log(format, hub::LogLevel::Info);
  log.write(level, "something happened", {{"detail", value}, {"count", std::uint64_t{3}}});
  return testing::internal::GetCapturedStderr();
}

TEST(Log, ALineOfJsonIsAnObject) {
  const auto line = nlohmann::json::parse(logged(LogFormat::Json, hub::LogLevel::Warning, "it"), nullptr, false);
  EXPECT_EQ(line.value("level", ""), "warning");
  EXPECT_EQ(line.value("what", ""), "something happened");
  EXPECT_EQ(line.value("detail", ""), "it");
  EXPECT_EQ(line.value("count", 0), 3);
  EXPECT_EQ(line.value("time", "").size(), std::string("2026-11-21T19:30:00.000Z").size());
}

// Threat 20: log injection.
TEST(Log, ControlCharactersCannotMakeASecondLine) {
  for (const LogFormat format : {LogFormat::Text, LogFormat::Json}) {
    const std::string line = logged(format, hub::LogLevel::Info, "a\nb\r\x1b[31m\xff");
    EXPECT_EQ(line.find('\n'), line.size() - 1);
    EXPECT_EQ(line.find('\r'), std::string::npos);
    EXPECT_EQ(line.find('\x1b'), std::string::npos);
  }
}

TEST(Log, ALongValueIsCutShort) {
  EXPECT_LT(logged(LogFormat::Text, hub::LogLevel::Info, std::string(100'000, 'x')).size(), 1000u);
}

TEST(Log, LessImportantLinesAreLeftOut) { EXPECT_EQ(logged(LogFormat::Text, hub::LogLevel::Debug, "it"), ""); }

}  // namespace
}  // namespace parley::net
