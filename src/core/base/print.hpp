// Printing of plain data: any aggregate, variant, optional, list or enum, so that a failing test and a trace show what was
// compared. Long text (session descriptions, candidates, tokens) is shown by its length alone.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/id.hpp"
#include "core/base/time.hpp"
#include "core/base/visit.hpp"

namespace parley {

namespace print_detail {

/// Stands for a value of any type when the members of an aggregate are counted. Never called; defined all the same, since
/// clang wants that for types of an unnamed namespace.
struct Anything {
  template <class T>
  operator T() const {  // NOLINT(google-explicit-constructor)
    __builtin_unreachable();
  }
};

template <class T, class Indices>
struct IsBracedBy;
template <class T, std::size_t... I>
struct IsBracedBy<T, std::index_sequence<I...>> {
  static constexpr bool value = requires { T{(static_cast<void>(I), std::declval<Anything>())...}; };
};

template <class T, std::size_t N = 20>
constexpr std::size_t member_count() {
  if constexpr (N == 0) {
    return 0;
  } else if constexpr (IsBracedBy<T, std::make_index_sequence<N>>::value) {
    return N;
  } else {
    return member_count<T, N - 1>();
  }
}

/// The unqualified name of a type, or of an enumerator, out of the compiler's own words.
template <class T>
constexpr std::string_view type_words() {
  std::string_view words = __PRETTY_FUNCTION__;
  words.remove_prefix(words.find("T = ") + 4);
  words = words.substr(0, words.find_first_of(";]"));
  const auto at = words.rfind("::");
  return at == std::string_view::npos ? words : words.substr(at + 2);
}

template <auto Value>
constexpr std::string_view value_words() {
  std::string_view words = __PRETTY_FUNCTION__;
  words.remove_prefix(words.find("Value = ") + 8);
  words = words.substr(0, words.find_first_of(";]"));
  const auto at = words.rfind("::");
  return at == std::string_view::npos ? words : words.substr(at + 2);
}

/// The letters of an enumerator's name alone: a view into the compiler's words would keep all of them in the program.
template <auto Value>
struct ValueName {
  static constexpr std::string_view kWords = value_words<Value>();
  static constexpr std::size_t kSize =
      kWords.find(')') == std::string_view::npos ? kWords.size() : 0;  // "Kind)31": none
  static constexpr std::array<char, kSize + 1> kText = [] {
    std::array<char, kSize + 1> text{};
    for (std::size_t i = 0; i < kSize; ++i) text[i] = kWords[i];
    return text;
  }();
  static constexpr std::string_view kName{kText.data(), kSize};
};

template <class E, std::size_t... I>
std::string enum_name(E value, std::index_sequence<I...>) {
  static constexpr std::array<std::string_view, sizeof...(I)> kNames{ValueName<static_cast<E>(I)>::kName...};
  const auto index = static_cast<std::size_t>(value);
  return index < kNames.size() && !kNames[index].empty() ? std::string(kNames[index]) : std::to_string(index);
}

template <class T>
struct IsId : std::false_type {};
template <class Tag>
struct IsId<StrongId<Tag>> : std::true_type {};
template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};
template <class T>
struct IsVariant : std::false_type {};
template <class... T>
struct IsVariant<std::variant<T...>> : std::true_type {};
template <class T>
struct IsVector : std::false_type {};
template <class T>
struct IsVector<std::vector<T>> : std::true_type {};

/// Calls `use` with each member of an aggregate, in order.
template <class T, class Use>
void each_member(const T& value, Use use) {
  constexpr std::size_t kCount = member_count<T>();
  const auto all = [&](const auto&... members) { (use(members), ...); };
  if constexpr (kCount == 0) {
    static_cast<void>(value);
  } else if constexpr (kCount == 1) {
    const auto& [a] = value;
    all(a);
  } else if constexpr (kCount == 2) {
    const auto& [a, b] = value;
    all(a, b);
  } else if constexpr (kCount == 3) {
    const auto& [a, b, c] = value;
    all(a, b, c);
  } else if constexpr (kCount == 4) {
    const auto& [a, b, c, d] = value;
    all(a, b, c, d);
  } else if constexpr (kCount == 5) {
    const auto& [a, b, c, d, e] = value;
    all(a, b, c, d, e);
  } else if constexpr (kCount == 6) {
    const auto& [a, b, c, d, e, f] = value;
    all(a, b, c, d, e, f);
  } else if constexpr (kCount == 7) {
    const auto& [a, b, c, d, e, f, g] = value;
    all(a, b, c, d, e, f, g);
  } else if constexpr (kCount == 8) {
    const auto& [a, b, c, d, e, f, g, h] = value;
    all(a, b, c, d, e, f, g, h);
  } else if constexpr (kCount == 9) {
    const auto& [a, b, c, d, e, f, g, h, i] = value;
    all(a, b, c, d, e, f, g, h, i);
  } else if constexpr (kCount == 10) {
    const auto& [a, b, c, d, e, f, g, h, i, j] = value;
    all(a, b, c, d, e, f, g, h, i, j);
  } else if constexpr (kCount == 11) {
    const auto& [a, b, c, d, e, f, g, h, i, j, k] = value;
    all(a, b, c, d, e, f, g, h, i, j, k);
  } else if constexpr (kCount == 12) {
    const auto& [a, b, c, d, e, f, g, h, i, j, k, l] = value;
    all(a, b, c, d, e, f, g, h, i, j, k, l);
  } else if constexpr (kCount == 13) {
    const auto& [a, b, c, d, e, f, g, h, i, j, k, l, m] = value;
    all(a, b, c, d, e, f, g, h, i, j, k, l, m);
  } else if constexpr (kCount == 14) {
    const auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n] = value;
    all(a, b, c, d, e, f, g, h, i, j, k, l, m, n);
  } else if constexpr (kCount == 15) {
    const auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o] = value;
    all(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o);
  } else if constexpr (kCount == 16) {
    const auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p] = value;
    all(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p);
  } else if constexpr (kCount == 17) {
    const auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q] = value;
    all(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q);
  } else if constexpr (kCount == 18) {
    const auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r] = value;
    all(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r);
  } else if constexpr (kCount == 19) {
    const auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s] = value;
    all(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s);
  } else {
    const auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t] = value;
    all(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t);
  }
}

}  // namespace print_detail

