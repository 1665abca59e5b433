#include "core/protocol/codec.hpp"

#include <array>
#include <cassert>
#include <concepts>
#include <cstddef>
#include <utility>

#include "core/base/visit.hpp"
#include "core/protocol/check.hpp"
#include "core/protocol/fields.hpp"
#include "core/protocol/json_document.hpp"
#include "core/protocol/json_writer.hpp"
#include "core/protocol/message_reader.hpp"
#include "core/protocol/wire_names.hpp"

namespace parley::protocol {
namespace {

enum class Secrets { Written, Counted };

/// Writes the fields of a message: the visitor of fields.hpp behind `encode` and `to_string`.
class MessageWriter {
 public:
  MessageWriter(std::size_t expected_bytes, Secrets secrets) : json_(expected_bytes), secrets_(secrets) {}

  const Limits& limits() const { return limits_; }

  std::string write(const Message& message, std::optional<Sequence> sequence) && {
    json_.begin_object();
    json_.key("type");
    json_.string(type_name(message));
    optional("seq", sequence, kSequence);
    parley::visit([this]<class M>(const M& alternative) { Fields<M>::visit(*this, alternative); }, message);
    json_.end_object();
    return std::move(json_).take();
  }

  template <class T, class... Rule>
  void required(const char* key, const T& value, Rule... rule) {
    json_.key(key);
    put(value, rule...);
  }

  template <class T, class... Rule>
  void optional(const char* key, const std::optional<T>& value, Rule... rule) {
    if (value) required(key, *value, rule...);
  }

  template <class T, class... Rule>
  void unless_default(const char* key, const T& value, Rule... rule) {
    if (value != T{}) required(key, value, rule...);
  }

  template <class T>
  void nullable(const char* key, const std::optional<T>& value) {
    if (value) return required(key, *value);
    json_.key(key);
    json_.null();
  }

  template <class T, class... Rule>
  void list(const char* key, const std::vector<T>& values, std::uint32_t, Rule... rule) {
    json_.key(key);
    json_.begin_array();
    for (const T& value : values) put(value, rule...);
    json_.end_array();
  }

 private:
  void put(const std::string& text, Text kind) {
    if (secrets_ == Secrets::Written || !is_secret(kind)) return json_.string(text);
    // Long enough to stand for the secret of a meeting point too.
    json_.string((kind == Text::Room ? "<secret-of-" : "<") + std::to_string(text.size()) + "-bytes>");
  }

  template <class Tag>
  void put(const StrongId<Tag>& id) {
    json_.string(id.value());
  }

  template <std::integral Number>
  void put(Number number, Range) {
    json_.number(static_cast<std::uint64_t>(number));
  }
  void put(Milliseconds duration, Range) { json_.number(static_cast<std::uint64_t>(duration.count())); }

  void put(bool truth) { json_.boolean(truth); }

  template <Enumeration Enum>
  void put(const Enum& value) {
    json_.string(wire_name(value));
  }

  template <class T>
  void put(const T& object) {
    json_.begin_object();
    Fields<T>::visit(*this, object);
    json_.end_object();
  }

  JsonWriter json_;
  Secrets secrets_;
  Limits limits_;
};

/// So that the text of an ordinary message is allocated once: descriptions are the only long ones.
std::size_t expected_bytes(const Message& message) {
  constexpr std::size_t kUsual = 384;
  const auto with_description = [](const std::string& sdp) { return kUsual + sdp.size() + sdp.size() / 8; };
  if (const auto* offer = std::get_if<Offer>(&message)) return with_description(offer->sdp);
  if (const auto* answer = std::get_if<Answer>(&message)) return with_description(answer->sdp);
  if (const auto* request = std::get_if<CallRequest>(&message)) return with_description(request->offer);
  return kUsual;
}

struct MessageType {
  std::string_view name;
  Message (*read)(MessageReader&);
};

template <class M>
Message read_message(MessageReader& reader) {
  M message;
  Fields<M>::visit(reader, message);
  return message;
}

template <std::size_t... index>
constexpr auto message_types(std::index_sequence<index...>) {
  return std::array{MessageType{Fields<std::variant_alternative_t<index, Message>>::kType,
                                &read_message<std::variant_alternative_t<index, Message>>}...};
}

constexpr auto kMessageTypes = message_types(std::make_index_sequence<std::variant_size_v<Message>>{});

const MessageType* message_type(std::string_view name) {
  for (const MessageType& type : kMessageTypes) {
    if (type.name == name) return &type;
  }
  return nullptr;
}

Failure<DecodeError> bad_message(std::string where, std::string what) {
  return Failure{DecodeError{ErrorCode::BadMessage, std::move(where), std::move(what)}};
}

}  // namespace

std::string encode(const Message& message, std::optional<Sequence> sequence) {
  assert(!check(message));
  assert(is_command(message) == sequence.has_value());
  return MessageWriter(expected_bytes(message), Secrets::Written).write(message, sequence);
}

std::string encode(const Envelope& envelope) { return encode(envelope.message, envelope.sequence); }

Result<Envelope, DecodeError> decode(std::string_view text, const Limits& limits) {
  const auto parsed = JsonDocument::parse(text, limits);
  if (!parsed) return Failure{parsed.error()};
  const JsonDocument& document = parsed.value();
  if (document.root().kind != JsonDocument::Kind::Object) return bad_message("", "must be an object");

  const auto type_member = document.find(document.root(), "type");
  if (type_member.value == nullptr) return bad_message("/type", "is missing");
  if (type_member.twice) return bad_message("/type", "is there twice");
  if (type_member.value->kind != JsonDocument::Kind::String) return bad_message("/type", "must be a string");
  const MessageType* const type = message_type(document.text(*type_member.value));
  if (type == nullptr) return bad_message("/type", "is no type of this protocol");

  MessageReader reader(document, limits);
  Envelope envelope;
  reader.optional("seq", envelope.sequence, kSequence);
  envelope.message = type->read(reader);
  if (reader.error()) return Failure{*reader.error()};
  if (auto error = check(envelope, limits)) return Failure{std::move(*error)};
  return envelope;
}

std::string to_string(const Message& message) {
  return MessageWriter(expected_bytes(Ping{}), Secrets::Counted).write(message, std::nullopt);
}

std::string to_string(const Envelope& envelope) {
  return MessageWriter(expected_bytes(Ping{}), Secrets::Counted).write(envelope.message, envelope.sequence);
}

std::string to_string(const DecodeError& error) {
  std::string text(wire_name(error.code));
  text.append(": ").append(error.where.empty() ? "the message" : error.where).append(" ").append(error.what);
  return text;
}

}  // namespace parley::protocol
