#include "server/api/report_routes.hpp"

#include <optional>
#include <string>
#include <vector>

#include "server/api/query.hpp"
#include "server/report/report.hpp"
#include "server/report/report_time.hpp"

namespace parley::api {
namespace {

using protocol::Text;
using Calls = Result<std::vector<store::StoredCall>, store::Problem>;
using Attempts = Result<std::vector<store::LoginAttempt>, store::Problem>;

constexpr std::uint64_t kLines = 100;
constexpr std::uint64_t kMostLines = 10'000;  // some megabytes: it is built in memory

/// What all reports are asked with.
struct Wish {
  std::optional<store::WallTime> since;
  std::optional<store::WallTime> until;
  std::optional<std::string> name;
  std::size_t limit = kLines;
  report::Format format = report::Format::Text;
};

Problem wrong(std::string_view parameter, std::string_view what) {
  return problem(protocol::ErrorCode::BadMessage, std::string(parameter) + " " + std::string(what) + ".");
}

Result<std::optional<store::WallTime>, Problem> read_time(Query& query, std::string_view parameter, std::int64_t now) {
  const auto text = query.optional_text(parameter, Text::Client);
  if (!text) return std::optional<store::WallTime>();
  const auto time = report::read_time(*text, now);
  if (!time) return Failure{wrong(parameter, "must be a time (2026-11-21T10:15) or an age (24h)")};
  return std::optional<store::WallTime>(*time);
}

Result<report::Format, Problem> read_format(Query& query) {
  const auto word = query.optional_text("format", Text::Client);
  const auto format = word ? report::format_from(*word) : report::Format::Text;
  if (!format) return Failure{wrong("format", "must be one of text, json, csv")};
  return *format;
}

Result<Wish, Problem> read_wish(std::string_view text, std::int64_t now) {
  Query query(text);
  const auto since = read_time(query, "since", now);
  const auto until = read_time(query, "until", now);
  const auto format = read_format(query);
  Wish wish;
  wish.name = query.optional_text("person", Text::TypedName);
  wish.limit = query.number("limit", 1, kMostLines, kLines);
  if (query.problem()) return Failure{*query.problem()};
  if (!since) return Failure{since.error()};
  if (!until) return Failure{until.error()};
  if (!format) return Failure{format.error()};
  wish.since = since.value();
  wish.until = until.value();
  wish.format = format.value();
  return wish;
}

net::HttpResponse report_reply(std::string text, report::Format format) {
  net::HttpResponse response = text_reply(200, std::move(text));
  for (auto& [name, value] : response.headers) {
    if (name == "Content-Type") value = std::string(report::content_type(format));
  }
  return response;
}

}  // namespace

void ReportRoutes::add_to(Router& router) {
  router.add("GET", "/report/calls", [this](const Exchange& exchange) { calls(exchange, Which::All); });
  router.add("GET", "/report/errors", [this](const Exchange& exchange) { calls(exchange, Which::Errors); });
  router.add("GET", "/report/calls/{id}", [this](const Exchange& exchange) { call(exchange); });
  router.add("GET", "/report/logins", [this](const Exchange& exchange) { logins(exchange); });
}

void ReportRoutes::calls(const Exchange& exchange, Which which) const {
  const auto wish = read_wish(exchange.request->query(), wall_());
  if (!wish) return exchange.refuse(wish.error());
  store::CallFilter filter;
  filter.since = wish.value().since;
  filter.until = wish.value().until;
  filter.name = wish.value().name;
  filter.limit = wish.value().limit;
  filter.errors_only = which == Which::Errors;
  store_.calls(std::move(filter), [exchange, format = wish.value().format](const Calls& calls) {
    if (!calls) return exchange.refuse(problem(HttpCode::Unavailable));
    exchange.respond(report_reply(report::calls_report(calls.value(), format), format));
  });
}

void ReportRoutes::call(const Exchange& exchange) const {
  Query query(exchange.request->query());
  const auto format = read_format(query);
  if (query.problem()) return exchange.refuse(*query.problem());
  if (!format) return exchange.refuse(format.error());
  store::CallFilter filter;
  filter.call = CallId(exchange.item);
  filter.with_events = true;
  filter.limit = 1;
  store_.calls(std::move(filter), [exchange, format = format.value()](const Calls& calls) {
    if (!calls) return exchange.refuse(problem(HttpCode::Unavailable));
    if (calls.value().empty()) return exchange.refuse(problem(protocol::ErrorCode::NoSuchCall));
    exchange.respond(report_reply(report::call_report(calls.value().front(), format), format));
  });
}

void ReportRoutes::logins(const Exchange& exchange) const {
  const auto wish = read_wish(exchange.request->query(), wall_());
  if (!wish) return exchange.refuse(wish.error());
  store_.attempts(wish.value().since, wish.value().until, wish.value().name, wish.value().limit,
                  [exchange, format = wish.value().format](const Attempts& attempts) {
                    if (!attempts) return exchange.refuse(problem(HttpCode::Unavailable));
                    exchange.respond(report_reply(report::logins_report(attempts.value(), format), format));
                  });
}

}  // namespace parley::api
