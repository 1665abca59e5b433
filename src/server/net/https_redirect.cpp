#include "server/net/https_redirect.hpp"

#include "server/net/security_headers.hpp"
#include "server/net/site.hpp"

namespace parley::net {
namespace {

/// "calls.example:8080" without the port; "[::1]:8080" as "[::1]".
std::string_view without_port(std::string_view host) {
  const std::size_t colon = host.rfind(':');
  const std::size_t bracket = host.rfind(']');
  const bool has_port = colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket);
  return has_port ? host.substr(0, colon) : host;
}

}  // namespace

HttpResponse HttpsRedirect::redirect(const HttpRequest& request) const {
  const std::string_view host = without_port(request.header("Host"));
  if (!is_plain_host(host) || !request.target.starts_with('/')) {
    return plain_response(400, "This server speaks HTTPS: write https:// in the address.");
  }
  HttpResponse response = plain_response(308, "This server speaks HTTPS.");
  const std::string port = port_ == 443 ? "" : ":" + std::to_string(port_);
  response.headers.emplace_back("Location", "https://" + std::string(host) + port + request.target);
  return response;
}

bool HttpsRedirect::answer(const std::shared_ptr<const HttpRequest>& request, const Respond& respond) {
  respond(redirect(*request));
  return true;
}

void HttpsRedirect::admit(const std::shared_ptr<const HttpRequest>& request, std::function<void(Admission)> decide) {
  decide(redirect(*request));
}

}  // namespace parley::net
