// A client made of bytes: TCP, HTTP and WebSocket by hand, so that it can do everything that ours never would.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

struct ssl_st;  // OpenSSL's SSL

namespace parley::test {

/// What a client of TLS offers; zeros and nothing: whatever OpenSSL offers.
struct TlsOffer {
  int least = 0;  ///< TLS1_2_VERSION
  int most = 0;
  std::string ciphers{};  ///< of TLS 1.2 and before
};

class RawSocket {
 public:
  /// Connects to the server on this machine. `receive_buffer` in bytes, 0 for the system's choice.
  explicit RawSocket(std::uint16_t port, int receive_buffer = 0);
  ~RawSocket();
  RawSocket(RawSocket&& other) noexcept;
  RawSocket& operator=(RawSocket&& other) noexcept;

  /// Speaks TLS from now on, whoever the server is. False if they could not agree.
  bool begin_tls(const TlsOffer& offer = {});
  /// "TLSv1.3"
  std::string tls_version() const;
  /// The number of the server's certificate.
  std::string certificate_serial() const;
  /// Asks for a new handshake within the connection, and whether it was granted.
  bool renegotiate();

  /// False if the server has gone.
  bool send(std::string_view bytes);
  /// Exactly so many bytes; nothing if the connection ended before.
  std::optional<std::string> read(std::size_t bytes);
  /// Everything up to and with `end`; nothing if the connection ended before.
  std::optional<std::string> read_until(std::string_view end);
  /// Everything until the connection ends.
  std::string read_to_end();
  /// True when the server has ended the connection and everything before was read. Returns within milliseconds.
  bool has_ended();

  /// Ends it as a lost network would: at once, without a word.
  void cut();

 private:
  bool fill();

  int socket_ = -1;
  std::string buffer_;
  bool ended_ = false;
  std::shared_ptr<ssl_st> tls_;
};

struct RawResponse {
  int status = 0;
  std::map<std::string, std::string> headers;  ///< names in lower case; the values of equal ones joined by ", "
  std::string body;

  std::string header(const std::string& name) const;
};

/// Sends these bytes and reads one response. A status of 0 means that there was none.
RawResponse ask(RawSocket& socket, std::string_view request, bool is_head = false);

/// One request on a connection of its own. `headers` are whole lines, each ended by CR LF.
RawResponse http(std::uint16_t port, const std::string& method, const std::string& target,
                 const std::string& headers = "");

enum Opcode : std::uint8_t { kContinuation = 0, kText = 1, kBinary = 2, kClose = 8, kPing = 9, kPong = 10 };

struct RawFrame {
  int opcode = -1;  ///< -1: the connection ended
  bool final = true;
  std::string payload;

  /// Of a close frame; 1005 where it has none.
  int close_code() const;
};

/// The bytes of a frame as a client sends it, masked.
std::string frame(std::uint8_t opcode, std::string_view payload, bool final = true, std::uint8_t reserved_bits = 0);

/// The lines of a good handshake, with our subprotocol.
std::string handshake_request(std::uint16_t port, const std::string& more_headers = "",
                              const std::string& subprotocol = "parley.1");

class RawWebSocket {
 public:
  /// Connects and shakes hands. `response` tells how that went.
  explicit RawWebSocket(std::uint16_t port, const std::string& more_headers = "", int receive_buffer = 0);
  /// Shakes hands on a connection that is there, over TLS for example.
  RawWebSocket(RawSocket socket, std::uint16_t port, const std::string& more_headers = "");

  RawResponse response;

  RawSocket& socket() { return socket_; }
  bool send(std::string_view bytes) { return socket_.send(bytes); }
  bool send_text(std::string_view text) { return send(frame(kText, text)); }
  bool send_json(const nlohmann::json& message) { return send_text(message.dump()); }

  /// The next frame, control frames too. Answers nothing by itself.
  RawFrame receive();
  /// The next frame that is neither ping nor pong; pings are answered.
  RawFrame receive_data();
  /// Reads until a message of this type comes; what is between is dropped. A null value if the connection ends before.
  nlohmann::json receive_type(const std::string& type);
  /// Reads until the close frame and says its code; 0 if the connection ended without one.
  int receive_close();

 private:
  RawSocket socket_;
};

/// Somebody who has signed in: numbers its commands and keeps what the server numbered.
class RawPerson {
 public:
  RawPerson(std::uint16_t port, const nlohmann::json& hello, int receive_buffer = 0);
  RawPerson(RawWebSocket socket, const nlohmann::json& hello);
  static nlohmann::json hello(const std::string& name);

  RawWebSocket web_socket;
  nlohmann::json client_id;  ///< null if signing in failed
  std::uint64_t last_seen = 0;

  std::string id() const { return client_id["you"]["id"].get<std::string>(); }
  std::string token() const { return client_id["token"].get<std::string>(); }

  /// Sends a command with the next number.
  bool command(nlohmann::json message);
  /// The next message of this type, see RawWebSocket.
  nlohmann::json next(const std::string& type);
  /// The next `call` with this status.
  nlohmann::json next_call(const std::string& status);

 private:
  std::uint64_t sent_ = 0;
};

}  // namespace parley::test