/// `Ringing{3, Call{…}, 4500 ms}` and so on.
template <class T>
std::string print(const T& value) {
  using namespace print_detail;
  constexpr std::size_t kLongestText = 48;
  if constexpr (std::is_same_v<T, bool>) {
    return value ? "yes" : "no";
  } else if constexpr (std::is_arithmetic_v<T>) {
    return std::to_string(value);
  } else if constexpr (std::is_enum_v<T>) {
    return enum_name(value, std::make_index_sequence<32>());
  } else if constexpr (std::is_same_v<T, std::string>) {
    return value.size() > kLongestText ? "text(" + std::to_string(value.size()) + ")" : '"' + value + '"';
  } else if constexpr (IsId<T>::value) {
    return value.value().size() > kLongestText ? print(value.value()) : '#' + value.value();
  } else if constexpr (std::is_same_v<T, Milliseconds>) {
    return std::to_string(value.count()) + " ms";
  } else if constexpr (std::is_same_v<T, Instant>) {
    return "@" + std::to_string(value.time_since_epoch().count());
  } else if constexpr (IsOptional<T>::value) {
    return value ? print(*value) : "-";
  } else if constexpr (IsVariant<T>::value) {
    return parley::visit([](const auto& alternative) { return print(alternative); }, value);
  } else if constexpr (IsVector<T>::value) {
    std::string text = "[";
    for (const auto& element : value) text += (text.size() > 1 ? ", " : "") + print(element);
    return text + "]";
  } else {
    std::string text(type_words<T>());
    text += '{';
    bool first = true;
    each_member(value, [&](const auto& member) {
      if (!first) text += ", ";
      first = false;
      text += print(member);
    });
    return text + "}";
  }
}

/// The name of the alternative that a variant holds: `Ringing`.
template <class... T>
std::string_view name_of(const std::variant<T...>& value) {
  return parley::visit(
      [](const auto& alternative) { return print_detail::type_words<std::decay_t<decltype(alternative)>>(); }, value);
}

}  // namespace parley
