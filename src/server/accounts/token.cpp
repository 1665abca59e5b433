#include "server/accounts/token.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <sodium.h>

namespace parley::accounts {
namespace {

constexpr std::string_view kPrefix = "l-";
constexpr std::size_t kTokenBytes = 32;

template <std::size_t kBytes>
std::string hex(const std::array<unsigned char, kBytes>& bytes) {
  std::array<char, 2 * kBytes + 1> digits{};
  sodium_bin2hex(digits.data(), digits.size(), bytes.data(), bytes.size());
  return digits.data();
}

template <std::size_t kBytes>
std::string random_digits() {
  std::array<unsigned char, kBytes> bytes{};
  randombytes_buf(bytes.data(), bytes.size());  // ends the program where the system has no random numbers
  return hex(bytes);
}

}  // namespace

bool is_login_token(std::string_view text) {
  return text.size() == kPrefix.size() + 2 * kTokenBytes && text.starts_with(kPrefix) &&
         std::all_of(text.begin() + kPrefix.size(), text.end(),
                     [](char digit) { return (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f'); });
}

std::string new_token() { return std::string(kPrefix) + random_digits<kTokenBytes>(); }

std::string hash_of_token(std::string_view token) {
  std::array<unsigned char, crypto_generichash_BYTES> hash{};
  static_assert(sizeof(hash) == 32);
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(token.data()), token.size(),
                     nullptr, 0);
  return hex(hash);
}

std::string random_id() { return random_digits<16>(); }

}  // namespace parley::accounts
