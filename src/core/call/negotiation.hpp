// Negotiation: offer, answer, candidates and restarts of one call, by generation, and the health of its media path. The path
// leads directly to the other side, or, where that one is a program of the call API, through the media server's room of the call.
// It obeys consent.hpp and never changes it; what it cannot mend it gives up (`GiveUp`), and consent decides.
//
// Rules and their sources: candidates wait for the remote description and again during a restart (RFC 8838 §11, JSEP §4.1.19);
// only the caller restarts ICE and the receiver asks for it, so that two offers never meet; "lost" comes from
// packets that stop, since ICE's own states need five seconds and more (RFC 7675 §5.1).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/base/time.hpp"
#include "core/call/types.hpp"

namespace parley::call::negotiation {

//   caller:    Closed -> Offering -> Offered -> AwaitingAnswer -> Stable, and for a restart Offering -> AwaitingAnswer -> Stable
//   receiver:  Closed -> Invited -> Answering -> Stable, and for a restart Answering -> Stable
//
// Arrows of negotiation; tests/core/call/negotiation_test.cpp checks that these and no others are possible:
//
//   Closed, Invited, Offered, AwaitingAnswer, Answering, Stable -> Offering: a new attempt; from the last three also a restart by the caller
//   Offering -> Offered: the first offer waits for the call's name
//   Offered -> AwaitingAnswer: the server has named the call
//   Offering -> AwaitingAnswer: the offer of a restart is sent
//   AwaitingAnswer -> Stable: the answer is applied
//   Closed, Offering, Offered, AwaitingAnswer, Answering, Stable -> Invited: somebody rings, or the receiver's page was reloaded
//   Invited -> Answering: accepted, and the offer is here
//   Stable -> Answering: the caller offers a restart
//   Answering -> Stable: the answer is sent
//   Offering, AwaitingAnswer, Answering -> Stable: a restart failed; the clock of the path tries again
//   Offering, Offered -> InRoom: the server has named the call, and its media runs through the media server
//   Invited -> InRoom: accepted, and so does this one's
//   Closed, Offering, Offered, AwaitingAnswer, Invited, Answering, Stable -> InRoom: this page was reloaded in such a call
//   InRoom -> Offering, Invited: a new attempt
//   Offering, Offered, AwaitingAnswer, Invited, Answering, Stable, InRoom -> Closed: the attempt is released

struct Closed {
  friend bool operator==(const Closed&, const Closed&) = default;
};
/// An offer of the current generation is being made.
struct Offering {
  bool restart = false;  ///< of the same peer connection, else of a new one
  friend bool operator==(const Offering&, const Offering&) = default;
};
/// The first offer travels with the ring; the server has not named the call yet.
struct Offered {
  friend bool operator==(const Offered&, const Offered&) = default;
};
struct AwaitingAnswer {
  bool applying = false;  ///< the answer is here, the browser has not taken it yet
  friend bool operator==(const AwaitingAnswer&, const AwaitingAnswer&) = default;
};
/// Somebody rings: what he sends is kept, nothing is done with it before accept.
struct Invited {
  bool accepted = false;  ///< accepted before the offer arrived
  std::optional<protocol::Offer> offer;
  friend bool operator==(const Invited&, const Invited&) = default;
};
struct Answering {
  friend bool operator==(const Answering&, const Answering&) = default;
};
struct Stable {
  friend bool operator==(const Stable&, const Stable&) = default;
};
/// Nothing is negotiated with the other side: both meet in the media server's room of the call, which `State::peer` is our part
/// in from the agreement on. The media server's client mends small losses itself; a part that is gone is joined anew.
struct InRoom {
  friend bool operator==(const InRoom&, const InRoom&) = default;
};
using Phase = std::variant<Closed, Offering, Offered, AwaitingAnswer, Invited, Answering, Stable, InRoom>;

// Arrows of the media path, checked by the same test:
//
//   None -> Connecting: both agreed
//   Connecting -> Flowing: ICE is done, and the first packet came
//   Flowing -> Lost: expected packets stopped; without any to expect: ICE says so
//   Lost -> Flowing: packets again, or silence that ICE vouches for
//   Flowing, Lost -> Connecting: another call takes the place of this one
//   Connecting, Flowing, Lost -> None: the attempt is over

/// How the media path does.
enum class Path {
  None,        ///< not there yet
  Connecting,  ///< both agreed; no packet has come yet
  Flowing,
  Lost,  ///< it flowed, and stopped
};

struct State {
  Attempt attempt = 0;
  Side side{};
  std::optional<CallId> call;
  Phase phase;
  PeerId peer = 0;         ///< 0 before one is made
  PeerId peers = 0;        ///< so many were made by this client
  bool described = false;  ///< it has a description of the other side
  Generation generation = 1;
  std::string local_ufrag;  ///< of the local description; tells candidates of an old generation
  std::vector<std::optional<Candidate>>
      held_local;  ///< until its description has left, and the caller's until both agreed
  std::vector<protocol::IceCandidate> held_remote;  ///< until the remote description of their generation is applied
  std::optional<protocol::Offer> early_offer;       ///< of a call that we do not know yet
  std::vector<protocol::IceCandidate> early_candidates;

