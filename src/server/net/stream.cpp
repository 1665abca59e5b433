#include "server/net/stream.hpp"

#include <algorithm>
#include <climits>

#include <openssl/err.h>
#include <openssl/ssl.h>

#include "server/net/tls.hpp"

namespace parley::net {
namespace {

int length_of(std::size_t bytes) { return static_cast<int>(std::min<std::size_t>(bytes, INT_MAX)); }

}  // namespace

void Stream::FreeTls::operator()(ssl_st* tls) const { SSL_free(tls); }

bool Stream::secure(const TlsContext& context) {
  error_code error;
  socket_.native_non_blocking(true, error);
  std::unique_ptr<ssl_st, FreeTls> tls(SSL_new(context.native()));
  if (error || !tls || SSL_set_fd(tls.get(), socket_.native_handle()) != 1) return false;
  SSL_set_accept_state(tls.get());
  tls_ = std::move(tls);
  return true;
}

bool Stream::has_pending() const { return tls_ && SSL_pending(tls_.get()) > 0; }

Stream::Outcome Stream::shake_hands() {
  // The number of a closed socket is soon another one's, and OpenSSL knows no more than the number.
  if (!socket_.is_open()) return {Wait::Not, boost::asio::error::operation_aborted, 0};
  ERR_clear_error();
  return outcome_of(SSL_do_handshake(tls_.get()));
}

Stream::Outcome Stream::decrypt(boost::asio::mutable_buffer into) {
  if (!socket_.is_open()) return {Wait::Not, boost::asio::error::operation_aborted, 0};
  if (into.size() == 0) return {};
  ERR_clear_error();
  return outcome_of(SSL_read(tls_.get(), into.data(), length_of(into.size())));
}

Stream::Outcome Stream::encrypt(boost::asio::const_buffer from) {
  if (!socket_.is_open()) return {Wait::Not, boost::asio::error::operation_aborted, 0};
  if (from.size() == 0) return {};
  ERR_clear_error();
  return outcome_of(SSL_write(tls_.get(), from.data(), length_of(from.size())));
}

Stream::Outcome Stream::outcome_of(int result) {
  if (result > 0) return {Wait::Not, {}, static_cast<std::size_t>(result)};
  switch (SSL_get_error(tls_.get(), result)) {
    case SSL_ERROR_WANT_READ: return {Wait::ForReading, {}, 0};
    case SSL_ERROR_WANT_WRITE: return {Wait::ForWriting, {}, 0};
    case SSL_ERROR_ZERO_RETURN: return {Wait::Not, boost::asio::error::eof, 0};
    case SSL_ERROR_SSL: return {Wait::Not, last_tls_error(), 0};
    default: return {Wait::Not, boost::asio::error::connection_reset, 0};
  }
}

void Stream::say_goodbye() {
  if (!tls_ || !socket_.is_open()) return;
  ERR_clear_error();
  SSL_shutdown(tls_.get());  // a closing alert, if there is room for it
}

void Stream::shutdown_send(error_code& error) {
  say_goodbye();
  socket_.shutdown(TcpSocket::shutdown_send, error);
}

void Stream::close() {
  error_code ignored;
  socket_.close(ignored);
}

}  // namespace parley::net
