// What the hub wants done. Data: comparable, printable, and carried out after the turn that asked for it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "core/base/id.hpp"
#include "core/protocol/message.hpp"
#include "server/hub/event.hpp"

namespace parley::hub {

/// An encoded message. Shared, because presence sends the same bytes to everybody.
struct Frame {
  std::shared_ptr<const std::string> text;
  friend bool operator==(const Frame& left, const Frame& right) {
    return left.text == right.text || (left.text && right.text && *left.text == *right.text);
  }
};

struct SendFrame {
  ConnectionId connection = 0;
  Frame frame;
  friend bool operator==(const SendFrame&, const SendFrame&) = default;
};

/// Close after what was sent has left. The socket's end is still reported by SocketClosed.
struct CloseSocket {
  ConnectionId connection = 0;
  std::uint16_t code = 1000;
  std::string reason;
  friend bool operator==(const CloseSocket&, const CloseSocket&) = default;
};

/// The answer to Asked.
struct Replied {
  RequestId request = 0;
  Reply reply;
  friend bool operator==(const Replied&, const Replied&) = default;
};

/// Whose token is this? Answered by CredentialVerified or CredentialRefused.
struct VerifyCredential {
  AdmissionId admission = 0;
  std::string token;
  friend bool operator==(const VerifyCredential&, const VerifyCredential&) = default;
};

/// Make this name this person's alone. Answered by NameClaimed or NameRefused. Without a wish the directory issues a
/// readable name, out of `lot`.
struct ClaimName {
  AdmissionId admission = 0;
  PersonId person;
  std::optional<std::string> wish;  ///< normalised and valid
  std::uint64_t lot = 0;            ///< random
  bool shared = false;  ///< a program's: others may bear the name too, and it is refused only where it is an account's
  friend bool operator==(const ClaimName&, const ClaimName&) = default;
};

/// This name is this account's from now on. Answered by NameChanged if a guest holds it.
struct ReserveName {
  std::string name;
  PersonId person;
  friend bool operator==(const ReserveName&, const ReserveName&) = default;
};

struct ReleaseName {
  PersonId person;
  std::string name;
  friend bool operator==(const ReleaseName&, const ReleaseName&) = default;
};

/// This account has blocked somebody, or not any more: to be kept beyond the process.
struct KeepBlock {
  PersonId person;
  PersonId other;
  std::string name;  ///< of the other, for lists; empty: not known here
  bool blocked = true;
  friend bool operator==(const KeepBlock&, const KeepBlock&) = default;
};

/// The record of a call, as it is kept. Idempotent: the same (call, version) may be written twice.
struct CallRecord {
  CallId call;
  std::uint32_t version = 0;
  PersonId caller;
  std::string caller_name;
  PersonId receiver;
  std::string receiver_name;
  protocol::Media media{};
  protocol::CallStatus status{};
  std::optional<protocol::EndReason> reason;
  std::optional<protocol::Side> ended_by;
  std::int64_t requested_at = 0;  ///< milliseconds since 1970, UTC
  std::optional<std::int64_t> accepted_at;
  std::optional<std::int64_t> connected_at;  ///< both sides have reported media
  std::optional<std::int64_t> ended_at;
  Milliseconds duration{};  ///< from the first moment that both sides reported media
  friend bool operator==(const CallRecord&, const CallRecord&) = default;
};

struct WriteRecord {
  CallRecord record;
  friend bool operator==(const WriteRecord&, const WriteRecord&) = default;
};

/// What happened in a call, in the order in which it happened.
enum class CallMoment {
  Requested,
  Delivered,    ///< the ring was sent; `detail` says to how many of the receiver's sessions
  Answered,     ///< `detail`: voice or video
  FirstMedia,   ///< one side reports media of the other
  Connected,    ///< both do
  Reconnected,  ///< a new negotiation: ICE restart or a reloaded page; `detail`: its generation
  Resumed,      ///< a side's session came back
  Away,         ///< a side's session lost its socket
  Quality,      ///< a side reports another quality; `detail`: lost, poor, fair, good
  Moved,        ///< a side went on in another session of its person
  Claimed,      ///< restored after a restart of the server
  Ended,        ///< `detail`: the reason
};

/// The moment's name in logs, the store and reports: "first-media" for example.
std::string_view word_of(CallMoment moment);

/// One line of a call's story. Idempotent by (call, number).
struct CallEvent {
  CallId call;
  std::uint32_t number = 0;  ///< counts within the call from 1
  std::int64_t at = 0;       ///< milliseconds since 1970, UTC
  CallMoment moment{};
  std::optional<protocol::Side> side;
  std::string detail;
  friend bool operator==(const CallEvent&, const CallEvent&) = default;
};

struct NoteCall {
  CallEvent event;
  friend bool operator==(const NoteCall&, const NoteCall&) = default;
};

enum class LogLevel { Debug, Info, Warning };

/// One line for the log. Never SDP, candidates, tokens, chat or names.
struct Log {
  LogLevel level = LogLevel::Info;
  std::string what;             ///< a fixed phrase, "call ended" for example
  ConnectionId connection = 0;  ///< 0: none
  CallId call;                  ///< empty: none
  std::string detail;           ///< codes and numbers
  friend bool operator==(const Log&, const Log&) = default;
};

using Effect = std::variant<SendFrame, CloseSocket, Replied, VerifyCredential, ClaimName, ReserveName, ReleaseName,
                            KeepBlock, WriteRecord, NoteCall, Log>;

}  // namespace parley::hub
