// Strong identifiers: a person's id cannot be passed where a call's is expected.
// Minting ids needs randomness and therefore happens outside the core.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <utility>

namespace parley {

/// An opaque identifier of one kind. Empty means "none"; comparison is by bytes.
template <class Tag>
class StrongId {
 public:
  StrongId() = default;
  explicit StrongId(std::string value) : value_(std::move(value)) {}

  const std::string& value() const { return value_; }
  bool empty() const { return value_.empty(); }

  friend bool operator==(const StrongId&, const StrongId&) = default;
  friend bool operator<(const StrongId& left, const StrongId& right) { return left.value_ < right.value_; }

 private:
  std::string value_;
};

using PersonId = StrongId<struct PersonTag>;    ///< immutable, 128 random bits or a program's own id
using SessionId = StrongId<struct SessionTag>;  ///< a tab, a device, a program of a person
using LoginId = StrongId<struct LoginTag>;  ///< one sign-in of an account on one device, until it expires or is revoked
using CallId = StrongId<struct CallTag>;    ///< minted by the hub for each call
using MessageId = StrongId<struct MessageTag>;  ///< chosen by the sender of a command, unique within its session

}  // namespace parley

template <class Tag>
struct std::hash<parley::StrongId<Tag>> {
  std::size_t operator()(const parley::StrongId<Tag>& id) const noexcept {
    return std::hash<std::string>{}(id.value());
  }
};
