#include "server/store/database_url.hpp"

#include <algorithm>
#include <optional>

namespace parley::store {
namespace {

std::optional<std::string> percent_decoded(std::string_view text) {
  const auto digit = [](char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
  };
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      decoded += text[i];
      continue;
    }
    if (i + 2 >= text.size() || digit(text[i + 1]) < 0 || digit(text[i + 2]) < 0) return std::nullopt;
    decoded += static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2]));
    i += 2;
  }
  if (decoded.find('\0') != std::string::npos) return std::nullopt;
  return decoded;
}

Failure<std::string> wrong(std::string_view why) { return Failure{"The address of the database " + std::string(why)}; }

/// Puts what stands behind the question mark into `url`; a sentence if that cannot be.
std::optional<std::string> read_query(std::string_view query, DatabaseUrl& url) {
  while (!query.empty()) {
    const std::string_view pair = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(query.size(), pair.size() + 1));
    const std::size_t equals = pair.find('=');
    const std::string_view key = pair.substr(0, equals);
    const auto value = percent_decoded(equals == pair.npos ? std::string_view() : pair.substr(equals + 1));
    if (!value || value->empty()) return "has no readable value for \"" + std::string(key) + "\".";
    const bool mysql = url.engine == Engine::MySql;
    if (key == (mysql ? "unix_socket" : "host")) {
      url.socket = *value;
    } else if (key == "sslca") {
      url.certificate_authority = *value;
    } else if (key == "sslcert") {
      url.certificate = *value;
    } else if (key == "sslkey") {
      url.key = *value;
    } else {
      return "has the unknown setting \"" + std::string(key) + "\"; known are " + (mysql ? "unix_socket" : "host") +
             ", sslca, sslcert and sslkey.";
    }
  }
  return std::nullopt;
}

/// One `key=value` of a connection string; both client libraries take single quotes with backslashes.
std::string pair(std::string_view key, std::string_view value) {
  if (value.empty()) return {};
  std::string text(key);
  text += "='";
  for (const char c : value) {
    if (c == '\'' || c == '\\') text += '\\';
    text += c;
  }
  return text + "' ";
}

std::string seconds_up(Milliseconds time, int least) {
  return std::to_string(std::max<std::int64_t>(least, (time.count() + 999) / 1000));
}

}  // namespace

Result<DatabaseUrl, std::string> read_database_url(std::string_view text) {
  constexpr std::string_view kForms =
      "begins with none of sqlite:///path, mysql://user@host/name and postgresql://user@host/name.";
  const std::size_t scheme_end = text.find("://");
  if (scheme_end == text.npos) return wrong(kForms);
  const std::string_view scheme = text.substr(0, scheme_end);
  std::string_view rest = text.substr(scheme_end + 3);
  DatabaseUrl url;
  if (scheme == "sqlite") {
    const auto path = percent_decoded(rest);
    if (!path || path->empty() || path->front() != '/') return wrong("names no file: sqlite:///path.");
    // SOCI's connection string has no way to write it.
    if (path->find('"') != std::string::npos) return wrong("names a file with a quotation mark in its path.");
    url.path = *path;
    return url;
  }
  if (scheme == "mysql" || scheme == "mariadb") {
    url.engine = Engine::MySql;
  } else if (scheme == "postgresql" || scheme == "postgres") {
    url.engine = Engine::PostgreSql;
  } else {
    return wrong(kForms);
  }
  const std::size_t question = rest.find('?');
  const std::string_view query = question == rest.npos ? std::string_view() : rest.substr(question + 1);
  rest = rest.substr(0, question);
  const std::size_t slash = rest.find('/');
  if (slash == rest.npos || slash + 1 == rest.size()) return wrong("names no database behind the host.");
  const auto name = percent_decoded(rest.substr(slash + 1));
  std::string_view authority = rest.substr(0, slash);

  const std::size_t at = authority.rfind('@');
  if (at != authority.npos) {
    const std::string_view who = authority.substr(0, at);
    const std::size_t colon = who.find(':');
    const auto user = percent_decoded(who.substr(0, colon));
    const auto password = percent_decoded(colon == who.npos ? std::string_view() : who.substr(colon + 1));
    if (!user || !password) return wrong("has a user or password with a percent sign that is not written as %25.");
    url.user = *user;
    url.password = *password;
    authority.remove_prefix(at + 1);
  }
  const bool bracketed = authority.starts_with('[');
  const std::size_t host_end = bracketed ? authority.find(']') : authority.rfind(':');
  if (bracketed && host_end == authority.npos) return wrong("has a bracket without its other one.");
  url.host = bracketed ? authority.substr(1, host_end - 1) : authority.substr(0, host_end);
  std::string_view port = host_end == authority.npos ? std::string_view() : authority.substr(host_end + 1);
  if (bracketed && port.starts_with(':')) port.remove_prefix(1);
  if (port.size() > 5 || !std::all_of(port.begin(), port.end(), [](char c) { return c >= '0' && c <= '9'; })) {
    return wrong("has a port that is not a number.");
  }
  url.port = port;
  if (!name || name->empty() || name->find('/') != std::string::npos)
    return wrong("names no database behind the host.");
  url.name = *name;
  if (auto problem = read_query(query, url)) return wrong(*problem);
  return url;
}

std::string described(const DatabaseUrl& url) {
  if (url.engine == Engine::Sqlite) return "SQLite in " + url.path;
  std::string text = url.engine == Engine::MySql ? "MySQL database \"" : "PostgreSQL database \"";
  text += url.name + '"';
  if (!url.socket.empty()) return text + " at " + url.socket;
  if (url.host.empty()) return text + " on this machine";
  return text + " at " + url.host + (url.port.empty() ? "" : ":" + url.port);
}

std::string connect_string(const DatabaseUrl& url, Milliseconds busy) {
  switch (url.engine) {
    case Engine::Sqlite: return "db=\"" + url.path + "\"";
    case Engine::MySql:
      return pair("host", url.host) + pair("port", url.port) + pair("unix_socket", url.socket) +
             pair("user", url.user) + pair("password", url.password) + pair("db", url.name) +
             pair("sslca", url.certificate_authority) + pair("sslcert", url.certificate) + pair("sslkey", url.key) +
             pair("charset", "utf8mb4") + pair("connect_timeout", "3") +
             // The server gives up first (Database: innodb_lock_wait_timeout); this is for one that says nothing at all.
             pair("read_timeout", seconds_up(busy + Milliseconds(1000), 2)) +
             pair("write_timeout", seconds_up(busy + Milliseconds(1000), 2));
    case Engine::PostgreSql:
      return pair("host", url.socket.empty() ? url.host : url.socket) + pair("port", url.port) +
             pair("user", url.user) + pair("password", url.password) + pair("dbname", url.name) +
             pair("sslrootcert", url.certificate_authority) + pair("sslcert", url.certificate) +
             pair("sslkey", url.key) + pair("sslmode", url.certificate_authority.empty() ? "" : "verify-full") +
             pair("application_name", "parley") + pair("client_encoding", "UTF8") + pair("connect_timeout", "3") +
             // A server that is gone without a word is noticed in seconds, not in the two hours of TCP's defaults.
             pair("keepalives_idle", "5") + pair("keepalives_interval", "2") + pair("keepalives_count", "3") +
             pair("tcp_user_timeout", std::to_string(busy.count() + 5'000));
  }
  return {};
}

}  // namespace parley::store
