// Keyed hashes and their text forms, for tokens that other servers check.
#pragma once

#include <string>
#include <string_view>

namespace parley::api {

/// Raw bytes (RFC 2104).
std::string hmac_sha1(std::string_view key, std::string_view message);
std::string hmac_sha256(std::string_view key, std::string_view message);

/// RFC 4648 §4, padded; and §5 without padding, as tokens have it (RFC 7515 §2).
std::string base64(std::string_view bytes);
std::string base64url(std::string_view bytes);

}  // namespace parley::api
