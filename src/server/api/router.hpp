// Which handler answers which method of which path; wrong methods, pages of foreign origins and changes that are not JSON are
// answered here, for all of them alike. Who may ask what is the handlers' business.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/api/reply.hpp"
#include "server/net/http_message.hpp"

namespace parley::api {

/// A request on its way through its handler.
struct Exchange {
  std::shared_ptr<const net::HttpRequest> request;
  std::string item;  ///< what stands in the path for `{id}`, decoded; visible ASCII, 1 to 64 bytes
  net::Respond respond;

  void refuse(const Problem& problem) const { respond(reply(problem)); }
};

using Handler = std::function<void(const Exchange&)>;

class Router {
 public:
  /// Pages of these origins may ask, and read the answers (CORS); they bring a token, never a cookie.
  explicit Router(std::vector<std::string> allowed_origins) : allowed_origins_(std::move(allowed_origins)) {}

  /// `path` is "/calls" or "/calls/{id}". A GET answers HEAD too.
  void add(std::string_view method, std::string_view path, Handler handler);

  bool takes(std::string_view path) const;

  /// False if no route has this path.
  bool answer(const std::shared_ptr<const net::HttpRequest>& request, const net::Respond& respond) const;

  /// What was refused in words before it came here, with its code.
  net::HttpResponse refusal(const net::HttpRequest& request, const net::HttpResponse& in_words) const;

 private:
  struct Method {
    std::string name;
    Handler handler;
  };
  struct Path {
    std::string text;  ///< without the `{id}`
    bool has_item = false;
    std::vector<Method> methods;
  };

  /// An exact path, or the one with an item whose beginning this is.
  const Path* find(std::string_view path) const;
  std::string methods_of(const Path& path) const;
  void add_cors(const net::HttpRequest& request, net::HttpResponse& response) const;
  net::HttpResponse preflight(const net::HttpRequest& request, const Path& path) const;

  std::vector<std::string> allowed_origins_;
  std::vector<Path> paths_;
};

}  // namespace parley::api
