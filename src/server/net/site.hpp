// What an HTTP request is answered: a file, `/healthz`, `/readyz`, `/version`, or why not.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "server/net/handshake.hpp"
#include "server/net/http_message.hpp"
#include "server/net/static_files.hpp"

namespace parley::net {

/// A short answer in words, with the headers that every answer carries.
HttpResponse plain_response(unsigned status, std::string sentence);

/// 405 for what can only be read.
HttpResponse method_not_allowed();

/// Why a handshake was refused, and with which status. `verdict` is not Accepted.
HttpResponse refusal(Handshake verdict);

class Site {
 public:
  /// What keeps the server from serving well, in a few words each ("database": "does not answer"); nothing if it is ready.
  using Troubles = std::function<std::vector<std::pair<std::string, std::string>>()>;

  /// `media_server`: the address that pages may connect to for calls with programs, or nothing.
  Site(StaticFiles files, std::string version, Troubles troubles, std::string media_server = {});

  /// HEAD gets the answer to GET; its body is not sent.
  HttpResponse answer(const HttpRequest& request) const;

 private:
  HttpResponse answer_ready() const;
  HttpResponse answer_file(const StaticFile& file, const HttpRequest& request) const;

  StaticFiles files_;
  std::string version_json_;
  Troubles troubles_;
  std::string media_server_;
};

}  // namespace parley::net
