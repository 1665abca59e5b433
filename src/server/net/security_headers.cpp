#include "server/net/security_headers.hpp"

#include <algorithm>
#include <array>

#include <openssl/evp.h>
#include <openssl/sha.h>

#include "server/net/header_text.hpp"

namespace parley::net {
namespace {

std::string sha256_base64(std::string_view text) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  EVP_Digest(text.data(), text.size(), digest.data(), nullptr, EVP_sha256(), nullptr);
  std::array<unsigned char, 4 * ((SHA256_DIGEST_LENGTH + 2) / 3) + 1> encoded{};
  const int length = EVP_EncodeBlock(encoded.data(), digest.data(), static_cast<int>(digest.size()));
  return {encoded.begin(), encoded.begin() + length};
}

std::size_t find_without_case(std::string_view text, std::string_view word, std::size_t from) {
  const auto found =
      std::search(text.begin() + static_cast<std::ptrdiff_t>(std::min(from, text.size())), text.end(), word.begin(),
                  word.end(), [](char left, char right) { return lower(left) == lower(right); });
  return found == text.end() ? std::string_view::npos : static_cast<std::size_t>(found - text.begin());
}

/// " 'sha256-…'" for each `<element …>…</element>` with a body.
std::string hash_elements(std::string_view html, std::string_view element) {
  const std::string opening = "<" + std::string(element);
  const std::string closing = "</" + std::string(element);
  std::string hashes;
  for (std::size_t at = 0; (at = find_without_case(html, opening, at)) != std::string_view::npos;) {
    const std::size_t body = html.find('>', at);
    const std::size_t end = find_without_case(html, closing, at);
    if (body == std::string_view::npos || end == std::string_view::npos || end < body) break;
    const std::string_view content = html.substr(body + 1, end - body - 1);
    if (!content.empty()) hashes += " 'sha256-" + sha256_base64(content) + "'";
    at = end;
  }
  return hashes;
}

}  // namespace

bool is_plain_host(std::string_view host) {
  return !host.empty() && host.size() <= 255 && std::all_of(host.begin(), host.end(), [](char letter) {
    return (lower(letter) >= 'a' && lower(letter) <= 'z') || (letter >= '0' && letter <= '9') ||
           std::string_view(".-:[]").find(letter) != std::string_view::npos;
  });
}

InlineHashes hash_inline_blocks(std::string_view html) {
  return {hash_elements(html, "script"), hash_elements(html, "style")};
}

std::string content_security_policy(const InlineHashes& hashes, std::string_view host, std::string_view media_server) {
  std::string sockets;
  if (is_plain_host(host)) sockets = " ws://" + std::string(host) + " wss://" + std::string(host);
  const std::size_t scheme = media_server.find("://");
  if (scheme != std::string_view::npos) {
    const std::string_view rest = media_server.substr(scheme + 3);
    const std::string media_host(rest.substr(0, rest.find('/')));
    const bool secure = media_server.substr(0, scheme) == "wss";
    if (is_plain_host(media_host)) {
      sockets += (secure ? " wss://" : " ws://") + media_host + (secure ? " https://" : " http://") + media_host;
    }
  }
  return "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'" + hashes.scripts + "; style-src 'self'" +
         hashes.styles + "; img-src 'self' data: blob:; media-src 'self' blob: mediastream:; connect-src 'self'" +
         sockets +
         "; worker-src 'self'; manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; "
         "require-trusted-types-for 'script'";
}

Headers common_headers() { return {{"X-Content-Type-Options", "nosniff"}}; }

const Headers& document_headers() {
  static const Headers headers{
      {"X-Frame-Options", "DENY"},
      {"Referrer-Policy", "no-referrer"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Permissions-Policy",
       "camera=(self), microphone=(self), display-capture=(self), fullscreen=(self), picture-in-picture=(self), "
       "screen-wake-lock=(self), autoplay=(self), speaker-selection=(self), clipboard-write=(self), "
       "geolocation=(), usb=(), serial=(), hid=(), midi=(), payment=(), accelerometer=(), gyroscope=(), "
       "magnetometer=()"},
  };
  return headers;
}

}  // namespace parley::net
