// Lists of types, the variants that they make, and variants within variants: each feature names its own events and commands, and
// the client's event holds the variants of all features. Nested and named, since every function made from a variant carries
// the names of all its alternatives, which compilers pay for.
#pragma once

#include <type_traits>
#include <utility>
#include <variant>

#include "core/base/visit.hpp"

namespace parley {

template <class... T>
struct Types {};

namespace types_detail {

template <class List>
struct AsVariant;
template <class... T>
struct AsVariant<Types<T...>> {
  using Variant = std::variant<T...>;
};

}  // namespace types_detail

/// `VariantOf<Types<A, B>>` is `std::variant<A, B>`.
template <class List>
using VariantOf = typename types_detail::AsVariant<List>::Variant;

/// A class that derives from a variant and calls it `Variant`.
template <class T>
concept NamedVariant = requires {
  typename T::Variant;
};

/// The variant itself.
template <NamedVariant T>
const typename T::Variant& variant_of(const T& named) {
  return named;
}
template <class... T>
const std::variant<T...>& variant_of(const std::variant<T...>& plain) {
  return plain;
}

/// Calls `visitor` with what the variant holds, and where that is a named variant, with what that one holds.
template <class Visitor, class Value>
decltype(auto) visit_innermost(Visitor&& visitor, const Value& value) {
  return parley::visit(
      [&](const auto& held) -> decltype(auto) {
        if constexpr (NamedVariant<std::decay_t<decltype(held)>>) {
          return visit_innermost(visitor, held);
        } else {
          return visitor(held);
        }
      },
      variant_of(value));
}

/// What the variant, or one within it, holds, if it is a `T`; else null.
template <class T, class Value>
const T* as(const Value& value) {
  const T* found = nullptr;
  visit_innermost(
      [&](const auto& held) {
        if constexpr (std::is_same_v<std::decay_t<decltype(held)>, T>) found = &held;
      },
      value);
  return found;
}

}  // namespace parley
