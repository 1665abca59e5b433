// Sends whoever speaks plain HTTP on to HTTPS, and does nothing else.
#pragma once

#include <cstdint>

#include "server/net/http_message.hpp"

namespace parley::net {

class HttpsRedirect final : public Routes {
 public:
  /// The port of HTTPS, once it is known.
  void lead_to(std::uint16_t port) { port_ = port; }

  bool takes(std::string_view) const override { return true; }
  bool answer(const std::shared_ptr<const HttpRequest>& request, const Respond& respond) override;
  void admit(const std::shared_ptr<const HttpRequest>& request, std::function<void(Admission)> decide) override;
  std::string credential(const HttpRequest&) const override { return {}; }

 private:
  HttpResponse redirect(const HttpRequest& request) const;

  std::uint16_t port_ = 443;
};

}  // namespace parley::net
