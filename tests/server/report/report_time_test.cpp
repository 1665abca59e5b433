#include "server/report/report_time.hpp"

#include <gtest/gtest.h>

namespace parley::report {
namespace {

constexpr store::WallTime kNoon = 1'795'262'400'250;  // 2026-11-21T12:00:00.250Z

TEST(ReportTime, IsWrittenInUtc) {
  EXPECT_EQ(iso_time(0), "1970-01-01T00:00:00.000Z");
  EXPECT_EQ(iso_time(kNoon), "2026-11-21T12:00:00.250Z");
  EXPECT_EQ(iso_time(951'782'399'999), "2000-02-28T23:59:59.999Z");
}

TEST(ReportTime, OfADurationHasHoursOnlyWhereThereAreSome) {
  EXPECT_EQ(spoken_duration(Milliseconds(0)), "0:00.0");
  EXPECT_EQ(spoken_duration(Milliseconds(7'049)), "0:07.0");
  EXPECT_EQ(spoken_duration(Milliseconds(754'300)), "12:34.3");
  EXPECT_EQ(spoken_duration(Milliseconds(3'723'400)), "1:02:03.4");
}

TEST(ReportTime, IsReadAsADayAPointOrSoLongAgo) {
  EXPECT_EQ(read_time("2026-11-21", 0), kNoon - 250 - 12 * 3'600'000);
  EXPECT_EQ(read_time("2026-11-21T12:00", 0), kNoon - 250);
  EXPECT_EQ(read_time("2026-11-21T12:00:00", 0), kNoon - 250);
  EXPECT_EQ(read_time("2026-11-21T12:00:00Z", 0), kNoon - 250);
  EXPECT_EQ(read_time(iso_time(kNoon), 0), kNoon);
  EXPECT_EQ(read_time("90s", kNoon), kNoon - 90'000);
  EXPECT_EQ(read_time("15m", kNoon), kNoon - 15 * 60'000);
  EXPECT_EQ(read_time("24h", kNoon), kNoon - 86'400'000);
  EXPECT_EQ(read_time("7d", kNoon), kNoon - 7 * 86'400'000);
}

TEST(ReportTime, ThatIsNoneIsRefused) {
  for (const char* text : {"", "yesterday", "2026", "2026-13-01", "2026-02-30", "2026-11-21T", "2026-11-21T25:00",
                           "2026-11-21T12:60", "2026-11-21T12:00:61", "2026-11-21T12:00:00+01:00", "2026-11-21 12:00",
                           "-5m", "5", "5w", "5 m", "99999999999999999999d", "+026-11-21"}) {
    EXPECT_EQ(read_time(text, kNoon), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace parley::report
