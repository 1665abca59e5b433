// Reads the fields of a message out of a JSON document: the visitor of fields.hpp that checks types and nothing else.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/protocol/decode_error.hpp"
#include "core/protocol/fields.hpp"
#include "core/protocol/json_document.hpp"
#include "core/protocol/limits.hpp"
#include "core/protocol/path.hpp"
#include "core/protocol/wire_names.hpp"

namespace parley::protocol {

/// Stops at the first error, which `error` then tells.
class MessageReader {
 public:
  using Value = JsonDocument::Value;

  /// `document` has an object at its root and outlives the reader.
  MessageReader(const JsonDocument& document, const Limits& limits)
      : document_(document), object_(&document.root()), limits_(limits) {}

  const Limits& limits() const { return limits_; }
  const std::optional<DecodeError>& error() const { return error_; }

  template <class T, class... Rule>
  void required(const char* key, T& value, Rule... rule) {
    read_member(key, Presence::Required, [&](const Value& json) { read(json, value, rule...); });
  }

  template <class T, class... Rule>
  void optional(const char* key, std::optional<T>& value, Rule... rule) {
    read_member(key, Presence::Optional, [&](const Value& json) { read(json, value.emplace(), rule...); });
  }

  template <class T, class... Rule>
  void unless_default(const char* key, T& value, Rule... rule) {
    read_member(key, Presence::Optional, [&](const Value& json) { read(json, value, rule...); });
  }

  template <class T>
  void nullable(const char* key, std::optional<T>& value) {
    read_member(key, Presence::Required, [&](const Value& json) {
      if (json.kind != JsonDocument::Kind::Null) read(json, value.emplace());
    });
  }

  template <class T, class... Rule>
  void list(const char* key, std::vector<T>& values, std::uint32_t max, Rule... rule) {
    read_member(key, Presence::Required, [&](const Value& json) {
      if (!expect(json, JsonDocument::Kind::Array, "must be a list")) return;
      const Value* child = JsonDocument::begin(json);
      for (std::size_t index = 0; child != JsonDocument::end(json) && !error_;
           ++index, child = JsonDocument::next(child)) {
        if (index == max) return refuse(ErrorCode::TooLarge, "has more than " + std::to_string(max) + " entries");
        path_.enter(index);
        read(*child, values.emplace_back(), rule...);
        path_.leave();
      }
    });
  }

 private:
  enum class Presence { Required, Optional };

  template <class Read>
  void read_member(const char* key, Presence presence, Read read_value) {
    if (error_) return;
    path_.enter(key);
    if (const Value* value = member(key, presence == Presence::Optional)) read_value(*value);
    path_.leave();
  }

  void read(const Value& json, std::string& text, Text) {
    if (expect(json, JsonDocument::Kind::String, "must be a string")) text = document_.text(json);
  }

  template <class Tag>
  void read(const Value& json, StrongId<Tag>& id) {
    std::string text;
    read(json, text, Text::Id);
    id = StrongId<Tag>(std::move(text));
  }

  template <std::integral Number>
  void read(const Value& json, Number& number, Range range) {
    number = static_cast<Number>(read_number(json, range));
  }
  void read(const Value& json, Milliseconds& duration, Range range) {
    duration = Milliseconds(static_cast<Milliseconds::rep>(read_number(json, range)));
  }

  void read(const Value& json, bool& truth) {
    if (expect(json, JsonDocument::Kind::Boolean, "must be true or false")) truth = json.truth;
  }

  template <Enumeration Enum>
  void read(const Value& json, Enum& value) {
    value = static_cast<Enum>(read_word(json, wire_names<Enum>()));
  }

  template <class T>
  void read(const Value& json, T& object) {
    if (!expect(json, JsonDocument::Kind::Object, "must be an object")) return;
    const Value* const outer = std::exchange(object_, &json);
    Fields<T>::visit(*this, object);
    object_ = outer;
  }

  // What follows does not depend on the message and is compiled once (message_reader.cpp).

  /// Nothing if the member is left out (an optional one may also be null) or if there was an error.
  const Value* member(const char* key, bool may_be_absent);
  std::uint64_t read_number(const Value& json, Range range);
  std::size_t read_word(const Value& json, std::span<const std::string_view> words);
  bool expect(const Value& json, JsonDocument::Kind kind, const char* what);
  void refuse(ErrorCode code, std::string what);

  const JsonDocument& document_;
  const Value* object_;
  const Limits& limits_;
  Path path_;
  std::optional<DecodeError> error_;
};

}  // namespace parley::protocol
