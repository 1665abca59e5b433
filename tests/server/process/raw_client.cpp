#include "tests/server/process/raw_client.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <cctype>
#include <csignal>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

#include <gtest/gtest.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

namespace parley::test {
namespace {

constexpr int kPatienceMilliseconds = 60'000;  // a bound for broken servers, far beyond what a good one needs

bool is_ready(int socket, short what, int milliseconds) {
  pollfd entry{socket, what, 0};
  return poll(&entry, 1, milliseconds) == 1;
}

}  // namespace

RawSocket::RawSocket(std::uint16_t port, int receive_buffer)
    : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  if (receive_buffer > 0) setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
  const int on = 1;
  setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    ADD_FAILURE() << "no connection to port " << port;
    ended_ = true;
  }
}

RawSocket::~RawSocket() {
  tls_.reset();
  if (socket_ >= 0) close(socket_);
}

RawSocket::RawSocket(RawSocket&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)),
      buffer_(std::move(other.buffer_)),
      ended_(other.ended_),
      tls_(std::move(other.tls_)) {}

RawSocket& RawSocket::operator=(RawSocket&& other) noexcept {
  std::swap(socket_, other.socket_);
  std::swap(buffer_, other.buffer_);
  std::swap(ended_, other.ended_);
  std::swap(tls_, other.tls_);
  return *this;
}

bool RawSocket::begin_tls(const TlsOffer& offer) {
  std::signal(SIGPIPE, SIG_IGN);  // OpenSSL writes as to a file
  const std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)> context(SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
  SSL_CTX_set_security_level(context.get(), 0);  // it is the server that must refuse
  SSL_CTX_set_min_proto_version(context.get(), offer.least);
  SSL_CTX_set_max_proto_version(context.get(), offer.most);
  if (!offer.ciphers.empty()) SSL_CTX_set_cipher_list(context.get(), offer.ciphers.c_str());
  SSL_CTX_set_options(context.get(), SSL_OP_IGNORE_UNEXPECTED_EOF);
  tls_.reset(SSL_new(context.get()), SSL_free);
  SSL_set_fd(tls_.get(), socket_);
  return SSL_connect(tls_.get()) == 1;
}

std::string RawSocket::tls_version() const { return SSL_get_version(tls_.get()); }

std::string RawSocket::certificate_serial() const {
  const std::unique_ptr<X509, void (*)(X509*)> certificate(SSL_get1_peer_certificate(tls_.get()), X509_free);
  return certificate ? std::to_string(ASN1_INTEGER_get(X509_get0_serialNumber(certificate.get()))) : "";
}

bool RawSocket::renegotiate() {
  return SSL_renegotiate(tls_.get()) == 1 && SSL_do_handshake(tls_.get()) == 1 &&
         SSL_renegotiate_pending(tls_.get()) == 0;
}

bool RawSocket::send(std::string_view bytes) {
  if (tls_ && !bytes.empty()) return SSL_write(tls_.get(), bytes.data(), static_cast<int>(bytes.size())) > 0;
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool RawSocket::fill() {
  if (ended_) return false;
  const bool is_decrypted = tls_ && SSL_pending(tls_.get()) > 0;
  if (!is_decrypted && !is_ready(socket_, POLLIN, kPatienceMilliseconds)) {
    ADD_FAILURE() << "the server neither sends nor ends the connection";
    ended_ = true;
    return false;
  }
  char piece[65536];
  const ssize_t got = tls_ ? SSL_read(tls_.get(), piece, sizeof piece) : recv(socket_, piece, sizeof piece, 0);
  if (got <= 0) {
    ended_ = true;
    return false;
  }
  buffer_.append(piece, static_cast<std::size_t>(got));
  return true;
}

std::optional<std::string> RawSocket::read(std::size_t bytes) {
  while (buffer_.size() < bytes) {
    if (!fill()) return std::nullopt;
  }
  std::string taken = buffer_.substr(0, bytes);
  buffer_.erase(0, bytes);
  return taken;
}

std::optional<std::string> RawSocket::read_until(std::string_view end) {
  std::size_t at = std::string::npos;
  while ((at = buffer_.find(end)) == std::string::npos) {
    if (!fill()) return std::nullopt;
  }
  return read(at + end.size());
}

std::string RawSocket::read_to_end() {
  while (fill()) {
  }
  return std::exchange(buffer_, {});
}

bool RawSocket::has_ended() {
  while (!ended_ && is_ready(socket_, POLLIN, 1)) fill();
  return ended_;
}

void RawSocket::cut() {
  const linger at_once{1, 0};  // a reset instead of an orderly end
  setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  close(std::exchange(socket_, -1));
  ended_ = true;
}

std::string RawResponse::header(const std::string& name) const {
  const auto found = headers.find(name);
  return found == headers.end() ? std::string() : found->second;
}

RawResponse ask(RawSocket& socket, std::string_view request, bool is_head) {
  RawResponse response;
  socket.send(request);
  const auto head = socket.read_until("\r\n\r\n");
  if (!head || head->size() < 12) return response;
  response.status = std::stoi(head->substr(9, 3));
  for (std::size_t line = head->find("\r\n") + 2; line + 2 < head->size(); line = head->find("\r\n", line) + 2) {
    const std::size_t colon = head->find(':', line);
    std::string name = head->substr(line, colon - line);
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char letter) { return std::tolower(letter); });
    const std::string value = head->substr(colon + 2, head->find("\r\n", colon) - colon - 2);
    std::string& joined = response.headers[name];
    joined += (joined.empty() ? "" : ", ") + value;
  }
  const bool has_body = !is_head && response.status != 304 && response.status != 101;
  if (has_body) response.body = socket.read(std::stoul("0" + response.header("content-length"))).value_or("");
  return response;
}

