// What only the administrator may read, at an address of this machine: the figures and what happened to calls and sign-ins.
#pragma once

#include "server/net/http_message.hpp"
#include "server/program/backend.hpp"

namespace parley::program {

class AdminRoutes final : public net::Routes {
 public:
  explicit AdminRoutes(Backend& backend) : backend_(backend) {}

  bool takes(std::string_view path) const override;
  bool answer(const std::shared_ptr<const net::HttpRequest>& request, const net::Respond& respond) override;
  void admit(const std::shared_ptr<const net::HttpRequest>& request,
             std::function<void(net::Admission)> decide) override;
  std::string credential(const net::HttpRequest&) const override { return {}; }

 private:
  Backend& backend_;
};

}  // namespace parley::program
