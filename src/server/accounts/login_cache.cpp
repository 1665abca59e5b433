#include "server/accounts/login_cache.hpp"

#include <algorithm>
#include <iterator>

namespace parley::accounts {

const store::SignedIn* LoginCache::find(const std::string& token_hash, Instant now) const {
  const auto found = by_hash_.find(token_hash);
  if (found == by_hash_.end() || now - found->second->at >= life_) return nullptr;
  return &found->second->signed_in;
}

void LoginCache::put(const store::SignedIn& signed_in, std::uint64_t asked_in, Instant now) {
  if (asked_in != generation_ || most_ == 0) return;
  if (const auto old = by_hash_.find(signed_in.login.token_hash); old != by_hash_.end()) {
    entries_.erase(old->second);
    by_hash_.erase(old);
  }
  if (entries_.size() >= most_) {
    by_hash_.erase(entries_.front().signed_in.login.token_hash);
    entries_.pop_front();
  }
  entries_.push_back({signed_in, now});
  by_hash_.emplace(signed_in.login.token_hash, std::prev(entries_.end()));
}

// A walk over all of them: ending a sign-in is rare, and finding one by its id or person is needed nowhere else.
template <class Matches>
void LoginCache::forget_if(Matches matches) {
  ++generation_;
  for (auto entry = entries_.begin(); entry != entries_.end();) {
    if (!matches(entry->signed_in)) {
      ++entry;
      continue;
    }
    by_hash_.erase(entry->signed_in.login.token_hash);
    entry = entries_.erase(entry);
  }
}

void LoginCache::forget(const std::vector<LoginId>& logins) {
  forget_if([&](const store::SignedIn& signed_in) {
    return std::find(logins.begin(), logins.end(), signed_in.login.id) != logins.end();
  });
}

void LoginCache::forget(const PersonId& person) {
  forget_if([&](const store::SignedIn& signed_in) { return signed_in.account.person == person; });
}

}  // namespace parley::accounts
