// Random bytes from OpenSSL, drawn in large portions, each byte handed out once.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

#include "server/hub/event.hpp"

namespace parley::net {

class EntropyPool {
 public:
  using Portion = decltype(hub::Moment::entropy);

  /// Fresh random bytes. Ends the program if the system has none: tokens that can be guessed are worse than no server.
  Portion take();

 private:
  std::array<std::uint8_t, 4096> pool_{};
  std::size_t used_ = pool_.size();
};

/// So many random bytes in hexadecimal.
std::string random_hex(std::size_t bytes);

}  // namespace parley::net
