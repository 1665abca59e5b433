// Everything that can happen to the client: what the user wants, and what the platform reports. Recordable, each with its fields.
#pragma once

#include <string>
#include <variant>

#include "client/app/effect.hpp"
#include "client/app/features.hpp"
#include "core/base/fields.hpp"

namespace parley::app {

// ---- intents: what the user asked for, said by the views --------------------------------------------------------------

/// Join with this name; empty: without a name.
struct Join {
  std::string name;
  static constexpr std::string_view kName = "join";
  static constexpr auto fields() { return std::tuple{field("name", &Join::name)}; }
  friend bool operator==(const Join&, const Join&) = default;
};
/// Something about the account: sign in, change the password, and so on. The fields as in AccountRequest.
struct AccountWish {
  AccountAsk ask{};
  std::string name;
  std::string password;
  std::string new_password;
  std::string login;
  static constexpr std::string_view kName = "account-wish";
  static constexpr auto fields() {
    return std::tuple{field("ask", &AccountWish::ask), field("name", &AccountWish::name),
                      secret("password", &AccountWish::password), secret("newPassword", &AccountWish::new_password),
                      field("login", &AccountWish::login)};
  }
  friend bool operator==(const AccountWish&, const AccountWish&) = default;
};
/// Opens or closes the dialog "Account".
struct ShowAccount {
  bool shown = false;
  static constexpr std::string_view kName = "show-account";
  static constexpr auto fields() { return std::tuple{field("shown", &ShowAccount::shown)}; }
  friend bool operator==(const ShowAccount&, const ShowAccount&) = default;
};
struct SignOut {
  static constexpr std::string_view kName = "sign-out";
  static constexpr auto fields() { return std::tuple<>{}; }
  friend bool operator==(const SignOut&, const SignOut&) = default;
};
/// Call the name typed, or (`person` set) somebody in the list.
struct CallSomeone {
  std::string name;
  PersonId person;
  protocol::Media media{};
  static constexpr std::string_view kName = "call-someone";
  static constexpr auto fields() {
    return std::tuple{field("name", &CallSomeone::name), field("person", &CallSomeone::person),
                      field("media", &CallSomeone::media)};
  }
  friend bool operator==(const CallSomeone&, const CallSomeone&) = default;
};
struct AcceptCall {
  protocol::Media media{};
  static constexpr std::string_view kName = "accept-call";
  static constexpr auto fields() { return std::tuple{field("media", &AcceptCall::media)}; }
  friend bool operator==(const AcceptCall&, const AcceptCall&) = default;
};
struct DeclineCall {
  static constexpr std::string_view kName = "decline-call";
  static constexpr auto fields() { return std::tuple<>{}; }
  friend bool operator==(const DeclineCall&, const DeclineCall&) = default;
};
/// Cancel call, Hang up.
struct EndCall {
  static constexpr std::string_view kName = "end-call";
  static constexpr auto fields() { return std::tuple<>{}; }
  friend bool operator==(const EndCall&, const EndCall&) = default;
};
struct ToggleMicrophone {
  static constexpr std::string_view kName = "toggle-microphone";
  static constexpr auto fields() { return std::tuple<>{}; }
  friend bool operator==(const ToggleMicrophone&, const ToggleMicrophone&) = default;
};
struct ToggleCamera {
  static constexpr std::string_view kName = "toggle-camera";
  static constexpr auto fields() { return std::tuple<>{}; }
  friend bool operator==(const ToggleCamera&, const ToggleCamera&) = default;
};
struct CallAgain {
  static constexpr std::string_view kName = "call-again";
  static constexpr auto fields() { return std::tuple<>{}; }
  friend bool operator==(const CallAgain&, const CallAgain&) = default;
};
struct GoBack {
  static constexpr std::string_view kName = "go-back";
  static constexpr auto fields() { return std::tuple<>{}; }
  friend bool operator==(const GoBack&, const GoBack&) = default;
};
struct UserPlaysSound {
  static constexpr std::string_view kName = "user-plays-sound";
  static constexpr auto fields() { return std::tuple<>{}; }
  friend bool operator==(const UserPlaysSound&, const UserPlaysSound&) = default;
};
struct UserReloads {
  static constexpr std::string_view kName = "user-reloads";
  static constexpr auto fields() { return std::tuple<>{}; }
  friend bool operator==(const UserReloads&, const UserReloads&) = default;
};

/// What somebody wants, said by a view.
struct Intent
    : WithFeatures<FeatureIntent, Join, AccountWish, ShowAccount, SignOut, CallSomeone, AcceptCall, DeclineCall,
                   EndCall, ToggleMicrophone, ToggleCamera, CallAgain, GoBack, UserPlaysSound, UserReloads> {
  using Variant =
      WithFeatures<FeatureIntent, Join, AccountWish, ShowAccount, SignOut, CallSomeone, AcceptCall, DeclineCall,
                   EndCall, ToggleMicrophone, ToggleCamera, CallAgain, GoBack, UserPlaysSound, UserReloads>;
  using Variant::Variant;
};

// ---- the platform's reports ---------------------------------------------------------------------------------------

/// The page is ready. What this tab kept of an earlier life (see StoreSession), and the account that this browser is signed
/// in to (see StoreAccount); empty if nothing.
struct Started {
  std::string token;
  std::string name;
  bool account = false;
  std::string login{};
  std::string signed_in{};  ///< the name of the browser's account
  bool split = false;       ///< the program came without its second part (see PartArrived)
  static constexpr std::string_view kName = "started";
  static constexpr auto fields() {
    return std::tuple{secret("token", &Started::token),       field("name", &Started::name),
                      field("account", &Started::account),    secret("login", &Started::login),
                      field("signedIn", &Started::signed_in), field("split", &Started::split)};
  }
  friend bool operator==(const Started&, const Started&) = default;
};
/// The program's second part, with everything but Entry, is here; or it could not be had.
struct PartArrived {
  bool here = false;
  static constexpr std::string_view kName = "part-arrived";
  static constexpr auto fields() { return std::tuple{field("here", &PartArrived::here)}; }
  friend bool operator==(const PartArrived&, const PartArrived&) = default;
};
struct SocketOpened {
  session::SocketId socket = 0;
  static constexpr std::string_view kName = "socket-opened";
  static constexpr auto fields() { return std::tuple{field("socket", &SocketOpened::socket)}; }
  friend bool operator==(const SocketOpened&, const SocketOpened&) = default;
};
struct SocketText {
  session::SocketId socket = 0;
  std::string text;
  static constexpr std::string_view kName = "socket-text";
  static constexpr auto fields() {
    return std::tuple{field("socket", &SocketText::socket), secret("text", &SocketText::text)};
  }
  friend bool operator==(const SocketText&, const SocketText&) = default;
};
struct SocketClosed {
  session::SocketId socket = 0;
  std::uint32_t code = 1006;
  std::string reason;
  static constexpr std::string_view kName = "socket-closed";
  static constexpr auto fields() {
    return std::tuple{field("socket", &SocketClosed::socket), field("code", &SocketClosed::code),
                      field("reason", &SocketClosed::reason)};
  }
  friend bool operator==(const SocketClosed&, const SocketClosed&) = default;
};
/// The answer to an AccountRequest.
struct AccountAnswered {
  std::uint32_t number = 0;
  std::uint32_t status = 0;  ///< of HTTP; 0: out of reach
  std::string token;         ///< of the new login, on a page of another origin; empty where the answer set a cookie
  std::string body;          ///< JSON, without a token
  double utc = 0;            ///< wall clock: milliseconds since 1970
  double local = 0;          ///< the same, of the local time
  static constexpr std::string_view kName = "account-answered";
  static constexpr auto fields() {
    return std::tuple{field("number", &AccountAnswered::number), field("status", &AccountAnswered::status),
                      secret("token", &AccountAnswered::token),  field("body", &AccountAnswered::body),
                      field("utc", &AccountAnswered::utc),       field("local", &AccountAnswered::local)};
  }
  friend bool operator==(const AccountAnswered&, const AccountAnswered&) = default;
};
/// `/version` answered (it refuses us), or nothing did (out of reach).
struct ProbeAnswered {
  session::SocketId socket = 0;
  bool reached = false;
  static constexpr std::string_view kName = "probe-answered";
  static constexpr auto fields() {
    return std::tuple{field("socket", &ProbeAnswered::socket), field("reached", &ProbeAnswered::reached)};
  }
  friend bool operator==(const ProbeAnswered&, const ProbeAnswered&) = default;
};
struct TimerPassed {
  Timer timer{};
  static constexpr std::string_view kName = "timer-passed";
  static constexpr auto fields() { return std::tuple{field("timer", &TimerPassed::timer)}; }
  friend bool operator==(const TimerPassed&, const TimerPassed&) = default;
};
/// The page became visible, came back from the cache, or the clock jumped: look whether the socket still lives.
struct Woke {
  static constexpr std::string_view kName = "woke";
  static constexpr auto fields() { return std::tuple<>{}; }
  friend bool operator==(const Woke&, const Woke&) = default;
};
/// The browser says `online`, or the network interface changed.
struct NetworkChanged {
  static constexpr std::string_view kName = "network-changed";
  static constexpr auto fields() { return std::tuple<>{}; }
  friend bool operator==(const NetworkChanged&, const NetworkChanged&) = default;
};
/// The page goes away for good (pagehide, not kept).
struct PageGone {
  static constexpr std::string_view kName = "page-gone";
  static constexpr auto fields() { return std::tuple<>{}; }
  friend bool operator==(const PageGone&, const PageGone&) = default;
};

struct OfferMade {
  call::PeerId peer = 0;
  call::Generation generation = 1;
  std::string sdp;
  static constexpr std::string_view kName = "offer-made";
  static constexpr auto fields() {
    return std::tuple{field("peer", &OfferMade::peer), field("generation", &OfferMade::generation),
                      secret("sdp", &OfferMade::sdp)};
  }
  friend bool operator==(const OfferMade&, const OfferMade&) = default;
};
struct AnswerMade {
  call::PeerId peer = 0;
  call::Generation generation = 1;
  std::string sdp;
  static constexpr std::string_view kName = "answer-made";
  static constexpr auto fields() {
    return std::tuple{field("peer", &AnswerMade::peer), field("generation", &AnswerMade::generation),
                      secret("sdp", &AnswerMade::sdp)};
  }
  friend bool operator==(const AnswerMade&, const AnswerMade&) = default;
};
struct AnswerApplied {
  call::PeerId peer = 0;
  call::Generation generation = 1;
  static constexpr std::string_view kName = "answer-applied";
  static constexpr auto fields() {
    return std::tuple{field("peer", &AnswerApplied::peer), field("generation", &AnswerApplied::generation)};
  }
  friend bool operator==(const AnswerApplied&, const AnswerApplied&) = default;
};
struct LocalCandidate {
  call::PeerId peer = 0;
  std::optional<protocol::Candidate> candidate;  ///< nothing: gathering ended
  static constexpr std::string_view kName = "local-candidate";
  static constexpr auto fields() {
    return std::tuple{field("peer", &LocalCandidate::peer), secret("candidate", &LocalCandidate::candidate)};
  }
  friend bool operator==(const LocalCandidate&, const LocalCandidate&) = default;
};
/// What was asked of this peer connection failed or never settled; `reason` is the browser's, for the log.
struct PeerFailed {
  call::PeerId peer = 0;
  call::Generation generation = 1;
  std::string reason;
  static constexpr std::string_view kName = "peer-failed";
  static constexpr auto fields() {
    return std::tuple{field("peer", &PeerFailed::peer), field("generation", &PeerFailed::generation),
                      field("reason", &PeerFailed::reason)};
  }
  friend bool operator==(const PeerFailed&, const PeerFailed&) = default;
};
struct IceChanged {
  call::PeerId peer = 0;
  call::IceState state{};
  static constexpr std::string_view kName = "ice-changed";
  static constexpr auto fields() {
    return std::tuple{field("peer", &IceChanged::peer), field("state", &IceChanged::state)};
  }
  friend bool operator==(const IceChanged&, const IceChanged&) = default;
};
/// From getStats, every 250 ms while a peer connection is open: packets received so far on all streams (RTP), as a double since
/// 64-bit integers do not cross the border to JavaScript.
struct Pulse {
  call::PeerId peer = 0;
  double packets = 0;
  bool relayed = false;  ///< our end of the path in use is a relay's
  static constexpr std::string_view kName = "pulse";
  static constexpr auto fields() {
    return std::tuple{field("peer", &Pulse::peer), field("packets", &Pulse::packets),
                      field("relayed", &Pulse::relayed)};
  }
  friend bool operator==(const Pulse&, const Pulse&) = default;
};
/// What the other person shows and says in the media server's room.
struct RoomMedia {
  call::PeerId peer = 0;
  bool microphone = false;
  bool camera = false;
  static constexpr std::string_view kName = "room-media";
  static constexpr auto fields() {
    return std::tuple{field("peer", &RoomMedia::peer), field("microphone", &RoomMedia::microphone),
                      field("camera", &RoomMedia::camera)};
  }
  friend bool operator==(const RoomMedia&, const RoomMedia&) = default;
};
/// The room could not be entered; `reason` is for the log.
struct RoomFailed {
  call::PeerId peer = 0;
  call::RoomProblem problem{};
  std::string reason;
  static constexpr std::string_view kName = "room-failed";
  static constexpr auto fields() {
    return std::tuple{field("peer", &RoomFailed::peer), field("problem", &RoomFailed::problem),
                      field("reason", &RoomFailed::reason)};
  }
  friend bool operator==(const RoomFailed&, const RoomFailed&) = default;
};
/// The browser holds sound back until a gesture (or no longer does).
struct SoundBlocked {
  bool blocked = false;
  static constexpr std::string_view kName = "sound-blocked";
  static constexpr auto fields() { return std::tuple{field("blocked", &SoundBlocked::blocked)}; }
  friend bool operator==(const SoundBlocked&, const SoundBlocked&) = default;
};
struct DevicesOpened {
  call::CaptureId capture = 0;
  static constexpr std::string_view kName = "devices-opened";
  static constexpr auto fields() { return std::tuple{field("capture", &DevicesOpened::capture)}; }
  friend bool operator==(const DevicesOpened&, const DevicesOpened&) = default;
};
struct DevicesFailed {
  call::CaptureId capture = 0;
  call::DeviceProblem problem{};
  static constexpr std::string_view kName = "devices-failed";
  static constexpr auto fields() {
    return std::tuple{field("capture", &DevicesFailed::capture), field("problem", &DevicesFailed::problem)};
  }
  friend bool operator==(const DevicesFailed&, const DevicesFailed&) = default;
};
struct DeviceVanished {
  call::CaptureId capture = 0;
  call::devices::Kind kind{};
  static constexpr std::string_view kName = "device-vanished";
  static constexpr auto fields() {
    return std::tuple{field("capture", &DeviceVanished::capture), field("kind", &DeviceVanished::kind)};
  }
  friend bool operator==(const DeviceVanished&, const DeviceVanished&) = default;
};

/// What the platform tells.
struct Report : WithFeatures<FeatureReport, Started, PartArrived, SocketOpened, SocketText, SocketClosed, ProbeAnswered,
                             AccountAnswered, TimerPassed, Woke, NetworkChanged, PageGone, OfferMade, AnswerMade,
                             AnswerApplied, LocalCandidate, PeerFailed, IceChanged, Pulse, RoomMedia, RoomFailed,
                             SoundBlocked, DevicesOpened, DevicesFailed, DeviceVanished> {
  using Variant = WithFeatures<FeatureReport, Started, PartArrived, SocketOpened, SocketText, SocketClosed,
                               ProbeAnswered, AccountAnswered, TimerPassed, Woke, NetworkChanged, PageGone, OfferMade,
                               AnswerMade, AnswerApplied, LocalCandidate, PeerFailed, IceChanged, Pulse, RoomMedia,
                               RoomFailed, SoundBlocked, DevicesOpened, DevicesFailed, DeviceVanished>;
  using Variant::Variant;
};

using Event = std::variant<Intent, Report>;

}  // namespace parley::app
