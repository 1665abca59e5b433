// Credentials for the relay, as coturn's `use-auth-secret` checks them: the user name says until when they are good, the password
// is its keyed hash, so nobody has to be asked.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/id.hpp"
#include "core/base/time.hpp"
#include "core/protocol/message.hpp"

namespace parley::api {

struct Relay {
  std::vector<std::string> urls;  ///< "turn:turn.example.org:3478?transport=udp"
  std::string secret;             ///< coturn's static-auth-secret
  /// Long enough to ring and answer; a call that lasts longer gets new ones at half of it.
  Milliseconds lifetime{600'000};
};

/// `<expiry in seconds>:<person>` and base64(HMAC-SHA1(secret, user name)). `wall` is milliseconds since 1970.
protocol::IceServer mint_relay(const Relay& relay, const PersonId& person, std::int64_t wall);

}  // namespace parley::api
