// Why a call has no path, or lost it: from what was gathered, refused, sent and received to one cause of a closed list. The words
// for each are the app's.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/protocol/message.hpp"

namespace parley::call::explain {

/// The kinds of candidates that one side has named.
struct Candidates {
  bool host = false;
  bool reflexive = false;  ///< as a STUN server or the other side saw it
  bool relay = false;
  bool any() const { return host || reflexive || relay; }
  friend bool operator==(const Candidates&, const Candidates&) = default;
};

/// What the relay has answered; the worst of its answers counts where it gave several.
enum class RelayError {
  None,
  Silent,   ///< it could not be reached (701), or its host name is unknown
  Full,     ///< 486 and 508: no room for one more
  Refused,  ///< 400, 401, 403, 437, 438, 441: it does not take the credentials
};

/// What is known of an attempt so far.
struct Evidence {
  bool online = true;     ///< the browser believes that it has a network
  bool gathered = false;  ///< our side has named all its candidates
  bool stun = false;      ///< a STUN server is configured; a relay is one, too
  bool relay = false;     ///< a relay is configured
  Candidates ours;
  Candidates theirs;
  RelayError relay_error = RelayError::None;
  bool connected = false;  ///< ICE found a path
  double sent = 0;         ///< packets, by the latest statistics
  double received = 0;
  friend bool operator==(const Evidence&, const Evidence&) = default;
};

enum class Cause {
  Offline,           ///< this device has no network
  NothingGathered,   ///< the browser names no address at all
  OtherSideSilent,   ///< the other side has named none
  RelayRefused,      ///< the relay does not take our credentials
  RelayFull,         ///< it has no room
  RelayUnreachable,  ///< nothing gets through to it
  RelayedInVain,     ///< it was reached, and still there is no path: the other side's network
  MediaBlocked,      ///< there is a path, and nothing arrives on it
  LocalOnly,         ///< neither relay nor STUN is configured: only devices of one network meet
  UdpBlocked,        ///< not even STUN gets through, and no relay is configured
  NoRelay,           ///< no direct way, and no relay is configured
};

/// The first of these that the evidence bears out, in this order: nothing can work without a network, without an address, or
/// without the other side's; a path on which nothing arrives says more than the ones that failed; then the relay; then what
/// its absence means.
Cause cause_of(const Evidence& evidence);

/// Adds the kinds of all candidates in `text`: one candidate's line, or a whole description.
void note(Candidates& candidates, std::string_view text);
/// An icecandidateerror event of a relay.
void note_relay_error(Evidence& evidence, std::uint32_t code);
/// Which servers there are.
void note_servers(Evidence& evidence, const std::vector<protocol::IceServer>& servers);

}  // namespace parley::call::explain
