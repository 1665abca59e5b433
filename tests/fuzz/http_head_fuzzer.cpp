// Any bytes as an HTTP request, also one that asks for a WebSocket: parsed as the server parses it, then judged and answered by what
// needs no socket. Whoever is refused is told with a status of 4xx; no answer has a header that a client wrote line breaks into.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/websocket/rfc6455.hpp>

#include "server/net/address_limits.hpp"
#include "server/net/device_name.hpp"
#include "server/net/handshake.hpp"
#include "server/net/http_errors.hpp"
#include "server/net/https_redirect.hpp"
#include "server/net/site.hpp"
#include "server/net/trusted_proxies.hpp"

namespace {

namespace http = boost::beast::http;
using namespace parley::net;

void check(const HttpResponse& response) {
  if (response.status < 200 || response.status > 599 || !response.body) std::abort();
  for (const auto& [name, value] : response.headers) {
    if (value.find_first_of("\r\n") != value.npos) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Site site({}, "1", [] { return std::vector<std::pair<std::string, std::string>>(); });
  static const TrustedProxies proxies = [] {
    TrustedProxies all;
    all.add("127.0.0.0/8");
    return all;
  }();
  http::request_parser<http::string_body> parser;
  parser.header_limit(8 * 1024);
  parser.body_limit(16 * 1024);
  parser.eager(true);
  boost::system::error_code error;
  parser.put(boost::asio::buffer(data, size), error);
  if (error && error != http::error::need_more) {
    if (const auto status = status_of(error); status && (*status < 400 || *status > 505)) std::abort();
    return 0;
  }
  if (!parser.is_header_done()) return 0;
  HttpRequest request;
  request.method = std::string(parser.get().method_string());
  request.target = std::string(parser.get().target());
  for (const auto& field : parser.get()) request.headers.emplace_back(field.name_string(), field.value());

  const Sender sender = sender_of(request.headers, boost::asio::ip::make_address("127.0.0.1"), false, proxies);
  if (limit_key(sender.address).empty() || device_name(request.header("User-Agent")).empty()) std::abort();
  for (const Subprotocol asked : {Subprotocol::Ours, Subprotocol::Any}) {
    const HandshakeRequest question{boost::beast::websocket::is_upgrade(parser.get()),
                                    request.header("Sec-WebSocket-Key"), request.header("Host"),
                                    request.header("Origin"), request.header("Sec-WebSocket-Protocol")};
    const Handshake verdict = judge_handshake(question, {"https://calls.example"}, asked);
    if (verdict != Handshake::Accepted) check(refusal(verdict));
  }
  check(site.answer(request));
  HttpsRedirect redirect;
  redirect.answer(std::make_shared<const HttpRequest>(request), [](const HttpResponse& response) { check(response); });
  return 0;
}
