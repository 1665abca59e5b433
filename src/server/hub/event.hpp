// What can happen to the hub. Sockets, clocks, directories and signals are the shell's; here they are values.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "core/base/id.hpp"
#include "core/base/time.hpp"
#include "core/protocol/error_code.hpp"

namespace parley::hub {

/// Numbers an accepted socket for the life of the process; never reused.
using ConnectionId = std::uint64_t;
/// Numbers a sign-in that waits for an answer from outside.
using AdmissionId = std::uint64_t;

/// What the shell adds to each event: when, and fresh random bytes for the ids and tokens that this turn may mint.
struct Moment {
  Instant now{};
  std::int64_t wall = 0;  ///< milliseconds since 1970, UTC; only for records and messages, never for decisions
  std::array<std::uint8_t, 64> entropy{};
};

/// A WebSocket was accepted. `address` is what limits are counted by.
struct SocketOpened {
  ConnectionId connection = 0;
  std::string address;
  friend bool operator==(const SocketOpened&, const SocketOpened&) = default;
};

/// A whole text frame, within the byte limit; nothing else is known of it yet.
struct FrameReceived {
  ConnectionId connection = 0;
  std::string text;
  friend bool operator==(const FrameReceived&, const FrameReceived&) = default;
};

struct SocketClosed {
  ConnectionId connection = 0;
  friend bool operator==(const SocketClosed&, const SocketClosed&) = default;
};

/// Answer to VerifyCredential: the account's person, or why not.
struct CredentialVerified {
  AdmissionId admission = 0;
  PersonId person;
  std::string name;
  friend bool operator==(const CredentialVerified&, const CredentialVerified&) = default;
};
struct CredentialRefused {
  AdmissionId admission = 0;
  protocol::ErrorCode code{};
  friend bool operator==(const CredentialRefused&, const CredentialRefused&) = default;
};

/// Answer to ClaimName: the name is this person's until it is released.
struct NameClaimed {
  AdmissionId admission = 0;
  PersonId person;
  std::string name;
  friend bool operator==(const NameClaimed&, const NameClaimed&) = default;
};
struct NameRefused {
  AdmissionId admission = 0;
  protocol::ErrorCode code{};
  std::string suggestion;  ///< a free name, for name-taken
  friend bool operator==(const NameRefused&, const NameRefused&) = default;
};

/// The deadline that the hub asked for has come (or an earlier moment: harmless).
struct TimePassed {
  friend bool operator==(const TimePassed&, const TimePassed&) = default;
};

/// The process is asked to end: say goodbye to everybody.
struct Stopping {
  Milliseconds come_back{};
  friend bool operator==(const Stopping&, const Stopping&) = default;
};

using Event = std::variant<SocketOpened, FrameReceived, SocketClosed, CredentialVerified, CredentialRefused,
                           NameClaimed, NameRefused, TimePassed, Stopping>;

}  // namespace parley::hub
