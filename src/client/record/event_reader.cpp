#include "client/record/event_reader.hpp"

#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

#include <nlohmann/json.hpp>

#include "core/base/print.hpp"

namespace parley::record {
namespace {

using Json = nlohmann::json;

// The highest number of an enumerator that is looked for by name.
constexpr int kMostEnumerators = 32;

class Reader {
 public:
  explicit Reader(const Json& json) : json_(json) {}

  const std::string& problem() const { return problem_; }

  template <Record R>
  R read() {
    R record;
    std::apply([&](const auto&... fields) { (member(record, fields), ...); }, R::fields());
    return record;
  }

  template <class Number>
  Number number(std::string_view name) {
    Number value{};
    get(find(name), value, name);
    return value;
  }

 private:
  const Json* find(std::string_view name) {
    const auto found = json_.find(std::string(name));
    if (found == json_.end()) return nullptr;
    return &*found;
  }

  template <class R, class Value>
  void member(R& record, const Field<R, Value>& described) {
    get(find(described.name), record.*(described.member), described.name);
  }

  void miss(std::string_view name, const char* what) {
    if (problem_.empty()) problem_ = "\"" + std::string(name) + "\" is not " + what;
  }

  void get(const Json* json, bool& value, std::string_view name) {
    if (!json || !json->is_boolean()) return miss(name, "true or false");
    value = json->get<bool>();
  }
  template <class Number>
  requires(std::is_arithmetic_v<Number> && !std::is_same_v<Number, bool>) void get(const Json* json, Number& value,
                                                                                   std::string_view name) {
    if (!json || !json->is_number_unsigned()) return miss(name, "a number from 0 on");
    value = static_cast<Number>(json->get<std::uint64_t>());
  }
  void get(const Json* json, std::string& value, std::string_view name) {
    if (!json || !json->is_string()) return miss(name, "a text");
    value = json->get<std::string>();
  }
  void get(const Json* json, Milliseconds& value, std::string_view name) {
    std::uint64_t count = 0;
    get(json, count, name);
    value = Milliseconds{static_cast<std::int64_t>(count)};
  }
  template <class Tag>
  void get(const Json* json, StrongId<Tag>& value, std::string_view name) {
    std::string text;
    get(json, text, name);
    value = StrongId<Tag>(std::move(text));
  }
  template <class Enum>
  requires std::is_enum_v<Enum>
  void get(const Json* json, Enum& value, std::string_view name) {
    std::string text;
    get(json, text, name);
    for (int i = 0; i < kMostEnumerators; ++i) {
      if (print(static_cast<Enum>(i)) == text) {
        value = static_cast<Enum>(i);
        return;
      }
    }
    miss(name, "a known value");
  }
  template <class T>
  void get(const Json* json, std::optional<T>& value, std::string_view name) {
    if (!json || json->is_null()) return;
    get(json, value.emplace(), name);
  }
  template <class T>
  void get(const Json* json, std::vector<T>& values, std::string_view name) {
    if (!json || !json->is_array()) return miss(name, "a list");
    values.resize(json->size());
    for (std::size_t i = 0; i < values.size(); ++i) get(&(*json)[i], values[i], name);
  }
  template <Described R>
  void get(const Json* json, R& record, std::string_view name) {
    if (!json || !json->is_object()) return miss(name, "an object");
    Reader inner(*json);
    std::apply([&](const auto&... fields) { (inner.member(record, fields), ...); }, R::fields());
    if (problem_.empty()) problem_ = inner.problem_;
  }
  void get(const Json* json, std::optional<protocol::Candidate>& value, std::string_view name) {
    if (!json || json->is_null()) return;
    protocol::Candidate candidate;
    get(json, candidate.candidate, name);
    value = std::move(candidate);
  }
  void get(const Json* json, std::vector<protocol::IceServer>& value, std::string_view name) {
    std::size_t count = 0;
    get(json, count, name);
    value.resize(count);
  }

  const Json& json_;
  std::string problem_;
};

// The alternative of the variant whose name is `name`.
template <class Variant, std::size_t... I>
std::optional<Variant> read_alternative(Reader& reader, const std::string& name, std::index_sequence<I...>) {
  std::optional<Variant> result;
  const auto attempt = [&]<class Alternative>(std::type_identity<Alternative>) {
    if constexpr (NamedVariant<Alternative>) {
      using Inner = typename Alternative::Variant;
      auto inner = read_alternative<Inner>(reader, name, std::make_index_sequence<std::variant_size_v<Inner>>());
      if (inner) parley::visit([&](auto&& what) { result = Variant(Alternative(std::move(what))); }, *std::move(inner));
    } else {
      if (Alternative::kName == name) result = Variant(reader.template read<Alternative>());
    }
  };
  (attempt(std::type_identity<std::variant_alternative_t<I, Variant>>{}), ...);
  return result;
}

template <class Variant>
Result<Variant, std::string> read_variant(Reader& reader, const Json& json, const char* kind) {
  const auto name = json.find(kind);
  if (name == json.end() || !name->is_string()) return Failure{std::string("not of the kind \"") + kind + "\""};
  auto value = read_alternative<Variant>(reader, name->get<std::string>(),
                                         std::make_index_sequence<std::variant_size_v<Variant>>());
  if (!value) return Failure{"no " + std::string(kind) + " is called \"" + name->get<std::string>() + "\""};
  if (!reader.problem().empty()) return Failure{reader.problem()};
  return *std::move(value);
}

Json parse(std::string_view text) {
  Json json = Json::parse(text, nullptr, false);
  return json.is_object() ? json : Json::object();
}

}  // namespace

Result<RecordedEvent, std::string> event_from_json(std::string_view text) {
  const Json json = parse(text);
  Reader reader(json);
  const Moment moment{Instant{Milliseconds{reader.number<std::int64_t>("now")}}, reader.number<std::uint32_t>("dice")};
  auto event = read_variant<app::Event>(reader, json, "event");
  if (!event) return Failure{event.error()};
  return RecordedEvent{std::move(event).value(), moment};
}

Result<app::Effect, std::string> effect_from_json(std::string_view text) {
  const Json json = parse(text);
  Reader reader(json);
  return read_variant<app::Effect>(reader, json, "effect");
}

}  // namespace parley::record