RawResponse http(std::uint16_t port, const std::string& method, const std::string& target, const std::string& headers) {
  RawSocket socket(port);
  const std::string request =
      method + " " + target + " HTTP/1.1\r\nHost: localhost:" + std::to_string(port) + "\r\n" + headers;
  return ask(socket, request + "Connection: close\r\n\r\n", method == "HEAD");
}

int RawFrame::close_code() const {
  if (opcode != kClose) return 0;
  if (payload.size() < 2) return 1005;
  return static_cast<unsigned char>(payload[0]) * 256 + static_cast<unsigned char>(payload[1]);
}

std::string frame(std::uint8_t opcode, std::string_view payload, bool final, std::uint8_t reserved_bits) {
  constexpr std::string_view kMask = "\x37\xfa\x21\x3d";
  std::string bytes;
  bytes += static_cast<char>((final ? 0x80 : 0) | (reserved_bits << 4) | opcode);
  const std::size_t length = payload.size();
  if (length < 126) {
    bytes += static_cast<char>(0x80 | length);
  } else {
    const int digits = length < 65536 ? 2 : 8;
    bytes += static_cast<char>(0x80 | (digits == 2 ? 126 : 127));
    for (int digit = digits - 1; digit >= 0; --digit) bytes += static_cast<char>((length >> (8 * digit)) & 0xff);
  }
  bytes += kMask;
  for (std::size_t index = 0; index < length; ++index) bytes += static_cast<char>(payload[index] ^ kMask[index % 4]);
  return bytes;
}

std::string handshake_request(std::uint16_t port, const std::string& more_headers, const std::string& subprotocol) {
  return "GET /ws HTTP/1.1\r\nHost: localhost:" + std::to_string(port) +
         "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
         "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
         (subprotocol.empty() ? "" : "Sec-WebSocket-Protocol: " + subprotocol + "\r\n") + more_headers + "\r\n";
}

RawWebSocket::RawWebSocket(std::uint16_t port, const std::string& more_headers, int receive_buffer)
    : socket_(port, receive_buffer) {
  response = ask(socket_, handshake_request(port, more_headers));
}

RawWebSocket::RawWebSocket(RawSocket socket, std::uint16_t port, const std::string& more_headers)
    : socket_(std::move(socket)) {
  response = ask(socket_, handshake_request(port, more_headers));
}

RawFrame RawWebSocket::receive() {
  const auto head = socket_.read(2);
  if (!head) return {};
  RawFrame received;
  received.opcode = (*head)[0] & 0x0f;
  received.final = ((*head)[0] & 0x80) != 0;
  EXPECT_EQ((*head)[0] & 0x70, 0) << "reserved bits";
  EXPECT_EQ((*head)[1] & 0x80, 0) << "a server must not mask";
  std::size_t length = (*head)[1] & 0x7f;
  if (length >= 126) {
    const auto digits = socket_.read(length == 126 ? 2 : 8);
    if (!digits) return {};
    length = 0;
    for (const char digit : *digits) length = length * 256 + static_cast<unsigned char>(digit);
  }
  auto payload = socket_.read(length);
  if (!payload) return {};
  received.payload = std::move(*payload);
  return received;
}

RawFrame RawWebSocket::receive_data() {
  for (;;) {
    RawFrame received = receive();
    if (received.opcode == kPing) send(frame(kPong, received.payload));
    if (received.opcode != kPing && received.opcode != kPong) return received;
  }
}

nlohmann::json RawWebSocket::receive_type(const std::string& type) {
  for (;;) {
    const RawFrame received = receive_data();
    if (received.opcode != kText) return nullptr;
    nlohmann::json message = nlohmann::json::parse(received.payload, nullptr, false);
    if (message.is_object() && message.value("type", "") == type) return message;
  }
}

int RawWebSocket::receive_close() {
  for (;;) {
    const RawFrame received = receive_data();
    if (received.opcode == -1) return 0;
    if (received.opcode == kClose) return received.close_code();
  }
}

RawPerson::RawPerson(std::uint16_t port, const nlohmann::json& hello, int receive_buffer)
    : RawPerson(RawWebSocket(port, "", receive_buffer), hello) {}

RawPerson::RawPerson(RawWebSocket socket, const nlohmann::json& hello) : web_socket(std::move(socket)) {
  web_socket.send_json(hello);
  client_id = web_socket.receive_type("client-id");
}

nlohmann::json RawPerson::hello(const std::string& name) { return {{"type", "hello"}, {"version", 1}, {"name", name}}; }

bool RawPerson::command(nlohmann::json message) {
  message["seq"] = ++sent_;
  return web_socket.send_json(message);
}

nlohmann::json RawPerson::next(const std::string& type) {
  for (;;) {
    const RawFrame received = web_socket.receive_data();
    if (received.opcode != kText) return nullptr;
    nlohmann::json message = nlohmann::json::parse(received.payload, nullptr, false);
    if (message.contains("seq")) last_seen = message["seq"].get<std::uint64_t>();
    if (message.value("type", "") == type) return message;
  }
}

nlohmann::json RawPerson::next_call(const std::string& status) {
  for (;;) {
    nlohmann::json call = next("call");
    if (call.is_null() || call.value("status", "") == status) return call;
  }
}

}  // namespace parley::test
