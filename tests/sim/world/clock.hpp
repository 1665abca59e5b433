// Virtual time: what is to happen, in order. Among things due at the same instant the one asked for first comes first, so
// that a run is the same each time.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "core/base/time.hpp"

namespace parley::sim {

using namespace std::chrono_literals;

class Clock {
 public:
  using Task = std::function<void()>;

  Instant now() const { return now_; }

  void after(Milliseconds delay, Task task) {
    heap_.push_back({now_ + std::max(delay, Milliseconds{0}), ++order_, std::move(task)});
    std::push_heap(heap_.begin(), heap_.end(), later);
  }

  /// Does what is due next; false if nothing is, or not before `until`.
  bool step(Instant until) {
    if (heap_.empty() || heap_.front().when > until) return false;
    std::pop_heap(heap_.begin(), heap_.end(), later);
    Entry entry = std::move(heap_.back());
    heap_.pop_back();
    now_ = entry.when;
    entry.task();
    return true;
  }

  /// Nothing happens until then any more.
  void skip_to(Instant when) { now_ = std::max(now_, when); }

 private:
  struct Entry {
    Instant when;
    std::uint64_t order;
    Task task;
  };
  static bool later(const Entry& left, const Entry& right) {
    return left.when != right.when ? left.when > right.when : left.order > right.order;
  }

  Instant now_{1'000'000ms};
  std::uint64_t order_ = 0;
  std::vector<Entry> heap_;
};

}  // namespace parley::sim
