// Our side of TLS: the certificate with its key, and which versions and ciphers are spoken. Reloading is loading a new context:
// connections keep the one that they began with.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include <boost/system/error_code.hpp>

#include "core/base/result.hpp"

struct ssl_ctx_st;  // OpenSSL's SSL_CTX

namespace parley::net {

class TlsContext {
 public:
  /// Reads a certificate with its chain and the key that belongs to it, both PEM. Or a sentence with the file's name.
  static Result<TlsContext, std::string> load(const std::string& certificate, const std::string& key);

  ssl_ctx_st* native() const { return context_.get(); }

  /// When the certificate expires, in milliseconds since 1970, UTC.
  std::int64_t expires_at() const { return expires_at_; }

 private:
  std::shared_ptr<ssl_ctx_st> context_;
  std::int64_t expires_at_ = 0;
};

/// Why OpenSSL's last call on this thread failed, in its own words.
boost::system::error_code last_tls_error();

}  // namespace parley::net
