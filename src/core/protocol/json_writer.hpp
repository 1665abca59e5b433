// Writes JSON text piece by piece, without building a tree first: a relayed message is written once and thrown away, and
// the client carries no code for printing numbers with fractions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace parley::protocol {

/// The caller keeps begin and end in pairs and gives each member of an object a key; texts must be UTF-8.
class JsonWriter {
 public:
  explicit JsonWriter(std::size_t expected_bytes = 256) { text_.reserve(expected_bytes); }

  void begin_object() { open('{'); }
  void end_object() { close('}'); }
  void begin_array() { open('['); }
  void end_array() { close(']'); }

  /// The key of the next value; one that needs no escaping.
  void key(std::string_view key);

  void string(std::string_view value);
  void number(std::uint64_t value);
  void boolean(bool value);
  void null();

  std::string take() && { return std::move(text_); }

 private:
  void open(char bracket);
  void close(char bracket);
  void separate();

  std::string text_;
  bool first_ = true;  ///< the next value is the first one of its object or array, or follows its key
};

}  // namespace parley::protocol
