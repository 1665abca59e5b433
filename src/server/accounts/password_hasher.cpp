#include "server/accounts/password_hasher.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <sodium.h>
#include <sys/resource.h>
#include <unistd.h>
#include <utility>

namespace parley::accounts {
namespace {

constexpr int kNiceness = 10;  // calls first; Linux keeps it for each thread

struct Cost {
  std::uint64_t memory_kib = 0;
  std::uint64_t passes = 0;
};

/// The number behind `name` in "$argon2id$v=19$m=19456,t=2,p=1$salt$hash".
std::optional<std::uint64_t> parameter(std::string_view stored, std::string_view name) {
  const std::size_t at = stored.find(name);
  if (at == std::string_view::npos) return std::nullopt;
  std::uint64_t value = 0;
  const char* const begin = stored.data() + at + name.size();
  const auto [end, error] = std::from_chars(begin, stored.data() + stored.size(), value);
  return error == std::errc() && end != begin ? std::optional(value) : std::nullopt;
}

std::optional<Cost> cost_of(std::string_view stored) {
  const auto memory = parameter(stored, "$m=");
  const auto passes = parameter(stored, ",t=");
  if (!memory || !passes) return std::nullopt;
  return Cost{*memory, *passes};
}

}  // namespace

PasswordHasher::PasswordHasher(const Options& options, store::Deliver deliver)
    : options_(options), deliver_(std::move(deliver)) {
  if (sodium_init() < 0) {
    std::fputs("Parley cannot go on: libsodium does not start.\n", stderr);
    std::abort();
  }
  std::array<char, 32> nothing{};
  randombytes_buf(nothing.data(), nothing.size());
  nobodys_ = hash_now(Secret({nothing.data(), nothing.size()}));

  std::size_t count = options_.workers;
  if (count == 0) count = std::max<std::size_t>(1, std::thread::hardware_concurrency() / 2);
  for (std::size_t index = 0; index < count; ++index) workers_.emplace_back([this] { work(); });
}

PasswordHasher::~PasswordHasher() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
    jobs_.clear();
  }
  wake_.notify_all();
  for (std::thread& worker : workers_) worker.join();
}

bool PasswordHasher::hash(Secret password, std::function<void(std::string)> done) {
  return enqueue([this, password = std::move(password), done = std::move(done)]() mutable {
    std::string hashed = hash_now(password);
    password = Secret();
    {
      const std::scoped_lock lock(mutex_);
      ++stats_.hashed;
    }
    deliver_([done = std::move(done), hashed = std::move(hashed)] { done(hashed); });
  });
}

bool PasswordHasher::verify(std::string stored, Secret password, std::function<void(Verified)> done) {
  return enqueue([this, stored = std::move(stored), password = std::move(password), done = std::move(done)]() mutable {
    Verified verified = verify_now(stored, password);
    password = Secret();
    {
      const std::scoped_lock lock(mutex_);
      ++stats_.verified;
      if (!verified.rehashed.empty()) ++stats_.hashed;
    }
    deliver_([done = std::move(done), verified = std::move(verified)] { done(verified); });
  });
}

PasswordHasher::Stats PasswordHasher::stats() const {
  const std::scoped_lock lock(mutex_);
  Stats stats = stats_;
  stats.waiting = jobs_.size();
  return stats;
}

bool PasswordHasher::enqueue(std::function<void()> work) {
  {
    const std::scoped_lock lock(mutex_);
    if (jobs_.size() >= options_.queue) {
      ++stats_.refused;
      return false;
    }
    jobs_.push_back(std::move(work));
  }
  wake_.notify_one();
  return true;
}

void PasswordHasher::work() {
  setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), kNiceness);
  for (;;) {
    std::function<void()> job;
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return stopping_ || !jobs_.empty(); });
      if (stopping_) return;
      job = std::move(jobs_.front());
      jobs_.pop_front();
    }
    job();
  }
}

std::string PasswordHasher::hash_now(const Secret& password) const {
  std::array<char, crypto_pwhash_STRBYTES> hashed{};
  const std::string_view text = password.reveal();
  if (crypto_pwhash_str_alg(hashed.data(), text.data(), text.size(), options_.passes, options_.memory_bytes,
                            crypto_pwhash_ALG_ARGON2ID13) != 0) {
    return {};
  }
  return hashed.data();
}

PasswordHasher::Verified PasswordHasher::verify_now(const std::string& stored, const Secret& password) const {
  const bool somebodys = !stored.empty();
  const std::string& against = somebodys ? stored : nobodys_;
  const std::string_view text = password.reveal();
  errno = 0;
  if (crypto_pwhash_str_verify(against.c_str(), text.data(), text.size()) != 0) {
    // libsodium sets EINVAL for a password that does not match, and for nothing else.
    return {errno == EINVAL ? Verdict::Wrong : Verdict::Unknown, {}};
  }
  if (!somebodys) return {Verdict::Wrong, {}};
  return {Verdict::Right, is_weaker(stored) ? hash_now(password) : std::string()};
}

bool PasswordHasher::is_weaker(const std::string& stored) const {
  const auto cost = cost_of(stored);
  return !cost || cost->memory_kib < options_.memory_bytes / 1024 || cost->passes < options_.passes;
}

}  // namespace parley::accounts
