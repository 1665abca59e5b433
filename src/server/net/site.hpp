// What an HTTP request is answered: a file, `/healthz`, `/version`, or why not. A pure function of the request.
#pragma once

#include <string>

#include "server/net/handshake.hpp"
#include "server/net/http_message.hpp"
#include "server/net/static_files.hpp"

namespace parley::net {

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
