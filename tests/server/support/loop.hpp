// The loop's thread, for tests: what others deliver runs here, when the test says so.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <utility>

namespace parley::test {

class Loop {
 public:
  /// May be called by any thread.
  void deliver(std::function<void()> work) {
    {
      const std::scoped_lock lock(mutex_);
      work_.push_back(std::move(work));
    }
    wake_.notify_one();
  }
  std::function<void(std::function<void()>)> port() {
    return [this](std::function<void()> work) { deliver(std::move(work)); };
  }

  /// Runs what has been delivered until `done()`. False if nothing came for half a minute: then something is missing.
  template <class Done>
  [[nodiscard]] bool run_until(Done done) {
    while (!done()) {
      if (!run_one(std::chrono::seconds(30))) return false;
    }
    return true;
  }

  /// Runs what has been delivered until now, and what that delivers.
  void run_ready() {
    while (run_one(std::chrono::seconds(0))) {
    }
  }

 private:
  bool run_one(std::chrono::seconds patience) {
    std::function<void()> work;
    {
      std::unique_lock lock(mutex_);
      if (!wake_.wait_for(lock, patience, [this] { return !work_.empty(); })) return false;
      work = std::move(work_.front());
      work_.pop_front();
    }
    work();
    return true;
  }

  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> work_;
};

}  // namespace parley::test
