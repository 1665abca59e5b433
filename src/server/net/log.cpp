#include "server/net/log.hpp"

#include <chrono>

#include <fmt/chrono.h>
#include <nlohmann/json.hpp>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace parley::net {
namespace {

constexpr std::size_t kLongestValue = 512;  // bytes: a line stays readable whatever a peer sends

spdlog::level::level_enum to_spdlog(hub::LogLevel level) {
  switch (level) {
    case hub::LogLevel::Debug: return spdlog::level::debug;
    case hub::LogLevel::Info: return spdlog::level::info;
    case hub::LogLevel::Warning: return spdlog::level::warn;
  }
  return spdlog::level::info;
}

std::string_view name_of(hub::LogLevel level) {
  switch (level) {
    case hub::LogLevel::Debug: return "debug";
    case hub::LogLevel::Info: return "info";
    case hub::LogLevel::Warning: return "warning";
  }
  return "info";
}

/// RFC 3339 in UTC with milliseconds.
std::string now_in_words() {
  const auto now = std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
  const auto milliseconds = now.time_since_epoch().count() % 1000;
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z", fmt::gmtime(std::chrono::system_clock::to_time_t(now)),
                     milliseconds);
}

/// A quoted JSON string: control characters are escaped and invalid UTF-8 is replaced.
std::string quoted(std::string_view text) {
  return nlohmann::json(text.substr(0, kLongestValue)).dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
}

std::string printed(const LogField& field) {
  if (const auto* text = std::get_if<std::string_view>(&field.value)) return quoted(*text);
  if (const auto* number = std::get_if<std::int64_t>(&field.value)) return fmt::to_string(*number);
  return fmt::to_string(*std::get_if<std::uint64_t>(&field.value));
}

}  // namespace

Log::Log(LogFormat format, hub::LogLevel least)
    : format_(format),
      least_(least),
      logger_(std::make_shared<spdlog::logger>("parley", std::make_shared<spdlog::sinks::stderr_sink_st>())) {
  logger_->set_pattern("%v");
  logger_->set_level(to_spdlog(least));
}

void Log::write(hub::LogLevel level, std::string_view what, std::initializer_list<LogField> fields) {
  if (level < least_) return;
  fmt::memory_buffer line;
  const auto out = fmt::appender(line);
  if (format_ == LogFormat::Json) {
    fmt::format_to(out, R"({{"time":"{}","level":"{}","what":{})", now_in_words(), name_of(level), quoted(what));
    for (const LogField& field : fields) fmt::format_to(out, ",{}:{}", quoted(field.name), printed(field));
    fmt::format_to(out, "}}");
  } else {
    const std::string text = quoted(what);
    fmt::format_to(out, "{} {:7} {}", now_in_words(), name_of(level),
                   std::string_view(text).substr(1, text.size() - 2));
    for (const LogField& field : fields) fmt::format_to(out, " {}={}", field.name, printed(field));
  }
  logger_->log(to_spdlog(level), std::string_view(line.data(), line.size()));
}

}  // namespace parley::net
