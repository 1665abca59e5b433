#include "server/net/websocket_session.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include <boost/asio/buffer.hpp>
#include <boost/beast/websocket/rfc6455.hpp>
#include <boost/beast/websocket/stream.hpp>

#include "server/net/handshake.hpp"
#include "server/net/send_queue.hpp"

namespace parley::net {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = boost::beast::websocket;
using boost::system::error_code;

constexpr int kPingsMissedAtMost = 2;
constexpr std::size_t kLongestReason = 123;  // RFC 6455 §5.5: a control frame has 125 bytes, two are the code's

// Without permessage-deflate: messages are small, and its memory is never given back.
using WebSocket = websocket::stream<Stream, false>;

class WebSocketSession final : public Connection, public std::enable_shared_from_this<WebSocketSession> {
 public:
  WebSocketSession(Stream stream, const SocketServices& services) : stream_(std::move(stream)), services_(services) {
    websocket::stream_base::timeout timeouts{};
    timeouts.handshake_timeout = services.limits.close;
    timeouts.idle_timeout = websocket::stream_base::none();  // one timer pings all sockets: see check_liveness
    timeouts.keep_alive_pings = false;
    stream_.set_option(timeouts);
    stream_.read_message_max(services.message_bytes);
    stream_.auto_fragment(false);
    stream_.text(true);
  }

  void accept(const UpgradeRequest& request, SocketStart start) {
    place_ = std::move(start.place);
    stream_.set_option(websocket::stream_base::decorator(
        [subprotocol = start.subprotocol, headers = std::move(start.headers)](websocket::response_type& response) {
          if (!subprotocol.empty()) response.set(beast::http::field::sec_websocket_protocol, subprotocol);
          response.set(beast::http::field::server, "Parley");  // Beast would put itself and its version here
          for (const auto& [name, value] : headers) response.insert(name, value);
        }));
    stream_.async_accept(
        request, [self = shared_from_this(), opened = std::move(start.opened), asked = std::move(start.request)](
                     const error_code& error) mutable { self->on_accepted(error, std::move(opened), asked); });
  }

  void send(const hub::Frame& frame) override {
    if (state_ != State::Open) return;
    // One turn may say a lot, a list of ten thousand people for example, before a byte of it can leave. A reader is slow if
    // too much is left of what earlier turns said.
    if (std::exchange(turn_, services_.hub.turn()) != services_.hub.turn()) left_of_earlier_turns_ = queue_.bytes();
    if (left_of_earlier_turns_ > services_.limits.queue_bytes) {
      services_.log.info("slow reader cut", {{"connection", id_}, {"bytes", std::uint64_t{queue_.bytes()}}});
      cut();
      return;
    }
    queue_.push(frame);
    write_next();
  }

  void close(std::uint16_t code, const std::string& reason) override {
    if (state_ != State::Open) return;
    state_ = State::Closing;
    close_code_ = code;
    close_reason_ = reason.substr(0, kLongestReason);
    give_up_at_ = now() + services_.limits.close;
    write_next();
  }

  void cut() override {
    if (std::exchange(state_, State::Over) == State::Over) return;
    stream_.next_layer().close();  // every pending operation ends and lets go of this session
    services_.hub.closed(id_, false);
  }

  void check_liveness(Instant moment) override {
    if (state_ == State::Closing && moment >= give_up_at_) return cut();
    if (state_ != State::Open || moment < ping_at_) return;
    if (unanswered_pings_ >= kPingsMissedAtMost) {
      services_.log.info("silent socket cut", {{"connection", id_}});
      return cut();
    }
    ping_at_ = moment + services_.limits.ping;
    ++unanswered_pings_;
    if (std::exchange(pinging_, true)) return;  // the last one has not even left
    stream_.async_ping({}, [self = shared_from_this()](const error_code& error) {
      self->pinging_ = false;
      if (error) self->cut();
    });
  }

 private:
  enum class State {
    Open,
    Closing,  ///< what was sent is leaving, then comes the closing handshake; nothing is taken in any more
    Over,     ///< the hub knows that it is gone; Beast may still end it in an orderly way, within its own time
  };

