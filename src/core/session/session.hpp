// The signalling session of one client: connect, sign in, resume or reset, back off, say goodbye. It owns the numbers and the
// buffers of delivery (delivery.hpp). What the messages mean for a call is not its business.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/base/time.hpp"
#include "core/protocol/message.hpp"
#include "core/session/delivery.hpp"

namespace parley::session {

/// Numbers the sockets of this client; events of an older one are stale. 0: none.
using SocketId = std::uint32_t;

/// Why there is no session, for Entry. Each has a sentence of its own.
struct Farewell {
  enum class Kind {
    ByOwnWish,    ///< signed out
    Refused,      ///< the server answered with `code` (a name taken, the server full, another version, …)
    Unreachable,  ///< nobody answers there
    NotAccepted,  ///< a server is there and does not let this page in
    Closed,       ///< it closed a session: `reason` is its word
    Lost,         ///< the connection broke off and does not come back
  };
  Kind kind = Kind::ByOwnWish;
  std::optional<protocol::ErrorCode> code;
  std::string name;        ///< the name it was about
  std::string suggestion;  ///< a free name
  std::string reason;      ///< the server's word, if it said one
  friend bool operator==(const Farewell&, const Farewell&) = default;
};

// Arrows of the session; tests/core/session/session_test.cpp checks that these and no others are possible:
//
//   SignedOut -> Connecting: join, or this tab had a session
//   Connecting -> Greeting: the socket is open
//   Greeting -> Online: client-id
//   Connecting, Greeting, Online -> BackingOff: out of reach, lost, told to come back
//   BackingOff -> Connecting: the wait is over, or something woke us
//   Greeting -> Connecting: another name was typed meanwhile
//   Online -> Connecting: an account was signed in to meanwhile
//   Connecting, Greeting, Online, BackingOff -> SignedOut: refused, told not to come back, signed out

/// Nothing is tried. `why` is what Entry says.
struct SignedOut {
  std::optional<Farewell> why;
  friend bool operator==(const SignedOut&, const SignedOut&) = default;
};
/// The socket is being opened.
struct Connecting {
  SocketId socket = 0;
  friend bool operator==(const Connecting&, const Connecting&) = default;
};
/// The socket is open and hello was said.
struct Greeting {
  SocketId socket = 0;
  friend bool operator==(const Greeting&, const Greeting&) = default;
};
struct Online {
  SocketId socket = 0;
  std::optional<std::uint32_t> ping;  ///< unanswered
  friend bool operator==(const Online&, const Online&) = default;
};
/// Waits until the next try.
struct BackingOff {
  Instant until{};
  std::optional<SocketId> probing;  ///< whether a server is there at all is being found out
  friend bool operator==(const BackingOff&, const BackingOff&) = default;
};
using Phase = std::variant<SignedOut, Connecting, Greeting, Online, BackingOff>;

struct State {
  Phase phase;
  std::optional<std::string> wish;                ///< the name asked for, or, once signed in, the name we have
  std::optional<protocol::AccountLogin> account;  ///< come in as this account's person; nothing: as a guest
  std::string token;                              ///< of the session; empty: none
  bool keeps_numbers = false;                     ///< inbox and outbox belong to that token (not after a reload)
  std::optional<protocol::ClientId> identity;     ///< the server's last word on who we are
  Inbox inbox;
  Outbox outbox;
  SocketId sockets = 0;     ///< so many were opened
  std::uint32_t tries = 0;  ///< in vain since the last session or wish
  std::uint32_t pings = 0;
  std::optional<Instant> lost_since;  ///< there was a session, and it has no socket
  bool patience_over = false;         ///< lost (or looked for in vain) for so long that Entry is shown
  std::optional<Farewell> trouble;    ///< why the latest try failed, while trying goes on
  std::optional<bool> reset;          ///< signed in anew, state not told yet: with or without a reset
  friend bool operator==(const State&, const State&) = default;
};

enum class Timer { Connect, Backoff, Pong, Heartbeat, Patience };

// ---- events ---------------------------------------------------------------------------------------------------

/// Join with this name; nothing: without a name. With an account: as its person, over a new socket, since the cookie of a
/// sign-in comes with the handshake; the name is then for words alone.
struct Join {
  std::optional<std::string> name;
  std::optional<protocol::AccountLogin> account{};
  friend bool operator==(const Join&, const Join&) = default;
};
/// The page starts and this tab had a session.
struct Restore {
  std::string token;
  std::string name;
  std::optional<protocol::AccountLogin> account{};  ///< it was the session of an account
  friend bool operator==(const Restore&, const Restore&) = default;
};
struct SignOut {
  friend bool operator==(const SignOut&, const SignOut&) = default;
};
/// The page goes away: the server is told, nothing is forgotten.
struct PageGone {
  friend bool operator==(const PageGone&, const PageGone&) = default;
};
struct SocketOpened {
  SocketId socket = 0;
  friend bool operator==(const SocketOpened&, const SocketOpened&) = default;
};
struct FrameCame {
  SocketId socket = 0;
  std::string text;
  friend bool operator==(const FrameCame&, const FrameCame&) = default;
};
struct SocketClosed {
  SocketId socket = 0;
  std::uint16_t code = 1006;
  std::string reason;
  friend bool operator==(const SocketClosed&, const SocketClosed&) = default;
};
struct ProbeAnswered {
  SocketId socket = 0;
  bool reached = false;
  friend bool operator==(const ProbeAnswered&, const ProbeAnswered&) = default;
};
struct TimerPassed {
  Timer timer{};
  friend bool operator==(const TimerPassed&, const TimerPassed&) = default;
};
/// Something suggests that the socket may be dead or that it is worth trying now (visible again, online, woken up).
struct Wake {
  friend bool operator==(const Wake&, const Wake&) = default;
};
/// Send this: numbered and kept if it is a command, else only if there is a session with a socket.
struct SendMessage {
  protocol::Message message;
  friend bool operator==(const SendMessage&, const SendMessage&) = default;
};
using Event = std::variant<Join, Restore, SignOut, PageGone, SocketOpened, FrameCame, SocketClosed, ProbeAnswered,
                           TimerPassed, Wake, SendMessage>;

// ---- effects --------------------------------------------------------------------------------------------------

struct OpenSocket {
  SocketId socket = 0;
  friend bool operator==(const OpenSocket&, const OpenSocket&) = default;
};
struct SendText {
  SocketId socket = 0;
  std::string text;
  friend bool operator==(const SendText&, const SendText&) = default;
};
struct CloseSocket {
  SocketId socket = 0;
  std::uint16_t code = 1000;
  friend bool operator==(const CloseSocket&, const CloseSocket&) = default;
};
struct Probe {
  SocketId socket = 0;
  friend bool operator==(const Probe&, const Probe&) = default;
};
struct StartTimer {
  Timer timer{};
  Milliseconds after{};
  friend bool operator==(const StartTimer&, const StartTimer&) = default;
};
struct StopTimer {
  Timer timer{};
  friend bool operator==(const StopTimer&, const StopTimer&) = default;
};
/// Keep for a reload of this tab; an empty token: forget.
struct Store {
  std::string token;
  std::string name;
  friend bool operator==(const Store&, const Store&) = default;
};
/// Signed in (anew). What the server tells next is its state.
struct SignedIn {
  protocol::Outcome outcome{};
  friend bool operator==(const SignedIn&, const SignedIn&) = default;
};
/// A message for the rest of the client: fresh, allowed from a server, not of the session's own business.
struct Deliver {
  protocol::Message message;
  friend bool operator==(const Deliver&, const Deliver&) = default;
};
/// The server has told its whole state. After a reset, commands that were under way are lost.
struct StateTold {
  bool reset = false;
  friend bool operator==(const StateTold&, const StateTold&) = default;
};
/// The session is over; what hung on it is too.
struct SessionOver {
  friend bool operator==(const SessionOver&, const SessionOver&) = default;
};
/// The server does not know the account's login any more: it has expired or was ended, here or on another device.
struct LoginOver {
  friend bool operator==(const LoginOver&, const LoginOver&) = default;
};
using Effect = std::variant<OpenSocket, SendText, CloseSocket, Probe, StartTimer, StopTimer, Store, SignedIn, Deliver,
                            StateTold, SessionOver, LoginOver>;
using Effects = std::vector<Effect>;

/// Total: every (phase, event) pair has a written outcome, "nothing happens" included.
Effects transition(State& state, const Event& event, const Moment& moment);

/// Full jitter over 0, 0.3, 1.2, 2.7, 4.8 and then 7 s (protocol.md, Liveness): the wait before try number `tries`, counted from 0.
Milliseconds backoff(std::uint32_t tries, std::uint32_t dice);

inline constexpr Milliseconds kConnectLimit{10'000};    ///< from opening the socket to the server's greeting
inline constexpr Milliseconds kHeartbeatEvery{20'000};  ///< below the 30 s after which some proxies cut silent sockets
inline constexpr Milliseconds kPongLimit{6'000};
inline constexpr Milliseconds kPatience{15'000};  ///< without a session: until Entry is shown (protocol.md)

}  // namespace parley::session
