#include "server/net/tls.hpp"

#include <cerrno>
#include <cstring>
#include <ctime>
#include <fstream>
#include <string_view>
#include <system_error>
#include <utility>

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

namespace parley::net {
namespace {

using boost::system::error_code;

// With forward secrecy and authenticated encryption. Those of TLS 1.3 all are.
constexpr const char* kCiphers12 =
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:"
    "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";
constexpr const char* kGroups = "X25519:P-256";
constexpr int kSecurityLevel = 2;  // 112 bits: no RSA key below 2048 bits

class TlsErrors final : public std::error_category {
 public:
  const char* name() const noexcept override { return "tls"; }
  std::string message(int code) const override {
    const char* const words = ERR_reason_error_string(static_cast<unsigned long>(code));
    return words == nullptr ? "TLS error " + std::to_string(code) : words;
  }
};

std::string last_reason() { return last_tls_error().message(); }

/// Why a file cannot be read at all; empty if it can.
std::string unreadable(const std::string& path) {
  errno = 0;
  const std::ifstream file(path);
  return file.good() ? std::string() : std::strerror(errno);
}

std::int64_t milliseconds_of(const ASN1_TIME* time) {
  std::tm parts{};
  if (ASN1_TIME_to_tm(time, &parts) != 1) return 0;
  return std::int64_t{timegm(&parts)} * 1000;
}

/// HTTP/1.1 is all we speak; a client that asks for something else too is told so before its first request.
int choose_protocol(SSL*, const unsigned char** out, unsigned char* out_length, const unsigned char* offered,
                    unsigned int offered_length, void*) {
  constexpr std::string_view kHttp11 = "http/1.1";
  for (unsigned int at = 0; at < offered_length; at += 1U + offered[at]) {
    if (offered[at] == kHttp11.size() && std::memcmp(offered + at + 1, kHttp11.data(), kHttp11.size()) == 0) {
      *out = offered + at + 1;
      *out_length = offered[at];
      return SSL_TLSEXT_ERR_OK;
    }
  }
  return SSL_TLSEXT_ERR_NOACK;
}

/// Nobody is there to type it.
int no_password(char*, int, int, void*) { return -1; }

}  // namespace

error_code last_tls_error() {
  static const TlsErrors category;
  return std::error_code(static_cast<int>(ERR_peek_last_error()), category);
}

Result<TlsContext, std::string> TlsContext::load(const std::string& certificate, const std::string& key) {
  if (const std::string why = unreadable(certificate); !why.empty()) {
    return Failure{"The certificate " + certificate + " cannot be read: " + why + "."};
  }
  if (const std::string why = unreadable(key); !why.empty()) {
    return Failure{"The certificate's key " + key + " cannot be read: " + why + "."};
  }
  TlsContext tls;
  tls.context_.reset(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
  SSL_CTX* const context = tls.context_.get();
  if (context == nullptr) return Failure{"OpenSSL does not start: " + last_reason() + "."};
  SSL_CTX_set_security_level(context, kSecurityLevel);
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  SSL_CTX_set_cipher_list(context, kCiphers12);
  SSL_CTX_set1_groups_list(context, kGroups);
  // An end without a closing alert is like any end: HTTP and WebSocket say themselves when a message is whole.
  SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_IGNORE_UNEXPECTED_EOF);
  SSL_CTX_set_mode(context,
                   SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);  // tickets hold what a client needs to resume
  SSL_CTX_set_num_tickets(context, 1);
  SSL_CTX_set_alpn_select_cb(context, choose_protocol, nullptr);
  SSL_CTX_set_default_passwd_cb(context, no_password);

  ERR_clear_error();
  if (SSL_CTX_use_certificate_chain_file(context, certificate.c_str()) != 1) {
    return Failure{certificate + " is not a certificate that can be used: " + last_reason() + "."};
  }
  // Checked apart, so that a wrong pair is told in words of its own.
  if (SSL_CTX_use_PrivateKey_file(context, key.c_str(), SSL_FILETYPE_PEM) != 1) {
    const bool is_pair = ERR_GET_REASON(ERR_peek_last_error()) != X509_R_KEY_VALUES_MISMATCH &&
                         ERR_GET_REASON(ERR_peek_last_error()) != X509_R_KEY_TYPE_MISMATCH;
    if (is_pair) return Failure{key + " is not a key that can be used: " + last_reason() + "."};
    return Failure{"The key " + key + " does not belong to the certificate " + certificate + "."};
  }
  if (SSL_CTX_check_private_key(context) != 1) {
    return Failure{"The key " + key + " does not belong to the certificate " + certificate + "."};
  }
  tls.expires_at_ = milliseconds_of(X509_get0_notAfter(SSL_CTX_get0_certificate(context)));
  return tls;
}

}  // namespace parley::net
