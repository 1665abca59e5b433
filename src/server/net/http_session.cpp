#include "server/net/http_session.hpp"

#include <ctime>
#include <memory>
#include <optional>
#include <utility>

#include <boost/asio/buffer.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/serializer.hpp>
#include <boost/beast/http/span_body.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/beast/websocket/rfc6455.hpp>
#include <fmt/chrono.h>

#include "server/net/device_name.hpp"
#include "server/net/header_text.hpp"
#include "server/net/http_errors.hpp"

namespace parley::net {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using boost::system::error_code;
using Parser = http::request_parser<http::string_body>;
using Response = http::response<http::span_body<const char>>;

constexpr std::size_t kSlowestWriteBytesPerSecond = 16 * 1024;  // slower readers are cut: about a modem's speed
constexpr std::size_t kDrainedAtMost = 64 * 1024;
constexpr Milliseconds kDrainTime{2'000};

constexpr char kTlsHandshake = 0x16;  // the first byte of a TLS connection (RFC 8446 §5.1), and of no HTTP request

std::string_view view(beast::string_view text) { return {text.data(), text.size()}; }

class HttpSession final : public std::enable_shared_from_this<HttpSession> {
 public:
  HttpSession(TcpSocket socket, asio::ip::address peer, const HttpServices& services)
      : stream_(std::move(socket)),
        deadline_(stream_.get_executor()),
        peer_(std::move(peer)),
        counted_as_(limit_key(peer_)),
        services_(services),
        place_(services.traffic) {}
  ~HttpSession() {
    if (is_counted_) services_.per_address.release(counted_as_);
  }
  HttpSession(const HttpSession&) = delete;
  HttpSession& operator=(const HttpSession&) = delete;

  void start() {
    // A proxy's connections are many people's: each request is counted by whom it names.
    if (!services_.proxies.contains(peer_)) {
      if (!services_.per_address.acquire(counted_as_)) {
        ++services_.traffic.refused;
        return;
      }
      is_counted_ = true;
    }
    if (services_.tls == nullptr) return read_request();
    expire_after(limits().request);
    stream_.socket().async_wait(TcpSocket::wait_read, [self = shared_from_this()](const error_code& error) {
      if (!error) self->begin_tls();
    });
  }

 private:
  enum class After { KeepAlive, Close };

  const NetLimits& limits() const { return services_.sockets.limits; }
  Log& log() const { return services_.sockets.log; }

  /// Unless asked again before, ends the wait for an answer after this time, or closes the socket; every operation under way
  /// then ends.
  void expire_after(Milliseconds time) {
    deadline_.expires_after(time);
    deadline_.async_wait([weak = weak_from_this()](const error_code& error) {
      const auto self = weak.lock();
      if (error || !self || self->deadline_.expiry() > std::chrono::steady_clock::now()) return;
      if (self->is_waiting_)
        return self->on_answer(self->question_, self->in_form(plain_response(503, "This takes too long.")));
      self->close();
    });
  }

  void close() { stream_.close(); }

  /// The next byte to come, which stays where it is. Nothing if the other end has gone, or none has come.
  std::optional<char> peek(error_code& error) {
    char next = 0;
    if (stream_.socket().receive(asio::buffer(&next, 1), TcpSocket::message_peek, error) == 0) return std::nullopt;
    return next;
  }

  void begin_tls() {
    error_code error;
    const std::optional<char> first = peek(error);
    if (!first) return;
    if (*first != kTlsHandshake) {  // somebody who wrote http:// with our port
      speaks_plainly_ = true;
      return read_request();
    }
    // Half a millisecond of work: as good as a request.
    if (is_counted_ && !services_.per_address.allow_request(counted_as_, now())) return;
    if (!stream_.secure(*services_.tls)) return log().warning("no memory for TLS");
    stream_.async_handshake([self = shared_from_this()](const error_code& problem) {
      if (!problem) return self->read_request();
      self->log().debug("TLS handshake failed", {{"why", problem.message()}});
    });
  }

  // ---- a request comes in ----

  void read_request() {
    expire_after(limits().request);
    asked_at_ = now();
    request_ = std::make_shared<HttpRequest>();
    request_->id = services_.request_ids.next();
    parser_.emplace();
    parser_->header_limit(limits().head_bytes);
    parser_->body_limit(limits().body_bytes);
    http::async_read_header(
        stream_, buffer_, *parser_,
        [self = shared_from_this()](const error_code& error, std::size_t) { self->on_head(error); });
  }

  void refuse(unsigned status, std::string sentence) {
    respond(in_form(plain_response(status, std::move(sentence))), After::Close);
  }

  HttpResponse in_form(HttpResponse in_words) const {
    const bool is_for_routes = services_.routes != nullptr && services_.routes->takes(request_->path());
    return is_for_routes ? services_.routes->refusal(*request_, std::move(in_words)) : in_words;
  }

  /// Says what was wrong with what came, if somebody is still there to be told.
  void on_unreadable(const error_code& error) {
    if (const std::optional<unsigned> status = status_of(error)) refuse(*status, std::string(sentence_of(*status)));
  }

  void on_head(const error_code& error) {
    if (error == http::error::body_limit) take_head();  // it came whole, and says in which form this is refused
    if (error) return on_unreadable(error);
    const auto& head = parser_->get();
    if (static_cast<std::size_t>(std::distance(head.begin(), head.end())) > limits().head_fields) {
      return refuse(431, std::string(sentence_of(431)));
    }
    if (speaks_plainly_) return refuse(400, "This port speaks HTTPS: write https:// in the address.");
    take_head();

    ++services_.traffic.requests;
    if (!services_.per_address.allow_request(request_->address, now())) {
      ++services_.traffic.limited;
      HttpResponse response = plain_response(429, "Too many requests. Try again in a second.");
      response.headers.emplace_back("Retry-After", "1");
      return respond(in_form(std::move(response)), After::Close);
    }
    if (services_.takes_sockets) {
      if (request_->path() == kSocketPath) return shake_hands(Subprotocol::Ours);
      const bool is_upgrade = beast::websocket::is_upgrade(head);
      if (services_.routes != nullptr && request_->path() == "/" && is_upgrade) return shake_hands(Subprotocol::Any);
    }
    if (parser_->is_done()) return answer();
    if (services_.routes == nullptr || !services_.routes->takes(request_->path())) {
      return refuse(413, "A request has no body here.");
    }
    const std::string_view expected = request_->header("Expect");
    if (expected.empty()) return read_body();
    if (!equal_without_case(expected, "100-continue")) return refuse(417, "Only 100-continue can be expected.");
    asio::async_write(stream_, asio::buffer(std::string_view("HTTP/1.1 100 Continue\r\n\r\n")),
                      [self = shared_from_this()](const error_code& problem, std::size_t) {
                        if (!problem) self->read_body();
                      });
  }

  void take_head() {
    const auto& head = parser_->get();
    request_->method = view(head.method_string());
    request_->target = view(head.target());
    for (const auto& field : head) request_->headers.emplace_back(view(field.name_string()), view(field.value()));
    const Sender sender = sender_of(request_->headers, peer_, stream_.is_secure(), services_.proxies);
    request_->address = limit_key(sender.address);
    request_->secure = sender.secure;
  }

  void read_body() {
    http::async_read(stream_, buffer_, *parser_, [self = shared_from_this()](const error_code& error, std::size_t) {
      if (error) return self->on_unreadable(error);
      self->request_->body = std::move(self->parser_->get().body());
      self->answer();
    });
  }

  // ---- it is answered ----

  void answer() {
    if (services_.routes != nullptr) {
      const std::uint64_t question = begin_waiting();
      const bool taken = services_.routes->answer(
          request_, [self = shared_from_this(), question](HttpResponse r) { self->on_answer(question, r); });
      if (taken) return watch_for_the_end();
      is_waiting_ = false;
    }
    if (services_.site == nullptr) return respond(plain_response(404, "There is nothing here."), after_this());
    respond(services_.site->answer(*request_), after_this());
  }

  After after_this() const { return parser_->get().keep_alive() ? After::KeepAlive : After::Close; }

  /// An answer may take as long as a database does; whoever asked may go away meanwhile, or give up.
  std::uint64_t begin_waiting() {
    is_waiting_ = true;
    expire_after(limits().answer);
    return ++question_;
  }

  void watch_for_the_end() {
    if (!is_waiting_) return;  // answered at once
    stream_.socket().async_wait(TcpSocket::wait_read,
                                [weak = weak_from_this(), question = question_](const error_code& error) {
                                  const auto self = weak.lock();
                                  if (error || !self || !self->is_waiting_ || self->question_ != question) return;
                                  error_code problem;
                                  // The next request, early, or nothing after all.
                                  if (self->peek(problem) || problem == asio::error::would_block) return;
                                  self->is_waiting_ = false;
                                  self->close();
                                });
  }

  void on_answer(std::uint64_t question, const HttpResponse& response) {
    if (question != question_ || !std::exchange(is_waiting_, false)) return;
    respond(response, after_this());
  }

  // ---- a handshake ----

  void shake_hands(Subprotocol asked) {
    if (services_.sockets.hub.stopping()) return refuse(503, "The server is stopping.");
    const HandshakeRequest question{beast::websocket::is_upgrade(parser_->get()), request_->header("Sec-WebSocket-Key"),
                                    request_->header("Host"), request_->header("Origin"),
                                    request_->header("Sec-WebSocket-Protocol")};
    const Handshake verdict = judge_handshake(question, services_.allowed_origins, asked);
    if (verdict != Handshake::Accepted) return respond(refusal(verdict), After::Close);
    if (buffer_.size() > 0 || !parser_->is_done()) return refuse(400, "Frames come after the handshake.");
    if (asked == Subprotocol::Ours) {
      std::string credential = services_.routes == nullptr ? std::string() : services_.routes->credential(*request_);
      return become_socket({{0, request_->address, std::move(credential), device(), {}}, kSubprotocol, {}});
    }
    const std::uint64_t number = begin_waiting();
    services_.routes->admit(request_, [self = shared_from_this(), number](Admission admission) {
      self->on_admission(number, std::move(admission));
    });
    watch_for_the_end();
  }

  std::string device() const { return device_name(request_->header("User-Agent")); }

  void on_admission(std::uint64_t question, Admission admission) {
    if (const auto* refused = std::get_if<HttpResponse>(&admission)) return on_answer(question, *refused);
    if (question != question_ || !std::exchange(is_waiting_, false)) return;
    auto& welcome = *std::get_if<Welcome>(&admission);
    become_socket({{0, request_->address, {}, device(), welcome.session}, {}, std::move(welcome.headers)});
  }

  void become_socket(SocketStart start) {
    deadline_.cancel();
    start.headers.emplace_back("X-Request-Id", request_->id);
    start.request = request_->id;
    start.place = std::move(place_);
    start_websocket_session(std::move(stream_), parser_->release(), std::move(start), services_.sockets);
  }

  // ---- the answer goes out ----

  void respond(const HttpResponse& response, After after) {
    const bool whole = parser_->is_header_done();
    if (!parser_->is_done()) after = After::Close;  // the rest of it would be taken for the next request
    log_request(response.status);
    body_ = response.body;
    const bool has_body = response.status != 304 && response.status != 204;
    const bool head_only = !has_body || (whole && parser_->get().method() == http::verb::head);
    response_ = {};
    response_.version(11);
    response_.result(response.status);
    for (const auto& [name, value] : response.headers) response_.insert(name, value);
    response_.set(http::field::date, fmt::format("{:%a, %d %b %Y %H:%M:%S GMT}", fmt::gmtime(std::time(nullptr))));
    response_.set("X-Request-Id", request_->id);
    if (request_->secure) response_.set(http::field::strict_transport_security, kStrictTransport);
    response_.keep_alive(after == After::KeepAlive);
    if (has_body) response_.content_length(body_->size());
    response_.body() = {body_->data(), body_->size()};
    serializer_.emplace(response_);

    expire_after(limits().request + std::chrono::seconds(body_->size() / kSlowestWriteBytesPerSecond));
    auto done = [self = shared_from_this(), after](const error_code& error, std::size_t) {
      self->on_responded(error, after);
    };
    if (head_only) {
      http::async_write_header(stream_, *serializer_, std::move(done));
    } else {
      http::async_write(stream_, *serializer_, std::move(done));
    }
  }

  /// Without the query, where tokens and names may stand, and without the address.
  void log_request(unsigned status) const {
    const hub::LogLevel level = status >= 400 ? hub::LogLevel::Info : hub::LogLevel::Debug;
    log().write(level, "request",
                {{"request", request_->id},
                 {"method", request_->method},
                 {"path", request_->path()},
                 {"status", std::uint64_t{status}},
                 {"ms", std::int64_t{(now() - asked_at_).count()}}});
  }

  void on_responded(const error_code& error, After after) {
    if (error) return;
    body_.reset();
    if (after == After::Close) return drain();
    if (buffer_.size() > 0 || stream_.has_pending()) return read_request();
    expire_after(limits().keep_alive);
    stream_.socket().async_wait(TcpSocket::wait_read, [self = shared_from_this()](const error_code& problem) {
      if (!problem) self->read_request();
    });
  }

  /// Reads what still comes before closing: closing with unread bytes would reset the connection and lose the answer.
  void drain() {
    error_code error;
    stream_.shutdown_send(error);
    if (error) return;
    expire_after(kDrainTime);
    buffer_.clear();
    drain_more(0);
  }

  void drain_more(std::size_t drained) {
    buffer_.clear();
    stream_.async_read_some(buffer_.prepare(4096),
                            [self = shared_from_this(), drained](const error_code& error, std::size_t bytes) {
                              if (!error && drained + bytes < kDrainedAtMost) self->drain_more(drained + bytes);
                            });
  }

  Stream stream_;
  asio::steady_timer deadline_;
  asio::ip::address peer_;
  std::string counted_as_;
  bool is_counted_ = false;
  bool speaks_plainly_ = false;  ///< though this port is for TLS
  const HttpServices& services_;
  Traffic::Place place_;

  beast::flat_buffer buffer_;
  std::optional<Parser> parser_;
  std::shared_ptr<HttpRequest> request_;
  Instant asked_at_{};
  std::uint64_t question_ = 0;  ///< numbers what Routes are asked; a late answer to an earlier one is dropped
  bool is_waiting_ = false;     ///< for the answer of Routes

  std::shared_ptr<const std::string> body_;
  Response response_;
  std::optional<http::response_serializer<http::span_body<const char>>> serializer_;
};

}  // namespace

void start_http_session(TcpSocket socket, const HttpServices& services) {
  if (services.traffic.is_full()) {
    ++services.traffic.refused;
    return;
  }
  error_code error;
  const auto peer = socket.remote_endpoint(error);
  if (error) return;
  std::make_shared<HttpSession>(std::move(socket), peer.address(), services)->start();
}

}  // namespace parley::net
