#include "server/hub/connections.hpp"

#include <utility>

namespace parley::hub {

Connection* Connections::open(const SocketOpened& socket, const Config& config, Instant now) {
  std::size_t& sockets = sockets_of_[socket.address];
  if (sockets >= config.sockets_per_address) {
    if (sockets == 0) sockets_of_.erase(socket.address);
    return nullptr;
  }
  Connection connection{.id = socket.connection,
                        .address = socket.address,
                        .credential = socket.credential,
                        .device = socket.device,
                        .session = {},
                        .admission = 0,
                        .hello_due = {},
                        .messages = TokenBucket(config.messages_per_second, config.message_burst, now),
                        .bad_messages = TokenBucket(config.bad_messages_per_second, config.bad_message_burst, now)};
  const auto [entry, added] = by_id_.emplace(socket.connection, std::move(connection));
  if (added) ++sockets;
  return &entry->second;
}

Connection* Connections::find(ConnectionId id) {
  const auto entry = by_id_.find(id);
  return entry == by_id_.end() ? nullptr : &entry->second;
}

void Connections::erase(ConnectionId id) {
  const auto entry = by_id_.find(id);
  if (entry == by_id_.end()) return;
  const auto sockets = sockets_of_.find(entry->second.address);
  if (--sockets->second == 0) sockets_of_.erase(sockets);
  by_id_.erase(entry);
}

}  // namespace parley::hub
