// What the person who starts the server can decide: flags, then PARLEY_… variables, then a file.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/base/time.hpp"
#include "server/hub/config.hpp"
#include "server/net/limits.hpp"
#include "server/net/log.hpp"

namespace parley::program {

struct Options {
  std::string listen = "127.0.0.1";  ///< plain HTTP is for this machine; others come through a TLS proxy
  std::uint16_t port = 8081;         ///< 0: any free one
  std::string data_dir;              ///< guests and their calls live in memory: nothing is written yet
  std::string static_dir;            ///< empty: no files are served
  std::vector<std::string> allowed_origins;
  Milliseconds come_back{3'000};  ///< told to clients when the server stops: about a restart
  net::LogFormat log_format = net::LogFormat::Text;
  hub::LogLevel log_level = hub::LogLevel::Info;
  net::NetLimits limits{};
  hub::Config hub{};
};

/// Why the program ends before it has begun: help, or a wrong option.
struct EarlyExit {
  int code = 0;
  std::string text;  ///< for standard output if the code is 0, else for standard error
};

/// Reads the command line, the environment and the file named by `--config`. `version` is what `--version` prints.
Result<Options, EarlyExit> read_options(int argc, const char* const* argv, const std::string& version);

}  // namespace parley::program
