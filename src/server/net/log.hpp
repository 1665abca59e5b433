// The server's log: one line for each thing that happened, as text for people or as JSON for programs. It never gets to see
// session descriptions, candidates, tokens, chat or names; what it gets is escaped, so that one line stays one line.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "server/hub/effect.hpp"

namespace spdlog {
class logger;
}

namespace parley::net {

enum class LogFormat { Text, Json };

/// A named value of a line.
struct LogField {
  std::string_view name;
  std::variant<std::int64_t, std::uint64_t, std::string_view> value;
};

/// Writes to standard error; standard output belongs to the one line that says where Parley is.
class Log {
 public:
  Log(LogFormat format, hub::LogLevel least);

  void debug(std::string_view what, std::initializer_list<LogField> fields = {}) {
    write(hub::LogLevel::Debug, what, fields);
  }
  void info(std::string_view what, std::initializer_list<LogField> fields = {}) {
    write(hub::LogLevel::Info, what, fields);
  }
  void warning(std::string_view what, std::initializer_list<LogField> fields = {}) {
    write(hub::LogLevel::Warning, what, fields);
  }

  void write(hub::LogLevel level, std::string_view what, std::initializer_list<LogField> fields);

 private:
  LogFormat format_;
  hub::LogLevel least_;
  std::shared_ptr<spdlog::logger> logger_;
};

}  // namespace parley::net
