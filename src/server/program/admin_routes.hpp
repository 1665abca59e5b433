// What only the administrator may read, at an address of this machine: `/metrics`, and `/report/…` as on the command line.
#pragma once

#include "server/api/report_routes.hpp"
#include "server/api/router.hpp"
#include "server/net/http_message.hpp"
#include "server/program/backend.hpp"

namespace parley::program {

class AdminRoutes final : public net::Routes {
 public:
  explicit AdminRoutes(Backend& backend);

  bool takes(std::string_view path) const override { return router_.takes(path); }
  bool answer(const std::shared_ptr<const net::HttpRequest>& request, const net::Respond& respond) override;
  void admit(const std::shared_ptr<const net::HttpRequest>& request,
             std::function<void(net::Admission)> decide) override;
  std::string credential(const net::HttpRequest&) const override { return {}; }

 private:
  api::Router router_;
  api::ReportRoutes reports_;
};

}  // namespace parley::program
