// GET, POST and DELETE /blocks: whom somebody does not want to hear from. An account's list is the store's and outlives the process;
// a guest's is the hub's and lasts as long as he is here. To whoever is blocked its owner is offline.
#pragma once

#include <functional>
#include <string>

#include "server/api/identity.hpp"
#include "server/api/ports.hpp"
#include "server/api/router.hpp"

namespace parley::api {

class BlockRoutes {
 public:
  /// Both outlive it.
  BlockRoutes(const Ports& ports, const Credentials& credentials) : ports_(ports), credentials_(credentials) {}

  void add_to(Router& router);

 private:
  enum class Change { Block, Unblock };

  void list(const Exchange& exchange) const;
  void change(const Exchange& exchange, Change change) const;
  void list_guests(const Exchange& exchange, const PersonId& person) const;
  void change_guests(const Exchange& exchange, const PersonId& person, const PersonId& other, Change change) const;
  void block(const Exchange& exchange, const PersonId& person, const PersonId& other) const;
  void unblock(const Exchange& exchange, const PersonId& person, const PersonId& other) const;

  /// The name of somebody who is here, has an account, or was in a call with `person`; empty: unknown.
  void name_of(const Exchange& exchange, const PersonId& person, const PersonId& other,
               std::function<void(std::string)> then) const;
  void name_in_history(const Exchange& exchange, const PersonId& person, const PersonId& other,
                       const std::function<void(std::string)>& then) const;

  const Ports& ports_;
  const Credentials& credentials_;
};

}  // namespace parley::api
