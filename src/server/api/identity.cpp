#include "server/api/identity.hpp"

#include <algorithm>

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
  gather(request, preference.cookie, [person = std::move(preference.person), then = std::move(then)](Brought brought) {
    for (Identity& identity : brought.identities) {
      if (identity.person == person) return then(std::optional<Identity>(std::move(identity)));
    }
    if (brought.unclear) return then(Failure{*brought.unclear});
    then(brought.identities.empty() ? nobody() : std::optional<Identity>(std::move(brought.identities.front())));
  });
}

void Credentials::gather(const net::HttpRequest& request, Cookie first, std::function<void(Brought)> then) const {
  if (const std::string_view token = header_token(request); !token.empty()) {
    return gather_next({std::string(token)}, {}, [then = std::move(then)](Brought brought) {
      if (brought.identities.empty() && !brought.unclear) brought.unclear = problem(protocol::ErrorCode::TokenExpired);
      then(std::move(brought));
    });
  }
  if (!trusts_cookies(request)) return then({});
  std::vector<std::string> tokens = program_tokens(request);
  std::string account(cookie_value(request, Cookie::Account));
  tokens.insert(first == Cookie::Account ? tokens.begin() : tokens.end(), std::move(account));
  std::reverse(tokens.begin(), tokens.end());
  gather_next(std::move(tokens), {}, std::move(then));
}

/// The last of `tokens` is the next one.
void Credentials::gather_next(std::vector<std::string> tokens, Brought brought,
                              std::function<void(Brought)> then) const {
  if (tokens.empty()) return then(std::move(brought));
  std::string token = std::move(tokens.back());
  tokens.pop_back();
  find(std::move(token), [this, tokens = std::move(tokens), brought = std::move(brought),
                          then = std::move(then)](Identified found) mutable {
    if (!found) {
      brought.unclear = found.error();
    } else if (found.value()) {
      brought.identities.push_back(*std::move(found).value());
    }
    gather_next(std::move(tokens), std::move(brought), std::move(then));
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
