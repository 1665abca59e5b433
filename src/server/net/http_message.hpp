// A request and its answer, and the seam behind which routes live: what is answered is server/api's business and site.hpp's.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/id.hpp"

namespace parley::net {

using Headers = std::vector<std::pair<std::string, std::string>>;

/// A request that has arrived whole, within its limits of time and size.
struct HttpRequest {
  std::string method;  ///< "GET"
  std::string target;  ///< "/calls?limit=20", as it was sent
  Headers headers;     ///< as they were sent
  std::string body;
  std::string address;  ///< what limits are counted by: the client's address, an IPv6 one by its /64
  bool secure = false;  ///< came over TLS, ours or that of a trusted proxy
  std::string id;       ///< of this request, for the log

  /// The first header of this name, whose case does not matter; empty if there is none.
  std::string_view header(std::string_view name) const;
  /// "/calls"
  std::string_view path() const;
  /// "limit=20", still encoded; empty if there is none.
  std::string_view query() const;
};

struct HttpResponse {
  unsigned status = 200;
  Headers headers;  ///< all but Content-Length, Connection and Date
  std::shared_ptr<const std::string> body = std::make_shared<const std::string>();
};

/// Gives the answer: once, on the loop's thread, now or later. After the connection has gone it does nothing.
using Respond = std::function<void(HttpResponse)>;

/// A handshake that was let in.
struct Welcome {
  SessionId session;  ///< the hub's, for the socket that follows
  Headers headers;    ///< of the 101 answer
};
using Admission = std::variant<Welcome, HttpResponse>;

/// Answers requests that are not for files.
class Routes {
 public:
  Routes() = default;
  Routes(const Routes&) = delete;
  Routes& operator=(const Routes&) = delete;
  virtual ~Routes() = default;

  /// Whether this path ("/calls/start") is one of its own, whatever the method. Bodies are read for its paths only.
  virtual bool takes(std::string_view path) const = 0;

  /// False, and `respond` unused, if the path is none of its own.
  virtual bool answer(const std::shared_ptr<const HttpRequest>& request, const Respond& respond) = 0;

  /// What net refuses by itself on one of these paths (too many requests, a body that is too long), in words: the same in the form
  /// that the routes' other answers have.
  virtual HttpResponse refusal(const HttpRequest& request, HttpResponse in_words) const;

  /// A WebSocket handshake of `/`, already judged by upgrade, key and origin.
  virtual void admit(const std::shared_ptr<const HttpRequest>& request, std::function<void(Admission)> decide) = 0;

  /// The account's credential that a handshake of `/ws` brings along; empty if there is none.
  virtual std::string credential(const HttpRequest& request) const = 0;
};

}  // namespace parley::net
