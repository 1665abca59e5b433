#include "server/api/router.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "core/protocol/limits.hpp"
#include "core/protocol/text_rule.hpp"
#include "server/api/identity.hpp"
#include "server/api/json_body.hpp"
#include "server/api/query.hpp"
#include "server/net/header_text.hpp"
#include "server/net/origin.hpp"

namespace parley::api {
namespace {

constexpr std::string_view kItem = "{id}";

/// What a page of an allowed origin may send and read beyond what every page may (Fetch, "CORS-safelisted").
constexpr std::string_view kAllowedHeaders = "Authorization, Content-Type, X-Parley-Token";
constexpr std::string_view kExposedHeaders = "Retry-After";
/// How long a browser may remember a preflight: the longest that Chromium takes, two hours.
constexpr std::string_view kPreflightSeconds = "7200";

/// What net refuses by itself, as a code.
std::string_view code_of(unsigned status) {
  switch (status) {
    case 413: return protocol::row(protocol::ErrorCode::TooLarge).wire;
    case 429: return protocol::row(protocol::ErrorCode::RateLimited).wire;
    case 503: return "unavailable";
    default: return protocol::row(protocol::ErrorCode::BadMessage).wire;
  }
}

bool is_change(std::string_view method) { return method != "GET" && method != "HEAD" && method != "OPTIONS"; }

/// Nothing where it can be nobody's id.
std::optional<std::string> item_of(std::string_view segment) {
  auto item = percent_decoded(segment);
  if (item && protocol::check_text(protocol::Text::Id, *item, protocol::Limits{})) item.reset();
  return item;
}

}  // namespace

void Router::add(std::string_view method, std::string_view path, Handler handler) {
  const bool has_item = path.ends_with(kItem);
  if (has_item) path.remove_suffix(kItem.size());
  auto known = std::find_if(paths_.begin(), paths_.end(),
                            [&](const Path& other) { return other.text == path && other.has_item == has_item; });
  if (known == paths_.end()) known = paths_.insert(paths_.end(), Path{std::string(path), has_item, {}});
  known->methods.push_back({std::string(method), std::move(handler)});
}

bool Router::takes(std::string_view path) const { return find(path) != nullptr; }

bool Router::answer(const std::shared_ptr<const net::HttpRequest>& request, const net::Respond& respond) const {
  const Path* const path = find(request->path());
  if (path == nullptr) return false;
  const std::optional<std::string> item =
      path->has_item ? item_of(request->path().substr(path->text.size())) : std::string();
  const Exchange exchange{request, item.value_or(std::string()), [this, request, respond](net::HttpResponse response) {
                            add_cors(*request, response);
                            respond(std::move(response));
                          }};
  if (!item) {
    exchange.refuse(problem(HttpCode::NotFound));
    return true;
  }
  if (request->method == "OPTIONS") {
    exchange.respond(preflight(*request, *path));
    return true;
  }
  const std::string_view wanted = request->method == "HEAD" ? "GET" : std::string_view(request->method);
  const auto method = std::find_if(path->methods.begin(), path->methods.end(),
                                   [&](const Method& candidate) { return candidate.name == wanted; });
  if (method == path->methods.end()) {
    Problem wrong = problem(HttpCode::MethodNotAllowed);
    wrong.headers.emplace_back("Allow", methods_of(*path));
    exchange.refuse(wrong);
    return true;
  }
  if (is_change(request->method)) {
    const std::string_view origin = request->header("origin");
    if (!trusts_cookies(*request) && !net::is_listed_origin(origin, allowed_origins_)) {
      exchange.refuse(problem(HttpCode::ForeignOrigin));
      return true;
    }
    // A form of a foreign page can post without asking first, but not as JSON. DELETE always asks first.
    if ((request->method == "POST" || !request->body.empty()) && !is_json(request->header("content-type"))) {
      exchange.refuse(problem(HttpCode::UnsupportedMediaType));
      return true;
    }
  }
  method->handler(exchange);
  return true;
}

const Router::Path* Router::find(std::string_view path) const {
  const Path* found = nullptr;
  for (const Path& candidate : paths_) {
    if (!candidate.has_item && candidate.text == path) return &candidate;
    // An id's own slash comes as %2F.
    const bool begins = candidate.has_item && path.starts_with(candidate.text);
    if (begins && path.find('/', candidate.text.size()) == std::string_view::npos) found = &candidate;
  }
  return found;
}

std::string Router::methods_of(const Path& path) const {
  std::string methods;
  for (const Method& method : path.methods) methods += method.name + (method.name == "GET" ? ", HEAD, " : ", ");
  return methods + "OPTIONS";
}

net::HttpResponse Router::refusal(const net::HttpRequest& request, const net::HttpResponse& in_words) const {
  std::string_view message = *in_words.body;
  while (message.ends_with('\n')) message.remove_suffix(1);
  Problem refused{in_words.status, std::string(code_of(in_words.status)), std::string(message)};
  for (const auto& header : in_words.headers) {
    if (net::equal_without_case(header.first, "retry-after")) refused.headers.push_back(header);
  }
  net::HttpResponse response = reply(refused);
  add_cors(request, response);
  return response;
}

void Router::add_cors(const net::HttpRequest& request, net::HttpResponse& response) const {
  const std::string_view origin = request.header("origin");
  const bool listed = !origin.empty() && net::is_listed_origin(origin, allowed_origins_);
  if (!allowed_origins_.empty()) response.headers.emplace_back("Vary", "Origin");
  // Nor as an image or a script can another page load an answer that a cookie brought about.
  response.headers.emplace_back("Cross-Origin-Resource-Policy", listed ? "cross-origin" : "same-origin");
  if (!listed) return;
  response.headers.emplace_back("Access-Control-Allow-Origin", origin);
  response.headers.emplace_back("Access-Control-Expose-Headers", kExposedHeaders);
}

net::HttpResponse Router::preflight(const net::HttpRequest& request, const Path& path) const {
  net::HttpResponse response = empty_reply();
  response.headers.emplace_back("Allow", methods_of(path));
  if (net::is_listed_origin(request.header("origin"), allowed_origins_)) {
    response.headers.emplace_back("Access-Control-Allow-Methods", methods_of(path));
    response.headers.emplace_back("Access-Control-Allow-Headers", kAllowedHeaders);
    response.headers.emplace_back("Access-Control-Max-Age", kPreflightSeconds);
  }
  return response;
}

}  // namespace parley::api
