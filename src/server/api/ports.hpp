// What the API is told by options and what it asks others to do. Every port answers on the loop's thread.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/base/id.hpp"
#include "core/base/time.hpp"
#include "server/api/identity.hpp"
#include "server/store/store.hpp"

namespace parley::api {

/// The media server. Key and secret are what it was started with.
struct LiveKit {
  std::string url;  ///< "wss://media.example.org", as browsers reach it
  std::string key;
  std::string secret;
  /// How long a token lets somebody join. It gates the first connection alone: whoever is in a room gets new ones from LiveKit.
  Milliseconds lifetime{600'000};
};

struct Config {
  std::vector<std::string> allowed_origins;
  /// People without an account may come in. Where they may not, who is online is told to signed-in people only.
  bool guests = true;
  /// Requests are believed which person they speak for.
  bool trust_ids = false;
  std::optional<LiveKit> livekit{};
};

struct Ports {
  Ask ask;
  FindLogin find_login;
  /// The whole list of people that this account has blocked, after it changed: for the hub, and for whoever remembers it.
  std::function<void(const PersonId&, const std::vector<PersonId>&)> blocks_changed;
  /// Milliseconds since 1970, UTC.
  std::function<std::int64_t()> wall_time;
  /// Hexadecimal digits of this many random bytes.
  std::function<std::string(std::size_t)> random_hex;
  store::Store& store;
};

}  // namespace parley::api
