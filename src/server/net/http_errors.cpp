#include "server/net/http_errors.hpp"

#include <boost/beast/http/error.hpp>

namespace parley::net {

namespace http = boost::beast::http;
using boost::system::error_code;

std::optional<unsigned> status_of(const error_code& error) {
  if (error == http::error::header_limit || error == http::error::buffer_overflow) return 431;
  if (error == http::error::body_limit || error == http::error::unexpected_body) return 413;
  if (error == http::error::bad_version) return 505;
  if (error == http::error::end_of_stream || error == http::error::partial_message) return std::nullopt;
  if (error.category() == error_code(http::error::bad_method).category()) return 400;
  return std::nullopt;
}

std::string_view sentence_of(unsigned status) {
  switch (status) {
    case 413: return "The body of this request is too large.";
    case 431: return "The head of this request is too large.";
    case 505: return "Only HTTP/1.1 is understood here.";
    default: return "This is not an HTTP request.";
  }
}

}  // namespace parley::net
