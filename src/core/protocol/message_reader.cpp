#include "core/protocol/message_reader.hpp"

namespace parley::protocol {

const JsonDocument::Value* MessageReader::member(const char* key, bool may_be_absent) {
  const JsonDocument::Member found = document_.find(*object_, key);
  if (found.twice) {
    refuse(ErrorCode::BadMessage, "is there twice");
    return nullptr;
  }
  if (found.value == nullptr) {
    if (!may_be_absent) refuse(ErrorCode::BadMessage, "is missing");
    return nullptr;
  }
  // Programs that write null for what they do not have (RTCIceCandidate.toJSON does) mean the same as leaving it out.
  if (may_be_absent && found.value->kind == JsonDocument::Kind::Null) return nullptr;
  return found.value;
}

std::uint64_t MessageReader::read_number(const Value& json, Range range) {
  if (json.kind == JsonDocument::Kind::Unsigned && json.number >= range.min && json.number <= range.max)
    return json.number;
  refuse(ErrorCode::BadMessage,
         "must be a whole number from " + std::to_string(range.min) + " to " + std::to_string(range.max));
  return range.min;
}

std::size_t MessageReader::read_word(const Value& json, std::span<const std::string_view> words) {
  if (json.kind == JsonDocument::Kind::String) {
    const std::string_view text = document_.text(json);
    for (std::size_t index = 0; index < words.size(); ++index) {
      if (words[index] == text) return index;
    }
  }
  std::string what = "must be one of";
  for (const std::string_view word : words) what.append(" ").append(word);
  refuse(ErrorCode::BadMessage, std::move(what));
  return 0;
}

bool MessageReader::expect(const Value& json, JsonDocument::Kind kind, const char* what) {
  if (json.kind == kind) return true;
  refuse(ErrorCode::BadMessage, what);
  return false;
}

void MessageReader::refuse(ErrorCode code, std::string what) {
  if (!error_) error_ = DecodeError{code, path_.pointer(), std::move(what)};
}

}  // namespace parley::protocol
