// A parsed JSON text as a flat list of values: two allocations a message, and bounded depth. nlohmann's parser fills it.
// It knows nothing of messages.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/protocol/decode_error.hpp"
#include "core/protocol/limits.hpp"

namespace parley::protocol {

class JsonDocument {
 public:
  enum class Kind : std::uint8_t { Null, Boolean, Unsigned, OtherNumber, String, Array, Object };

  /// A value stands before its children; `span` counts it and everything in it.
  struct Value {
    Kind kind = Kind::Null;
    bool truth = false;        ///< of Boolean
    std::uint64_t number = 0;  ///< of Unsigned
    std::uint32_t span = 1;
    std::uint32_t key_start = 0, key_bytes = 0;    ///< in the strings of the document; of a member of an object
    std::uint32_t text_start = 0, text_bytes = 0;  ///< of String
  };

  /// A member by name. `twice` tells that the name is there more than once.
  struct Member {
    const Value* value = nullptr;
    bool twice = false;
  };

  /// `Limits::message_bytes` and `Limits::depth` are kept; nothing is thrown, and no recursion follows the input.
  static Result<JsonDocument, DecodeError> parse(std::string_view text, const Limits& limits);

  const Value& root() const { return values_.front(); }
  std::string_view text(const Value& value) const {
    return std::string_view(strings_).substr(value.text_start, value.text_bytes);
  }
  Member find(const Value& object, std::string_view key) const;

  /// The children of an array or object, in order: from `begin` to before `end`, each time `next`.
  static const Value* begin(const Value& parent) { return &parent + 1; }
  static const Value* end(const Value& parent) { return &parent + parent.span; }
  static const Value* next(const Value* child) { return child + child->span; }

 private:
  class Builder;

  std::vector<Value> values_;
  std::string strings_;
};

}  // namespace parley::protocol
