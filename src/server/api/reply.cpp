#include "server/api/reply.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "core/protocol/json_writer.hpp"
#include "server/net/security_headers.hpp"

namespace parley::api {
namespace {

using protocol::ErrorCode;

struct HttpRow {
  HttpCode code;
  unsigned status;
  std::string_view wire;
  std::string_view sentence;
};

constexpr std::array kHttpRows = {
    HttpRow{HttpCode::NotSignedIn, 401, "not-signed-in", "This needs a credential. Sign in, or send its token."},
    HttpRow{HttpCode::ForeignOrigin, 403, "foreign-origin",
            "Pages of this origin may not ask this. The server's option --allow-origin lets them."},
    HttpRow{HttpCode::NotFound, 404, "not-found", "There is nothing here."},
    HttpRow{HttpCode::MethodNotAllowed, 405, "method-not-allowed", "This address does not know this method."},
    HttpRow{HttpCode::IdInUse, 409, "id-in-use", "This id is somebody's. Send his token, or choose another id."},
    HttpRow{HttpCode::UnsupportedMediaType, 415, "unsupported-media-type",
            "A change is sent with the header Content-Type: application/json."},
    HttpRow{HttpCode::Unavailable, 503, "unavailable", "The database does not answer now. Try again in a while."},
};

constexpr bool in_order() {
  for (std::size_t index = 0; index < kHttpRows.size(); ++index) {
    if (static_cast<std::size_t>(kHttpRows[index].code) != index) return false;
  }
  return true;
}
static_assert(in_order(), "one row for each code, in its order");

/// How long a client should wait before it tries a database again that was out of reach.
constexpr Milliseconds kUnavailableFor{5'000};

/// RFC 9110 §10.2.3: whole seconds, and never too early.
std::string seconds_of(Milliseconds time) {
  return std::to_string(std::max<std::int64_t>(1, (time.count() + 999) / 1000));
}

net::HttpResponse reply_of(unsigned status, std::string_view content_type, std::string body) {
  net::HttpResponse response;
  response.status = status;
  response.headers = net::common_headers();
  response.headers.emplace_back("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
  response.headers.emplace_back("Cache-Control", "no-store");
  if (!content_type.empty()) response.headers.emplace_back("Content-Type", content_type);
  response.body = std::make_shared<const std::string>(std::move(body));
  return response;
}

}  // namespace

unsigned status_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::NameInvalid:
    case ErrorCode::SelfCall:
    case ErrorCode::BadMessage: return 400;
    case ErrorCode::TokenExpired:
    case ErrorCode::WrongPassword:
    case ErrorCode::SignedOut: return 401;
    case ErrorCode::NotAllowed:
    case ErrorCode::GuestsOff: return 403;
    case ErrorCode::UnknownPerson:
    case ErrorCode::NoSuchCall: return 404;
    case ErrorCode::HelloTimeout: return 408;
    case ErrorCode::NameTaken:
    case ErrorCode::NameReserved:
    case ErrorCode::Offline:
    case ErrorCode::Busy:
    case ErrorCode::DoNotDisturb:
    case ErrorCode::NotInCall:
    case ErrorCode::CallOver:
    case ErrorCode::NoMediaServer:
    case ErrorCode::RoomFull:
    case ErrorCode::Replaced: return 409;
    case ErrorCode::TooLarge: return 413;
    case ErrorCode::VersionUnsupported: return 426;
    case ErrorCode::RateLimited: return 429;
    case ErrorCode::ServerFull:
    case ErrorCode::ServerStopping: return 503;
  }
  return 400;
}

Problem problem(ErrorCode code, const protocol::SentenceParts& parts) { return problem(code, sentence(code, parts)); }

Problem problem(ErrorCode code, std::string message) {
  return {status_of(code), std::string(protocol::row(code).wire), std::move(message)};
}

Problem problem(HttpCode code) {
  const HttpRow& row = kHttpRows[static_cast<std::size_t>(code)];
  Problem problem{row.status, std::string(row.wire), std::string(row.sentence)};
  if (code == HttpCode::Unavailable) problem.retry_after = kUnavailableFor;
  return problem;
}

Problem too_many(Milliseconds retry_after) {
  protocol::SentenceParts parts;
  parts.seconds = (retry_after.count() + 999) / 1000;
  Problem limited = problem(ErrorCode::RateLimited, parts);
  limited.retry_after = retry_after;
  return limited;
}

Problem problem(const hub::Refused& refused) {
  if (refused.in_use) return problem(HttpCode::IdInUse);
  if (refused.code == ErrorCode::RateLimited) return too_many(refused.retry_after.value_or(Milliseconds{1'000}));
  Problem told = problem(refused.code);
  told.retry_after = refused.retry_after;
  return told;
}

net::HttpResponse json_reply(unsigned status, std::string json) {
  return reply_of(status, "application/json", std::move(json) + "\n");
}

net::HttpResponse text_reply(unsigned status, std::string text) {
  return reply_of(status, "text/plain; charset=utf-8", std::move(text));
}

net::HttpResponse empty_reply() { return reply_of(204, {}, {}); }

net::HttpResponse reply(const Problem& problem) {
  protocol::JsonWriter writer;
  writer.begin_object();
  writer.key("code");
  writer.string(problem.code);
  writer.key("message");
  writer.string(problem.message);
  writer.end_object();
  net::HttpResponse response = json_reply(problem.status, std::move(writer).take());
  // RFC 9110 §15.5.2 wants a challenge beside each 401; browsers ask nobody for a "Bearer".
  if (problem.status == 401) response.headers.emplace_back("WWW-Authenticate", "Bearer");
  if (problem.retry_after) response.headers.emplace_back("Retry-After", seconds_of(*problem.retry_after));
  response.headers.insert(response.headers.end(), problem.headers.begin(), problem.headers.end());
  return response;
}

}  // namespace parley::api
