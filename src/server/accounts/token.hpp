// Tokens of sign-ins: 256 random bits, told once to whoever signs in, kept as hashes only.
#pragma once

#include <string>
#include <string_view>

namespace parley::accounts {

/// "l-" and 64 hexadecimal digits: the form of our tokens. Others are nobody's.
bool is_login_token(std::string_view text);

std::string new_token();

/// BLAKE2b-256 as 64 hexadecimal digits. The token is random in all its bits, so a fast hash without salt is enough.
std::string hash_of_token(std::string_view token);

/// 128 random bits as 32 hexadecimal digits.
std::string random_id();

}  // namespace parley::accounts
