#include "server/net/http_session.hpp"

#include <ctime>
#include <memory>
#include <optional>
#include <utility>

#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/serializer.hpp>
#include <boost/beast/http/span_body.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/beast/websocket/rfc6455.hpp>
#include <fmt/chrono.h>

namespace parley::net {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using boost::system::error_code;
using Request = http::request<http::empty_body>;
using Response = http::response<http::span_body<const char>>;

constexpr std::size_t kSlowestWriteBytesPerSecond = 16 * 1024;  // slower readers are cut: about a modem's speed
constexpr std::size_t kDrainedAtMost = 64 * 1024;
constexpr Milliseconds kDrainTime{2'000};

std::string_view view(beast::string_view text) { return {text.data(), text.size()}; }

/// The status that says what was wrong with a request that could not be read; nothing if the peer has gone.
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
    case 413: return "A request has no body here.";
    case 431: return "The head of this request is too large.";
    case 505: return "Only HTTP/1.1 is understood here.";
    default: return "This is not an HTTP request.";
  }
}

class HttpSession final : public std::enable_shared_from_this<HttpSession> {
 public:
  HttpSession(TcpSocket socket, std::string address, const HttpServices& services)
      : socket_(std::move(socket)),
        deadline_(socket_.get_executor()),
        address_(std::move(address)),
        services_(services) {}
  ~HttpSession() { services_.per_address.release(address_); }
  HttpSession(const HttpSession&) = delete;
  HttpSession& operator=(const HttpSession&) = delete;

  void read_request() {
    expire_after(limits().request);
    parser_.emplace();
    parser_->header_limit(limits().head_bytes);
    parser_->body_limit(0);
    http::async_read(socket_, buffer_, *parser_,
                     [self = shared_from_this()](const error_code& error, std::size_t) { self->on_request(error); });
  }

 private:
  const NetLimits& limits() const { return services_.sockets.limits; }

  /// Closes the socket after this time, unless asked again before; every operation under way then ends.
  void expire_after(Milliseconds time) {
    deadline_.expires_after(time);
    deadline_.async_wait([weak = weak_from_this()](const error_code& error) {
      const auto self = weak.lock();
      if (error || !self || self->deadline_.expiry() > std::chrono::steady_clock::now()) return;
      error_code ignored;
      self->socket_.close(ignored);
    });
  }

  void on_request(const error_code& error) {
    if (error) {
      if (const std::optional<unsigned> status = status_of(error)) {
        respond(plain_response(*status, std::string(sentence_of(*status))), After::Close);
      }
      return;
    }
    const Request& request = parser_->get();
    const auto fields = static_cast<std::size_t>(std::distance(request.begin(), request.end()));
    if (fields > limits().head_fields) return respond(plain_response(431, std::string(sentence_of(431))), After::Close);
    if (!services_.per_address.allow_request(address_, now())) {
      HttpResponse response = plain_response(429, "Too many requests. Try again in a second.");
      response.headers.emplace_back("Retry-After", "1");
      return respond(response, After::Close);
    }
    const std::string_view target = view(request.target());
    if (target.substr(0, target.find('?')) == kSocketPath) return shake_hands(request);
    const HttpRequest question{view(request.method_string()), target, view(request[http::field::host]),
                               view(request[http::field::accept_encoding]), view(request[http::field::if_none_match])};
    respond(services_.site.answer(question), request.keep_alive() ? After::KeepAlive : After::Close);
  }

  void shake_hands(const Request& request) {
    if (services_.sockets.hub.stopping()) return respond(plain_response(503, "The server is stopping."), After::Close);
    const HandshakeRequest question{beast::websocket::is_upgrade(request),
                                    view(request[http::field::sec_websocket_key]), view(request[http::field::host]),
                                    view(request[http::field::origin]),
                                    view(request[http::field::sec_websocket_protocol])};
    const Handshake verdict = judge_handshake(question, services_.allowed_origins);
    if (verdict != Handshake::Accepted) {
      services_.sockets.log.info("handshake refused", {{"status", std::uint64_t{refusal(verdict).status}}});
      return respond(refusal(verdict), After::Close);
    }
    if (buffer_.size() > 0) return respond(plain_response(400, "Frames come after the handshake."), After::Close);
    deadline_.cancel();
    start_websocket_session(std::move(socket_), parser_->release(), address_, services_.sockets);
  }

  enum class After { KeepAlive, Close };

  void respond(const HttpResponse& response, After after) {
    body_ = response.body;
    const bool has_body = response.status != 304;
    const bool head_only = !has_body || (parser_->is_header_done() && parser_->get().method() == http::verb::head);
    response_ = {};
    response_.version(11);
    response_.result(response.status);
    for (const auto& [name, value] : response.headers) response_.insert(name, value);
    response_.set(http::field::date, fmt::format("{:%a, %d %b %Y %H:%M:%S GMT}", fmt::gmtime(std::time(nullptr))));
    response_.keep_alive(after == After::KeepAlive);
    if (has_body) response_.content_length(body_->size());
    response_.body() = {body_->data(), body_->size()};
    serializer_.emplace(response_);

    expire_after(limits().request + std::chrono::seconds(body_->size() / kSlowestWriteBytesPerSecond));
    auto done = [self = shared_from_this(), after](const error_code& error, std::size_t) {
      self->on_responded(error, after);
    };
    if (head_only) {
      http::async_write_header(socket_, *serializer_, std::move(done));
    } else {
      http::async_write(socket_, *serializer_, std::move(done));
    }
  }

  void on_responded(const error_code& error, After after) {
    if (error) return;
    body_.reset();
    if (after == After::Close) return drain();
    if (buffer_.size() > 0) return read_request();
    expire_after(limits().keep_alive);
    socket_.async_wait(TcpSocket::wait_read, [self = shared_from_this()](const error_code& problem) {
      if (!problem) self->read_request();
    });
  }

  /// Reads what still comes before closing: closing with unread bytes would reset the connection and lose the answer.
  void drain() {
    error_code error;
    socket_.shutdown(TcpSocket::shutdown_send, error);
    if (error) return;
    expire_after(kDrainTime);
    buffer_.clear();
    drain_more(0);
  }

  void drain_more(std::size_t drained) {
    buffer_.clear();
    socket_.async_read_some(buffer_.prepare(4096),
                            [self = shared_from_this(), drained](const error_code& error, std::size_t bytes) {
                              if (!error && drained + bytes < kDrainedAtMost) self->drain_more(drained + bytes);
                            });
  }

  TcpSocket socket_;
  asio::steady_timer deadline_;
  std::string address_;
  HttpServices services_;
  beast::flat_buffer buffer_{64 * 1024};
  std::optional<http::request_parser<http::empty_body>> parser_;
  Response response_;
  std::shared_ptr<const std::string> body_;  ///< what response_ points into
  std::optional<http::response_serializer<http::span_body<const char>>> serializer_;
};

}  // namespace

void start_http_session(TcpSocket socket, const HttpServices& services) {
  error_code error;
  const auto peer = socket.remote_endpoint(error);
  if (error) return;
  std::string address = limit_key(peer.address());
  if (!services.per_address.acquire(address)) return;
  std::make_shared<HttpSession>(std::move(socket), std::move(address), services)->read_request();
}

}  // namespace parley::net
