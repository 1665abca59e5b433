// One HTTP request over a connection of its own, blocking: what a benchmark needs to make accounts and to sign in.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace parley::bench {

struct HttpAnswer {
  int status = 0;  ///< 0: the connection ended without an answer
  std::string body;
};

/// Posts JSON from the loopback address of this number, as LoadClient does.
HttpAnswer post_json(std::uint16_t port, std::uint32_t number, std::string_view path, std::string_view json);

}  // namespace parley::bench
