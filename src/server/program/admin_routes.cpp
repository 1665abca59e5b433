#include "server/program/admin_routes.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <boost/asio/ip/address.hpp>

#include "server/api/query.hpp"
#include "server/net/site.hpp"
#include "server/program/report_query.hpp"

namespace parley::program {
namespace {

constexpr std::string_view kReports = "/report/";
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

/// The parts of "call/c-1".
std::vector<std::string> items_of(std::string_view path) {
  std::vector<std::string> items;
  for (;;) {
    const std::size_t slash = path.find('/');
    items.emplace_back(path.substr(0, slash));
    if (slash == std::string_view::npos) return items;
    path.remove_prefix(slash + 1);
  }
}

/// Nothing if they are not encoded as they must be.
std::optional<ReportOptions> parameters_of(std::string_view query) {
  ReportOptions found;
  while (!query.empty()) {
    const std::size_t end = query.find('&');
    const std::string_view item = query.substr(0, end);
    query.remove_prefix(end == std::string_view::npos ? query.size() : end + 1);
    if (item.empty()) continue;
    const std::size_t equals = item.find('=');
    const auto name = api::percent_decoded(item.substr(0, equals));
    const auto value =
        api::percent_decoded(equals == std::string_view::npos ? std::string_view() : item.substr(equals + 1));
    if (!name || !value) return std::nullopt;
    found.emplace_back(*name, *value);
  }
  return found;
}

net::HttpResponse text_of(std::string_view type, std::string text) {
  net::HttpResponse response;
  response.headers = {
      {"Content-Type", std::string(type)}, {"Cache-Control", "no-store"}, {"X-Content-Type-Options", "nosniff"}};
  response.body = std::make_shared<const std::string>(std::move(text));
  return response;
}

net::HttpResponse unavailable() { return net::plain_response(503, "The database does not answer."); }

}  // namespace

bool AdminRoutes::takes(std::string_view path) const {
  return path == "/metrics" || path.substr(0, kReports.size()) == kReports;
}

bool AdminRoutes::answer(const std::shared_ptr<const net::HttpRequest>& request, const net::Respond& respond) {
  if (!takes(request->path())) return false;
  if (!names_this_machine(request->header("Host"))) {
    respond(net::plain_response(403, "Ask for this by the name of this machine: localhost."));
  } else if (request->method != "GET" && request->method != "HEAD") {
    respond(net::method_not_allowed());
  } else if (request->path() == "/metrics") {
    respond(text_of(kExposition, backend_.figures()));
  } else {
    report(*request, respond);
  }
  return true;
}

void AdminRoutes::report(const net::HttpRequest& request, const net::Respond& respond) {
  const auto options = parameters_of(request.query());
  if (!options) return respond(net::plain_response(400, "The parameters are not encoded as they must be."));
  const auto query = read_report_query(items_of(request.path().substr(kReports.size())), *options, net::wall_clock());
  if (!query) return respond(net::plain_response(400, query.error()));
  const std::string_view type = report::content_type(query.value().format);
  if (query.value().kind == ReportKind::Logins) {
    return backend_.store().attempts(query.value().since, query.value().until, query.value().name, query.value().limit,
                                     [query = query.value(), respond, type](const auto& attempts) {
                                       if (!attempts) return respond(unavailable());
                                       respond(text_of(type, report_of(query, attempts.value())));
                                     });
  }
  backend_.store().calls(query.value().calls, [query = query.value(), respond, type](const auto& calls) {
    if (!calls) return respond(unavailable());
    auto text = report_of(query, calls.value());
    respond(text ? text_of(type, std::move(*text)) : net::plain_response(404, "There is no such call."));
  });
}

void AdminRoutes::admit(const std::shared_ptr<const net::HttpRequest>&, std::function<void(net::Admission)> decide) {
  decide(net::plain_response(404, "There is nothing here."));
}

}  // namespace parley::program
