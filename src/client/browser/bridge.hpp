// Records of the app as objects of JavaScript and back, derived from their field lists: how features and the page's modules
// speak. Enumerators cross as their names in kebab case ("do-not-disturb"); numbers as doubles; what is missing keeps its default.
#pragma once

#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "client/browser/values.hpp"
#include "core/base/fields.hpp"
#include "core/base/id.hpp"
#include "core/base/print.hpp"
#include "core/base/time.hpp"
#include "core/base/types.hpp"

namespace parley::browser {

/// "DoNotDisturb" as "do-not-disturb".
std::string kebab(std::string_view enumerator);

namespace bridge_detail {

inline val put(bool value) { return val(value); }
template <class Number>
requires(std::is_arithmetic_v<Number> && !std::is_same_v<Number, bool>) val put(Number value) {
  return val(static_cast<double>(value));
}
inline val put(const std::string& value) { return val(value); }
inline val put(Milliseconds value) { return val(static_cast<double>(value.count())); }
template <class Tag>
val put(const StrongId<Tag>& value) {
  return val(value.value());
}
template <class Enum>
requires std::is_enum_v<Enum> val put(Enum value) { return val(kebab(print(value))); }
template <Described R>
val put(const R& record);
template <class T>
val put(const std::optional<T>& value) {
  return value ? put(*value) : val::null();
}
template <class T>
val put(const std::vector<T>& values) {
  val list = val::array();
  for (const T& value : values) list.call<void>("push", put(value));
  return list;
}
template <Described R>
val put(const R& record) {
  val object = val::object();
  std::apply([&](const auto&... fields) { (object.set(std::string(fields.name), put(record.*(fields.member))), ...); },
             R::fields());
  return object;
}

inline void get(const val& from, bool& value) { value = from.as<bool>(); }
template <class Number>
requires(std::is_arithmetic_v<Number> && !std::is_same_v<Number, bool>) void get(const val& from, Number& value) {
  value = static_cast<Number>(from.as<double>());
}
inline void get(const val& from, std::string& value) { value = from.as<std::string>(); }
inline void get(const val& from, Milliseconds& value) {
  value = Milliseconds(static_cast<Milliseconds::rep>(from.as<double>()));
}
template <class Tag>
void get(const val& from, StrongId<Tag>& value) {
  value = StrongId<Tag>(from.as<std::string>());
}
template <class Enum>
requires std::is_enum_v<Enum>
void get(const val& from, Enum& value) {
  constexpr int kMostEnumerators = 32;
  const auto wanted = from.as<std::string>();
  for (int i = 0; i < kMostEnumerators; ++i) {
    if (kebab(print(static_cast<Enum>(i))) == wanted) {
      value = static_cast<Enum>(i);
      return;
    }
  }
}
template <Described R>
void get(const val& from, R& record);
template <class T>
void get(const val& from, std::optional<T>& value) {
  get(from, value.emplace());
}
template <class T>
void get(const val& from, std::vector<T>& values) {
  const auto size = from["length"].as<std::size_t>();
  values.resize(size);
  for (std::size_t i = 0; i < size; ++i) get(from[i], values[i]);
}
template <class R, class Value>
void get_member(const val& from, R& record, const Field<R, Value>& described) {
  const val member = from[std::string(described.name)];
  if (!member.isNull() && !member.isUndefined()) get(member, record.*(described.member));
}
template <Described R>
void get(const val& from, R& record) {
  std::apply([&](const auto&... fields) { (get_member(from, record, fields), ...); }, R::fields());
}

}  // namespace bridge_detail

/// The record's fields as an object.
template <Described R>
val record_to_js(const R& record) {
  return bridge_detail::put(record);
}

/// The alternative of `Variant` whose kName is `name`, filled from `object`; nothing if there is none.
template <class Variant, std::size_t I = 0>
std::optional<Variant> record_from_js(std::string_view name, const val& object) {
  if constexpr (I < std::variant_size_v<Variant>) {
    using R = std::variant_alternative_t<I, Variant>;
    if constexpr (NamedVariant<R>) {
      if (auto inner = record_from_js<typename R::Variant>(name, object)) {
        return parley::visit([](auto&& what) { return Variant(R(std::move(what))); }, *std::move(inner));
      }
      return record_from_js<Variant, I + 1>(name, object);
    } else {
      if (R::kName != name) return record_from_js<Variant, I + 1>(name, object);
      R record;
      bridge_detail::get(object, record);
      return Variant(std::move(record));
    }
  } else {
    return std::nullopt;
  }
}

}  // namespace parley::browser
