// Which database: `--database` taken apart. Its password goes nowhere but to the engine's own client.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/base/time.hpp"

namespace parley::store {

enum class Engine { Sqlite, MySql, PostgreSql };

struct DatabaseUrl {
  Engine engine = Engine::Sqlite;
  std::string path;    ///< SQLite: the file
  std::string host;    ///< empty: this machine, by the engine's own socket
  std::string port;    ///< empty: the engine's own
  std::string socket;  ///< MySQL: the socket's path; PostgreSQL: its folder
  std::string user;
  std::string password;
  std::string name;  ///< of the database
  std::string
      certificate_authority;  ///< a file; with it TLS is asked for (PostgreSQL: demanded, and the host's name checked)
  std::string certificate;
  std::string key;

  friend bool operator==(const DatabaseUrl&, const DatabaseUrl&) = default;
};

/// `mysql://user:password@host:port/name` (also `mariadb://`), `postgresql://…` (also `postgres://`), `sqlite:///path`; user,
/// password and name are percent-decoded. A socket of this machine: `?unix_socket=/path` (MySQL), `?host=/folder` (PostgreSQL).
/// TLS: `?sslca=`, `?sslcert=`, `?sslkey=`. Or a sentence, without the password.
Result<DatabaseUrl, std::string> read_database_url(std::string_view text);

/// For logs: no password.
std::string described(const DatabaseUrl& url);

/// What SOCI's backend of this engine wants to be told. `busy` bounds what the engine's client waits for.
std::string connect_string(const DatabaseUrl& url, Milliseconds busy);

}  // namespace parley::store
