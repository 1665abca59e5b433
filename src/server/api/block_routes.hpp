// GET, POST and DELETE /blocks: whom somebody does not want to hear from. An account's list is the store's and outlives the process;
// a guest's is the hub's and lasts as long as he is here. To whoever is blocked its owner is offline.
#pragma once

#include "server/api/block_keeper.hpp"
#include "server/api/identity.hpp"
#include "server/api/ports.hpp"
#include "server/api/router.hpp"

namespace parley::api {

class BlockRoutes {
 public:
  /// All outlive it.
  BlockRoutes(const Ports& ports, const Credentials& credentials, const BlockKeeper& keeper)
      : ports_(ports), credentials_(credentials), keeper_(keeper) {}

  void add_to(Router& router);

 private:
  enum class Change { Block, Unblock };

  void list(const Exchange& exchange) const;
  void change(const Exchange& exchange, Change change) const;
  void list_guests(const Exchange& exchange, const PersonId& person) const;
  void change_guests(const Exchange& exchange, const PersonId& person, const PersonId& other, Change change) const;
  /// What follows a change of an account's list.
  BlockKeeper::Done tell_and_answer(const Exchange& exchange, const PersonId& person) const;

  const Ports& ports_;
  const Credentials& credentials_;
  const BlockKeeper& keeper_;
};

}  // namespace parley::api
