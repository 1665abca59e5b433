// Frames that wait for a socket, with their size in bytes. What to do when there are too many is the owner's decision.
#pragma once

#include <cassert>
#include <cstddef>
#include <utility>
#include <vector>

#include "server/hub/effect.hpp"

namespace parley::net {

/// First in, first out. Holds no memory while it is empty for good: thousands of sockets are idle most of the time.
class SendQueue {
 public:
  void push(hub::Frame frame) {
    bytes_ += frame.text->size();
    frames_.push_back(std::move(frame));
  }

  bool empty() const { return first_ == frames_.size(); }
  std::size_t bytes() const { return bytes_; }

  const hub::Frame& front() const {
    assert(!empty());
    return frames_[first_];
  }

  void pop() {
    assert(!empty());
    bytes_ -= frames_[first_].text->size();
    frames_[first_++].text.reset();
    if (empty()) {
      frames_ = {};
      first_ = 0;
    } else if (first_ >= kCompactAt) {
      frames_.erase(frames_.begin(), frames_.begin() + static_cast<std::ptrdiff_t>(first_));
      first_ = 0;
    }
  }

 private:
  static constexpr std::size_t kCompactAt = 256;  // a socket that is never idle must not collect what it has sent

  std::vector<hub::Frame> frames_;
  std::size_t first_ = 0;
  std::size_t bytes_ = 0;
};

}  // namespace parley::net
