// What an HTTP request is answered: a file, `/healthz`, `/version`, or why not. A pure function of the request.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "server/net/handshake.hpp"
#include "server/net/security_headers.hpp"
#include "server/net/static_files.hpp"

namespace parley::net {

/// What an answer depends on. Absent headers are empty.
struct HttpRequest {
  std::string_view method;
  std::string_view target;
  std::string_view host;
  std::string_view accept_encoding;
  std::string_view if_none_match;
};

struct HttpResponse {
  unsigned status = 200;
  Headers headers;  ///< all but Content-Length, Connection and Date
  std::shared_ptr<const std::string> body = std::make_shared<const std::string>();
};

/// A short answer in words, with the headers that every answer carries.
HttpResponse plain_response(unsigned status, std::string sentence);

/// Why a handshake was refused, and with which status. `verdict` is not Accepted.
HttpResponse refusal(Handshake verdict);

class Site {
 public:
  Site(StaticFiles files, std::string version);

  /// HEAD gets the answer to GET; its body is not sent.
  HttpResponse answer(const HttpRequest& request) const;

 private:
  HttpResponse answer_file(const StaticFile& file, const HttpRequest& request) const;

  StaticFiles files_;
  std::string version_json_;
};

}  // namespace parley::net
