// The words that the machines of a call share with each other and with the shells that serve them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "core/base/fields.hpp"
#include "core/protocol/message.hpp"

namespace parley::call {

using protocol::Candidate;
using protocol::Generation;
using protocol::Media;
using protocol::Side;

/// Numbers the calls of this client, from its own point of view. 0: none.
using Attempt = std::uint32_t;
/// Numbers peer connections; a call has a second one only after a reload of either page. 0: none.
using PeerId = std::uint32_t;
/// Numbers requests for devices. 0: none.
using CaptureId = std::uint32_t;

/// Whom one wants to call: by id when picked from the list, by name when typed. `name` is for the screen in both cases.
struct Target {
  std::optional<PersonId> id;
  std::string name;
  std::optional<std::string> meeting{};  ///< the secret of the meeting point where both are
  friend bool operator==(const Target&, const Target&) = default;
};

/// Why a camera or microphone is not there. Each has words of its own.
enum class DeviceProblem {
  Denied,           ///< the user or a policy blocked it for this site
  Dismissed,        ///< the question was closed without an answer
  BlockedBySystem,  ///< the operating system does not let the browser
  Missing,          ///< no such device
  InUse,            ///< another program has it
  Insecure,         ///< the page is not a secure context
  Unplugged,        ///< it was there and went away
  Other,
};

/// RTCIceConnectionState, as far as it matters.
enum class IceState { New, Checking, Connected, Disconnected, Failed, Closed };

/// Why our part in a room of the media server could not be had.
enum class RoomProblem {
  Absent,       ///< this client was built without the media server's
  Refused,      ///< the server gives no access to it
  Unreachable,  ///< now; later, perhaps
};

/// The timers of a call. One of each at most; starting again moves it.
enum class CallTimer {
  Preparation,  ///< an own offer or answer that never comes
  RingLimit,    ///< a ring whose end nobody told
  Reconnect,    ///< next step of a lost media path: restart, restart again, give up
  Setup,        ///< the first connection of the media path
};

}  // namespace parley::call
