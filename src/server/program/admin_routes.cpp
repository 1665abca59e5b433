#include "server/program/admin_routes.hpp"

#include <string>
#include <utility>

#include <boost/asio/ip/address.hpp>

#include "server/net/site.hpp"

namespace parley::program {
namespace {

constexpr std::string_view kExposition = "text/plain; version=0.0.4; charset=utf-8";

/// Whether the request was sent to this machine by that name. A page of the world whose name was made to mean 127.0.0.1 sends its
/// own name along: the administrator's browser must not read all this to it.
bool names_this_machine(std::string_view host) {
  if (host.starts_with("localhost")) return host.size() == 9 || host[9] == ':';
  if (host.starts_with("[::1]")) return host.size() == 5 || host[5] == ':';
  boost::system::error_code error;
  const auto address = boost::asio::ip::make_address_v4(std::string(host.substr(0, host.rfind(':'))), error);
  return !error && address.is_loopback();
}

net::HttpResponse text_of(std::string_view type, std::string text) {
  net::HttpResponse response;
  response.headers = {
      {"Content-Type", std::string(type)}, {"Cache-Control", "no-store"}, {"X-Content-Type-Options", "nosniff"}};
  response.body = std::make_shared<const std::string>(std::move(text));
  return response;
}

}  // namespace

AdminRoutes::AdminRoutes(Backend& backend) : router_({}), reports_(backend.store(), net::wall_clock) {
  reports_.add_to(router_);
  router_.add("GET", "/metrics",
              [&backend](const api::Exchange& exchange) { exchange.respond(text_of(kExposition, backend.figures())); });
}

bool AdminRoutes::answer(const std::shared_ptr<const net::HttpRequest>& request, const net::Respond& respond) {
  if (takes(request->path()) && !names_this_machine(request->header("Host"))) {
    respond(net::plain_response(403, "Ask for this by the name of this machine: localhost."));
    return true;
  }
  return router_.answer(request, respond);
}

void AdminRoutes::admit(const std::shared_ptr<const net::HttpRequest>&, std::function<void(net::Admission)> decide) {
  decide(net::plain_response(404, "There is nothing here."));
}

}  // namespace parley::program
