// The reports of calls and sign-ins over HTTP, for the administrator's address. Who may ask is decided by whoever listens there.
#pragma once

#include <cstdint>
#include <functional>
#include <utility>

#include "server/api/router.hpp"
#include "server/store/store.hpp"

namespace parley::api {

/// GET /report/calls, /report/calls/{id}, /report/errors, /report/logins; `since`, `until`, `person`, `limit` choose, `format` (text,
/// json, csv) says how. The same as the program's command `report`.
class ReportRoutes {
 public:
  /// `store` outlives it; `wall` is the time now in milliseconds since 1970.
  ReportRoutes(store::Store& store, std::function<std::int64_t()> wall) : store_(store), wall_(std::move(wall)) {}

  void add_to(Router& router);

 private:
  enum class Which { All, Errors };

  void calls(const Exchange& exchange, Which which) const;
  void call(const Exchange& exchange) const;
  void logins(const Exchange& exchange) const;

  store::Store& store_;
  std::function<std::int64_t()> wall_;
};

}  // namespace parley::api
