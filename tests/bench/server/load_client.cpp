#include "tests/bench/server/load_client.hpp"

#include <arpa/inet.h>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>
#include <utility>

namespace parley::bench {
namespace {

constexpr std::uint32_t kClientsAnAddress = 50;
constexpr int kTextOpcode = 1;
constexpr int kCloseOpcode = 8;

[[noreturn]] void give_up(const char* what) {
  std::fprintf(stderr, "The benchmark cannot go on: %s (%s).\n", what, std::strerror(errno));
  std::exit(1);
}

sockaddr_in loopback(std::uint32_t host, std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK + host);
  return address;
}

}  // namespace

LoadClient::LoadClient(std::uint16_t port, std::uint32_t number)
    : socket_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  if (socket_ < 0) give_up("no more sockets");
  const int on = 1;
  setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  const timeval patience{60, 0};
  setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  setsockopt(socket_, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
  const sockaddr_in from = loopback(1 + number / kClientsAnAddress, 0);
  const sockaddr_in to = loopback(0, port);
  if (bind(socket_, reinterpret_cast<const sockaddr*>(&from), sizeof from) != 0) give_up("bind");
  if (connect(socket_, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0) give_up("connect");
  const std::string request =
      "GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: "
      "13\r\n"
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: parley.1\r\n\r\n";
  if (send(socket_, request.data(), request.size(), MSG_NOSIGNAL) < 0) give_up("send");
  while (buffer_.find("\r\n\r\n") == std::string::npos) {
    char piece[4096];
    const ssize_t got = recv(socket_, piece, sizeof piece, 0);
    if (got <= 0) give_up("the handshake was not answered");
    buffer_.append(piece, static_cast<std::size_t>(got));
  }
  if (buffer_.rfind("HTTP/1.1 101", 0) != 0) give_up("the handshake was refused");
  buffer_.erase(0, buffer_.find("\r\n\r\n") + 4);
}

LoadClient::~LoadClient() {
  if (socket_ >= 0) close(socket_);
}

LoadClient::LoadClient(LoadClient&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)), buffer_(std::move(other.buffer_)), taken_(other.taken_) {}

void LoadClient::send_text(std::string_view text) {
  std::string bytes{static_cast<char>(0x81)};
  if (text.size() < 126) {
    bytes += static_cast<char>(0x80 | text.size());
  } else {
    bytes += static_cast<char>(0x80 | 126);
    bytes += static_cast<char>(text.size() >> 8);
    bytes += static_cast<char>(text.size() & 0xff);
  }
  bytes.append(4, '\0');  // a mask of zeros leaves the text as it is
  bytes += text;
  if (send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(bytes.size())) give_up("send");
}

bool LoadClient::take_frame() {
  const std::string_view rest = std::string_view(buffer_).substr(taken_);
  if (rest.size() < 2) return false;
  std::size_t length = static_cast<unsigned char>(rest[1]) & 0x7f;
  std::size_t head = 2;
  if (length >= 126) {
    const std::size_t digits = length == 126 ? 2 : 8;
    head += digits;
    if (rest.size() < head) return false;
    length = 0;
    for (std::size_t digit = 0; digit < digits; ++digit)
      length = length * 256 + static_cast<unsigned char>(rest[2 + digit]);
  }
  if (rest.size() < head + length) return false;
  opcode_ = rest[0] & 0x0f;
  payload_ = rest.substr(head, length);
  taken_ += head + length;
  return true;
}

std::string_view LoadClient::receive() {
  for (;;) {
    while (!take_frame()) {
      buffer_.erase(0, std::exchange(taken_, 0));
      const std::size_t before = buffer_.size();
      buffer_.resize(before + 64 * 1024);
      const ssize_t got = recv(socket_, buffer_.data() + before, 64 * 1024, 0);
      if (got <= 0) give_up("the server ended a connection");
      buffer_.resize(before + static_cast<std::size_t>(got));
    }
    if (opcode_ == kTextOpcode) return payload_;
    if (opcode_ == kCloseOpcode) give_up("the server closed a connection");
  }
}

std::string LoadClient::receive_with(std::string_view words) {
  for (;;) {
    const std::string_view message = receive();
    if (message.find(R"("type":"error")") != std::string_view::npos) give_up(std::string(message).c_str());
    if (message.find(words) != std::string_view::npos) return std::string(message);
  }
}

void LoadClient::forget_received() {
  buffer_.erase(0, std::exchange(taken_, 0));
  buffer_.shrink_to_fit();
}

}  // namespace parley::bench