  void on_accepted(const error_code& error, hub::SocketOpened opened, const std::string& asked) {
    if (error) {
      services_.log.info("handshake failed", {{"request", asked}, {"why", error.message()}});
      state_ = State::Over;
      return;
    }
    stream_.set_option(websocket::stream_base::decorator([](websocket::response_type&) {}));
    stream_.control_callback([this](websocket::frame_type kind, beast::string_view) {
      unanswered_pings_ = 0;
      if (kind != websocket::frame_type::close) return;
      // Who leaves has left now, not when the connection has ended too, which takes as long as the other end likes.
      state_ = State::Over;
      services_.hub.closed(id_, true);
    });
    ping_at_ = now() + services_.limits.ping;
    id_ = services_.hub.next_id();
    services_.log.info("socket", {{"request", asked}, {"connection", id_}});
    opened.connection = id_;
    services_.hub.opened(std::move(opened), shared_from_this());
    read();
  }

  /// An idle socket waits with a small buffer; once a message is longer, it is read in large pieces into its place.
  void read() {
    if (state_ == State::Over) return;
    const auto handler = [self = shared_from_this()](const error_code& error, std::size_t bytes) {
      self->on_read(error, bytes);
    };
    if (message_.empty()) {
      stream_.async_read_some(asio::buffer(small_), handler);
    } else {
      read_in_place_ = message_.size();
      message_.resize(message_.size() + kLargePiece);
      stream_.async_read_some(asio::buffer(message_.data() + read_in_place_, kLargePiece), handler);
    }
  }

  void on_read(const error_code& error, std::size_t bytes) {
    if (error)
      return cut();  // Beast has answered what was wrong (too big, not UTF-8, not the protocol) with a close frame
    unanswered_pings_ = 0;
    if (message_.empty()) {
      message_.assign(small_.data(), bytes);
    } else {
      message_.resize(read_in_place_ + bytes);
    }
    if (state_ == State::Open && stream_.got_binary()) close(websocket::close_code::unknown_data, "text only");
    if (state_ == State::Closing) {
      message_ = {};
    } else if (stream_.is_message_done()) {
      services_.hub.received(id_, std::exchange(message_, {}));
    }
    read();
  }

  void write_next() {
    if (writing_ || state_ == State::Over) return;
    if (queue_.empty()) {
      if (state_ == State::Closing) send_close();
      return;
    }
    writing_ = true;
    stream_.async_write(asio::buffer(*queue_.front().text),
                        [self = shared_from_this()](const error_code& error, std::size_t) {
                          self->writing_ = false;
                          self->queue_.pop();
                          if (error) return self->cut();
                          self->write_next();
                        });
  }

  void send_close() {
    if (std::exchange(close_sent_, true)) return;
    websocket::close_reason reason;
    reason.code = close_code_;
    reason.reason = close_reason_;
    stream_.async_close(reason, [self = shared_from_this()](const error_code&) { self->cut(); });
  }

  static constexpr std::size_t kLargePiece = 4 * 1024;

  WebSocket stream_;
  SocketServices services_;
  Traffic::Place place_;
  hub::ConnectionId id_ = 0;
  State state_ = State::Open;

  std::array<char, 512> small_;  ///< an ICE candidate, the most frequent message, fits
  std::string message_;          ///< what has come of a message that is not complete
  std::size_t read_in_place_ = 0;

  SendQueue queue_;
  std::uint64_t turn_ = 0;  ///< of the hub, in which the last frame was sent
  std::size_t left_of_earlier_turns_ = 0;
  bool writing_ = false;
  bool pinging_ = false;
  bool close_sent_ = false;
  int unanswered_pings_ = 0;
  Instant ping_at_{};
  Instant give_up_at_{};  ///< while Closing
  std::uint16_t close_code_ = websocket::close_code::normal;
  std::string close_reason_;
};

}  // namespace

void start_websocket_session(Stream stream, const UpgradeRequest& request, SocketStart start,
                             const SocketServices& services) {
  std::make_shared<WebSocketSession>(std::move(stream), services)->accept(request, std::move(start));
}

}  // namespace parley::net
