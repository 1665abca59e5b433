#include "server/accounts/secret.hpp"

#include <algorithm>
#include <sodium.h>
#include <vector>

namespace parley::accounts {

class Secret::Buffer {
 public:
  explicit Buffer(std::string_view text) : bytes_(text.size() + 1) {
    std::copy(text.begin(), text.end(), bytes_.begin());
  }
  ~Buffer() { sodium_memzero(bytes_.data(), bytes_.size()); }
  Buffer(const Buffer&) = delete;
  Buffer& operator=(const Buffer&) = delete;

  std::string_view text() const { return {bytes_.data(), bytes_.size() - 1}; }

 private:
  // On the heap whatever its length: a short std::string would leave copies where it is moved from. One byte more than the text,
  // so that an empty one has an address too, which libsodium wants.
  std::vector<char> bytes_;
};

Secret::Secret(std::string_view text) : buffer_(std::make_shared<const Buffer>(text)) {}

std::string_view Secret::reveal() const { return buffer_ ? buffer_->text() : std::string_view(""); }

}  // namespace parley::accounts
