// WebSockets by number, over Emscripten's API. A thin wrapper against its traps: it has one buffer for all events, throws
// through WebAssembly at codes and states that it does not like, and calls back for sockets nobody wants any more.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "client/app/event.hpp"

namespace parley::browser {

/// One per page. Reports SocketOpened, SocketText and SocketClosed; nothing more for a socket after its SocketClosed.
class Sockets {
 public:
  using Report = std::function<void(app::Event)>;

  /// `address` is a valid ws: or wss: address, or empty: then every socket closes at once (code 1006).
  Sockets(std::string address, Report report);
  Sockets(const Sockets&) = delete;
  Sockets& operator=(const Sockets&) = delete;
  ~Sockets();

  void open(session::SocketId id);
  /// Without effect unless the socket is open.
  void send(session::SocketId id, const std::string& text);
  /// Codes that a page may not send become 1000. Harmless for a socket that is closed or unknown.
  void close(session::SocketId id, std::uint32_t code);

  // From Emscripten's callbacks.
  void opened(session::SocketId id);
  void received(session::SocketId id, std::string text);
  void closed(session::SocketId id, std::uint32_t code, std::string reason);

 private:
  struct Socket {
    session::SocketId id = 0;
    int handle = 0;
  };
  const Socket* find(session::SocketId id) const;

  std::string address_;
  Report report_;
  std::vector<Socket> sockets_;
};

}  // namespace parley::browser
