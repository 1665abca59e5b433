// The sockets that are open and how far each has come: nothing said, asking to sign in, or speaking for a session.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>

#include "core/base/id.hpp"
#include "server/hub/config.hpp"
#include "server/hub/deadlines.hpp"
#include "server/hub/event.hpp"
#include "server/hub/rate_limit.hpp"

namespace parley::hub {

struct Connection {
  ConnectionId id = 0;
  std::string address;
  std::string credential;  ///< the account cookie of its handshake; empty: none
  std::string device;
  SessionId session;          ///< empty until signed in
  AdmissionId admission = 0;  ///< 0: none waits for an answer
  std::optional<Deadlines::Handle> hello_due;
  TokenBucket messages;
  TokenBucket bad_messages;
};

class Connections {
 public:
  /// Nothing if this address has as many sockets as it may.
  Connection* open(const SocketOpened& socket, const Config& config, Instant now);

  Connection* find(ConnectionId id);
  void erase(ConnectionId id);

  std::size_t size() const { return by_id_.size(); }
  std::size_t addresses() const { return sockets_of_.size(); }

  auto begin() const { return by_id_.begin(); }
  auto end() const { return by_id_.end(); }

 private:
  std::unordered_map<ConnectionId, Connection> by_id_;
  std::unordered_map<std::string, std::size_t> sockets_of_;
};

}  // namespace parley::hub
