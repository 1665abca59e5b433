#include "server/api/identity.hpp"

#include "server/net/header_text.hpp"
#include "server/net/origin.hpp"

namespace parley::api {
namespace {

Identified nobody() { return std::optional<Identity>(); }

Identified identity_of(const hub::Reply& reply) {
  if (const auto* known = std::get_if<hub::Known>(&reply)) {
    Identity identity;
    identity.person = known->person;
    identity.name = known->name;
    identity.login = known->login;
    identity.session = known->session;
    identity.here_since = known->here_since;
    return std::optional<Identity>(std::move(identity));
  }
  return nobody();
}

}  // namespace

std::string_view header_token(const net::HttpRequest& request) {
  constexpr std::string_view kScheme = "bearer";
  const std::string_view authorization = request.header("authorization");
  if (authorization.size() > kScheme.size() && authorization[kScheme.size()] == ' ' &&
      net::equal_without_case(authorization.substr(0, kScheme.size()), kScheme)) {
    return net::trimmed(authorization.substr(kScheme.size()));
  }
  return request.header("x-parley-token");
}

bool trusts_cookies(const net::HttpRequest& request) {
  const std::string_view origin = request.header("origin");
  return origin.empty() || net::is_own_origin(origin, request.header("host"));
}

void Credentials::identify(const net::HttpRequest& request, Preference preference,
                           std::function<void(Identified)> then) const {
  if (const std::string_view token = header_token(request); !token.empty()) {
    find(std::string(token), [then = std::move(then)](Identified found) {
      if (found && !found.value()) {
        then(Failure{problem(protocol::ErrorCode::TokenExpired)});
      } else {
        then(std::move(found));
      }
    });
    return;
  }
  if (!trusts_cookies(request)) return then(nobody());
  const Cookie other = preference.cookie == Cookie::Account ? Cookie::Program : Cookie::Account;
  std::string second_token(cookie_value(request, other));
  find(std::string(cookie_value(request, preference.cookie)),
       [this, person = std::move(preference.person), second_token = std::move(second_token),
        then = std::move(then)](Identified first) {
         const bool settled = !first || (first.value() && (!person || first.value()->person == *person));
         if (settled || second_token.empty()) return then(std::move(first));
         find(second_token, [person, first = std::move(first), then](Identified second) {
           const bool better = !second || (second.value() && (!first.value() || second.value()->person == person));
           then(better ? std::move(second) : first);
         });
       });
}

void Credentials::require(const net::HttpRequest& request, Preference preference,
                          std::function<void(Result<Identity, Problem>)> then) const {
  identify(request, std::move(preference), [then = std::move(then)](Identified found) {
    if (!found) {
      then(Failure{found.error()});
    } else if (!found.value()) {
      then(Failure{problem(HttpCode::NotSignedIn)});
    } else {
      then(*std::move(found).value());
    }
  });
}

void Credentials::find(std::string token, std::function<void(Identified)> then) const {
  if (token.starts_with(kLoginTokenPrefix)) return find_login_(std::move(token), std::move(then));
  if (!token.starts_with(kSessionTokenPrefix)) return then(nobody());
  ask_(hub::WhoIs{std::move(token)}, [then = std::move(then)](const hub::Reply& reply) { then(identity_of(reply)); });
}

}  // namespace parley::api
