// Whom an account has blocked, as the store keeps it: by id, and under the name by which that person was known. Not its business: who
// asks, over HTTP or a socket, and what follows for those who are online.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "server/api/ports.hpp"
#include "server/api/reply.hpp"

namespace parley::api {

/// The answer to one block too many: of a guest by the hub, of an account by its list in the store.
Problem too_many_blocked();

class BlockKeeper {
 public:
  /// The whole list as it is now, or why nothing was changed.
  using Done = std::function<void(const Result<std::vector<PersonId>, Problem>&)>;

  /// `ports` outlives it.
  explicit BlockKeeper(const Ports& ports) : ports_(ports) {}

  /// Without a name one is looked for among those who are here, in the accounts, and in the calls of `person`: unknown-person if
  /// there is none.
  void block(const PersonId& person, const PersonId& other, std::string name, const Done& done) const;
  void unblock(const PersonId& person, const PersonId& other, const Done& done) const;

 private:
  void keep(const PersonId& person, const PersonId& other, std::string name, const Done& done) const;
  void name_online(const PersonId& person, const PersonId& other, const Done& done) const;
  void name_of_account(const PersonId& person, const PersonId& other, const Done& done) const;
  void name_in_history(const PersonId& person, const PersonId& other, const Done& done) const;

  const Ports& ports_;
};

}  // namespace parley::api
