// What the hub holds and has counted, for the log, `/healthz`-like questions and the tests. Everything but the totals goes
// back to zero when everybody has left.
#pragma once

#include <cstddef>
#include <cstdint>

namespace parley::hub {

struct Stats {
  // held now
  std::size_t connections = 0;
  std::size_t addresses = 0;
  std::size_t admissions = 0;  ///< sign-ins waiting for the directory
  std::size_t sessions = 0;    ///< those waiting for a resume included
  std::size_t people = 0;
  std::size_t departed = 0;    ///< remembered as offline
  std::size_t live_calls = 0;  ///< dialling or ongoing
  std::size_t kept_calls = 0;  ///< ended, still readable
  std::size_t waiting_claims = 0;
  std::size_t deadlines = 0;

  // totals since the start
  std::uint64_t frames_received = 0;
  std::uint64_t frames_sent = 0;
  std::uint64_t messages_refused = 0;  ///< answered with an error
  std::uint64_t stale_dropped = 0;     ///< negotiation of an earlier generation, old media snapshots, repeated commands
  std::uint64_t calls_made = 0;
  std::uint64_t calls_ended = 0;

  friend bool operator==(const Stats&, const Stats&) = default;
};

}  // namespace parley::hub
