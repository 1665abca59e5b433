#include "tests/bench/server/http_request.hpp"

#include <charconv>
#include <sys/socket.h>
#include <unistd.h>

#include <fmt/format.h>

#include "tests/bench/server/loopback.hpp"

namespace parley::bench {

HttpAnswer post_json(std::uint16_t port, std::uint32_t number, std::string_view path, std::string_view json) {
  const int connection = socket_of(number);
  const sockaddr_in to = loopback(0, port);
  if (connect(connection, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0) give_up("connect");
  const std::string request = fmt::format(
      "POST {} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: "
      "{}\r\n\r\n{}",
      path, json.size(), json);
  std::string text;
  if (send(connection, request.data(), request.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(request.size())) {
    char piece[4096];
    for (ssize_t got = 0; (got = recv(connection, piece, sizeof piece, 0)) > 0;) {
      text.append(piece, static_cast<std::size_t>(got));
    }
  }
  close(connection);
  HttpAnswer answer;
  constexpr std::size_t kStatusAt = 9;  // "HTTP/1.1 200 …"
  const std::size_t body = text.find("\r\n\r\n");
  if (text.size() < kStatusAt + 3 || body == std::string::npos) return answer;
  std::from_chars(text.data() + kStatusAt, text.data() + kStatusAt + 3, answer.status);
  answer.body = text.substr(body + 4);
  return answer;
}

}  // namespace parley::bench
