#include "server/hub/connections.hpp"

namespace parley::hub {

Connection* Connections::open(ConnectionId id, const std::string& address, const Config& config, Instant now) {
  std::size_t& sockets = sockets_of_[address];
  if (sockets >= config.sockets_per_address) {
    if (sockets == 0) sockets_of_.erase(address);
    return nullptr;
  }
  const auto [entry, added] =
      by_id_.emplace(id, Connection{id,
                                    address,
                                    {},
                                    0,
                                    {},
                                    TokenBucket(config.messages_per_second, config.message_burst, now),
                                    TokenBucket(config.bad_messages_per_second, config.bad_message_burst, now)});
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