  Path path = Path::None;
  Instant path_since{};       ///< when `path` became what it is
  Instant last_packet{};      ///< the last sign of the other side's media
  std::uint64_t packets = 0;  ///< of the latest statistics
  IceState ice = IceState::New;
  bool relayed = false;                       ///< our end of the path in use is a relay's, which wants credentials
  bool silent = false;                        ///< the path lives although no packets come: silence alone is no loss
  std::optional<Instant> restarted_at;        ///< the last restart since the path was lost
  std::optional<Generation> asked_for;        ///< the receiver asks the caller for this generation
  bool asks_fresh = false;                    ///< together with a new peer connection of the caller
  std::optional<protocol::CallMedia> remote;  ///< the newest snapshot of the other side
  friend bool operator==(const State&, const State&) = default;
};

// ---- events: from consent ---------------------------------------------------------------------------------------

struct Prepare {
  Attempt attempt = 0;
  friend bool operator==(const Prepare&, const Prepare&) = default;
};
struct Begin {
  Attempt attempt = 0;
  CallId call;
  bool room = false;  ///< media runs through the media server
  friend bool operator==(const Begin&, const Begin&) = default;
};
struct Invite {
  Attempt attempt = 0;
  CallId call;
  friend bool operator==(const Invite&, const Invite&) = default;
};
struct Accept {
  Attempt attempt = 0;
  CallId call;
  bool room = false;  ///< media runs through the media server
  friend bool operator==(const Accept&, const Accept&) = default;
};
struct Agreed {
  Attempt attempt = 0;
  friend bool operator==(const Agreed&, const Agreed&) = default;
};
struct Rejoin {
  Attempt attempt = 0;
  CallId call;
  Side side{};
  Generation generation = 1;
  bool room = false;  ///< media runs through the media server
  friend bool operator==(const Rejoin&, const Rejoin&) = default;
};
struct Release {
  Attempt attempt = 0;
  friend bool operator==(const Release&, const Release&) = default;
};

/// The server has renewed the relay's credentials: a running connection takes them over.
struct ServersRenewed {
  friend bool operator==(const ServersRenewed&, const ServersRenewed&) = default;
};

// ---- events: from the other side, by the server -----------------------------------------------------------------

struct OfferCame {
  protocol::Offer offer;
  friend bool operator==(const OfferCame&, const OfferCame&) = default;
};
struct AnswerCame {
  protocol::Answer answer;
  friend bool operator==(const AnswerCame&, const AnswerCame&) = default;
};
struct CandidateCame {
  protocol::IceCandidate candidate;
  friend bool operator==(const CandidateCame&, const CandidateCame&) = default;
};
struct MediaCame {
  protocol::CallMedia media;
  friend bool operator==(const MediaCame&, const MediaCame&) = default;
};

// ---- events: from the peer connection; those of another peer are stale and dropped in one place --------------------

struct OfferMade {
  PeerId peer = 0;
  Generation generation = 1;
  std::string sdp;
  friend bool operator==(const OfferMade&, const OfferMade&) = default;
};
struct AnswerMade {
  PeerId peer = 0;
  Generation generation = 1;
  std::string sdp;
  friend bool operator==(const AnswerMade&, const AnswerMade&) = default;
};
struct AnswerApplied {
  PeerId peer = 0;
  Generation generation = 1;
  friend bool operator==(const AnswerApplied&, const AnswerApplied&) = default;
};
struct LocalCandidate {
  PeerId peer = 0;
  std::optional<Candidate> candidate;  ///< nothing: gathering ended
  friend bool operator==(const LocalCandidate&, const LocalCandidate&) = default;
};
/// An offer, an answer or a description could not be made or applied, or its promise never settled.
struct PeerFailed {
  PeerId peer = 0;
  Generation generation = 1;
  friend bool operator==(const PeerFailed&, const PeerFailed&) = default;
};
struct IceChanged {
  PeerId peer = 0;
  IceState state{};
  friend bool operator==(const IceChanged&, const IceChanged&) = default;
};
/// Statistics, a few times a second: packets received so far on all streams of the call.
struct Pulse {
  PeerId peer = 0;
  std::uint64_t packets = 0;
  bool relayed = false;  ///< our end of the path in use is a relay's
  friend bool operator==(const Pulse&, const Pulse&) = default;
};

// From our part in a room: IceChanged (Connected while the other person is there), Pulse, and these two.

/// What the other person shows and says there, since a program sends no CallMedia.
struct RoomMedia {
  PeerId peer = 0;
  bool microphone = false;
  bool camera = false;
  friend bool operator==(const RoomMedia&, const RoomMedia&) = default;
};
/// It could not be joined.
struct RoomFailed {
  PeerId peer = 0;
  RoomProblem problem{};
  friend bool operator==(const RoomFailed&, const RoomFailed&) = default;
};

/// The network interface changed, or the machine woke up.
struct NetworkChanged {
  friend bool operator==(const NetworkChanged&, const NetworkChanged&) = default;
};
struct TimerPassed {
  CallTimer timer{};
  friend bool operator==(const TimerPassed&, const TimerPassed&) = default;
};

using Event = std::variant<Prepare, Begin, Invite, Accept, Agreed, Rejoin, Release, ServersRenewed, OfferCame,
                           AnswerCame, CandidateCame, MediaCame, OfferMade, AnswerMade, AnswerApplied, LocalCandidate,
                           PeerFailed, IceChanged, Pulse, RoomMedia, RoomFailed, NetworkChanged, TimerPassed>;

// ---- effects --------------------------------------------------------------------------------------------------

/// A new peer connection with the four fixed, track-less transceivers.
struct CreatePeer {
  PeerId peer = 0;
  friend bool operator==(const CreatePeer&, const CreatePeer&) = default;
};
/// Create an offer and set it as local description. Answered by OfferMade or PeerFailed.
struct MakeOffer {
  PeerId peer = 0;
  Generation generation = 1;
  bool restart = false;
  friend bool operator==(const MakeOffer&, const MakeOffer&) = default;
};
/// Apply the offer, create an answer and set it. Answered by AnswerMade or PeerFailed.
struct MakeAnswer {
  PeerId peer = 0;
  Generation generation = 1;
  std::string offer;
  friend bool operator==(const MakeAnswer&, const MakeAnswer&) = default;
};
/// Answered by AnswerApplied or PeerFailed.
struct ApplyAnswer {
  PeerId peer = 0;
  Generation generation = 1;
  std::string answer;
  friend bool operator==(const ApplyAnswer&, const ApplyAnswer&) = default;
};
struct AddCandidate {
  PeerId peer = 0;
  std::optional<Candidate> candidate;  ///< nothing: the end of candidates
  friend bool operator==(const AddCandidate&, const AddCandidate&) = default;
};
/// The running connection takes the session's ICE servers as they are now; a restart gathers with them.
struct SetServers {
  PeerId peer = 0;
  friend bool operator==(const SetServers&, const SetServers&) = default;
};
/// Meet the other side in the media server's room of this call. Answered by IceChanged or RoomFailed.
struct JoinRoom {
  PeerId peer = 0;
  CallId call;
  friend bool operator==(const JoinRoom&, const JoinRoom&) = default;
};
/// Or leave the room.
struct ClosePeer {
  PeerId peer = 0;
  friend bool operator==(const ClosePeer&, const ClosePeer&) = default;
};
struct Send {
  protocol::Message message;
  friend bool operator==(const Send&, const Send&) = default;
};
/// To consent: the offer that travels with the ring.
struct OfferIsReady {
  Attempt attempt = 0;
  std::string sdp;
  friend bool operator==(const OfferIsReady&, const OfferIsReady&) = default;
};
/// To consent: this cannot be mended.
struct GiveUp {
  Attempt attempt = 0;
  protocol::EndCause cause{};
  friend bool operator==(const GiveUp&, const GiveUp&) = default;
};
struct StartTimer {
  CallTimer timer{};
  Milliseconds after{};
  friend bool operator==(const StartTimer&, const StartTimer&) = default;
};
struct StopTimer {
  CallTimer timer{};
  friend bool operator==(const StopTimer&, const StopTimer&) = default;
};

using Effect = std::variant<CreatePeer, MakeOffer, MakeAnswer, ApplyAnswer, AddCandidate, SetServers, JoinRoom,
                            ClosePeer, Send, OfferIsReady, GiveUp, StartTimer, StopTimer>;
using Effects = std::vector<Effect>;

/// Total: every (phase, event) pair has a written outcome, "nothing happens" included.
Effects transition(State& state, const Event& event, Instant now);

/// How long packets may stop before the path counts as lost. Statistics come every 250 ms, so that the user knows within a second.
inline constexpr Milliseconds kSilence{700};
/// The same in a room: a program's microphone may leave out silence, and the media server adds its own unevenness.
inline constexpr Milliseconds kRoomSilence{2'000};
/// From the loss to the first restart, between restarts, and until the call ends.
inline constexpr Milliseconds kRestartAfter{2'000};
inline constexpr Milliseconds kRestartEvery{6'000};
inline constexpr Milliseconds kGiveUpAfter{30'000};
/// A description that its browser never delivers.
inline constexpr Milliseconds kPreparationLimit{10'000};
/// From the agreement to the first packet.
inline constexpr Milliseconds kSetupLimit{30'000};

}  // namespace parley::call::negotiation
