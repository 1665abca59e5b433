// Names requests, so that a line of the log, an answer and a person's report of it can be put together.
#pragma once

#include <cstdint>
#include <string>

#include "server/net/entropy.hpp"

namespace parley::net {

/// Unique across restarts; neither secret nor hard to guess.
class RequestIds {
 public:
  std::string next() { return prefix_ + std::to_string(++last_); }

 private:
  std::string prefix_ = random_hex(4) + "-";
  std::uint64_t last_ = 0;
};

}  // namespace parley::net
