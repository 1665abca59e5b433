// Hashes passwords with argon2id on threads of its own, a bounded number at a time, so that a flood of sign-ins never delays
// a ring. Not its business: whose password it is, who may try again (throttle.hpp).
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "server/accounts/secret.hpp"
#include "server/store/store.hpp"

namespace parley::accounts {

class PasswordHasher {
 public:
  struct Options {
    /// OWASP's least for argon2id: 19 MiB, two passes, one lane. libsodium always uses one lane.
    std::uint64_t passes = 2;
    std::size_t memory_bytes = std::size_t{19} * 1024 * 1024;
    /// 0: half of the processor's cores, at least one: the rest is for calls.
    std::size_t workers = 0;
    /// Passwords that wait. At about 25 ms each the last of them waits for less than two seconds.
    std::size_t queue = 64;
  };

  enum class Verdict {
    Right,
    Wrong,
    Unknown,  ///< the system gave no memory for it: nothing is known
  };
  struct Verified {
    Verdict verdict = Verdict::Unknown;
    std::string
        rehashed;  ///< the right password, hashed anew, if it was hashed more weakly than is done now; else empty
  };

  /// Ends the program if libsodium cannot start. Callbacks come by `deliver`.
  PasswordHasher(const Options& options, store::Deliver deliver);
  /// Waits for the passwords at work; those that still wait are dropped, and their callbacks are never called.
  ~PasswordHasher();
  PasswordHasher(const PasswordHasher&) = delete;
  PasswordHasher& operator=(const PasswordHasher&) = delete;

  /// False, and `done` is never called, if too many wait already. An empty text: the system gave no memory for it.
  [[nodiscard]] bool hash(Secret password, std::function<void(std::string)> done);

  /// As `hash`. An empty `stored` is nobody's: it costs what a wrong password costs and is always Wrong.
  [[nodiscard]] bool verify(std::string stored, Secret password, std::function<void(Verified)> done);

  struct Stats {
    std::size_t waiting = 0;
    std::uint64_t hashed = 0;
    std::uint64_t verified = 0;  ///< nobody's included
    std::uint64_t refused = 0;   ///< too many waited
  };
  Stats stats() const;

 private:
  bool enqueue(std::function<void()> work);
  void work();
  std::string hash_now(const Secret& password) const;
  Verified verify_now(const std::string& stored, const Secret& password) const;
  bool is_weaker(const std::string& stored) const;

  const Options options_;
  const store::Deliver deliver_;
  std::string nobodys_;  ///< a hash of nothing that anybody could type

  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> jobs_;
  Stats stats_;
  bool stopping_ = false;
  std::vector<std::thread> workers_;
};

}  // namespace parley::accounts
