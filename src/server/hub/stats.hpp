// What the hub holds and has counted, for the log, `/healthz`-like questions and the tests. Everything but the totals goes
// back to zero when everybody has left.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "core/protocol/message.hpp"

namespace parley::hub {

inline constexpr std::size_t kEndReasons = static_cast<std::size_t>(protocol::EndReason::Failed) + 1;

/// calls_made == calls_ended + live_calls, and calls_ended is the sum of ended_by_reason: asserted by the invariants.
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
  std::size_t meetings = 0;  ///< meeting points where somebody is
  std::size_t deadlines = 0;

  // totals since the start
  std::uint64_t frames_received = 0;
  std::uint64_t frames_sent = 0;
  std::uint64_t messages_refused = 0;  ///< answered with an error
  std::uint64_t stale_dropped = 0;     ///< negotiation of an earlier generation, old media snapshots, repeated commands
  std::uint64_t calls_made = 0;        ///< those refused as busy and those known by one claim alone included
  std::uint64_t calls_ended = 0;
  std::array<std::uint64_t, kEndReasons> ended_by_reason{};  ///< by protocol::EndReason
  std::uint64_t sign_ins = 0;                                ///< new sessions
  std::uint64_t sign_ins_refused = 0;                        ///< of `/ws` and of programs
  std::uint64_t resumed = 0;                                 ///< sessions that went on where they were
  std::uint64_t reset = 0;                                   ///< clients that came back and had to begin anew
  std::uint64_t rate_limited = 0;                            ///< messages, rings and sockets
  std::uint64_t relay_renewals = 0;
  std::uint64_t questions = 0;  ///< of the call API

  /// What is held now, without the totals: all zero when everybody has left.
  Stats held() const {
    Stats held;
    held.connections = connections;
    held.addresses = addresses;
    held.admissions = admissions;
    held.sessions = sessions;
    held.people = people;
    held.departed = departed;
    held.live_calls = live_calls;
    held.kept_calls = kept_calls;
    held.waiting_claims = waiting_claims;
    held.meetings = meetings;
    held.deadlines = deadlines;
    return held;
  }

  friend bool operator==(const Stats&, const Stats&) = default;
};

}  // namespace parley::hub
