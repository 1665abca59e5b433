#include "core/call/explain.hpp"

#include <algorithm>

namespace parley::call::explain {
namespace {

bool starts_with(std::string_view text, std::string_view start) { return text.substr(0, start.size()) == start; }

RelayError error_of(std::uint32_t code) {
  switch (code) {
    case 486:
    case 508: return RelayError::Full;
    case 400:
    case 401:
    case 403:
    case 437:
    case 438:
    case 441: return RelayError::Refused;
    default: return RelayError::Silent;
  }
}

}  // namespace

Cause cause_of(const Evidence& e) {
  if (!e.online) return Cause::Offline;
  if (e.gathered && !e.ours.any()) return Cause::NothingGathered;
  if (e.ours.any() && !e.theirs.any()) return Cause::OtherSideSilent;
  if (e.connected && e.sent > 0 && e.received <= 0) return Cause::MediaBlocked;
  if (e.relay) {
    if (e.ours.relay) return Cause::RelayedInVain;
    switch (e.relay_error) {
      case RelayError::Refused: return Cause::RelayRefused;
      case RelayError::Full: return Cause::RelayFull;
      case RelayError::None:
      case RelayError::Silent: return Cause::RelayUnreachable;
    }
  }
  if (e.ours.any() && !e.stun) return Cause::LocalOnly;
  if (e.ours.any() && !e.ours.reflexive) return Cause::UdpBlocked;
  return Cause::NoRelay;
}

void note(Candidates& candidates, std::string_view text) {
  constexpr std::string_view kType = " typ ";
  for (auto at = text.find(kType); at != std::string_view::npos; at = text.find(kType, at + 1)) {
    const std::string_view type = text.substr(at + kType.size());
    if (starts_with(type, "host")) candidates.host = true;
    if (starts_with(type, "srflx") || starts_with(type, "prflx")) candidates.reflexive = true;
    if (starts_with(type, "relay")) candidates.relay = true;
  }
}

void note_relay_error(Evidence& evidence, std::uint32_t code) {
  evidence.relay_error = std::max(evidence.relay_error, error_of(code));
}

void note_servers(Evidence& evidence, const std::vector<protocol::IceServer>& servers) {
  evidence.relay = evidence.stun = false;
  for (const protocol::IceServer& server : servers) {
    for (const std::string& url : server.urls) {
      if (starts_with(url, "turn")) evidence.relay = true;
      if (starts_with(url, "stun") || starts_with(url, "turn")) evidence.stun = true;
    }
  }
}

}  // namespace parley::call::explain
