// What the client wants from its platform, as data. The browser carries these out; tests and the simulation read them.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "client/app/features.hpp"
#include "core/call/devices.hpp"
#include "core/call/negotiation.hpp"
#include "core/session/session.hpp"

namespace parley::app {

/// One of each at most; starting again moves it. Identified by name in recordings.
enum class Timer {
  Connect,      ///< a socket or a greeting that never comes
  Backoff,      ///< until the next try
  Pong,         ///< an answer to our ping
  Heartbeat,    ///< until the next ping
  Patience,     ///< without a session: until Entry is shown
  Preparation,  ///< see call::CallTimer
  RingLimit,
  Reconnect,
  Setup,
  Notice,         ///< until what settings told is taken away
  RecordingNews,  ///< what is told about a recording for a while
  ShareProblem,   ///< until the words about a share that did not come about go
};

// ---- socket, by the Emscripten WebSocket API. `socket` numbers the connections of this page; late events of an older one are dropped.

struct OpenSocket {
  session::SocketId socket = 0;
  static constexpr std::string_view kName = "open-socket";
  static constexpr auto fields() { return std::tuple{field("socket", &OpenSocket::socket)}; }
  friend bool operator==(const OpenSocket&, const OpenSocket&) = default;
};
struct SendText {
  session::SocketId socket = 0;
  std::string text;
  static constexpr std::string_view kName = "send-text";
  static constexpr auto fields() {
    return std::tuple{field("socket", &SendText::socket), secret("text", &SendText::text)};
  }
  friend bool operator==(const SendText&, const SendText&) = default;
};
struct CloseSocket {
  session::SocketId socket = 0;
  std::uint32_t code = 1000;
  static constexpr std::string_view kName = "close-socket";
  static constexpr auto fields() {
    return std::tuple{field("socket", &CloseSocket::socket), field("code", &CloseSocket::code)};
  }
  friend bool operator==(const CloseSocket&, const CloseSocket&) = default;
};
/// Ask `/version` whether a server is there at all: a browser learns nothing from a refused handshake. Answered by ProbeAnswered.
struct Probe {
  session::SocketId socket = 0;  ///< the connection that failed
  static constexpr std::string_view kName = "probe";
  static constexpr auto fields() { return std::tuple{field("socket", &Probe::socket)}; }
  friend bool operator==(const Probe&, const Probe&) = default;
};

// ---- time and storage

struct StartTimer {
  Timer timer{};
  Milliseconds after{};
  static constexpr std::string_view kName = "start-timer";
  static constexpr auto fields() {
    return std::tuple{field("timer", &StartTimer::timer), field("after", &StartTimer::after)};
  }
  friend bool operator==(const StartTimer&, const StartTimer&) = default;
};
struct StopTimer {
  Timer timer{};
  static constexpr std::string_view kName = "stop-timer";
  static constexpr auto fields() { return std::tuple{field("timer", &StopTimer::timer)}; }
  friend bool operator==(const StopTimer&, const StopTimer&) = default;
};
/// Kept for this tab alone (sessionStorage), so that two tabs are two people and a reload is the same one. Empty token: forget.
struct StoreSession {
  std::string token;
  std::string name;
  bool account = false;  ///< it is an account's session
  std::string login{};   ///< the token of the account's login, on a page of another origin; empty where a cookie has it
  static constexpr std::string_view kName = "store-session";
  static constexpr auto fields() {
    return std::tuple{secret("token", &StoreSession::token), field("name", &StoreSession::name),
                      field("account", &StoreSession::account), secret("login", &StoreSession::login)};
  }
  friend bool operator==(const StoreSession&, const StoreSession&) = default;
};

/// Kept for every tab (localStorage): this browser is signed in to the account of this name. Empty: to none.
struct StoreAccount {
  std::string name;
  static constexpr std::string_view kName = "store-account";
  static constexpr auto fields() { return std::tuple{field("name", &StoreAccount::name)}; }
  friend bool operator==(const StoreAccount&, const StoreAccount&) = default;
};

// ---- accounts and history, over HTTP

/// What is asked; the addresses are web/account.js's.
enum class AccountAsk { SignIn, Create, SignOut, Logins, EndLogin, EndLogins, ChangePassword, Delete, Calls };

/// Answered by AccountAnswered.
struct AccountRequest {
  std::uint32_t number = 0;
  AccountAsk ask{};
  std::string name;
  std::string password;
  std::string new_password;
  std::string login;  ///< which one EndLogin ends
  std::string token;  ///< the credential; empty: the cookie
  static constexpr std::string_view kName = "account-request";
  static constexpr auto fields() {
    return std::tuple{field("number", &AccountRequest::number),
                      field("ask", &AccountRequest::ask),
                      field("name", &AccountRequest::name),
                      secret("password", &AccountRequest::password),
                      secret("newPassword", &AccountRequest::new_password),
                      field("login", &AccountRequest::login),
                      secret("token", &AccountRequest::token)};
  }
  friend bool operator==(const AccountRequest&, const AccountRequest&) = default;
};

// ---- peer connections (see core/call/negotiation.hpp for what answers what)

struct CreatePeer {
  call::PeerId peer = 0;
  std::vector<protocol::IceServer> ice_servers;
  bool relay_only = false;  ///< no path but through a relay
  static constexpr std::string_view kName = "create-peer";
  static constexpr auto fields() {
    return std::tuple{field("peer", &CreatePeer::peer), secret("iceServers", &CreatePeer::ice_servers),
                      field("relayOnly", &CreatePeer::relay_only)};
  }
  friend bool operator==(const CreatePeer&, const CreatePeer&) = default;
};
struct MakeOffer {
  call::PeerId peer = 0;
  call::Generation generation = 1;
  bool restart = false;
  static constexpr std::string_view kName = "make-offer";
  static constexpr auto fields() {
    return std::tuple{field("peer", &MakeOffer::peer), field("generation", &MakeOffer::generation),
                      field("restart", &MakeOffer::restart)};
  }
  friend bool operator==(const MakeOffer&, const MakeOffer&) = default;
};
struct MakeAnswer {
  call::PeerId peer = 0;
  call::Generation generation = 1;
  std::string offer;
  static constexpr std::string_view kName = "make-answer";
  static constexpr auto fields() {
    return std::tuple{field("peer", &MakeAnswer::peer), field("generation", &MakeAnswer::generation),
                      secret("offer", &MakeAnswer::offer)};
  }
  friend bool operator==(const MakeAnswer&, const MakeAnswer&) = default;
};
struct ApplyAnswer {
  call::PeerId peer = 0;
  call::Generation generation = 1;
  std::string answer;
  static constexpr std::string_view kName = "apply-answer";
  static constexpr auto fields() {
    return std::tuple{field("peer", &ApplyAnswer::peer), field("generation", &ApplyAnswer::generation),
                      secret("answer", &ApplyAnswer::answer)};
  }
  friend bool operator==(const ApplyAnswer&, const ApplyAnswer&) = default;
};
struct AddCandidate {
  call::PeerId peer = 0;
  std::optional<protocol::Candidate> candidate;
  static constexpr std::string_view kName = "add-candidate";
  static constexpr auto fields() {
    return std::tuple{field("peer", &AddCandidate::peer), secret("candidate", &AddCandidate::candidate)};
  }
  friend bool operator==(const AddCandidate&, const AddCandidate&) = default;
};
/// The running connection takes these servers over; what it gathers from now on uses them.
struct SetServers {
  call::PeerId peer = 0;
  std::vector<protocol::IceServer> ice_servers;
  static constexpr std::string_view kName = "set-servers";
  static constexpr auto fields() {
    return std::tuple{field("peer", &SetServers::peer), secret("iceServers", &SetServers::ice_servers)};
  }
  friend bool operator==(const SetServers&, const SetServers&) = default;
};
/// Enter the media server's room of this call as `person`, in place of a peer connection. `token` is the session's: it gets the
/// room's.
struct JoinRoom {
  call::PeerId peer = 0;
  CallId call;
  PersonId person;
  std::string token;
  static constexpr std::string_view kName = "join-room";
  static constexpr auto fields() {
    return std::tuple{field("peer", &JoinRoom::peer), field("call", &JoinRoom::call),
                      field("person", &JoinRoom::person), secret("token", &JoinRoom::token)};
  }
  friend bool operator==(const JoinRoom&, const JoinRoom&) = default;
};
/// Or leave the room.
struct ClosePeer {
  call::PeerId peer = 0;
  static constexpr std::string_view kName = "close-peer";
  static constexpr auto fields() { return std::tuple{field("peer", &ClosePeer::peer)}; }
  friend bool operator==(const ClosePeer&, const ClosePeer&) = default;
};

// ---- devices

struct OpenDevices {
  call::CaptureId capture = 0;
  bool microphone = false;
  bool camera = false;
  settings::Wishes wishes{};
  static constexpr std::string_view kName = "open-devices";
  static constexpr auto fields() {
    return std::tuple{field("capture", &OpenDevices::capture), field("microphone", &OpenDevices::microphone),
                      field("camera", &OpenDevices::camera), field("wishes", &OpenDevices::wishes)};
  }
  friend bool operator==(const OpenDevices&, const OpenDevices&) = default;
};
/// Also for a capture whose answer is still to come: it is stopped when it comes.
struct StopDevice {
  call::CaptureId capture = 0;
  call::devices::Kind kind{};
  static constexpr std::string_view kName = "stop-device";
  static constexpr auto fields() {
    return std::tuple{field("capture", &StopDevice::capture), field("kind", &StopDevice::kind)};
  }
  friend bool operator==(const StopDevice&, const StopDevice&) = default;
};
struct AttachDevice {
  call::PeerId peer = 0;
  call::devices::Kind kind{};
  call::CaptureId capture = 0;  ///< 0: send nothing
  static constexpr std::string_view kName = "attach-device";
  static constexpr auto fields() {
    return std::tuple{field("peer", &AttachDevice::peer), field("kind", &AttachDevice::kind),
                      field("capture", &AttachDevice::capture)};
  }
  friend bool operator==(const AttachDevice&, const AttachDevice&) = default;
};
struct MuteMicrophone {
  call::CaptureId capture = 0;
  bool muted = false;
  static constexpr std::string_view kName = "mute-microphone";
  static constexpr auto fields() {
    return std::tuple{field("capture", &MuteMicrophone::capture), field("muted", &MuteMicrophone::muted)};
  }
  friend bool operator==(const MuteMicrophone&, const MuteMicrophone&) = default;
};
/// Try again to play what the browser held back; only inside a gesture.
struct PlaySound {
  static constexpr std::string_view kName = "play-sound";
  static constexpr auto fields() { return std::tuple<>{}; }
  friend bool operator==(const PlaySound&, const PlaySound&) = default;
};
/// Fetch the program's second part. Answered by PartArrived.
struct FetchPart {
  static constexpr std::string_view kName = "fetch-part";
  static constexpr auto fields() { return std::tuple<>{}; }
  friend bool operator==(const FetchPart&, const FetchPart&) = default;
};
/// Load the page anew: an older page than the server.
struct ReloadPage {
  static constexpr std::string_view kName = "reload-page";
  static constexpr auto fields() { return std::tuple<>{}; }
  friend bool operator==(const ReloadPage&, const ReloadPage&) = default;
};

using Effect = WithFeatures<FeatureCommand, OpenSocket, SendText, CloseSocket, Probe, StartTimer, StopTimer,
                            StoreSession, StoreAccount, AccountRequest, CreatePeer, MakeOffer, MakeAnswer, ApplyAnswer,
                            AddCandidate, SetServers, JoinRoom, ClosePeer, OpenDevices, StopDevice, AttachDevice,
                            MuteMicrophone, PlaySound, ReloadPage, FetchPart>;
using Effects = std::vector<Effect>;

/// Carries effects out. Implemented by the browser, by the simulation and by tests. Never answers inside the call:
/// what an effect causes comes back as an event.
class EffectRunner {
 public:
  virtual ~EffectRunner() = default;
  virtual void run(const Effect& effect) = 0;
};

}  // namespace parley::app
