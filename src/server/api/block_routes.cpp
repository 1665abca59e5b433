#include "server/api/block_routes.hpp"

#include <optional>
#include <utility>
#include <vector>

#include "core/protocol/json_writer.hpp"
#include "server/api/json_body.hpp"

namespace parley::api {
namespace {

using protocol::ErrorCode;

/// `since` is milliseconds since 1970, or nothing where it is not kept.
void write_blocked(protocol::JsonWriter& writer, const PersonId& person, const std::string& name,
                   std::optional<store::WallTime> since) {
  writer.begin_object();
  writer.key("userId");
  writer.string(person.value());
  writer.key("name");
  writer.string(name);
  if (since) {
    writer.key("since");
    writer.number(static_cast<std::uint64_t>(*since));
  }
  writer.end_object();
}

std::string blocks_json(const std::vector<store::BlockedPerson>& people) {
  protocol::JsonWriter writer;
  writer.begin_array();
  for (const store::BlockedPerson& blocked : people) write_blocked(writer, blocked.person, blocked.name, blocked.since);
  writer.end_array();
  return std::move(writer).take();
}

std::string blocks_json(const std::vector<hub::User>& people) {
  protocol::JsonWriter writer;
  writer.begin_array();
  for (const hub::User& blocked : people) write_blocked(writer, blocked.id, blocked.name, std::nullopt);
  writer.end_array();
  return std::move(writer).take();
}

}  // namespace

void BlockRoutes::add_to(Router& router) {
  router.add("GET", "/blocks", [this](const Exchange& exchange) { list(exchange); });
  router.add("POST", "/blocks", [this](const Exchange& exchange) { change(exchange, Change::Block); });
  router.add("DELETE", "/blocks", [this](const Exchange& exchange) { change(exchange, Change::Unblock); });
}

void BlockRoutes::list(const Exchange& exchange) const {
  credentials_.require(*exchange.request, {}, [this, exchange](Result<Identity, Problem> found) {
    if (!found) return exchange.refuse(found.error());
    if (found.value().guest()) return list_guests(exchange, found.value().person);
    ports_.store.blocks_of(found.value().person,
                           [exchange](const Result<std::vector<store::BlockedPerson>, store::Problem>& blocks) {
                             if (!blocks) return exchange.refuse(problem(HttpCode::Unavailable));
                             exchange.respond(json_reply(200, blocks_json(blocks.value())));
                           });
  });
}

void BlockRoutes::change(const Exchange& exchange, Change change) const {
  JsonBody body(*exchange.request);
  const PersonId other(body.text("userId", protocol::Text::Id));
  if (const auto wrong = body.problem()) return exchange.refuse(*wrong);
  credentials_.require(*exchange.request, {}, [this, exchange, other, change](Result<Identity, Problem> found) {
    if (!found) return exchange.refuse(found.error());
    const Identity& identity = found.value();
    if (identity.person == other) return exchange.refuse(problem(ErrorCode::SelfCall, "This is your own id."));
    if (identity.guest()) return change_guests(exchange, identity.person, other, change);
    const BlockKeeper::Done done = tell_and_answer(exchange, identity.person);
    if (change == Change::Unblock) return keeper_.unblock(identity.person, other, done);
    keeper_.block(identity.person, other, {}, done);
  });
}

void BlockRoutes::list_guests(const Exchange& exchange, const PersonId& person) const {
  ports_.ask(hub::ListBlocked{person}, [exchange](const hub::Reply& reply) {
    if (const auto* people = std::get_if<hub::Users>(&reply)) {
      return exchange.respond(json_reply(200, blocks_json(people->users)));
    }
    const auto* refused = std::get_if<hub::Refused>(&reply);
    exchange.refuse(refused != nullptr ? problem(*refused) : problem(HttpCode::Unavailable));
  });
}

void BlockRoutes::change_guests(const Exchange& exchange, const PersonId& person, const PersonId& other,
                                Change change) const {
  ports_.ask(hub::SetBlocked{person, other, change == Change::Block}, [exchange](const hub::Reply& reply) {
    const auto* refused = std::get_if<hub::Refused>(&reply);
    if (refused == nullptr) return exchange.respond(empty_reply());
    exchange.refuse(refused->code == ErrorCode::TooLarge ? too_many_blocked() : problem(*refused));
  });
}

BlockKeeper::Done BlockRoutes::tell_and_answer(const Exchange& exchange, const PersonId& person) const {
  return [this, exchange, person](const Result<std::vector<PersonId>, Problem>& blocked) {
    if (!blocked) return exchange.refuse(blocked.error());
    ports_.blocks_changed(person, blocked.value());
    exchange.respond(empty_reply());
  };
}

}  // namespace parley::api
