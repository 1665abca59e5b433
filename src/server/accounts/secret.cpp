#include "server/accounts/secret.hpp"

#include <sodium.h>
#include <vector>

namespace parley::accounts {

class Secret::Buffer {
 public:
  explicit Buffer(std::string_view text) : bytes_(text.begin(), text.end()) {}
  ~Buffer() { sodium_memzero(bytes_.data(), bytes_.size()); }
  Buffer(const Buffer&) = delete;
  Buffer& operator=(const Buffer&) = delete;

  std::string_view text() const { return {bytes_.data(), bytes_.size()}; }

 private:
  std::vector<char>
      bytes_;  // on the heap whatever its length: a short std::string would leave copies where it is moved from
};

Secret::Secret(std::string_view text) : buffer_(std::make_shared<const Buffer>(text)) {}

std::string_view Secret::reveal() const { return buffer_ ? buffer_->text() : std::string_view(); }

}  // namespace parley::accounts
