#include "server/api/api.hpp"

#include <utility>

#include "server/api/cookie.hpp"

namespace parley::api {

Api::Api(Config config, Ports ports)
    : config_(std::move(config)),
      ports_(std::move(ports)),
      credentials_(ports_.ask, ports_.find_login),
      router_(config_.allowed_origins),
      admission_(ports_.ask, credentials_),
      calls_(config_, ports_, credentials_),
      history_(ports_, credentials_),
      keeper_(ports_),
      blocks_(ports_, credentials_, keeper_) {
  calls_.add_to(router_);
  history_.add_to(router_);
  blocks_.add_to(router_);
}

bool Api::answer(const std::shared_ptr<const net::HttpRequest>& request, const net::Respond& respond) {
  return router_.answer(request, respond);
}

net::HttpResponse Api::refusal(const net::HttpRequest& request, net::HttpResponse in_words) const {
  return router_.refusal(request, in_words);
}

void Api::admit(const std::shared_ptr<const net::HttpRequest>& request, std::function<void(net::Admission)> decide) {
  admission_.admit(request, decide);
}

std::string Api::credential(const net::HttpRequest& request) const {
  return trusts_cookies(request) ? std::string(cookie_value(request, Cookie::Account)) : std::string();
}

}  // namespace parley::api
