// Accounts over HTTP: creating one, signing in and out, one's own account and its sign-ins; the cookie that a browser of ours keeps.
// Who may do it is decided by server/accounts; here stand the form of requests and answers.
#pragma once

#include <functional>
#include <string>

#include "server/accounts/accounts.hpp"
#include "server/api/identity.hpp"
#include "server/api/router.hpp"

namespace parley::api {

/// The API's way to ask whose a sign-in's token is.
FindLogin login_finder(accounts::Accounts& accounts);

/// POST /accounts, /login, /logout; GET /me and DELETE /me; POST /me/password; GET, DELETE /me/logins and DELETE /me/logins/{id}.
/// A sign-in is answered with its token and with a cookie that holds the same; what concerns one's own account takes either. The
/// token of a session does not do: programs that were only lent a session cannot take the account over.
class AccountRoutes {
 public:
  /// Both outlive it.
  AccountRoutes(accounts::Accounts& accounts, const Credentials& credentials)
      : accounts_(accounts), credentials_(credentials) {}

  void add_to(Router& router);

 private:
  using Enter = void (accounts::Accounts::*)(const std::string&, accounts::Secret, accounts::Client,
                                             accounts::Outcome<accounts::Welcomed>);
  using WithMe = std::function<void(const store::SignedIn&)>;

  void enter(const Exchange& exchange, Enter how) const;
  void sign_out(const Exchange& exchange) const;
  void show_me(const Exchange& exchange) const;
  void change_password(const Exchange& exchange) const;
  void list_logins(const Exchange& exchange) const;
  void end_login(const Exchange& exchange) const;
  void end_logins(const Exchange& exchange) const;
  void remove(const Exchange& exchange) const;

  /// Goes on with the account whose sign-in's token came, in a header or in our cookie; otherwise refuses.
  void require_login(const Exchange& exchange, WithMe then) const;

  accounts::Accounts& accounts_;
  const Credentials& credentials_;
};

}  // namespace parley::api
