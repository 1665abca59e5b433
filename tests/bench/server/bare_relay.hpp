// What relaying costs when nothing is looked at: bytes from one socket to another in a process of its own. The machine's own
// share of the server's figure, measured in the same run.
#pragma once

#include <cstdint>
#include <sys/types.h>

namespace parley::bench {

class BareRelay {
 public:
  BareRelay();
  ~BareRelay();
  BareRelay(const BareRelay&) = delete;
  BareRelay& operator=(const BareRelay&) = delete;

  /// Nanoseconds of processor time for one message of `bytes` bytes, over so many pairs of sockets at once.
  double nanoseconds_per_message(std::uint32_t pairs, std::uint64_t messages, std::uint32_t bytes);

 private:
  pid_t pid_ = -1;
  std::uint16_t port_ = 0;
};

}  // namespace parley::bench
