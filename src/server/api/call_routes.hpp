// GET /users, POST /calls/start, /calls/answer, /calls/end and GET /token. It checks whose request it is; what becomes of a call
// is the hub's business.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "server/api/identity.hpp"
#include "server/api/ports.hpp"
#include "server/api/router.hpp"

namespace parley::api {

class CallRoutes {
 public:
  /// All three outlive it.
  CallRoutes(const Config& config, const Ports& ports, const Credentials& credentials)
      : config_(config), ports_(ports), credentials_(credentials) {}

  void add_to(Router& router);

 private:
  void users(const Exchange& exchange) const;
  void start(const Exchange& exchange) const;
  void answer(const Exchange& exchange) const;
  void end(const Exchange& exchange) const;
  void token(const Exchange& exchange) const;

  /// The first of these people whose call it is answers it: pages of one browser share their cookie.
  void answer_as(const Exchange& exchange, std::vector<PersonId> people, const CallId& call, bool accept) const;

  /// Goes on with whoever acts if the request may speak for `person`: with his credential, or with nobody where ids are trusted.
  void speak_for(const Exchange& exchange, const PersonId& person,
                 std::function<void(std::optional<PersonId>)> then) const;
  void give_token(const Exchange& exchange, const PersonId& person, const hub::CallView& call) const;

  const Config& config_;
  const Ports& ports_;
  const Credentials& credentials_;
};

}  // namespace parley::api
