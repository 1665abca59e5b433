// What can happen to the hub. Sockets, clocks, directories and signals are the shell's; here they are values.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/base/id.hpp"
#include "core/base/time.hpp"
#include "core/protocol/error_code.hpp"
#include "server/hub/question.hpp"

namespace parley::hub {

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
  std::string credential = {};  ///< the account cookie that came with the handshake; empty: none
  std::string device = {};      ///< what the client runs on, for its owner to read: "Firefox on Linux"
  SessionId session = {};       ///< of a program that Admit gave a session: speaks the call API, not `/ws`
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
  bool orderly = false;  ///< by a close frame of the other end that says it leaves, not by a lost connection
  friend bool operator==(const SocketClosed&, const SocketClosed&) = default;
};

/// Answer to VerifyCredential: the account's person, or why not.
struct CredentialVerified {
  AdmissionId admission = 0;
  PersonId person;
  std::string name;
  LoginId login = {};                                 ///< the sign-in that the session hangs on
  std::vector<protocol::BlockedPerson> blocked = {};  ///< whom the person does not want to hear from
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

/// Answer to ReserveName: the guest who held the name holds this one instead.
struct NameChanged {
  PersonId person;
  std::string name;
  friend bool operator==(const NameChanged&, const NameChanged&) = default;
};

/// These sign-ins are void (signed out, revoked, expired, account deleted): their sessions end with `why`.
struct LoginsEnded {
  std::vector<LoginId> logins;
  protocol::ErrorCode why = protocol::ErrorCode::SignedOut;
  friend bool operator==(const LoginsEnded&, const LoginsEnded&) = default;
};

/// A name belongs to an account from now on: reserved in the directory by ReserveName. A guest who holds it is given another
/// one and told.
struct NameReserved {
  std::string name;
  PersonId person;  ///< the account's
  friend bool operator==(const NameReserved&, const NameReserved&) = default;
};

/// The whole list of people that this person has blocked, after it changed.
struct BlocksChanged {
  PersonId person;
  std::vector<PersonId> blocked;
  friend bool operator==(const BlocksChanged&, const BlocksChanged&) = default;
};

/// A request of the HTTP API. Answered by Replied in the same turn, or later where it waits for somebody.
struct Asked {
  RequestId request = 0;
  Question question;
  friend bool operator==(const Asked&, const Asked&) = default;
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

using Event =
    std::variant<SocketOpened, FrameReceived, SocketClosed, CredentialVerified, CredentialRefused, NameClaimed,
                 NameRefused, NameChanged, LoginsEnded, NameReserved, BlocksChanged, Asked, TimePassed, Stopping>;

}  // namespace parley::hub
