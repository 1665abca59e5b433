// Any bytes: what is accepted is written and read back as the same message, and can be shown; nothing else happens.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/protocol/check.hpp"
#include "core/protocol/codec.hpp"

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace parley::protocol;
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const auto decoded = decode(text);
  if (!decoded) {
    require(!decoded.error().what.empty());
    return 0;
  }
  require(!check(decoded.value()));
  const auto again = decode(encode(decoded.value()));
  // What is written may be longer than what was read (\b becomes \u0008), so that its length alone can be refused.
  require(again ? again.value() == decoded.value()
                : again.error().code == ErrorCode::TooLarge && again.error().where.empty());
  require(decode(to_string(decoded.value())).ok());
  return 0;
}
