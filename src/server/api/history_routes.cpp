#include "server/api/history_routes.hpp"

#include <utility>
#include <vector>

#include "server/api/history_json.hpp"
#include "server/api/query.hpp"

namespace parley::api {
namespace {

using Calls = Result<std::vector<store::StoredCall>, store::Problem>;

constexpr std::uint64_t kPage = 20;          ///< what fits a screen
constexpr std::uint64_t kLongestPage = 100;  ///< about 50 KB

store::CallFilter own_calls(const Identity& identity) {
  store::CallFilter filter;
  filter.person = identity.person;
  if (identity.guest()) filter.since = identity.here_since;
  return filter;
}

}  // namespace

void HistoryRoutes::add_to(Router& router) {
  router.add("GET", "/calls", [this](const Exchange& exchange) { list(exchange); });
  router.add("GET", "/calls/{id}", [this](const Exchange& exchange) { one(exchange); });
}

void HistoryRoutes::list(const Exchange& exchange) const {
  Query query(exchange.request->query());
  const std::uint64_t limit = query.number("limit", 1, kLongestPage, kPage);
  const auto before = query.optional_text("before", protocol::Text::Id);
  if (query.problem()) return exchange.refuse(*query.problem());
  credentials_.require(*exchange.request, {}, [this, exchange, limit, before](Result<Identity, Problem> found) {
    if (!found) return exchange.refuse(found.error());
    store::CallFilter filter = own_calls(found.value());
    filter.limit = limit;
    if (before) filter.before = CallId(*before);
    ports_.store.calls(std::move(filter), [exchange, person = found.value().person](const Calls& calls) {
      if (!calls) return exchange.refuse(problem(HttpCode::Unavailable));
      exchange.respond(json_reply(200, history_json(calls.value(), person)));
    });
  });
}

void HistoryRoutes::one(const Exchange& exchange) const {
  credentials_.require(*exchange.request, {}, [this, exchange](Result<Identity, Problem> found) {
    if (!found) return exchange.refuse(found.error());
    store::CallFilter filter = own_calls(found.value());
    filter.call = CallId(exchange.item);
    filter.with_events = true;
    filter.limit = 1;
    ports_.store.calls(std::move(filter), [exchange, person = found.value().person](const Calls& calls) {
      if (!calls) return exchange.refuse(problem(HttpCode::Unavailable));
      if (calls.value().empty()) return exchange.refuse(problem(protocol::ErrorCode::NoSuchCall));
      exchange.respond(json_reply(200, history_entry_json(calls.value().front(), person)));
    });
  });
}

}  // namespace parley::api
