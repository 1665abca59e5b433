#include "tests/bench/server/load_client.hpp"

#include <sys/socket.h>
#include <unistd.h>
#include <utility>

#include <openssl/ssl.h>

#include "tests/bench/server/loopback.hpp"

namespace parley::bench {
namespace {

constexpr int kTextOpcode = 1;
constexpr int kCloseOpcode = 8;
constexpr std::size_t kPiece = 64 * 1024;

/// Who the server is was not asked: it runs on this machine and is ours.
SSL_CTX* tls_context() {
  static SSL_CTX* const context = [] {
    SSL_CTX* made = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set_mode(made, SSL_MODE_RELEASE_BUFFERS);
    return made;
  }();
  return context;
}

}  // namespace

void LoadClient::FreeTls::operator()(ssl_st* tls) const { SSL_free(tls); }

LoadClient::LoadClient(std::uint16_t port, std::uint32_t number, Transport transport) : socket_(socket_of(number)) {
  const sockaddr_in to = loopback(0, port);
  if (connect(socket_, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0) give_up("connect");
  if (transport == Transport::Tls) start_tls();
  transmit(
      "GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: "
      "13\r\n"
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: parley.1\r\n\r\n");
  while (buffer_.find("\r\n\r\n") == std::string::npos) {
    if (!receive_bytes()) give_up("the handshake was not answered");
  }
  if (buffer_.rfind("HTTP/1.1 101", 0) != 0) give_up("the handshake was refused");
  buffer_.erase(0, buffer_.find("\r\n\r\n") + 4);
}

LoadClient::~LoadClient() {
  if (socket_ >= 0) close(socket_);
}

LoadClient::LoadClient(LoadClient&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)),
      tls_(std::move(other.tls_)),
      buffer_(std::move(other.buffer_)),
      taken_(other.taken_) {}

void LoadClient::start_tls() {
  tls_.reset(SSL_new(tls_context()));
  if (!tls_ || SSL_set_fd(tls_.get(), socket_) != 1 || SSL_connect(tls_.get()) != 1) give_up("TLS");
}

void LoadClient::transmit(std::string_view bytes) {
  const auto sent = tls_ ? SSL_write(tls_.get(), bytes.data(), static_cast<int>(bytes.size()))
                         : send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
  if (sent != static_cast<ssize_t>(bytes.size())) give_up("send");
}

bool LoadClient::receive_bytes() {
  const std::size_t before = buffer_.size();
  buffer_.resize(before + kPiece);
  char* const room = buffer_.data() + before;
  const auto got = tls_ ? SSL_read(tls_.get(), room, kPiece) : recv(socket_, room, kPiece, 0);
  buffer_.resize(before + (got > 0 ? static_cast<std::size_t>(got) : 0));
  return got > 0;
}

void LoadClient::send_text(std::string_view text) { transmit(masked_text(text)); }

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
      if (!receive_bytes()) give_up("the server ended a connection");
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
