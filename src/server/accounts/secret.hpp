// A password on its way from its request to its hash: it lies in one place in memory, which is wiped when the last holder lets go.
#pragma once

#include <memory>
#include <string_view>

namespace parley::accounts {

/// Copies share the one buffer. Never printed, logged or compared.
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string_view text);

  std::string_view reveal() const;

 private:
  class Buffer;
  std::shared_ptr<const Buffer> buffer_;
};

}  // namespace parley::accounts
