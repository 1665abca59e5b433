// A client that costs next to nothing, so that thousands fit beside the server they load: a socket and frames by hand.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace parley::bench {

class LoadClient {
 public:
  /// Connects from the loopback address of this number, so that the server's limits by address are met as they are, and
  /// shakes hands. Ends the program if the server does not want it.
  LoadClient(std::uint16_t port, std::uint32_t number);
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

  int socket_ = -1;
  std::string buffer_;
  std::size_t taken_ = 0;
  std::string_view payload_;
  int opcode_ = 0;
};

}  // namespace parley::bench
