// A client that costs next to nothing, so that thousands fit beside the server they load: a socket and frames by hand.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct ssl_st;  // OpenSSL's SSL

namespace parley::bench {

enum class Transport { Plain, Tls };

class LoadClient {
 public:
  /// Connects from the loopback address of this number, so that the server's limits by address are met as they are, and
  /// shakes hands. Ends the program if the server does not want it.
  LoadClient(std::uint16_t port, std::uint32_t number, Transport transport = Transport::Plain);
  ~LoadClient();
  LoadClient(LoadClient&& other) noexcept;
  LoadClient& operator=(LoadClient&&) = delete;

  void send_text(std::string_view text);

  /// Waits for the next text message. Pings are dropped. The view holds until the next call.
  std::string_view receive();
  /// Waits for a message that contains these words.
  std::string receive_with(std::string_view words);
  /// Gives the memory of what was received back.
  void forget_received();

 private:
  bool take_frame();
  void start_tls();
  void transmit(std::string_view bytes);
  /// Adds what has come to `buffer_`, and waits for it. False at the end.
  bool receive_bytes();

  struct FreeTls {
    void operator()(ssl_st* tls) const;
  };

  int socket_ = -1;
  std::unique_ptr<ssl_st, FreeTls> tls_;
  std::string buffer_;
  std::size_t taken_ = 0;
  std::string_view payload_;
  int opcode_ = 0;
};

}  // namespace parley::bench
