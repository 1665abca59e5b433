// WebSockets between tabs and the server: in each direction first in, first out, each message after a delay. Sockets are
// cut at any moment, and the two ends notice at different times or not at all. What a message says is not its business.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "core/session/session.hpp"
#include "server/hub/event.hpp"

namespace parley::sim {

class Browser;
class World;

class Network {
 public:
  explicit Network(World& world) : world_(world) {}

  // ---- the tab's end
  void open(Browser& tab, session::SocketId socket);
  void send(Browser& tab, session::SocketId socket, const std::string& text);
  void close(Browser& tab, session::SocketId socket);
  /// The page is gone: what it sent before still arrives.
  void leave(Browser& tab);

  // ---- the server's end
  void deliver(hub::ConnectionId connection, std::shared_ptr<const std::string> text);
  void end(hub::ConnectionId connection, std::uint16_t code, std::string reason);
  /// The process is gone, and all sockets with it.
  void lose_server();

  // ---- faults
  /// Cuts the tab's sockets. What is under way is lost.
  void cut(Browser& tab);

  std::size_t open_wires() const { return wires_.size(); }
  /// Since when the tab's socket works without a fault; nothing if it does not.
  bool is_sound(const Browser& tab) const;

 private:
  struct Item {
    std::shared_ptr<const std::string> text;  ///< nothing: the close, with `code`
    std::uint16_t code = 0;
    std::string reason;
  };
  struct Direction {
    std::deque<Item> queue;
    Instant last{};  ///< nothing overtakes what was sent before
    bool ended = false;
  };
  struct Wire {
    Browser* tab = nullptr;
    std::uint32_t life = 0;
    session::SocketId socket = 0;
    bool accepted = false;     ///< the server knows it
    bool tab_open = true;      ///< the tab still listens
    bool server_open = false;  ///< the server still listens
    bool broken = false;       ///< nothing passes any more
    Direction up;
    Direction down;
  };

  Wire* find(const Browser& tab, session::SocketId socket, hub::ConnectionId* id = nullptr);
  Wire* find(hub::ConnectionId connection);
  void accept(hub::ConnectionId connection);
  void push_up(hub::ConnectionId connection, Wire& wire, Item item);
  void push_down(hub::ConnectionId connection, Wire& wire, Item item);
  void arrive_up(hub::ConnectionId connection);
  void arrive_down(hub::ConnectionId connection);
  void break_wire(hub::ConnectionId connection, Wire& wire, Milliseconds tab_notices, Milliseconds server_notices);
  void tell_tab_closed(hub::ConnectionId connection, std::uint16_t code, std::string reason);
  void tell_server_closed(hub::ConnectionId connection);
  void tidy(hub::ConnectionId connection);

  World& world_;
  hub::ConnectionId last_ = 0;
  std::map<hub::ConnectionId, Wire> wires_;
};

}  // namespace parley::sim
