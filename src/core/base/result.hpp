// Result: a value or the reason why there is none. Handled once: returned or reported.
#pragma once

#include <cassert>
#include <utility>
#include <variant>

namespace parley {

/// Wraps the error on its way into a `Result`, so that T and E may be the same type.
template <class E>
struct Failure {
  E error;
};
template <class E>
Failure(E) -> Failure<E>;

template <class T, class E>
class [[nodiscard]] Result {
 public:
  Result(T value) : outcome_(std::in_place_index<0>, std::move(value)) {}  // NOLINT(google-explicit-constructor)
  Result(Failure<E> failure)
      : outcome_(std::in_place_index<1>, std::move(failure.error)) {}  // NOLINT(google-explicit-constructor)

  bool ok() const { return outcome_.index() == 0; }
  explicit operator bool() const { return ok(); }

  const T& value() const& {
    assert(ok());
    return *std::get_if<0>(&outcome_);
  }
  T&& value() && {
    assert(ok());
    return std::move(*std::get_if<0>(&outcome_));
  }
  const E& error() const {
    assert(!ok());
    return *std::get_if<1>(&outcome_);
  }

  friend bool operator==(const Result&, const Result&) = default;

 private:
  std::variant<T, E> outcome_;
};

}  // namespace parley
