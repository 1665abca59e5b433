// The headers that keep a page of ours to itself: what it may load, run, ask the browser for, and who may frame it.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/net/http_message.hpp"

namespace parley::net {

/// Hashes of the inline blocks of one HTML file, as the Content-Security-Policy writes them: " 'sha256-…' 'sha256-…'".
struct InlineHashes {
  std::string scripts;
  std::string styles;
  friend bool operator==(const InlineHashes&, const InlineHashes&) = default;
};

/// Finds the inline `<script>` and `<style>` blocks of our own, well-formed page.
InlineHashes hash_inline_blocks(std::string_view html);

/// The policy of a page. `host` is the request's Host header: older Safari does not take 'self' to mean a WebSocket of the
/// page's own origin, so it is named; a host of unusual characters is left out. `media_server`: a ws: or wss: address that the page may
/// connect to, or nothing; its client also asks that host by HTTP.
std::string content_security_policy(const InlineHashes& hashes, std::string_view host,
                                    std::string_view media_server = {});

/// Over TLS: a year of nothing but TLS.
inline constexpr std::string_view kStrictTransport = "max-age=31536000";

/// A Host header, or a part of one, that can be written into a header of an answer: of usual characters, and not too long.
bool is_plain_host(std::string_view host);

/// What every answer carries.
Headers common_headers();

/// What a document carries beside: they mean nothing on a script or an image, and the first load is counted in bytes.
const Headers& document_headers();

}  // namespace parley::net
