#include "server/api/turn_credentials.hpp"

#include "server/api/hmac.hpp"

namespace parley::api {

protocol::IceServer mint_relay(const Relay& relay, const PersonId& person, std::int64_t wall) {
  protocol::IceServer server;
  server.urls = relay.urls;
  server.username = std::to_string((wall + relay.lifetime.count()) / 1000) + ":" + person.value();
  server.credential = base64(hmac_sha1(relay.secret, server.username));
  return server;
}

}  // namespace parley::api
