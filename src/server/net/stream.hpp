// A TCP connection, over TLS where it was asked to be: what HTTP and WebSocket sessions read and write, so that they are compiled
// once for both. OpenSSL works on the socket itself: Asio's own TLS stream keeps 70 KB of buffers for every idle socket.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <utility>

#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/compose.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/core/role.hpp>
#include <boost/beast/websocket/teardown.hpp>

struct ssl_st;  // OpenSSL's SSL

namespace parley::net {

class TlsContext;

/// A socket that knows its executor's type: smaller and faster than one behind `any_io_executor`.
using TcpSocket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;

/// Beast's AsyncStream. One reader and one writer at a time; both may wait at once.
class Stream {
 public:
  using executor_type = TcpSocket::executor_type;
  using error_code = boost::system::error_code;

  explicit Stream(TcpSocket socket) : socket_(std::move(socket)) {}

  executor_type get_executor() { return socket_.get_executor(); }
  TcpSocket& socket() { return socket_; }
  bool is_secure() const { return tls_ != nullptr; }

  /// TLS from the next byte on; the handshake comes first. False if there is no memory for it.
  bool secure(const TlsContext& context);

  /// Bytes were decrypted that nobody has read: the socket's readiness does not tell of them.
  bool has_pending() const;

  /// void(error_code)
  template <class Handler>
  void async_handshake(Handler&& handler) {
    run<void(error_code)>([](Stream& stream) { return stream.shake_hands(); }, std::forward<Handler>(handler));
  }

  /// void(error_code, std::size_t)
  template <class Buffers, class Handler>
  auto async_read_some(const Buffers& buffers, Handler&& handler) {
    return boost::asio::async_initiate<Handler, void(error_code, std::size_t)>(
        [this](auto&& done, const Buffers& into) {
          if (!tls_) return socket_.async_read_some(into, std::forward<decltype(done)>(done));
          const boost::asio::mutable_buffer first = first_of(into);
          run<void(error_code, std::size_t)>([first](Stream& stream) { return stream.decrypt(first); },
                                             std::forward<decltype(done)>(done));
        },
        handler, buffers);
  }

  /// void(error_code, std::size_t)
  template <class Buffers, class Handler>
  auto async_write_some(const Buffers& buffers, Handler&& handler) {
    return boost::asio::async_initiate<Handler, void(error_code, std::size_t)>(
        [this](auto&& done, const Buffers& from) {
          if (!tls_) return socket_.async_write_some(from, std::forward<decltype(done)>(done));
          run<void(error_code, std::size_t)>(
              [from](Stream& stream) {
                std::array<char, kRecord> gathered;
                return stream.encrypt(one_buffer(from, gathered));
              },
              std::forward<decltype(done)>(done));
        },
        handler, buffers);
  }

  /// Nothing is sent any more, and the other end is told so.
  void shutdown_send(error_code& error);
  /// At once. What waits ends with an error.
  void close();

  // ---- what Beast asks of a stream that is not one of its own ----

  friend void beast_close_socket(Stream& stream) { stream.close(); }

  template <class Handler>
  friend void async_teardown(boost::beast::role_type role, Stream& stream, Handler&& handler) {
    stream.say_goodbye();
    boost::beast::websocket::async_teardown(role, stream.socket_, std::forward<Handler>(handler));
  }

 private:
  static constexpr std::size_t kRecord = 16 * 1024;  ///< bytes of a TLS record at most

  enum class Wait { Not, ForReading, ForWriting };
  struct Outcome {
    Wait wait = Wait::Not;
    error_code error{};
    std::size_t bytes = 0;
  };

  Outcome shake_hands();
  Outcome decrypt(boost::asio::mutable_buffer into);
  /// Asked again with the same bytes, if it had to wait.
  Outcome encrypt(boost::asio::const_buffer from);
  Outcome outcome_of(int result);
  void say_goodbye();

  template <class Buffers>
  static boost::asio::mutable_buffer first_of(const Buffers& buffers) {
    for (auto at = boost::asio::buffer_sequence_begin(buffers); at != boost::asio::buffer_sequence_end(buffers); ++at) {
      if (boost::asio::mutable_buffer buffer = *at; buffer.size() > 0) return buffer;
    }
    return {};
  }

  /// Each piece on its own would be a record and a packet of its own: a frame's head of two bytes, for example.
  template <class Buffers>
  static boost::asio::const_buffer one_buffer(const Buffers& buffers, std::array<char, kRecord>& gathered) {
    const boost::asio::const_buffer first = *boost::asio::buffer_sequence_begin(buffers);
    if (first.size() >= kRecord || first.size() == boost::asio::buffer_size(buffers)) return first;
    return {gathered.data(), boost::asio::buffer_copy(boost::asio::buffer(gathered), buffers)};
  }

  /// Repeats a step of OpenSSL until it need not wait for the socket.
  template <class Step, bool kTellsBytes>
  struct Repeat {
    Stream& stream;
    Step step;
    Outcome outcome{};
    bool initiated = false;
    bool is_over = false;

    template <class Self>
    void operator()(Self& self, error_code error = {}) {
      if (error) outcome = {Wait::Not, error, 0};
      if (!error && !is_over) outcome = step(stream);
      if (outcome.wait != Wait::Not) {
        initiated = true;
        const auto what = outcome.wait == Wait::ForReading ? TcpSocket::wait_read : TcpSocket::wait_write;
        return stream.socket_.async_wait(what, std::move(self));
      }
      if (!std::exchange(initiated, true)) {  // a handler is never called from within what it was given to
        is_over = true;
        return boost::asio::post(stream.get_executor(), std::move(self));
      }
      if constexpr (kTellsBytes) {
        self.complete(outcome.error, outcome.bytes);
      } else {
        self.complete(outcome.error);
      }
    }
  };

  template <class Signature, class Step, class Handler>
  void run(Step step, Handler&& handler) {
    constexpr bool kTellsBytes = std::is_same_v<Signature, void(error_code, std::size_t)>;
    boost::asio::async_compose<Handler, Signature>(Repeat<Step, kTellsBytes>{*this, std::move(step)}, handler, socket_);
  }

  struct FreeTls {
    void operator()(ssl_st* tls) const;
  };

  TcpSocket socket_;
  std::unique_ptr<ssl_st, FreeTls> tls_;
};

}  // namespace parley::net
