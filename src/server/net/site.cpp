#include "server/net/site.hpp"

#include <nlohmann/json.hpp>

#include "core/protocol/message.hpp"
#include "server/net/header_text.hpp"

namespace parley::net {
namespace {

/// If-None-Match compares weakly (RFC 9110 §13.1.2): a `W/` that a proxy put before a tag of ours does not matter.
bool names_etag(std::string_view if_none_match, std::string_view etag) {
  bool named = false;
  for_each_list_item(if_none_match, [&](std::string_view item) {
    if (item.starts_with("W/")) item.remove_prefix(2);
    named = named || item == "*" || item == etag;
  });
  return named;
}

HttpResponse json_response(std::string json) {
  HttpResponse response;
  response.headers = common_headers();
  response.headers.emplace_back("Content-Type", "application/json");
  response.headers.emplace_back("Cache-Control", "no-store");
  response.body = std::make_shared<const std::string>(std::move(json));
  return response;
}

}  // namespace

HttpResponse plain_response(unsigned status, std::string sentence) {
  HttpResponse response;
  response.status = status;
  response.headers = common_headers();
  response.headers.emplace_back("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
  response.headers.emplace_back("Content-Type", "text/plain; charset=utf-8");
  response.headers.emplace_back("Cache-Control", "no-store");
  response.body = std::make_shared<const std::string>(std::move(sentence) + "\n");
  return response;
}

HttpResponse method_not_allowed() {
  HttpResponse response = plain_response(405, "Only GET and HEAD are understood here.");
  response.headers.emplace_back("Allow", "GET, HEAD");
  return response;
}

HttpResponse refusal(Handshake verdict) {
  switch (verdict) {
    case Handshake::ForeignOrigin:
      return plain_response(403, "Pages of this origin may not connect. The server's option --allow-origin lets them.");
    case Handshake::WrongSubprotocol:
      return plain_response(400, "The subprotocol " + std::string(kSubprotocol) + " must be offered.");
    case Handshake::BadKey: return plain_response(400, "The key of this WebSocket is not one.");
    case Handshake::NotAnUpgrade:
    case Handshake::Accepted: break;
  }
  HttpResponse response = plain_response(426, "This is a WebSocket: ask for an upgrade.");
  response.headers.emplace_back("Upgrade", "websocket");
  return response;
}

Site::Site(StaticFiles files, std::string version, Troubles troubles, std::string media_server)
    : files_(std::move(files)),
      version_json_(nlohmann::json{{"name", "Parley"},
                                   {"version", version},
                                   {"subprotocol", std::string(kSubprotocol)},
                                   {"protocol", protocol::Hello{}.version}}
                        .dump() +
                    "\n"),
      troubles_(std::move(troubles)),
      media_server_(std::move(media_server)) {}

HttpResponse Site::answer(const HttpRequest& request) const {
  const bool reads = request.method == "GET" || request.method == "HEAD";
  const std::string_view path = request.path();
  if (!reads) return method_not_allowed();
  if (path == "/healthz") return json_response("{\"status\":\"ok\"}\n");
  if (path == "/readyz") return answer_ready();
  if (path == "/version") {
    // Open to every origin: a client that was refused asks here whether the server is there at all.
    HttpResponse response = json_response(version_json_);
    response.headers.emplace_back("Access-Control-Allow-Origin", "*");
    response.headers.emplace_back("Cross-Origin-Resource-Policy", "cross-origin");
    return response;
  }
  const StaticFile* const file = files_.find(request.target);
  if (file == nullptr) return plain_response(404, "There is nothing here.");
  return answer_file(*file, request);
}

/// Whoever spreads people over servers asks this one; a server that is not ready still serves the calls it has.
HttpResponse Site::answer_ready() const {
  nlohmann::json reasons = nlohmann::json::object();
  for (auto& [what, why] : troubles_()) reasons[what] = why;
  if (reasons.empty()) return json_response("{\"status\":\"ready\"}\n");
  const nlohmann::json told{{"status", "not-ready"}, {"reasons", std::move(reasons)}};
  HttpResponse response = json_response(told.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace) + "\n");
  response.status = 503;
  return response;
}

HttpResponse Site::answer_file(const StaticFile& file, const HttpRequest& request) const {
  const FileVariant& variant = file.best_for(request.header("Accept-Encoding"));
  HttpResponse response;
  response.headers = common_headers();
  response.headers.emplace_back("Cross-Origin-Resource-Policy", "same-origin");
  response.headers.emplace_back("Cache-Control", file.immutable ? "public, max-age=31536000, immutable" : "no-cache");
  response.headers.emplace_back("ETag", variant.etag);
  if (file.variants.size() > 1) response.headers.emplace_back("Vary", "Accept-Encoding");
  if (file.is_page) {
    response.headers.insert(response.headers.end(), document_headers().begin(), document_headers().end());
    response.headers.emplace_back("Content-Security-Policy",
                                  content_security_policy(file.inline_hashes, request.header("Host"), media_server_));
  }
  if (names_etag(request.header("If-None-Match"), variant.etag)) {
    response.status = 304;
    return response;
  }
  response.headers.emplace_back("Content-Type", file.content_type);
  if (variant.encoding != "identity") response.headers.emplace_back("Content-Encoding", variant.encoding);
  response.body = variant.bytes;
  return response;
}

}  // namespace parley::net
