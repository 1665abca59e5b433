#include "server/accounts/throttle.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace parley::accounts {

double Tally::count_of(const Entry& entry, Instant now) const {
  const double leaked = static_cast<double>(std::max(Milliseconds::zero(), now - entry.counted).count()) /
                        static_cast<double>(rule_.leak.count());
  return std::max(0.0, entry.count - leaked);
}

Milliseconds Tally::wait(const std::string& key, Instant now) const {
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return Milliseconds::zero();
  return std::max(Milliseconds::zero(), found->second->free_at - now);
}

void Tally::charge(const std::string& key, Instant now) {
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) {
    if (entries_.size() >= rule_.keys) {
      by_key_.erase(entries_.back().key);
      entries_.pop_back();
    }
    entries_.push_front(Entry{key, 0, now, now, false});
    by_key_.emplace(key, entries_.begin());
  } else {
    entries_.splice(entries_.begin(), entries_, found->second);
  }
  Entry& entry = entries_.front();
  entry.count = count_of(entry, now) + 1;
  entry.counted = now;
  entry.refused = false;
  // Rounded: what has leaked since the attempt before is not to hide this one. The exponent is bounded before the power is taken;
  // `most` is reached long before.
  const double doublings = std::min(30.0, std::round(entry.count - rule_.free));
  if (doublings < 0) return;
  const double milliseconds = static_cast<double>(rule_.first.count()) * std::exp2(doublings);
  entry.free_at =
      now +
      Milliseconds(static_cast<Milliseconds::rep>(std::min(milliseconds, static_cast<double>(rule_.most.count()))));
}

void Tally::give_back(const std::string& key, Instant now) {
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return;
  Entry& entry = *found->second;
  entry.count = std::max(0.0, count_of(entry, now) - 1);
  entry.counted = now;
  entry.free_at = now;
}

void Tally::clear(const std::string& key) {
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return;
  entries_.erase(found->second);
  by_key_.erase(found);
}

bool Tally::first_refusal(const std::string& key) {
  const auto found = by_key_.find(key);
  return found != by_key_.end() && !std::exchange(found->second->refused, true);
}

Throttle::Throttle(const Rules& rules)
    : here_(rules.here),
      address_(rules.address),
      name_(rules.name),
      creations_(rules.creations),
      known_most_(rules.known_places) {}

std::string Throttle::place(const std::string& address, const std::string& name) { return address + '\n' + name; }

bool Throttle::is_known(const Attempt& attempt) const {
  return attempt.signed_in || known_.contains(place(attempt.address, attempt.name));
}

std::optional<Throttle::Wait> Throttle::begin(const Attempt& attempt, Instant now) {
  const std::string here = place(attempt.address, attempt.name);
  const bool known = is_known(attempt);
  const auto refuse = [now](Tally& tally, const std::string& key) -> std::optional<Wait> {
    const Milliseconds left = tally.wait(key, now);
    if (left == Milliseconds::zero()) return std::nullopt;
    return Wait{left, tally.first_refusal(key)};
  };
  if (auto wait = refuse(here_, here)) return wait;
  if (auto wait = refuse(address_, attempt.address)) return wait;
  if (!known) {
    if (auto wait = refuse(name_, attempt.name)) return wait;
    name_.charge(attempt.name, now);
  }
  here_.charge(here, now);
  address_.charge(attempt.address, now);
  return std::nullopt;
}

void Throttle::succeeded(const Attempt& attempt, Instant now) {
  if (!is_known(attempt)) name_.give_back(attempt.name, now);
  address_.give_back(attempt.address, now);
  here_.clear(place(attempt.address, attempt.name));
  know(attempt.address, attempt.name);
}

void Throttle::withdrawn(const Attempt& attempt, Instant now) {
  if (!is_known(attempt)) name_.give_back(attempt.name, now);
  address_.give_back(attempt.address, now);
  here_.give_back(place(attempt.address, attempt.name), now);
}

std::optional<Throttle::Wait> Throttle::begin_creation(const std::string& address, Instant now) {
  const Milliseconds left = creations_.wait(address, now);
  if (left != Milliseconds::zero()) return Wait{left, creations_.first_refusal(address)};
  creations_.charge(address, now);
  return std::nullopt;
}

void Throttle::creation_withdrawn(const std::string& address, Instant now) { creations_.give_back(address, now); }

void Throttle::know(const std::string& address, const std::string& name) {
  const std::string key = place(address, name);
  if (const auto found = known_.find(key); found != known_.end()) {
    known_order_.splice(known_order_.begin(), known_order_, found->second);
    return;
  }
  if (known_.size() >= known_most_) {
    known_.erase(known_order_.back());
    known_order_.pop_back();
  }
  known_order_.push_front(key);
  known_.emplace(key, known_order_.begin());
}

}  // namespace parley::accounts
