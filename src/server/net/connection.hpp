// One open WebSocket, as the hub's runner sees it.
#pragma once

#include <cstdint>
#include <string>

#include "core/base/time.hpp"
#include "server/hub/effect.hpp"

namespace parley::net {

class Connection {
 public:
  virtual ~Connection() = default;

  /// Sends after all that was sent before. A connection that is closing drops it.
  virtual void send(const hub::Frame& frame) = 0;

  /// Closes with a closing handshake after what was sent has left. Doing it twice is harmless.
  virtual void close(std::uint16_t code, const std::string& reason) = 0;

  /// Ends at once, without a word.
  virtual void cut() = 0;

  /// Called several times within a ping's interval: the moment to ping, or to give up on a silent peer.
  virtual void check_liveness(Instant now) = 0;
};

}  // namespace parley::net
