// Consent: who asked, who rang, who accepted, who ended. Knows nothing of media, peer connections or sockets;
// negotiation.hpp stands beside it and never changes it.
#pragma once

#include <optional>
#include <string>
#include <tuple>
#include <variant>
#include <vector>

#include "core/base/time.hpp"
#include "core/call/types.hpp"

namespace parley::call::consent {

//   caller:    Idle -> Preparing -> Requesting -> Dialling --+
//                                                            +--> Ongoing -> Ended -> Idle
//   receiver:  Idle -> Ringing -> Answering -----------------+
//
// Arrows of consent; tests/core/call/consent_test.cpp checks that these and no others are possible:
//
//   Idle, Ended -> Preparing: the user calls
//   Preparing -> Requesting: the offer is ready
//   Requesting -> Dialling: the server says that it rings
//   Dialling -> Ongoing: accepted
//   Requesting -> Ongoing: both rang each other, and the server made one call of it
//
//   Idle, Ended, Preparing, Requesting -> Ringing: somebody rings, and our own request is not made or refused
//   Ringing -> Answering: the user accepts
//   Answering -> Ongoing: the server says so
//   Idle, Ended -> Ongoing: this page was in the call before it was reloaded, or has taken it over from another device
//
//   Requesting, Dialling, Answering, Ongoing -> Ended: declined, not answered, failed, hung up
//   Ringing, Answering, Ongoing -> Ended: answered on another device, or moved there
//   Preparing, Requesting, Answering -> Idle: refused, the words stand at the field
//   Preparing, Requesting, Dialling -> Idle: cancelled
//   Ringing -> Idle: declined, cancelled, not answered
//   Ended -> Idle: back
//   Ongoing -> Idle: signed out, as from everywhere

/// Nobody is asked anything. `refusal` is what the last request was answered with, to be shown at the field.
struct Refusal {
  std::optional<protocol::ErrorCode> code;  ///< nothing: it could not be set up on our side
  std::string name;                         ///< whom it was about
  std::optional<Milliseconds> retry_after;
  friend bool operator==(const Refusal&, const Refusal&) = default;
};
struct Idle {
  std::optional<Refusal> refusal;
  friend bool operator==(const Idle&, const Idle&) = default;
};

/// The user asked for a call; our offer is being made. The server knows nothing yet.
struct Preparing {
  Attempt attempt = 0;
  Target target;
  Media media{};
  std::optional<protocol::Call> also_rings;  ///< the very person we want to call rings us meanwhile
  friend bool operator==(const Preparing&, const Preparing&) = default;
};

/// The request is on its way. `offer` is kept to ask again if the server lost it.
struct Requesting {
  Attempt attempt = 0;
  Target target;
  Media media{};
  MessageId request;  ///< empty: not sent before the server has said what became of an abandoned one
  std::string offer;
  std::optional<protocol::Call> also_rings;  ///< somebody rings us meanwhile: shown if our request is refused
  friend bool operator==(const Requesting&, const Requesting&) = default;
};

/// The server says that it rings.
struct Dialling {
  Attempt attempt = 0;
  protocol::Call call;
  Instant since{};
  friend bool operator==(const Dialling&, const Dialling&) = default;
};

/// Somebody rings us.
struct Ringing {
  Attempt attempt = 0;
  protocol::Call call;
  Instant until{};  ///< when the server's ring clock runs out, on our clock
  friend bool operator==(const Ringing&, const Ringing&) = default;
};

/// We accepted; the server has not said so yet.
struct Answering {
  Attempt attempt = 0;
  protocol::Call call;
  Media media{};
  MessageId answer;
  friend bool operator==(const Answering&, const Answering&) = default;
};

/// Both agreed. Media is negotiation's business.
struct Ongoing {
  Attempt attempt = 0;
  protocol::Call call;
  std::optional<Instant> connected_since;  ///< the moment from which the duration counts, on our clock
  std::optional<MessageId> claim;          ///< we told a restarted server of this call
  friend bool operator==(const Ongoing&, const Ongoing&) = default;
};

/// Over, and the user is told why until he goes back.
struct Ended {
  protocol::Call call;     ///< terminal
  bool elsewhere = false;  ///< it goes on on another device of ours: answered there, or moved there
  bool moved = false;      ///< it was here before
  friend bool operator==(const Ended&, const Ended&) = default;
};

using Phase = std::variant<Idle, Preparing, Requesting, Dialling, Ringing, Answering, Ongoing, Ended>;

struct State {
  Phase phase;
  Attempt attempts = 0;   ///< so many were begun
  std::string ids = "m";  ///< how this page's command ids begin: not as those of an earlier page of the same session
  std::uint32_t messages = 0;          ///< so many command ids were given out
  std::optional<CallId> left;          ///< the call we left last: news of it is stale
  bool left_lives = false;             ///< since the socket came back the server has said that the call we left goes on
  std::optional<MessageId> abandoned;  ///< a request that we no longer want, its call not named yet
  bool mentioned = false;              ///< since the socket came back the server has spoken of our call
  friend bool operator==(const State&, const State&) = default;
};

// ---- events ---------------------------------------------------------------------------------------------------

struct UserCalls {
  Target target;
  Media media{};
  friend bool operator==(const UserCalls&, const UserCalls&) = default;
};
struct OfferReady {
  Attempt attempt = 0;
  std::string sdp;
  friend bool operator==(const OfferReady&, const OfferReady&) = default;
};
/// Negotiation cannot go on: no offer, no path, media lost for too long.
struct MediaFailed {
  Attempt attempt = 0;
  protocol::EndCause cause{};
  friend bool operator==(const MediaFailed&, const MediaFailed&) = default;
};
struct CallChanged {
  protocol::Call call;
  friend bool operator==(const CallChanged&, const CallChanged&) = default;
};
/// The server refused one of our commands.
struct Refused {
  protocol::Error error;
  friend bool operator==(const Refused&, const Refused&) = default;
};
struct UserAccepts {
  Media media{};
  friend bool operator==(const UserAccepts&, const UserAccepts&) = default;
};
struct UserDeclines {
  friend bool operator==(const UserDeclines&, const UserDeclines&) = default;
};
/// Cancel call, Hang up: whichever the moment calls for.
struct UserEnds {
  friend bool operator==(const UserEnds&, const UserEnds&) = default;
};
struct UserGoesBack {
  friend bool operator==(const UserGoesBack&, const UserGoesBack&) = default;
};
/// The same person, the same media again.
struct UserCallsAgain {
  friend bool operator==(const UserCallsAgain&, const UserCallsAgain&) = default;
};
struct RingLimitPassed {
  Attempt attempt = 0;
  friend bool operator==(const RingLimitPassed&, const RingLimitPassed&) = default;
};
/// The socket is back: the server's word on our call is about to come.
struct SignallingBack {
  friend bool operator==(const SignallingBack&, const SignallingBack&) = default;
};
/// The server has told all it knows. `reset`: commands that were under way are lost.
struct StateTold {
  bool reset = false;
  friend bool operator==(const StateTold&, const StateTold&) = default;
};
/// Signed out, or the session is over: nothing can be told to anybody any more.
struct SessionOver {
  friend bool operator==(const SessionOver&, const SessionOver&) = default;
};

using Event =
    std::variant<UserCalls, OfferReady, MediaFailed, CallChanged, Refused, UserAccepts, UserDeclines, UserEnds,
                 UserGoesBack, UserCallsAgain, RingLimitPassed, SignallingBack, StateTold, SessionOver>;

// ---- effects --------------------------------------------------------------------------------------------------

/// A command to the server.
struct Send {
  protocol::Message message;
  friend bool operator==(const Send&, const Send&) = default;
};
/// Make an offer for this attempt.
struct Prepare {
  Attempt attempt = 0;
  friend bool operator==(const Prepare&, const Prepare&) = default;
};
/// The server named our call and says that it rings: candidates may leave, capture may begin.
struct Begin {
  Attempt attempt = 0;
  CallId call;
  Media media{};
  friend bool operator==(const Begin&, const Begin&) = default;
};
/// Somebody rings: keep what he sends, touch no device.
struct Invite {
  Attempt attempt = 0;
  CallId call;
  friend bool operator==(const Invite&, const Invite&) = default;
};
/// We accepted as receiver: answer the offer, capture for `media`.
struct Accept {
  Attempt attempt = 0;
  CallId call;
  Media media{};
  friend bool operator==(const Accept&, const Accept&) = default;
};
/// The server says that both agreed: our side's media is told to the other.
struct Agreed {
  Attempt attempt = 0;
  friend bool operator==(const Agreed&, const Agreed&) = default;
};
/// We are in this call, but this page has no peer connection for it: it was reloaded.
struct Rejoin {
  Attempt attempt = 0;
  CallId call;
  Side side{};
  Media media{};
  Generation generation = 1;
  friend bool operator==(const Rejoin&, const Rejoin&) = default;
};
/// The attempt is over: close, release, forget.
struct Release {
  Attempt attempt = 0;
  friend bool operator==(const Release&, const Release&) = default;
};
struct StartRingLimit {
  Attempt attempt = 0;
  Milliseconds after{};
  friend bool operator==(const StartRingLimit&, const StartRingLimit&) = default;
};

using Effect = std::variant<Send, Prepare, Begin, Invite, Accept, Agreed, Rejoin, Release, StartRingLimit>;
using Effects = std::vector<Effect>;

/// Total: every (phase, event) pair has a written outcome, "nothing happens" included.
/// Claims need the negotiation's generation, which the caller passes in.
Effects transition(State& state, const Event& event, Instant now, Generation generation);

/// The attempt that a phase belongs to, 0 for Idle and Ended.
Attempt attempt_of(const Phase& phase);
/// The call that a phase is about, if the server has named it.
const protocol::Call* call_of(const Phase& phase);
/// True from the user's wish or a ring until the end.
bool is_live(const Phase& phase);

}  // namespace parley::call::consent
