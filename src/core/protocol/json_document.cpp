#include "core/protocol/json_document.hpp"

#include <nlohmann/json.hpp>

namespace parley::protocol {

/// Receives nlohmann's events (its SAX interface). To answer false ends the parsing.
class JsonDocument::Builder {
 public:
  Builder(JsonDocument& document, std::uint32_t depth) : document_(document), max_depth_(depth) {}

  bool null() { return add(Kind::Null); }
  bool boolean(bool value) {
    add(Kind::Boolean);
    last().truth = value;
    return true;
  }
  bool number_unsigned(std::uint64_t value) {
    add(Kind::Unsigned);
    last().number = value;
    return true;
  }
  bool number_integer(std::int64_t) { return add(Kind::OtherNumber); }
  bool number_float(double, const std::string&) { return add(Kind::OtherNumber); }
  bool string(const std::string& value) {
    add(Kind::String);
    last().text_start = append(value);
    last().text_bytes = static_cast<std::uint32_t>(value.size());
    return true;
  }
  bool key(const std::string& value) {
    key_start_ = append(value);
    key_bytes_ = static_cast<std::uint32_t>(value.size());
    return true;
  }
  bool start_object(std::size_t) { return open(Kind::Object); }
  bool end_object() { return close(); }
  bool start_array(std::size_t) { return open(Kind::Array); }
  bool end_array() { return close(); }

  // Only binary formats have it.
  template <class Binary>
  bool binary(const Binary&) {
    return false;
  }

  template <class Exception>
  bool parse_error(std::size_t position, const std::string&, const Exception&) {
    what_ = "is not JSON from byte " + std::to_string(position) + " on";
    return false;
  }

  const std::string& what() const { return what_; }

 private:
  Value& last() { return document_.values_.back(); }

  bool add(Kind kind) {
    Value value;
    value.kind = kind;
    value.key_start = key_start_;
    value.key_bytes = key_bytes_;
    document_.values_.push_back(value);
    return true;
  }

  bool open(Kind kind) {
    if (open_.size() == max_depth_) {
      what_ = "is nested deeper than " + std::to_string(max_depth_) + " levels";
      return false;
    }
    open_.push_back(static_cast<std::uint32_t>(document_.values_.size()));
    return add(kind);
  }

  bool close() {
    const std::uint32_t start = open_.back();
    open_.pop_back();
    document_.values_[start].span = static_cast<std::uint32_t>(document_.values_.size()) - start;
    return true;
  }

  std::uint32_t append(const std::string& value) {
    const auto start = static_cast<std::uint32_t>(document_.strings_.size());
    document_.strings_ += value;
    return start;
  }

  JsonDocument& document_;
  std::uint32_t max_depth_;
  std::vector<std::uint32_t> open_;
  std::uint32_t key_start_ = 0, key_bytes_ = 0;
  std::string what_;
};

Result<JsonDocument, DecodeError> JsonDocument::parse(std::string_view text, const Limits& limits) {
  if (text.size() > limits.message_bytes) {
    return Failure{DecodeError{ErrorCode::TooLarge, "",
                               "has " + std::to_string(text.size()) + " bytes, at most " +
                                   std::to_string(limits.message_bytes) + " are allowed"}};
  }
  JsonDocument document;
  document.values_.reserve(32);            // a call's snapshot has 30 values
  document.strings_.reserve(text.size());  // what escapes stand for is never longer than they are
  Builder builder(document, limits.depth);
  if (!nlohmann::json::sax_parse(text, &builder))
    return Failure{DecodeError{ErrorCode::BadMessage, "", builder.what()}};
  return document;
}

JsonDocument::Member JsonDocument::find(const Value& object, std::string_view key) const {
  Member member;
  for (const Value* child = begin(object); child != end(object); child = next(child)) {
    if (std::string_view(strings_).substr(child->key_start, child->key_bytes) != key) continue;
    if (member.value != nullptr) return {member.value, true};
    member.value = child;
  }
  return member;
}

}  // namespace parley::protocol
