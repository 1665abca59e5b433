// Where a visitor stands in a message, as a JSON pointer once somebody asks.
#pragma once

#include <array>
#include <cassert>
#include <cstddef>
#include <string>
#include <string_view>

namespace parley::protocol {

/// Our messages are at most four steps deep ("/iceServers/0/urls/1"); no key of ours needs the pointer's escapes.
class Path {
 public:
  void enter(std::string_view key) { push({key, 0}); }
  void enter(std::size_t index) { push({{}, index}); }
  void leave() {
    assert(depth_ > 0);
    --depth_;
  }

  std::string pointer() const {
    std::string text;
    for (std::size_t step = 0; step < depth_; ++step) {
      text += '/';
      text += steps_[step].key.empty() ? std::to_string(steps_[step].index) : std::string(steps_[step].key);
    }
    return text;
  }

 private:
  struct Step {
    std::string_view key;
    std::size_t index;
  };

  void push(Step step) {
    assert(depth_ < steps_.size());
    steps_[depth_++] = step;
  }

  std::array<Step, 6> steps_{};
  std::size_t depth_ = 0;
};

}  // namespace parley::protocol
