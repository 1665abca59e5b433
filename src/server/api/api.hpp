// The HTTP API as net sees it: the routes of calls, blocks and history, and the way in for programs. The routes of accounts are
// added by whoever puts the server together (`router()`).
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "server/api/block_keeper.hpp"
#include "server/api/block_routes.hpp"
#include "server/api/call_routes.hpp"
#include "server/api/history_routes.hpp"
#include "server/api/identity.hpp"
#include "server/api/ports.hpp"
#include "server/api/program_admission.hpp"
#include "server/api/router.hpp"
#include "server/net/http_message.hpp"

namespace parley::api {

class Api final : public net::Routes {
 public:
  Api(Config config, Ports ports);

  /// For routes that are added before the first request.
  Router& router() { return router_; }
  const Credentials& credentials() const { return credentials_; }
  const BlockKeeper& block_keeper() const { return keeper_; }

  bool takes(std::string_view path) const override { return router_.takes(path); }
  bool answer(const std::shared_ptr<const net::HttpRequest>& request, const net::Respond& respond) override;
  net::HttpResponse refusal(const net::HttpRequest& request, net::HttpResponse in_words) const override;
  void admit(const std::shared_ptr<const net::HttpRequest>& request,
             std::function<void(net::Admission)> decide) override;
  std::string credential(const net::HttpRequest& request) const override;

 private:
  Config config_;
  Ports ports_;
  Credentials credentials_;
  Router router_;
  ProgramAdmission admission_;
  CallRoutes calls_;
  HistoryRoutes history_;
  BlockKeeper keeper_;
  BlockRoutes blocks_;
};

}  // namespace parley::api
