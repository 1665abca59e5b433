#include "server/report/report_time.hpp"

#include <array>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdio>

namespace parley::report {
namespace {

using std::chrono::floor;

/// Reads exactly `digits` digits from the beginning of `text`, which must be followed by `end` where that is not 0.
std::optional<int> take(std::string_view& text, std::size_t digits, char end) {
  if (text.size() < digits + (end != 0 ? 1 : 0)) return std::nullopt;
  int number = 0;
  const auto read = std::from_chars(text.data(), text.data() + digits, number);
  if (read.ec != std::errc() || read.ptr != text.data() + digits || number < 0) return std::nullopt;
  text.remove_prefix(digits);
  if (end == 0) return number;
  if (text.front() != end) return std::nullopt;
  text.remove_prefix(1);
  return number;
}

std::optional<store::WallTime> read_ago(std::string_view text, store::WallTime now) {
  std::int64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  constexpr std::int64_t kMost = 1'000'000;
  if (read.ec != std::errc() || read.ptr + 1 != text.data() + text.size() || number < 0 || number > kMost)
    return std::nullopt;
  switch (text.back()) {
    case 's': return now - number * 1'000;
    case 'm': return now - number * 60'000;
    case 'h': return now - number * 3'600'000;
    case 'd': return now - number * 86'400'000;
    default: return std::nullopt;
  }
}

}  // namespace

std::string iso_time(store::WallTime time) {
  const std::chrono::sys_time<Milliseconds> point{Milliseconds(time)};
  const auto day = floor<std::chrono::days>(point);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(point - day);
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()), static_cast<int>(clock.subseconds().count()));
  return text.data();
}

std::string spoken_duration(Milliseconds duration) {
  const std::int64_t tenths = duration.count() / 100;
  const std::int64_t seconds = tenths / 10;
  std::array<char, 40> text{};
  if (seconds >= 3'600) {
    std::snprintf(text.data(), text.size(), "%lld:%02d:%02d.%d", static_cast<long long>(seconds / 3'600),
                  static_cast<int>(seconds / 60 % 60), static_cast<int>(seconds % 60), static_cast<int>(tenths % 10));
  } else {
    std::snprintf(text.data(), text.size(), "%d:%02d.%d", static_cast<int>(seconds / 60),
                  static_cast<int>(seconds % 60), static_cast<int>(tenths % 10));
  }
  return text.data();
}

std::optional<store::WallTime> read_time(std::string_view text, store::WallTime now) {
  if (auto ago = read_ago(text, now)) return ago;
  const auto year = take(text, 4, '-');
  const auto month = year ? take(text, 2, '-') : std::nullopt;
  const auto day = month ? take(text, 2, 0) : std::nullopt;
  if (!day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  Milliseconds time = std::chrono::duration_cast<Milliseconds>(std::chrono::sys_days(date).time_since_epoch());
  if (text.empty()) return time.count();
  if (text.front() != 'T') return std::nullopt;
  text.remove_prefix(1);
  const auto hour = take(text, 2, ':');
  const auto minute = hour ? take(text, 2, 0) : std::nullopt;
  if (!minute || *hour > 23 || *minute > 59) return std::nullopt;
  time += std::chrono::hours(*hour) + std::chrono::minutes(*minute);
  if (text.starts_with(':')) {
    text.remove_prefix(1);
    const auto second = take(text, 2, 0);
    if (!second || *second > 59) return std::nullopt;
    time += std::chrono::seconds(*second);
  }
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    const auto thousandths = take(text, 3, 0);
    if (!thousandths) return std::nullopt;
    time += Milliseconds(*thousandths);
  }
  if (text == "Z") text = {};
  return text.empty() ? std::optional(time.count()) : std::nullopt;
}

}  // namespace parley::report
