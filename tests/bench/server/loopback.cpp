#include "tests/bench/server/loopback.hpp"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/time.h>

namespace parley::bench {

int socket_of(std::uint32_t number) {
  const int made = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (made < 0) give_up("no more sockets");
  const int on = 1;
  setsockopt(made, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  const timeval patience{60, 0};
  setsockopt(made, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  setsockopt(made, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
  const sockaddr_in from = loopback(1 + number / kPeopleAnAddress, 0);
  if (bind(made, reinterpret_cast<const sockaddr*>(&from), sizeof from) != 0) give_up("bind");
  return made;
}

void give_up(const char* what) {
  std::fprintf(stderr, "The benchmark cannot go on: %s (%s).\n", what, std::strerror(errno));
  std::exit(1);
}

std::string masked_text(std::string_view text) {
  std::string bytes{static_cast<char>(0x81)};
  if (text.size() < 126) {
    bytes += static_cast<char>(0x80 | text.size());
  } else {
    bytes += static_cast<char>(0x80 | 126);
    bytes += static_cast<char>(text.size() >> 8);
    bytes += static_cast<char>(text.size() & 0xff);
  }
  bytes.append(4, '\0');  // a mask of zeros leaves the text as it is
  return bytes.append(text);
}

}  // namespace parley::bench
