// The handshake of `/?name=&id=&location=`: how a program of the call API comes in. What it may be called and which id it gets is
// the hub's business; upgrade, key and Origin have been judged by net.
#pragma once

#include <functional>
#include <memory>

#include "server/api/identity.hpp"
#include "server/net/http_message.hpp"

namespace parley::api {

class ProgramAdmission {
 public:
  ProgramAdmission(Ask ask, const Credentials& credentials) : ask_(std::move(ask)), credentials_(credentials) {}

  /// The 101 answer brings the session's token twice: for programs as `X-Parley-Token`, for a page of ours as a cookie.
  void admit(const std::shared_ptr<const net::HttpRequest>& request,
             const std::function<void(net::Admission)>& decide) const;

 private:
  Ask ask_;
  const Credentials& credentials_;
};

}  // namespace parley::api
