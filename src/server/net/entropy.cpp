#include "server/net/entropy.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include <openssl/crypto.h>
#include <openssl/rand.h>

namespace parley::net {
namespace {

void fill(std::uint8_t* bytes, std::size_t count) {
  if (RAND_bytes(bytes, static_cast<int>(count)) == 1) return;
  std::fputs("Parley cannot go on: the system's random number generator gives nothing.\n", stderr);
  std::abort();
}

}  // namespace

EntropyPool::Portion EntropyPool::take() {
  Portion portion;
  static_assert(sizeof(pool_) % sizeof(portion) == 0);
  if (used_ == pool_.size()) {
    fill(pool_.data(), pool_.size());
    used_ = 0;
  }
  std::copy_n(pool_.begin() + static_cast<std::ptrdiff_t>(used_), portion.size(), portion.begin());
  OPENSSL_cleanse(pool_.data() + used_, portion.size());
  used_ += portion.size();
  return portion;
}

std::string random_hex(std::size_t bytes) {
  std::string digits;
  digits.reserve(bytes * 2);
  for (std::size_t done = 0; done < bytes; ++done) {
    std::uint8_t byte = 0;
    fill(&byte, 1);
    digits += "0123456789abcdef"[byte >> 4];
    digits += "0123456789abcdef"[byte & 15];
  }
  return digits;
}

}  // namespace parley::net
