#include "server/api/livekit_token.hpp"

#include <utility>

#include "core/protocol/json_writer.hpp"
#include "server/api/hmac.hpp"

namespace parley::api {
namespace {

using protocol::JsonWriter;

/// Two machines' clocks differ; LiveKit itself forgives ten seconds.
constexpr std::int64_t kClockSkewSeconds = 60;

void write(JsonWriter& writer, std::string_view key, std::string_view value) {
  writer.key(key);
  writer.string(value);
}

void write(JsonWriter& writer, std::string_view key, std::int64_t seconds) {
  writer.key(key);
  writer.number(seconds < 0 ? 0 : static_cast<std::uint64_t>(seconds));
}

std::string claims_json(const LiveKit& server, const Grant& grant, std::int64_t wall, std::string_view id) {
  const std::int64_t now = wall / 1000;
  JsonWriter writer;
  writer.begin_object();
  write(writer, "iss", server.key);
  write(writer, "sub", grant.person.value());
  write(writer, "name", grant.name);
  write(writer, "nbf", now - kClockSkewSeconds);
  write(writer, "exp", now + server.lifetime.count() / 1000);
  write(writer, "jti", id);
  writer.key("video");
  writer.begin_object();
  write(writer, "room", grant.room.value());
  for (const std::string_view right : {"roomJoin", "canPublish", "canSubscribe", "canPublishData"}) {
    writer.key(right);
    writer.boolean(true);
  }
  writer.end_object();
  writer.end_object();
  return std::move(writer).take();
}

}  // namespace

std::string livekit_token(const LiveKit& server, const Grant& grant, std::int64_t wall, std::string_view id) {
  const std::string signed_part =
      base64url(R"({"alg":"HS256","typ":"JWT"})") + "." + base64url(claims_json(server, grant, wall, id));
  return signed_part + "." + base64url(hmac_sha256(server.secret, signed_part));
}

}  // namespace parley::api
