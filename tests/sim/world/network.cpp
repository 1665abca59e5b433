#include "tests/sim/world/network.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "tests/sim/world/browser.hpp"
#include "tests/sim/world/server.hpp"
#include "tests/sim/world/world.hpp"

namespace parley::sim {

namespace {
constexpr std::uint16_t kAbnormal = 1006;       // RFC 6455 §7.4.1
constexpr Milliseconds kServerNotices{75'000};  // two missed WebSocket pings
}  // namespace

void Network::open(Browser& tab, session::SocketId socket) {
  const hub::ConnectionId id = ++last_;
  Wire& wire = wires_[id];
  wire.tab = &tab;
  wire.life = tab.life();
  wire.socket = socket;
  if (world_.chance(world_.faults().handshake_swallowed)) return;  // the tab's own limit passes
  const bool refused = world_.chance(world_.faults().handshake_refused);
  world_.clock().after(world_.delay(tab), [this, id, refused] {
    const Wire* asked = find(id);
    if (asked == nullptr || !asked->tab_open || asked->broken) return;
    if (refused || !world_.server().is_up()) {
      world_.clock().after(world_.delay(*asked->tab), [this, id] { tell_tab_closed(id, kAbnormal, {}); });
    } else {
      accept(id);
    }
  });
}

void Network::accept(hub::ConnectionId id) {
  Wire& wire = *find(id);
  wire.accepted = wire.server_open = true;
  push_down(id, wire, Item{std::make_shared<const std::string>(), 0, {}});  // the handshake's answer
  world_.server().handle(hub::SocketOpened{id, "198.51.100." + std::to_string(wire.tab->number())});
}

void Network::send(Browser& tab, session::SocketId socket, const std::string& text) {
  hub::ConnectionId id = 0;
  if (Wire* wire = find(tab, socket, &id)) push_up(id, *wire, Item{std::make_shared<const std::string>(text), 0, {}});
}

void Network::close(Browser& tab, session::SocketId socket) {
  hub::ConnectionId id = 0;
  Wire* wire = find(tab, socket, &id);
  if (wire == nullptr) return;
  wire->tab_open = false;
  // A browser reports also the end that the page asked for.
  world_.clock().after(world_.delay(tab), [this, &tab, life = wire->life, socket] {
    static_cast<void>(this);
    tab.run(life, [&tab, socket] { tab.step(app::SocketClosed{socket, 1000, {}}); });
  });
  push_up(id, *wire, Item{nullptr, 1000, {}});
  tidy(id);
}

void Network::leave(Browser& tab) {
  std::vector<hub::ConnectionId> left;
  for (const auto& [id, wire] : wires_) {
    if (wire.tab == &tab && wire.tab_open) left.push_back(id);
  }
  for (const hub::ConnectionId id : left) {
    Wire& wire = *find(id);
    wire.tab_open = false;
    push_up(id, wire, Item{nullptr, 1001, {}});
    tidy(id);
  }
}

void Network::deliver(hub::ConnectionId id, std::shared_ptr<const std::string> text) {
  if (Wire* wire = find(id)) push_down(id, *wire, Item{std::move(text), 0, {}});
}

void Network::end(hub::ConnectionId id, std::uint16_t code, std::string reason) {
  Wire* wire = find(id);
  if (wire == nullptr) return;
  push_down(id, *wire, Item{nullptr, code, std::move(reason)});
  world_.clock().after(world_.delay(*wire->tab), [this, id] { tell_server_closed(id); });
}

void Network::lose_server() {
  std::vector<hub::ConnectionId> all;
  for (auto& [id, wire] : wires_) {
    wire.server_open = false;
    all.push_back(id);
  }
  for (const hub::ConnectionId id : all) {
    // What the server sent before its end still arrives; then the tab notices.
    if (Wire* wire = find(id); wire && wire->accepted) push_down(id, *wire, Item{nullptr, kAbnormal, {}});
    tidy(id);
  }
}

void Network::cut(Browser& tab) {
  std::vector<hub::ConnectionId> cut;
  for (const auto& [id, wire] : wires_) {
    if (wire.tab == &tab && wire.tab_open && !wire.broken) cut.push_back(id);
  }
  for (const hub::ConnectionId id : cut) {
    const bool half_open = world_.chance(world_.faults().half_open);
    const bool server_sleeps = half_open && world_.chance(0.7);
    const bool tab_sleeps = half_open && world_.chance(0.7);
    break_wire(id, *find(id), tab_sleeps ? Milliseconds{120'000} : world_.dice().between(0ms, 2'000ms),
               server_sleeps ? kServerNotices : world_.dice().between(0ms, 2'000ms));
  }
}

bool Network::is_sound(const Browser& tab) const {
  return std::any_of(wires_.begin(), wires_.end(), [&](const auto& entry) {
    const Wire& wire = entry.second;
    return wire.tab == &tab && wire.life == tab.life() && wire.tab_open && wire.server_open && !wire.broken;
  });
}

Network::Wire* Network::find(const Browser& tab, session::SocketId socket, hub::ConnectionId* id) {
  for (auto& [number, wire] : wires_) {
    if (wire.tab != &tab || wire.life != tab.life() || wire.socket != socket || !wire.tab_open) continue;
    if (id) *id = number;
    return &wire;
  }
  return nullptr;
}

Network::Wire* Network::find(hub::ConnectionId id) {
  const auto entry = wires_.find(id);
  return entry == wires_.end() ? nullptr : &entry->second;
}

void Network::push_up(hub::ConnectionId id, Wire& wire, Item item) {
  if (!wire.server_open || wire.up.ended) return;
  if (!item.text) wire.up.ended = true;
  if (wire.broken) return;
  wire.up.queue.push_back(std::move(item));
  wire.up.last = std::max(wire.up.last, world_.clock().now() + world_.delay(*wire.tab));
  world_.clock().after(wire.up.last - world_.clock().now(), [this, id] { arrive_up(id); });
}

void Network::push_down(hub::ConnectionId id, Wire& wire, Item item) {
  if (wire.down.ended) return;
  if (!item.text) wire.down.ended = true;
  if (wire.broken) return;
  wire.down.queue.push_back(std::move(item));
  wire.down.last = std::max(wire.down.last, world_.clock().now() + world_.delay(*wire.tab));
  world_.clock().after(wire.down.last - world_.clock().now(), [this, id] { arrive_down(id); });
}

void Network::arrive_up(hub::ConnectionId id) {
  Wire* wire = find(id);
  if (wire == nullptr || wire->up.queue.empty()) return;
  const Item item = std::move(wire->up.queue.front());
  wire->up.queue.pop_front();
  if (!wire->server_open) return;
  if (!item.text) return tell_server_closed(id);
  world_.server().handle(hub::FrameReceived{id, *item.text});
}

void Network::arrive_down(hub::ConnectionId id) {
  Wire* wire = find(id);
  if (wire == nullptr || wire->down.queue.empty()) return;
  const Item item = std::move(wire->down.queue.front());
  wire->down.queue.pop_front();
  if (!wire->tab_open) return;
  if (!item.text) return tell_tab_closed(id, item.code, item.reason);
  Browser& tab = *wire->tab;
  tab.run(wire->life, [&tab, socket = wire->socket, text = item.text] {
    if (text->empty()) {
      tab.step(app::SocketOpened{socket});
    } else {
      tab.hear(socket, *text);
    }
  });
}

void Network::break_wire(hub::ConnectionId id, Wire& wire, Milliseconds tab_notices, Milliseconds server_notices) {
  wire.broken = true;
  wire.up.queue.clear();
  wire.down.queue.clear();
  world_.clock().after(tab_notices, [this, id] { tell_tab_closed(id, kAbnormal, {}); });
  world_.clock().after(server_notices, [this, id] { tell_server_closed(id); });
}

void Network::tell_tab_closed(hub::ConnectionId id, std::uint16_t code, std::string reason) {
  Wire* wire = find(id);
  if (wire == nullptr || !wire->tab_open) return;
  wire->tab_open = false;
  Browser& tab = *wire->tab;
  const auto life = wire->life;
  const auto socket = wire->socket;
  push_up(id, *wire, Item{nullptr, code, {}});  // the close is answered
  tidy(id);
  tab.run(life, [&tab, socket, code, reason = std::move(reason)] {
    tab.step(app::SocketClosed{socket, code, reason});
  });
}

void Network::tell_server_closed(hub::ConnectionId id) {
  Wire* wire = find(id);
  if (wire == nullptr || !wire->server_open) return;
  wire->server_open = false;
  push_down(id, *wire, Item{nullptr, kAbnormal, {}});
  tidy(id);
  world_.server().handle(hub::SocketClosed{id});
}

void Network::tidy(hub::ConnectionId id) {
  const Wire* wire = find(id);
  if (wire && !wire->tab_open && !wire->server_open) wires_.erase(id);
}

}  // namespace parley::sim
