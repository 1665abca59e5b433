// How many connections are open, at most so many, and what has been counted of them. Those of one address are counted in
// address_limits.hpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

namespace parley::net {

class Traffic {
 public:
  explicit Traffic(std::size_t most) : most_(most) {}
  Traffic(const Traffic&) = delete;
  Traffic& operator=(const Traffic&) = delete;

  /// One connection's, for as long as it is open, whatever becomes of it: HTTP first, a WebSocket perhaps.
  class Place {
   public:
    Place() = default;
    explicit Place(Traffic& traffic) : traffic_(&traffic) { ++traffic.open_; }
    Place(Place&& other) noexcept : traffic_(std::exchange(other.traffic_, nullptr)) {}
    Place& operator=(Place&& other) noexcept {
      std::swap(traffic_, other.traffic_);
      return *this;
    }
    ~Place() {
      if (traffic_ != nullptr) --traffic_->open_;
    }

   private:
    Traffic* traffic_ = nullptr;
  };

  bool is_full() const { return open_ >= most_; }
  std::size_t open() const { return open_; }

  std::uint64_t refused = 0;   ///< connections: too many of one address, or of all
  std::uint64_t requests = 0;  ///< that came in whole heads
  std::uint64_t limited = 0;   ///< answered 429

 private:
  std::size_t most_;
  std::size_t open_ = 0;
};

}  // namespace parley::net
