// The one queue of the hub: events in, effects carried out after the turn that asked for them. It owns the clock, the random
// numbers and the connections; what people may do is decided by the hub alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include "server/hub/directory.hpp"
#include "server/hub/hub.hpp"
#include "server/net/connection.hpp"
#include "server/net/entropy.hpp"
#include "server/net/log.hpp"

namespace parley::net {

/// Milliseconds of this process's steady clock.
Instant now();

class HubRunner {
 public:
  /// `liveness` is how often each connection is looked at.
  HubRunner(boost::asio::io_context& io, hub::Config config, Milliseconds liveness, Log& log);

  /// A number for a connection that is about to open; each is given once.
  hub::ConnectionId next_id() { return ++last_connection_; }

  /// A WebSocket was accepted under this number. The hub may answer, or close it, before this returns.
  void opened(hub::ConnectionId id, std::shared_ptr<Connection> connection, std::string address);

  /// A whole text message came in.
  void received(hub::ConnectionId connection, std::string text);

  /// The socket is gone. Nothing is sent to this connection any more.
  void closed(hub::ConnectionId connection);

  /// Says goodbye to everybody and closes every connection; clients are told to come back after `come_back`. Calls
  /// `when_empty` from the loop as soon as the last one is gone.
  void stop(Milliseconds come_back, std::function<void()> when_empty);

  /// Numbers the hub's turns: frames of one turn belong together.
  std::uint64_t turn() const { return turn_; }

  bool stopping() const { return stopping_; }
  std::size_t connections() const { return connections_.size(); }
  hub::Stats stats() const { return hub_.stats(); }

 private:
  void post(hub::Event event);
  void drain();
  void carry_out(const hub::Effect& effect);
  void arm_deadline();
  void watch_liveness();
  void tell_if_empty();

  boost::asio::io_context& io_;
  Log& log_;
  hub::Hub hub_;
  hub::MemoryDirectory directory_;
  EntropyPool entropy_;

  std::deque<hub::Event> events_;
  std::vector<hub::Effect> effects_;
  bool draining_ = false;
  std::uint64_t turn_ = 0;
  bool stopping_ = false;
  std::function<void()> when_empty_;

  std::unordered_map<hub::ConnectionId, std::shared_ptr<Connection>> connections_;
  hub::ConnectionId last_connection_ = 0;

  boost::asio::steady_timer deadline_timer_;
  std::optional<Instant> armed_;  ///< when the deadline timer fires
  boost::asio::steady_timer liveness_timer_;
  Milliseconds liveness_;
};

}  // namespace parley::net
