// Sockets of this machine: 127.0.0.0/8 has an address for everybody, so that limits by address are met as they are.
#pragma once

#include <cstdint>
#include <netinet/in.h>
#include <string>
#include <string_view>

namespace parley::bench {

/// People who share an address.
inline constexpr std::uint32_t kPeopleAnAddress = 50;

/// 127.0.0.1 and what follows it.
inline sockaddr_in loopback(std::uint32_t host, std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK + host);
  return address;
}

/// A new socket at the address of this number, not connected yet, without delays. Ends the program if there is none.
int socket_of(std::uint32_t number);

/// Ends the program with a sentence.
[[noreturn]] void give_up(const char* what);

/// The WebSocket frame of a text of at most 65,535 bytes, as a client sends it (RFC 6455, section 5.2).
std::string masked_text(std::string_view text);

}  // namespace parley::bench
