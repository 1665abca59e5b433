// Whether a request for `/ws` (ours) or `/` (the call API's) may become a WebSocket: upgrade, key, Origin, subprotocol. The version
// is Beast's business.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace parley::net {

inline constexpr std::string_view kSocketPath = "/ws";
inline constexpr std::string_view kSubprotocol = "parley.1";

/// What the verdict depends on, as the request's headers say it; absent headers are empty.
struct HandshakeRequest {
  bool is_upgrade = false;
  std::string_view key;
  std::string_view host;
  std::string_view origin;
  std::string_view subprotocols;
};

/// What is asked of a client beside a good upgrade. Clients of the call API know no subprotocols.
enum class Subprotocol { Ours, Any };

enum class Handshake {
  Accepted,
  NotAnUpgrade,      ///< 426
  BadKey,            ///< 400
  ForeignOrigin,     ///< 403
  WrongSubprotocol,  ///< 400
};

/// An Origin is welcome if it names the host that the request was sent to, or one of `allowed_origins`. Programs have none,
/// browsers always send it. "null" (a sandboxed frame, a file) is foreign.
Handshake judge_handshake(const HandshakeRequest& request, const std::vector<std::string>& allowed_origins,
                          Subprotocol asked = Subprotocol::Ours);

}  // namespace parley::net
