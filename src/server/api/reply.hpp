// Answers of the HTTP API: JSON, and `{ "code", "message" }` with the status that says about the same. What is refused when is
// the routes' business.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/time.hpp"
#include "core/protocol/error_code.hpp"
#include "server/hub/question.hpp"
#include "server/net/http_message.hpp"

namespace parley::api {

/// What only HTTP has to tell; everything else is a protocol::ErrorCode.
enum class HttpCode {
  NotSignedIn,           ///< 401: the request names a person and brings nobody's credential
  ForeignOrigin,         ///< 403: a page of an origin that --allow-origin does not name
  NotFound,              ///< 404
  MethodNotAllowed,      ///< 405
  IdInUse,               ///< 409: the wished id is somebody's
  UnsupportedMediaType,  ///< 415: a change that is not sent as JSON
  Unavailable,           ///< 503: the database does not answer
};

/// Why nothing was changed. `message` never quotes what was received.
struct Problem {
  unsigned status = 400;
  std::string code;
  std::string message;
  std::optional<Milliseconds> retry_after{};
  net::Headers headers{};  ///< that this answer has beside: Allow
  friend bool operator==(const Problem&, const Problem&) = default;
};

/// The status that says about the same as a code of the protocol.
unsigned status_of(protocol::ErrorCode code);

/// With the sentence of the protocol's table, or with one that fits better.
Problem problem(protocol::ErrorCode code, const protocol::SentenceParts& parts = {});
Problem problem(protocol::ErrorCode code, std::string message);
Problem problem(HttpCode code);

/// Too many of these; come back after this time.
Problem too_many(Milliseconds retry_after);

/// What the hub refused.
Problem problem(const hub::Refused& refused);

net::HttpResponse json_reply(unsigned status, std::string json);
net::HttpResponse text_reply(unsigned status, std::string text);
net::HttpResponse empty_reply();  ///< 204
net::HttpResponse reply(const Problem& problem);

}  // namespace parley::api
