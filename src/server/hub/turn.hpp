// What one event has at hand while it is handled: its moment, the random bytes it may mint ids from, and where effects go.
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/time.hpp"
#include "server/hub/effect.hpp"
#include "server/hub/event.hpp"

namespace parley::hub {

class Turn {
 public:
  Turn(const Moment& moment, std::vector<Effect>& out) : moment_(moment), out_(out) {}

  Instant now() const { return moment_.now; }
  std::int64_t wall() const { return moment_.wall; }

  template <class E>
  void emit(E effect) {
    out_.emplace_back(std::move(effect));
  }

  void log(LogLevel level, std::string_view what, ConnectionId connection = 0, const CallId& call = {},
           std::string detail = {}) {
    out_.emplace_back(Log{level, std::string(what), connection, call, std::move(detail)});
  }

  /// 128 random bits as hexadecimal digits behind a prefix that tells the kinds of ids apart in a log.
  std::string mint(std::string_view prefix) { return hexadecimal(prefix, 16); }

  /// 256 random bits: who has them may speak for a session.
  std::string mint_token() { return hexadecimal("t-", 32); }

  std::uint64_t draw() {
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < sizeof number; ++i) number = number << 8U | take();
    return number;
  }

 private:
  std::string hexadecimal(std::string_view prefix, std::size_t bytes) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text(prefix);
    text.reserve(prefix.size() + 2 * bytes);
    for (std::size_t i = 0; i < bytes; ++i) {
      const std::uint8_t byte = take();
      text += kDigits[byte >> 4U];
      text += kDigits[byte & 15U];
    }
    return text;
  }

  std::uint8_t take() {
    assert(used_ < moment_.entropy.size());  // one event mints few ids: more is our bug
    return moment_.entropy[used_++];
  }

  const Moment& moment_;
  std::vector<Effect>& out_;
  std::size_t used_ = 0;
};

}  // namespace parley::hub
