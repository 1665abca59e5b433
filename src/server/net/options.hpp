// What the person who starts the server can decide: flags, then PARLEY_… variables, then a file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/base/time.hpp"
#include "server/hub/config.hpp"
#include "server/net/address_limits.hpp"
#include "server/net/log.hpp"

namespace parley::net {

/// Limits of sockets and requests. Those of people and calls are in hub::Config.
struct NetLimits {
  /// Time for a request's head to arrive whole: a phone at the edge of its network needs some, a slow-loris wants more.
  Milliseconds request{10'000};
  /// Time that an idle HTTP connection is kept for the next request.
  Milliseconds keep_alive{30'000};
  /// Bytes of a request's head: ten times what browsers send.
  std::uint32_t head_bytes = 8 * 1024;
  /// Header fields of a request: browsers send about fifteen.
  std::size_t head_fields = 64;
  /// Bytes that wait for a reader; past it the reader is disconnected and can resume. What one turn of the hub says comes on
  /// top, so that a long list of people can be sent at all.
  std::size_t queue_bytes = 1024 * 1024;
  /// Between two WebSocket pings: proxies cut silent connections after 30 s and more.
  Milliseconds ping{25'000};
  /// Time for a closing handshake before the connection is cut.
  Milliseconds close{5'000};
  AddressLimits::Limits per_address{};
};

struct Options {
  std::string listen = "127.0.0.1";  ///< plain HTTP is for this machine; others come through a TLS proxy
  std::uint16_t port = 8081;         ///< 0: any free one
  std::string data_dir;              ///< guests and their calls live in memory: nothing is written yet
  std::string static_dir;            ///< empty: no files are served
  std::vector<std::string> allowed_origins;
  Milliseconds come_back{3'000};  ///< told to clients when the server stops: about a restart
  LogFormat log_format = LogFormat::Text;
  hub::LogLevel log_level = hub::LogLevel::Info;
  NetLimits limits{};
  hub::Config hub{};
};

/// Why the program ends before it has begun: help, or a wrong option.
struct EarlyExit {
  int code = 0;
  std::string text;  ///< for standard output if the code is 0, else for standard error
};

/// Reads the command line, the environment and the file named by `--config`. `version` is what `--version` prints.
Result<Options, EarlyExit> read_options(int argc, const char* const* argv, const std::string& version);

}  // namespace parley::net
