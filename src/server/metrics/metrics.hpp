// Figures for whoever runs the server, in the text format that Prometheus reads. It only counts and shows: nothing is decided by
// them. Of people there are numbers alone, never a name or an id.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "core/base/time.hpp"
#include "server/hub/effect.hpp"
#include "server/hub/stats.hpp"
#include "server/store/store.hpp"

namespace parley::metrics {

struct BuildInfo {
  std::string version;
  std::string protocol;  ///< the subprotocol of `/ws`
};

/// What net and accounts have counted, beside the hub and the store that count for themselves.
struct Outside {
  std::size_t sockets = 0;            ///< accepted connections that are open, of HTTP and WebSocket
  std::uint64_t sockets_refused = 0;  ///< too many of one address
  std::uint64_t http_requests = 0;
  std::uint64_t http_requests_limited = 0;
  std::uint64_t logins = 0;         ///< accounts signed in with a password, new accounts included
  std::uint64_t logins_failed = 0;  ///< wrong name or password
  std::uint64_t logins_throttled = 0;
  std::size_t passwords_waiting = 0;    ///< in the queue of the hashing threads
  std::uint64_t passwords_refused = 0;  ///< that queue was full
};

class Metrics {
 public:
  explicit Metrics(BuildInfo build);
  ~Metrics();
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  /// Each record that the hub writes, in its order: how long people rang and waited for each other's picture.
  void observe(const hub::CallRecord& record);

  /// How much later than asked for a timer of the loop ran.
  void observe_loop_delay(Milliseconds delay);

  /// The exposition (text format 0.0.4). What was started is what has ended, by reason, and what lives.
  std::string text(const hub::Stats& hub, const store::Health& store, const Outside& outside) const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace parley::metrics
