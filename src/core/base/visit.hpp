// std::visit of one variant, as a chain of comparisons that compilers make one switch of, with the handlers inlined. The
// library's own goes through a table of functions that no optimiser looks into: 30 KB of the client, compressed.
#pragma once

#include <cstddef>
#include <type_traits>
#include <utility>
#include <variant>

namespace parley {

namespace visit_detail {

template <std::size_t I, class Variant>
constexpr decltype(auto) alternative(Variant&& variant) {
  if constexpr (std::is_lvalue_reference_v<Variant>) {
    return *std::get_if<I>(&variant);
  } else {
    return std::move(*std::get_if<I>(&variant));
  }
}

template <std::size_t I, class Visitor, class Variant>
constexpr decltype(auto) from(Visitor& visitor, Variant&& variant) {
  if constexpr (I + 1 < std::variant_size_v<std::remove_cvref_t<Variant>>) {
    if (variant.index() != I) return from<I + 1>(visitor, std::forward<Variant>(variant));
  }
  return visitor(alternative<I>(std::forward<Variant>(variant)));
}

}  // namespace visit_detail

/// Calls `visitor` with what `variant` holds. Every alternative must give the same type. Written with its namespace where it is
/// called: the arguments would bring std::visit along.
template <class Visitor, class Variant>
constexpr decltype(auto) visit(Visitor&& visitor, Variant&& variant) {
  return visit_detail::from<0>(visitor, std::forward<Variant>(variant));
}

}  // namespace parley
