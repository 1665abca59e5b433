#include "server/api/account_routes.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "core/protocol/json_writer.hpp"
#include "server/accounts/password_rule.hpp"
#include "server/accounts/token.hpp"
#include "server/api/cookie.hpp"
#include "server/api/json_body.hpp"
#include "server/net/device_name.hpp"

namespace parley::api {
namespace {

using accounts::Denied;
using accounts::Refusal;
using protocol::ErrorCode;
using protocol::JsonWriter;
using store::Nothing;
using store::SignedIn;

Problem problem_of(const Denied& denied) {
  const auto told = [&](Problem problem) {
    problem.message = denied.message;
    problem.retry_after = denied.retry_after;
    return problem;
  };
  switch (denied.why) {
    case Refusal::NameInvalid: return told(problem(ErrorCode::NameInvalid));
    case Refusal::NameReserved: return told(problem(ErrorCode::NameReserved));
    case Refusal::NameTaken: return told(problem(ErrorCode::NameTaken));
    case Refusal::PasswordInvalid: return told({400, "password-invalid", {}});
    case Refusal::WrongPassword: return told(problem(ErrorCode::WrongPassword));
    case Refusal::NotSignedIn: return told(problem(HttpCode::NotSignedIn));
    case Refusal::NotFound: return told(problem(HttpCode::NotFound));
    case Refusal::TooMany:
    case Refusal::Busy: return told(problem(ErrorCode::RateLimited));
    case Refusal::Unavailable: break;
  }
  return told(problem(HttpCode::Unavailable));
}

accounts::Client client_of(const net::HttpRequest& request) {
  return {request.address, net::device_name(request.header("user-agent")),
          trusts_cookies(request) ? std::string(cookie_value(request, Cookie::Account)) : std::string()};
}

void write_time(JsonWriter& writer, std::string_view key, store::WallTime time) {
  writer.key(key);
  writer.number(static_cast<std::uint64_t>(std::max<store::WallTime>(0, time)));
}

void write_person(JsonWriter& writer, const PersonId& person, const std::string& name) {
  writer.key("person");
  writer.begin_object();
  writer.key("id");
  writer.string(person.value());
  writer.key("name");
  writer.string(name);
  writer.end_object();
}

void write_login_members(JsonWriter& writer, const store::Login& login) {
  writer.key("id");
  writer.string(login.id.value());
  writer.key("device");
  writer.string(login.device);
  write_time(writer, "createdAt", login.created_at);
  write_time(writer, "usedAt", login.used_at);
  write_time(writer, "expiresAt", login.expires_at);
}

std::string welcome_json(const accounts::Welcomed& welcomed) {
  JsonWriter writer;
  writer.begin_object();
  writer.key("token");
  writer.string(welcomed.token);
  write_person(writer, welcomed.account.person, welcomed.account.name.text);
  write_time(writer, "expiresAt", welcomed.login.expires_at);
  writer.end_object();
  return std::move(writer).take();
}

/// `login` is nothing for a guest.
std::string me_json(const Identity& identity, const store::Login* login) {
  JsonWriter writer;
  writer.begin_object();
  write_person(writer, identity.person, identity.name);
  writer.key("account");
  writer.boolean(!identity.guest());
  if (login != nullptr) {
    writer.key("login");
    writer.begin_object();
    write_login_members(writer, *login);
    writer.end_object();
  }
  writer.end_object();
  return std::move(writer).take();
}

std::string logins_json(const std::vector<store::Login>& logins, const LoginId& current) {
  JsonWriter writer;
  writer.begin_array();
  for (const store::Login& login : logins) {
    writer.begin_object();
    write_login_members(writer, login);
    writer.key("current");
    writer.boolean(login.id == current);
    writer.end_object();
  }
  writer.end_array();
  return std::move(writer).take();
}

/// A browser whose sign-in has ended forgets its cookie.
net::HttpResponse without_cookie(const net::HttpRequest& request, net::HttpResponse response) {
  if (!client_of(request).old_token.empty()) {
    response.headers.push_back(clear_cookie(Cookie::Account, request.secure));
  }
  return response;
}

/// Answers what has no body: done, or why not.
accounts::Outcome<Nothing> done(const Exchange& exchange) {
  return [exchange](const Result<Nothing, Denied>& outcome) {
    if (!outcome) return exchange.refuse(problem_of(outcome.error()));
    exchange.respond(empty_reply());
  };
}

/// The same, where this sign-in is over now.
accounts::Outcome<Nothing> done_and_out(const Exchange& exchange) {
  return [exchange](const Result<Nothing, Denied>& outcome) {
    if (!outcome) return exchange.refuse(problem_of(outcome.error()));
    exchange.respond(without_cookie(*exchange.request, empty_reply()));
  };
}

/// Nothing is asked for in the body; one that came all the same must be an object without fields.
std::optional<Problem> problem_of_empty_body(const net::HttpRequest& request) {
  if (request.body.empty()) return std::nullopt;
  return JsonBody(request).problem();
}

}  // namespace

FindLogin login_finder(accounts::Accounts& accounts) {
  return [&accounts](const std::string& token, std::function<void(Identified)> then) {
    accounts.identify(token, [then = std::move(then)](const Result<SignedIn, store::Problem>& found) {
      if (!found) {
        if (found.error() == store::Problem::NotFound) return then(std::optional<Identity>());
        return then(Failure{problem(HttpCode::Unavailable)});
      }
      const SignedIn& in = found.value();
      Identity identity;
      identity.person = in.account.person;
      identity.name = in.account.name.text;
      identity.login = in.login.id;
      identity.blocked = accounts::blocked_of(in);
      then(std::optional<Identity>(std::move(identity)));
    });
  };
}

void AccountRoutes::add_to(Router& router) {
  router.add("POST", "/accounts", [this](const Exchange& exchange) { enter(exchange, &accounts::Accounts::create); });
  router.add("POST", "/login", [this](const Exchange& exchange) { enter(exchange, &accounts::Accounts::sign_in); });
  router.add("POST", "/logout", [this](const Exchange& exchange) { sign_out(exchange); });
  router.add("GET", "/me", [this](const Exchange& exchange) { show_me(exchange); });
  router.add("DELETE", "/me", [this](const Exchange& exchange) { remove(exchange); });
  router.add("POST", "/me/password", [this](const Exchange& exchange) { change_password(exchange); });
  router.add("GET", "/me/logins", [this](const Exchange& exchange) { list_logins(exchange); });
  router.add("DELETE", "/me/logins", [this](const Exchange& exchange) { end_logins(exchange); });
  router.add("DELETE", "/me/logins/{id}", [this](const Exchange& exchange) { end_login(exchange); });
}

void AccountRoutes::enter(const Exchange& exchange, Enter how) const {
  JsonBody body(*exchange.request);
  const std::string name = body.text("name", protocol::Text::TypedName);
  const accounts::Secret password(body.secret("password", accounts::kPasswordBytes));
  if (const auto wrong = body.problem()) return exchange.refuse(*wrong);
  (accounts_.*how)(
      name, password, client_of(*exchange.request), [exchange](const Result<accounts::Welcomed, Denied>& outcome) {
        if (!outcome) return exchange.refuse(problem_of(outcome.error()));
        const accounts::Welcomed& welcomed = outcome.value();
        net::HttpResponse response = json_reply(200, welcome_json(welcomed));
        if (trusts_cookies(*exchange.request)) {
          const std::int64_t seconds = (welcomed.login.expires_at - welcomed.login.created_at) / 1000;
          response.headers.push_back(set_cookie(Cookie::Account, welcomed.token, exchange.request->secure, seconds));
        }
        exchange.respond(std::move(response));
      });
}

void AccountRoutes::sign_out(const Exchange& exchange) const {
  if (const auto wrong = problem_of_empty_body(*exchange.request)) return exchange.refuse(*wrong);
  require_login(exchange, [this, exchange](const SignedIn& me) {
    accounts_.sign_out(me, client_of(*exchange.request), done_and_out(exchange));
  });
}

void AccountRoutes::show_me(const Exchange& exchange) const {
  credentials_.require(*exchange.request, {}, [this, exchange](const Result<Identity, Problem>& found) {
    if (!found) return exchange.refuse(found.error());
    const Identity& identity = found.value();
    if (identity.guest()) return exchange.respond(json_reply(200, me_json(identity, nullptr)));
    accounts_.logins(identity.person, [exchange, identity](const Result<std::vector<store::Login>, Denied>& logins) {
      if (!logins) return exchange.refuse(problem_of(logins.error()));
      const auto mine = std::find_if(logins.value().begin(), logins.value().end(),
                                     [&](const auto& login) { return login.id == identity.login; });
      if (mine == logins.value().end()) return exchange.refuse(problem(ErrorCode::TokenExpired));
      exchange.respond(json_reply(200, me_json(identity, &*mine)));
    });
  });
}

void AccountRoutes::change_password(const Exchange& exchange) const {
  JsonBody body(*exchange.request);
  const accounts::Secret current(body.secret("current", accounts::kPasswordBytes));
  const accounts::Secret next(body.secret("new", accounts::kPasswordBytes));
  if (const auto wrong = body.problem()) return exchange.refuse(*wrong);
  require_login(exchange, [this, exchange, current, next](const SignedIn& me) {
    accounts_.change_password(me, current, next, client_of(*exchange.request), done(exchange));
  });
}

void AccountRoutes::list_logins(const Exchange& exchange) const {
  require_login(exchange, [this, exchange](const SignedIn& me) {
    accounts_.logins(me.account.person,
                     [exchange, current = me.login.id](const Result<std::vector<store::Login>, Denied>& logins) {
                       if (!logins) return exchange.refuse(problem_of(logins.error()));
                       exchange.respond(json_reply(200, logins_json(logins.value(), current)));
                     });
  });
}

void AccountRoutes::end_login(const Exchange& exchange) const {
  if (const auto wrong = problem_of_empty_body(*exchange.request)) return exchange.refuse(*wrong);
  require_login(exchange, [this, exchange](const SignedIn& me) {
    const LoginId login(exchange.item);
    accounts_.end_login(me, login, client_of(*exchange.request),
                        login == me.login.id ? done_and_out(exchange) : done(exchange));
  });
}

void AccountRoutes::end_logins(const Exchange& exchange) const {
  if (const auto wrong = problem_of_empty_body(*exchange.request)) return exchange.refuse(*wrong);
  require_login(exchange, [this, exchange](const SignedIn& me) {
    accounts_.end_all(me, client_of(*exchange.request), done_and_out(exchange));
  });
}

void AccountRoutes::remove(const Exchange& exchange) const {
  JsonBody body(*exchange.request);
  const accounts::Secret password(body.secret("password", accounts::kPasswordBytes));
  if (const auto wrong = body.problem()) return exchange.refuse(*wrong);
  require_login(exchange, [this, exchange, password](const SignedIn& me) {
    accounts_.remove(me, password, client_of(*exchange.request), done_and_out(exchange));
  });
}

void AccountRoutes::require_login(const Exchange& exchange, WithMe then) const {
  const net::HttpRequest& request = *exchange.request;
  const bool by_header = !header_token(request).empty();
  const std::string token = by_header ? std::string(header_token(request)) : client_of(request).old_token;
  if (token.empty()) return exchange.refuse(problem(HttpCode::NotSignedIn));
  if (token.starts_with(kSessionTokenPrefix)) {
    return exchange.refuse(problem(
        ErrorCode::NotAllowed, "This needs the token of a sign-in, not a session's. Sign in with name and password."));
  }
  accounts_.identify(token,
                     [exchange, by_header, then = std::move(then)](const Result<SignedIn, store::Problem>& found) {
                       if (found) return then(found.value());
                       if (found.error() != store::Problem::NotFound) {
                         return exchange.refuse(problem(HttpCode::Unavailable));
                       }
                       const net::HttpResponse refused = reply(problem(ErrorCode::TokenExpired));
                       exchange.respond(by_header ? refused : without_cookie(*exchange.request, refused));
                     });
}

}  // namespace parley::api
