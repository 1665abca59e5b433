// Access tokens for the media server: JSON Web Tokens (RFC 7519) that let one person into one call's room. Who gets one is decided
// elsewhere.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/id.hpp"
#include "server/api/ports.hpp"

namespace parley::api {

struct Grant {
  CallId room;
  PersonId person;  ///< joining a room twice as the same person ends the first one's part in it
  std::string name;
};

/// `wall` is milliseconds since 1970; `id` numbers this token. Signed with HS256 and nothing else: the media server is given no
/// choice of algorithm.
std::string livekit_token(const LiveKit& server, const Grant& grant, std::int64_t wall, std::string_view id);

}  // namespace parley::api
