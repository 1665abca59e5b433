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
#include <utility>
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

/// Milliseconds since 1970, UTC.
std::int64_t wall_clock();

/// Where the hub's questions and records go. They are called from within the hub's turn, so they only take them down: answers
/// come by HubRunner::tell, later or at once.
struct HubPorts {
  /// Whose token is this? Answered with CredentialVerified or CredentialRefused. Unset: nobody's.
  std::function<void(hub::AdmissionId, std::string token)> verify;
  /// A call's record or one line of its story. Called before anybody is told what the turn decided.
  std::function<void(const hub::CallRecord&)> record;
  std::function<void(const hub::CallEvent&)> note;
  /// An account has blocked somebody, or not any more. Unset: it is forgotten with the process.
  std::function<void(const hub::KeepBlock&)> keep_block;
};

class HubRunner {
 public:
  /// `liveness` is how often each connection is looked at.
  HubRunner(boost::asio::io_context& io, hub::Config config, Milliseconds liveness, Log& log);

  void connect(HubPorts ports) { ports_ = std::move(ports); }

  /// An event from outside the sockets: an answer to `HubPorts::verify`, LoginsEnded, NameReserved, BlocksChanged.
  void tell(hub::Event event) { post(std::move(event)); }

  /// The reply may come before this returns, or after a wait; never, if the process ends before.
  void ask(hub::Question question, std::function<void(const hub::Reply&)> then);

  /// Who owns which name. Accounts' names are reserved in it.
  hub::MemoryDirectory& directory() { return directory_; }

  /// A number for a connection that is about to open; each is given once.
  hub::ConnectionId next_id() { return ++last_connection_; }

  /// A WebSocket was accepted. The hub may answer, or close it, before this returns.
  void opened(hub::SocketOpened opened, std::shared_ptr<Connection> connection);

  /// A whole text message came in.
  void received(hub::ConnectionId connection, std::string text);

  /// The socket is gone; `orderly` if the other end said goodbye. Nothing is sent to this connection any more.
  void closed(hub::ConnectionId connection, bool orderly);

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
  void keep_records();
  void carry_out(const hub::Effect& effect);
  void arm_deadline();
  void watch_liveness();
  void tell_if_empty();

  boost::asio::io_context& io_;
  Log& log_;
  hub::Hub hub_;
  hub::MemoryDirectory directory_;
  EntropyPool entropy_;
  HubPorts ports_;

  std::unordered_map<hub::RequestId, std::function<void(const hub::Reply&)>> waiting_;  ///< who asked
  hub::RequestId last_request_ = 0;

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
