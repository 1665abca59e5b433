// Whose credential a request brings: a token in a header, or our own pages' cookies. What it allows is the routes' business.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/id.hpp"
#include "core/base/result.hpp"
#include "server/api/cookie.hpp"
#include "server/api/reply.hpp"
#include "server/hub/question.hpp"
#include "server/net/http_message.hpp"

namespace parley::api {

/// Asks the hub; the answer comes on the loop's thread, now or later.
using Ask = std::function<void(hub::Question, std::function<void(const hub::Reply&)>)>;

/// Login tokens and session tokens begin differently, so that each is looked up in one place.
inline constexpr std::string_view kLoginTokenPrefix = "l-";
inline constexpr std::string_view kSessionTokenPrefix = "t-";

struct Identity {
  PersonId person;
  std::string name;
  LoginId login;                                 ///< of the account; empty: a guest
  SessionId session;                             ///< of a session's token; empty: the token is a login's
  std::vector<protocol::BlockedPerson> blocked;  ///< with a login's token
  std::int64_t here_since = 0;                   ///< of a guest, milliseconds since 1970: his history begins there

  bool guest() const { return login.empty(); }
  friend bool operator==(const Identity&, const Identity&) = default;
};

/// Nobody, somebody, or why that cannot be known (token-expired, unavailable).
using Identified = Result<std::optional<Identity>, Problem>;

/// Whose is this login's token? Nobody: it is unknown or has expired.
using FindLogin = std::function<void(std::string token, std::function<void(Identified)>)>;

/// Everybody whose credential a request brings along.
struct Brought {
  std::vector<Identity> identities;
  std::optional<Problem> unclear{};  ///< why some cannot be known: token-expired of a header, unavailable
};

/// Which of several valid cookies counts: the one that belongs to this person, otherwise the first of this kind.
struct Preference {
  std::optional<PersonId> person{};
  Cookie cookie = Cookie::Account;
};

class Credentials {
 public:
  Credentials(Ask ask, FindLogin find_login) : ask_(std::move(ask)), find_login_(std::move(find_login)) {}

  /// `Authorization: Bearer` or `X-Parley-Token` decides alone: a token that is not valid is token-expired. Without it the cookies
  /// are looked at, unless a page of another origin sent them (a sandboxed frame, another port of this host). A cookie that is not
  /// valid is nobody's.
  void identify(const net::HttpRequest& request, Preference preference, std::function<void(Identified)> then) const;

  /// All of them; with cookies those of the kind `first` before the others.
  void gather(const net::HttpRequest& request, Cookie first, std::function<void(Brought)> then) const;

  /// Like `identify`, with not-signed-in where nobody's credential came.
  void require(const net::HttpRequest& request, Preference preference,
               std::function<void(Result<Identity, Problem>)> then) const;

 private:
  void gather_next(std::vector<std::string> tokens, Brought brought, std::function<void(Brought)> then) const;
  void find(std::string token, std::function<void(Identified)> then) const;

  Ask ask_;
  FindLogin find_login_;
};

/// The token in a header; empty if there is none.
std::string_view header_token(const net::HttpRequest& request);

/// Whether cookies of this request count: it was sent by a page of this host, or by no page.
bool trusts_cookies(const net::HttpRequest& request);

}  // namespace parley::api
