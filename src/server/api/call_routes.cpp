#include "server/api/call_routes.hpp"

#include <string>
#include <utility>

#include "core/protocol/json_writer.hpp"
#include "server/api/accept.hpp"
#include "server/api/json_body.hpp"
#include "server/api/livekit_token.hpp"
#include "server/api/query.hpp"
#include "server/hub/call_json.hpp"

namespace parley::api {
namespace {

using protocol::ErrorCode;
using protocol::Text;

constexpr std::size_t kTokenIdBytes = 16;

/// Answers with the call, or with why there is none. `not_allowed` is what the hub's not-allowed means here.
std::function<void(const hub::Reply&)> answer_with_call(const Exchange& exchange, Problem not_allowed) {
  return [exchange, not_allowed = std::move(not_allowed)](const hub::Reply& reply) {
    if (const auto* call = std::get_if<hub::CallView>(&reply)) {
      exchange.respond(json_reply(200, hub::call_json(*call)));
    } else if (const auto* refused = std::get_if<hub::Refused>(&reply)) {
      exchange.refuse(refused->code == ErrorCode::NotAllowed ? not_allowed : problem(*refused));
    } else {
      exchange.refuse(problem(HttpCode::Unavailable));
    }
  };
}

Problem another_person() {
  return problem(ErrorCode::NotAllowed, "The credential that came with this is another person's.");
}

/// Nothing forbids this person to call; it is the wrong moment.
Problem already_in_a_call() {
  Problem conflict = problem(ErrorCode::NotAllowed, "The caller is in a call already. End that one first.");
  conflict.status = 409;
  return conflict;
}

Problem not_to_be_answered() {
  return problem(ErrorCode::NotAllowed, "Only who is called can answer this call, once, while it rings.");
}

std::string token_json(const std::string& token, const std::string& url) {
  protocol::JsonWriter writer;
  writer.begin_object();
  writer.key("token");
  writer.string(token);
  writer.key("url");
  writer.string(url);
  writer.end_object();
  return std::move(writer).take();
}

}  // namespace

void CallRoutes::add_to(Router& router) {
  router.add("GET", "/users", [this](const Exchange& exchange) { users(exchange); });
  router.add("POST", "/calls/start", [this](const Exchange& exchange) { start(exchange); });
  router.add("POST", "/calls/answer", [this](const Exchange& exchange) { answer(exchange); });
  router.add("POST", "/calls/end", [this](const Exchange& exchange) { end(exchange); });
  router.add("GET", "/token", [this](const Exchange& exchange) { token(exchange); });
}

// Where guests may come in, whoever asks could see these people by coming in: then nobody has to say who he is.
void CallRoutes::users(const Exchange& exchange) const {
  credentials_.identify(*exchange.request, {}, [this, exchange](Identified found) {
    if (!found) return exchange.refuse(found.error());
    if (!found.value() && !config_.guests && !config_.trust_ids) {
      return exchange.refuse(problem(HttpCode::NotSignedIn));
    }
    hub::ListUsers question;
    if (found.value()) question.actor = found.value()->person;
    ports_.ask(std::move(question), [exchange](const hub::Reply& reply) {
      const auto* users = std::get_if<hub::Users>(&reply);
      if (users == nullptr) return exchange.refuse(problem(HttpCode::Unavailable));
      exchange.respond(json_reply(200, hub::users_json(users->users)));
    });
  });
}

void CallRoutes::start(const Exchange& exchange) const {
  JsonBody body(*exchange.request);
  const PersonId caller(body.text("callerId", Text::Id));
  const PersonId receiver(body.text("receiverId", Text::Id));
  if (const auto wrong = body.problem()) return exchange.refuse(*wrong);
  speak_for(exchange, caller, [this, exchange, caller, receiver](std::optional<PersonId> actor) {
    if (caller == receiver) return exchange.refuse(problem(ErrorCode::SelfCall));
    ports_.ask(hub::StartCall{std::move(actor), caller, receiver}, answer_with_call(exchange, already_in_a_call()));
  });
}

void CallRoutes::answer(const Exchange& exchange) const {
  JsonBody body(*exchange.request);
  const CallId call(body.text("callId", Text::Id));
  const bool accept = body.one_of("answer", {"ACCEPT", "DECLINE"}) == 0;
  if (const auto wrong = body.problem()) return exchange.refuse(*wrong);
  if (config_.trust_ids) {
    return ports_.ask(hub::AnswerCall{std::nullopt, call, accept}, answer_with_call(exchange, not_to_be_answered()));
  }
  credentials_.gather(*exchange.request, Cookie::Program, [this, exchange, call, accept](const Brought& brought) {
    if (brought.identities.empty()) {
      return exchange.refuse(brought.unclear.value_or(problem(HttpCode::NotSignedIn)));
    }
    std::vector<PersonId> people;
    for (const Identity& identity : brought.identities) people.push_back(identity.person);
    answer_as(exchange, std::move(people), call, accept);
  });
}

void CallRoutes::answer_as(const Exchange& exchange, std::vector<PersonId> people, const CallId& call,
                           bool accept) const {
  const PersonId person = people.front();
  people.erase(people.begin());
  ports_.ask(hub::AnswerCall{person, call, accept}, [this, exchange, people = std::move(people), call,
                                                     accept](const hub::Reply& reply) {
    const auto* refused = std::get_if<hub::Refused>(&reply);
    const bool is_anothers =
        refused != nullptr && (refused->code == ErrorCode::NoSuchCall || refused->code == ErrorCode::NotAllowed);
    if (is_anothers && !people.empty()) return answer_as(exchange, people, call, accept);
    answer_with_call(exchange, not_to_be_answered())(reply);
  });
}

void CallRoutes::end(const Exchange& exchange) const {
  JsonBody body(*exchange.request);
  const CallId call(body.text("callId", Text::Id));
  const PersonId user(body.text("userId", Text::Id));
  if (const auto wrong = body.problem()) return exchange.refuse(*wrong);
  speak_for(exchange, user, [this, exchange, call, user](std::optional<PersonId> actor) {
    ports_.ask(hub::EndCall{std::move(actor), call, user},
               answer_with_call(exchange, problem(ErrorCode::NotAllowed, "Only who is in this call can end it.")));
  });
}

void CallRoutes::token(const Exchange& exchange) const {
  Query query(exchange.request->query());
  const CallId room(query.text("room", Text::Id));
  const PersonId person(query.text("id", Text::Id));
  if (query.problem()) return exchange.refuse(*query.problem());
  speak_for(exchange, person, [this, exchange, room, person](const std::optional<PersonId>&) {
    ports_.ask(hub::FindCall{room, person}, [this, exchange, person](const hub::Reply& reply) {
      if (const auto* call = std::get_if<hub::CallView>(&reply)) return give_token(exchange, person, *call);
      const auto* refused = std::get_if<hub::Refused>(&reply);
      exchange.refuse(refused != nullptr ? problem(*refused) : problem(HttpCode::Unavailable));
    });
  });
}

void CallRoutes::give_token(const Exchange& exchange, const PersonId& person, const hub::CallView& call) const {
  if (protocol::is_terminal(call.status)) return exchange.refuse(problem(ErrorCode::CallOver, "This call is over."));
  if (!config_.livekit) return exchange.refuse(problem(ErrorCode::NoMediaServer));
  const hub::User& user = call.caller.id == person ? call.caller : call.receiver;
  const std::string token = livekit_token(*config_.livekit, {call.id, user.id, user.name}, ports_.wall_time(),
                                          ports_.random_hex(kTokenIdBytes));
  if (prefers_plain_text(exchange.request->header("accept"))) return exchange.respond(text_reply(200, token));
  exchange.respond(json_reply(200, token_json(token, config_.livekit->url)));
}

void CallRoutes::speak_for(const Exchange& exchange, const PersonId& person,
                           std::function<void(std::optional<PersonId>)> then) const {
  if (config_.trust_ids) return then(std::nullopt);
  credentials_.require(*exchange.request, {person, Cookie::Program},
                       [exchange, person, then = std::move(then)](Result<Identity, Problem> found) {
                         if (!found) return exchange.refuse(found.error());
                         if (found.value().person != person) return exchange.refuse(another_person());
                         then(person);
                       });
}

}  // namespace parley::api
