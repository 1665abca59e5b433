// Lists of types, and the variant that several of them make together: each feature names its own events and commands.
#pragma once

#include <type_traits>
#include <variant>

namespace parley {

template <class... T>
struct Types {};

namespace types_detail {

template <class Joined, class... Lists>
struct Join {
  using Variant = Joined;
};
template <class... A, class... B, class... Rest>
struct Join<std::variant<A...>, Types<B...>, Rest...> : Join<std::variant<A..., B...>, Rest...> {};

}  // namespace types_detail

/// `Extended<std::variant<A>, Types<B, C>, Types<>>` is `std::variant<A, B, C>`.
template <class Variant, class... Lists>
using Extended = typename types_detail::Join<Variant, Lists...>::Variant;

/// `VariantOf<Types<A, B>, Types<C>>` is `std::variant<A, B, C>`.
template <class... Lists>
using VariantOf = Extended<std::variant<>, Lists...>;

/// `value` is true if `T` is in the list.
template <class T, class List>
struct IsAmong;
template <class T, class... Listed>
struct IsAmong<T, Types<Listed...>> {
  static constexpr bool value = (std::is_same_v<T, Listed> || ...);
};

}  // namespace parley
