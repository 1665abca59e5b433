// GET /calls and GET /calls/{id}: each person's own calls, read from the store. A guest sees those since he is here: his id is
// his alone only as long.
#pragma once

#include "server/api/identity.hpp"
#include "server/api/ports.hpp"
#include "server/api/router.hpp"

namespace parley::api {

class HistoryRoutes {
 public:
  /// Both outlive it.
  HistoryRoutes(const Ports& ports, const Credentials& credentials) : ports_(ports), credentials_(credentials) {}

  void add_to(Router& router);

 private:
  void list(const Exchange& exchange) const;
  void one(const Exchange& exchange) const;

  const Ports& ports_;
  const Credentials& credentials_;
};

}  // namespace parley::api
