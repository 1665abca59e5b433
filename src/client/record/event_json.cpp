#include "client/record/event_json.hpp"

#include <cmath>
#include <concepts>
#include <optional>
#include <string>
#include <type_traits>
#include <variant>

#include "core/base/print.hpp"
#include "core/base/visit.hpp"
#include "core/protocol/codec.hpp"
#include "core/protocol/json_writer.hpp"

namespace parley::record {
namespace {

using protocol::JsonWriter;

std::string counted(std::size_t bytes) { return "<" + std::to_string(bytes) + "-bytes>"; }

// A frame is written as the codec shows messages: readable, secrets counted. What is no message is counted whole.
std::string redacted_frame(const std::string& text) {
  const auto decoded = protocol::decode(text);
  return decoded ? protocol::to_string(decoded.value()) : counted(text.size());
}

class Writer {
 public:
  template <Record R>
  std::string write(std::string_view kind, const R& record, const Moment* moment) {
    json_.begin_object();
    json_.key(kind);
    json_.string(R::kName);
    std::apply([&](const auto&... fields) { (member(record, fields), ...); }, R::fields());
    if (moment) {
      json_.key("now");
      json_.number(static_cast<std::uint64_t>(moment->now.time_since_epoch().count()));
      json_.key("dice");
      json_.number(moment->dice);
    }
    json_.end_object();
    return std::move(json_).take();
  }

 private:
  template <class R, class Value>
  void member(const R& record, const Field<R, Value>& described) {
    constexpr bool kCarriesFrames = std::is_same_v<R, app::SocketText> || std::is_same_v<R, app::SendText>;
    const Value& value = record.*(described.member);
    json_.key(described.name);
    if (described.privacy == Privacy::Open) {
      put(value);
    } else if constexpr (kCarriesFrames && std::is_same_v<Value, std::string>) {
      json_.string(redacted_frame(value));
    } else {
      put_counted(value);
    }
  }

  void put(bool value) { json_.boolean(value); }
  template <std::unsigned_integral Number>
  void put(Number value) {
    json_.number(value);
  }
  void put(double value) { json_.number(static_cast<std::uint64_t>(std::llround(value))); }
  void put(const std::string& value) { json_.string(value); }
  void put(Milliseconds value) { json_.number(static_cast<std::uint64_t>(value.count())); }
  template <class Tag>
  void put(const StrongId<Tag>& value) {
    json_.string(value.value());
  }
  template <class Enum>
  requires std::is_enum_v<Enum>
  void put(Enum value) { json_.string(print(value)); }
  void put(float value) { put(static_cast<double>(value)); }
  template <class T>
  void put(const std::optional<T>& value) {
    if (!value) return json_.null();
    put(*value);
  }
  template <class T>
  void put(const std::vector<T>& values) {
    json_.begin_array();
    for (const T& value : values) put(value);
    json_.end_array();
  }
  template <Described R>
  void put(const R& record) {
    json_.begin_object();
    std::apply([&](const auto&... fields) { (member(record, fields), ...); }, R::fields());
    json_.end_object();
  }
  // Only secrets have these types; they are never written openly.
  void put(const std::optional<protocol::Candidate>& value) { put_counted(value); }
  void put(const std::vector<protocol::IceServer>& value) { put_counted(value); }

  void put_counted(const std::string& value) { json_.string(value.empty() ? std::string() : counted(value.size())); }
  void put_counted(const std::optional<protocol::Candidate>& value) {
    if (!value) return json_.null();
    json_.string(counted(value->candidate.size()));
  }
  void put_counted(const std::vector<protocol::IceServer>& value) { json_.number(value.size()); }
  template <class Other>
  void put_counted(const Other&) {
    json_.null();
  }

  JsonWriter json_;
};

}  // namespace

std::string to_json(const app::Event& event, const Moment& moment) {
  return visit_innermost([&](const auto& what) { return Writer().write("event", what, &moment); }, event);
}

std::string to_json(const app::Effect& effect) {
  return visit_innermost([](const auto& what) { return Writer().write("effect", what, nullptr); }, effect);
}

}  // namespace parley::record
