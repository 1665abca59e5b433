// Every message of the socket `/ws`, as one variant. What the fields look like on the wire is codec.hpp's business;
// README.md tells the protocol in the order in which it happens.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/base/id.hpp"
#include "core/base/time.hpp"
#include "core/protocol/error_code.hpp"
#include "core/protocol/person.hpp"

namespace parley::protocol {

using Sequence = std::uint64_t;    ///< number of a command in one direction of a session; the first one is 1
using Generation = std::uint32_t;  ///< number of a negotiation within a call; the first one is 1, each restart adds one

enum class Media { Voice, Video };
enum class Side { Caller, Receiver };

/// The public statuses of a call. All but Dialling and Ongoing are terminal and come with a reason.
enum class CallStatus { Dialling, Ongoing, Ended, Declined, Missed, Error };

enum class EndReason {
  HungUp,          ///< Ended: one side hung up
  Cancelled,       ///< Ended: the caller gave up before the answer
  ConnectionLost,  ///< Ended: a session was gone for longer than its grace, or media for longer than 30 s
  Declined,        ///< Declined
  NoAnswer,        ///< Missed: the ring clock ran out
  Busy,            ///< Error: the receiver was in another call
  NoPath,          ///< Error: no network path for media was found
  Failed,          ///< Error: any other failure to set the call up
};

// ---- signing in -----------------------------------------------------------------------------------------------

/// Comes back to a session: its token, and the last number seen from the server. Without the number the client says
/// that it kept nothing (a reloaded page): both directions start again at 1 and the answer is `Reset`.
struct Resume {
  std::string token;
  std::optional<Sequence> last_seen;
  friend bool operator==(const Resume&, const Resume&) = default;
};

/// Signs in to an account: with the token of a login, or, without one, with the cookie that came with the handshake.
struct AccountLogin {
  std::optional<std::string> token;
  friend bool operator==(const AccountLogin&, const AccountLogin&) = default;
};

/// client -> server, the first message of a connection, within 5 s.
struct Hello {
  std::uint32_t version = 1;  ///< of this protocol
  std::string client;         ///< name and version of the program, for logs
  std::optional<std::string>
      name;  ///< wished name; without one the server issues one. With `resume`: the wish if the session is gone
  std::optional<Resume> resume;
  std::optional<AccountLogin> account{};  ///< come in as this account's person. With `resume`: if the session is gone
  friend bool operator==(const Hello&, const Hello&) = default;
};

enum class Outcome {
  New,      ///< a new session
  Resumed,  ///< both directions go on where they were
  Reset,    ///< the old session or its messages are gone: take the new state; claim your call if you had one
};

struct IceServer {
  std::vector<std::string> urls;
  std::string username;    ///< empty for STUN
  std::string credential;  ///< empty for STUN
  friend bool operator==(const IceServer&, const IceServer&) = default;
};

/// What the server accepts, told so that a client can stay within it.
struct ServerLimits {
  std::uint32_t message_bytes = 0;
  std::uint32_t name_code_points = 0;
  std::uint32_t chat_bytes = 0;
  Milliseconds ring{};
  Milliseconds resume{};
  friend bool operator==(const ServerLimits&, const ServerLimits&) = default;
};

/// server -> client: you are signed in.
struct ClientId {
  Person you;
  SessionId session;
  std::string token;  ///< resumes this session
  std::string epoch;  ///< of this server process
  Outcome outcome = Outcome::New;
  Sequence last_seen = 0;  ///< the last command the server has from this client
  std::vector<IceServer> ice_servers;
  ServerLimits limits;
  std::int64_t server_time = 0;  ///< milliseconds since 1970, UTC
  std::vector<std::string> features;
  bool account = false;  ///< you are signed in to an account, not a guest
  friend bool operator==(const ClientId&, const ClientId&) = default;
};

/// server -> client: the relay's credentials have been renewed. State: it replaces the ICE servers of `client-id`.
struct IceServers {
  std::vector<IceServer> servers;
  friend bool operator==(const IceServers&, const IceServers&) = default;
};

/// server -> client: you are called something else from now on.
struct Renamed {
  Person you;
  std::optional<ErrorCode> why;  ///< name-reserved: an account took the name you held
  friend bool operator==(const Renamed&, const Renamed&) = default;
};

// ---- people ---------------------------------------------------------------------------------------------------

/// server -> client: who is online, oneself left out. `first` empties the client's list, `last` completes it.
struct PeerList {
  std::vector<Person> people;
  bool first = true;
  bool last = true;
  friend bool operator==(const PeerList&, const PeerList&) = default;
};

/// server -> all: these people came or changed; each entry replaces what was known of that id.
struct PeerJoined {
  std::vector<Person> people;
  friend bool operator==(const PeerJoined&, const PeerJoined&) = default;
};

struct PeerLeft {
  std::vector<PersonId> ids;
  friend bool operator==(const PeerLeft&, const PeerLeft&) = default;
};

/// client -> server: what others are to see of this person. It holds for all of one's sessions.
struct SetPresence {
  MessageId id;
  Presence presence = Presence::Free;  ///< not Busy: that is the server's
  friend bool operator==(const SetPresence&, const SetPresence&) = default;
};

/// client -> server: this person is not to see, ring or write to me any more; or is again.
struct Block {
  MessageId id;
  PersonId person;
  bool blocked = true;
  friend bool operator==(const Block&, const Block&) = default;
};

struct BlockedPerson {
  PersonId id;
  std::optional<std::string> name{};  ///< nothing: the server does not remember it
  friend bool operator==(const BlockedPerson&, const BlockedPerson&) = default;
};

/// server -> client: whom you have blocked, all of them.
struct Blocks {
  std::vector<BlockedPerson> people;
  friend bool operator==(const Blocks&, const Blocks&) = default;
};

// ---- meeting points -------------------------------------------------------------------------------------------

/// client -> server: I am at the meeting point of this secret. Two sessions of two persons meet there.
struct RoomJoin {
  MessageId id;
  std::string room;
  friend bool operator==(const RoomJoin&, const RoomJoin&) = default;
};

struct RoomLeave {
  MessageId id;
  std::string room;
  friend bool operator==(const RoomLeave&, const RoomLeave&) = default;
};

enum class RoomState {
  Waiting,  ///< nobody else is there yet
  Meeting,  ///< `other` is there
  Left,     ///< you are not there any more
};

/// server -> client: the meeting point that this session is at, after each change.
struct Room {
  std::string room;
  RoomState state = RoomState::Waiting;
  std::optional<Person> other{};  ///< if and only if Meeting
  bool asks = false;              ///< with Meeting: you came second, so it is you who asks for the call
  friend bool operator==(const Room&, const Room&) = default;
};

// ---- consent --------------------------------------------------------------------------------------------------

/// client -> server: ring this person. Exactly one of `to` and `name` is set.
struct CallRequest {
  MessageId id;
  std::optional<PersonId> to;
  std::optional<std::string> name;
  Media media = Media::Video;
  std::string offer;                     ///< session description of generation 1
  std::optional<std::string> meeting{};  ///< the secret of the meeting point where both are
  friend bool operator==(const CallRequest&, const CallRequest&) = default;
};

/// server -> both sides: the call as it is now. Never replayed; a client that comes back gets the latest version.
struct Call {
  CallId id;
  std::uint32_t version = 0;  ///< grows with each change
  Person caller;
  Person receiver;
  Media media = Media::Video;  ///< asked by the caller, or the lesser of two that met
  CallStatus status = CallStatus::Dialling;
  std::optional<EndReason> reason;        ///< if and only if the status is terminal
  std::optional<Side> ended_by;           ///< who ended it; nobody when a clock did
  Side you = Side::Caller;                ///< the side of the session that gets this
  bool elsewhere = false;                 ///< your side is bound to another session of yours (answered there)
  std::optional<Media> accepted;          ///< what the receiver accepted with, from Ongoing on
  std::optional<Side> asked;              ///< who is asked to answer: the receiver while Dialling
  std::optional<Milliseconds> ring_left;  ///< while Dialling
  std::optional<Milliseconds> elapsed;    ///< since both sides reported media; the whole duration once terminal
  Generation generation = 1;              ///< of the negotiation, as far as it has come
  std::optional<MessageId> request;       ///< your call-request that made this call or was merged into it
  bool room = false;  ///< media runs through the media server's room of this call: nothing is negotiated directly
  std::optional<std::string> device{};  ///< with `elsewhere`: on which device it was answered, as its owner knows it
  bool meeting = false;                 ///< you are at a meeting point with the caller: accept it at once
  friend bool operator==(const Call&, const Call&) = default;
};

/// client -> server: the answer to a ring.
struct CallAnswer {
  MessageId id;
  CallId call;
  bool accept = false;
  std::optional<Media> media;  ///< with accept only: what this side sends
  friend bool operator==(const CallAnswer&, const CallAnswer&) = default;
};

/// Why a client ends a call.
enum class EndCause { HangUp, Cancel, ConnectionLost, NoPath, Failed };

/// client -> server: cancel, hang up, or a failure with its cause.
struct CallEnd {
  MessageId id;
  CallId call;
  EndCause cause = EndCause::HangUp;
  friend bool operator==(const CallEnd&, const CallEnd&) = default;
};

/// client -> server, after `Reset`: I was in this call. Restored when the claims of both sides agree.
struct CallClaim {
  MessageId id;
  CallId call;
  std::uint32_t version = 0;
  Side side = Side::Caller;
  PersonId me;     ///< as the call knew me; the server may have given me a new id since
  PersonId other;  ///< as the call knew the other person
  Media media = Media::Video;
  Generation generation = 1;
  friend bool operator==(const CallClaim&, const CallClaim&) = default;
};

/// client -> server, from another session of a party of an ongoing call: I go on with it here.
struct CallTake {
  MessageId id;
  CallId call;
  friend bool operator==(const CallTake&, const CallTake&) = default;
};

// ---- negotiation, relayed between the two bound sessions of a call ----------------------------------------------------

struct Offer {
  CallId call;
  Generation generation = 1;
  bool fresh = false;  ///< made by a new peer connection: answer with a new one (a page was reloaded)
  std::string sdp;
  std::optional<PersonId> from;  ///< stamped by the server
  friend bool operator==(const Offer&, const Offer&) = default;
};

struct Answer {
  CallId call;
  Generation generation = 1;
  std::string sdp;
  std::optional<PersonId> from;
  friend bool operator==(const Answer&, const Answer&) = default;
};

struct Candidate {
  std::string candidate;
  std::optional<std::string> mid;
  std::optional<std::uint32_t> line_index;
  std::optional<std::string> ufrag;
  friend bool operator==(const Candidate&, const Candidate&) = default;
};

struct IceCandidate {
  CallId call;
  Generation generation = 1;
  std::optional<Candidate> candidate;  ///< nothing: the end of candidates of this generation
  std::optional<PersonId> from;
  friend bool operator==(const IceCandidate&, const IceCandidate&) = default;
};

enum class Quality { Lost, Poor, Fair, Good };

/// A numbered snapshot of what one side sends and sees. State, not a command: only the newest version counts.
struct CallMedia {
  CallId call;
  Generation generation = 1;
  std::uint32_t version = 0;
  bool microphone = false;
  bool camera = false;
  bool screen = false;
  bool connected = false;  ///< media of the other side arrives
  std::optional<Quality> quality;
  std::optional<Generation> restart;  ///< the receiver asks the caller for an offer of this generation
  bool fresh = false;                 ///< with `restart`: my peer connection is gone, make a new one
  std::optional<PersonId> from;
  bool saving = false;               ///< my camera is on, but its picture is held back so that the voice gets through
  bool recording = false;            ///< I record this call now
  std::uint32_t record_asked = 0;    ///< so often I have asked whether I may record
  std::uint32_t record_allowed = 0;  ///< the last of your questions that I said yes to
  std::uint32_t record_refused = 0;  ///< the last of your questions that I said no to
  friend bool operator==(const CallMedia&, const CallMedia&) = default;
};

// ---- text -----------------------------------------------------------------------------------------------------

/// To one person (`to`), to a call (`call`), or to everybody (neither).
struct Chat {
  MessageId id;
  std::optional<PersonId> to;
  std::optional<CallId> call;
  std::string text;
  std::optional<PersonId> from;         ///< stamped by the server
  std::optional<std::int64_t> sent_at;  ///< stamped by the server: milliseconds since 1970, UTC
  friend bool operator==(const Chat&, const Chat&) = default;
};

/// A line of chat has arrived on a screen. client -> server: with `to`, its writer; server -> the writer: with `from`.
struct ChatReceipt {
  MessageId id;  ///< of the line
  std::optional<PersonId> to;
  std::optional<CallId> call;  ///< the line was one of this call
  std::optional<PersonId> from;
  friend bool operator==(const ChatReceipt&, const ChatReceipt&) = default;
};

// ---- the connection itself ----------------------------------------------------------------------------------------

/// server -> client: something was refused.
struct Error {
  ErrorCode code = ErrorCode::BadMessage;
  std::string message;                      ///< a sentence for people
  std::optional<MessageId> answers;         ///< the command that was refused
  std::optional<std::string> where;         ///< bad-message: JSON pointer to what was wrong
  std::optional<Milliseconds> retry_after;  ///< rate-limited
  std::optional<std::string> suggestion;    ///< name-taken: a free name
  friend bool operator==(const Error&, const Error&) = default;
};

/// Everything up to this number has been received.
struct Ack {
  Sequence up_to = 0;
  friend bool operator==(const Ack&, const Ack&) = default;
};

struct Ping {
  std::uint32_t number = 0;
  friend bool operator==(const Ping&, const Ping&) = default;
};

struct Pong {
  std::uint32_t number = 0;
  friend bool operator==(const Pong&, const Pong&) = default;
};

/// An orderly goodbye. A client that says it gives its session up (in a call the grace applies).
struct Bye {
  std::optional<ErrorCode> code;          ///< why, when the server says it
  std::optional<Milliseconds> come_back;  ///< come back after; nothing means: do not come back by yourself
  friend bool operator==(const Bye&, const Bye&) = default;
};

using Message =
    std::variant<Hello, ClientId, IceServers, Renamed, PeerList, PeerJoined, PeerLeft, CallRequest, Call, CallAnswer,
                 CallEnd, CallClaim, Offer, Answer, IceCandidate, CallMedia, Chat, Error, Ack, Ping, Pong, Bye,
                 ChatReceipt, SetPresence, RoomJoin, RoomLeave, Room, CallTake, Block, Blocks>;

/// A message with its number. Only commands are numbered (see `is_command`).
struct Envelope {
  std::optional<Sequence> sequence;
  Message message;
  friend bool operator==(const Envelope&, const Envelope&) = default;
};

/// The name on the wire, "call-request" for example.
const char* type_name(const Message& message);

/// Commands, and what cannot be derived, are numbered and replayed after a lost socket: requests, answers, ends, claims,
/// negotiation, chat, wishes, and errors that answer a command. State (people, calls, media, rooms) is not: its latest version is sent anew.
bool is_command(const Message& message);

bool client_may_send(const Message& message);
bool server_may_send(const Message& message);

/// A terminal status is never left again.
constexpr bool is_terminal(CallStatus status) {
  return status != CallStatus::Dialling && status != CallStatus::Ongoing;
}

/// The status that a reason goes with.
constexpr CallStatus status_of(EndReason reason) {
  switch (reason) {
    case EndReason::HungUp:
    case EndReason::Cancelled:
    case EndReason::ConnectionLost: return CallStatus::Ended;
    case EndReason::Declined: return CallStatus::Declined;
    case EndReason::NoAnswer: return CallStatus::Missed;
    case EndReason::Busy:
    case EndReason::NoPath:
    case EndReason::Failed: return CallStatus::Error;
  }
  return CallStatus::Error;
}

constexpr Side other(Side side) { return side == Side::Caller ? Side::Receiver : Side::Caller; }

/// The lesser of two media: voice if either is voice.
constexpr Media lesser(Media left, Media right) { return left == Media::Voice ? left : right; }

}  // namespace parley::protocol
