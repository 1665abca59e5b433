// What the person who starts the server can decide: flags, then PARLEY_… variables, then a file. Secrets never stand in flags, which
// everybody on the machine can read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/base/time.hpp"
#include "server/api/ports.hpp"
#include "server/api/turn_credentials.hpp"
#include "server/hub/config.hpp"
#include "server/net/limits.hpp"
#include "server/net/log.hpp"
#include "server/net/trusted_proxies.hpp"

namespace parley::program {

/// The certificate and its key, as paths.
struct TlsFiles {
  std::string certificate;
  std::string key;
};

struct Place {
  std::string address;
  std::uint16_t port = 0;
};

struct Options {
  // ---- where it listens ----

  std::string listen = "127.0.0.1";  ///< plain HTTP is for this machine; others come over TLS, ours or a proxy's
  std::uint16_t port = 8081;         ///< 0: any free one
  std::optional<TlsFiles> tls;
  std::optional<std::uint16_t> http_port;  ///< answers nothing but the address over TLS
  std::optional<Place> admin;              ///< for the administrator, on this machine alone
  net::TrustedProxies trusted_proxies;
  std::vector<std::string> allowed_origins;
  /// Open connections; past it new ones are turned away. Above the sessions, which each need one, with room for requests.
  std::size_t connections = 25'000;

  // ---- what it keeps ----

  std::string data_dir = "parley-data";
  std::string database;  ///< empty: SQLite in data_dir
  /// Calls and sign-ins are forgotten after so many days; 0: never.
  std::uint32_t retention_days = 90;
  Milliseconds login_life{Milliseconds::rep{30} * 24 * 3600 * 1000};

  // ---- calls ----

  std::optional<api::Relay> relay;
  std::optional<api::LiveKit> livekit;

  std::string static_dir;         ///< empty: no files are served
  Milliseconds come_back{3'000};  ///< told to clients when the server stops: about a restart
  Milliseconds drain{5'000};      ///< what live calls have to end when the server stops
  net::LogFormat log_format = net::LogFormat::Text;
  hub::LogLevel log_level = hub::LogLevel::Info;
  net::NetLimits limits{};
  hub::Config hub{};
};

/// Why the program ends before it has begun: help, a check, or mistakes, one a line.
struct EarlyExit {
  int code = 0;
  std::string text;  ///< for standard output if the code is 0, else for standard error
};

/// What the options are read for: a report needs to know where the records are, and no certificate.
enum class Purpose { Serve, Report };

/// Reads the command line, the environment and the file named by `--config`. `version` is what `--version` prints.
Result<Options, EarlyExit> read_options(int argc, const char* const* argv, const std::string& version,
                                        Purpose purpose = Purpose::Serve);

}  // namespace parley::program
