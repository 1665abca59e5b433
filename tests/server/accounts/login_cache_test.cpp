#include "server/accounts/login_cache.hpp"

#include <chrono>
#include <string>

#include <gtest/gtest.h>

namespace parley::accounts {
namespace {

using namespace std::chrono_literals;

constexpr Instant kStart{Milliseconds(1'000)};

store::SignedIn signed_in(const std::string& number, const std::string& person = "p-ada") {
  store::SignedIn in;
  in.login.id = LoginId("li-" + number);
  in.login.token_hash = "hash-" + number;
  in.account.person = PersonId(person);
  return in;
}

TEST(LoginCache, RemembersForAWhile) {
  LoginCache cache(10, 1min);
  cache.put(signed_in("1"), cache.generation(), kStart);
  EXPECT_TRUE(cache.find("hash-1", kStart + 59s));
  EXPECT_FALSE(cache.find("hash-1", kStart + 1min));
  EXPECT_FALSE(cache.find("hash-2", kStart));
}

TEST(LoginCache, ForgetsTheOldestFirst) {
  LoginCache cache(2, 1min);
  for (const char* number : {"1", "2", "1", "3"}) cache.put(signed_in(number), cache.generation(), kStart);
  EXPECT_EQ(cache.size(), 2U);
  EXPECT_TRUE(cache.find("hash-1", kStart));
  EXPECT_FALSE(cache.find("hash-2", kStart));
}

TEST(LoginCache, ForgetsBySignInAndByPerson) {
  LoginCache cache(10, 1min);
  cache.put(signed_in("1"), cache.generation(), kStart);
  cache.put(signed_in("2"), cache.generation(), kStart);
  cache.put(signed_in("3", "p-eve"), cache.generation(), kStart);
  cache.forget({LoginId("li-1")});
  EXPECT_FALSE(cache.find("hash-1", kStart));
  EXPECT_TRUE(cache.find("hash-2", kStart));
  cache.forget(PersonId("p-ada"));
  EXPECT_FALSE(cache.find("hash-2", kStart));
  EXPECT_TRUE(cache.find("hash-3", kStart));
}

TEST(LoginCache, DoesNotTakeAnAnswerThatWasAskedForBeforeSomethingEnded) {
  LoginCache cache(10, 1min);
  const auto asked_in = cache.generation();
  cache.forget({LoginId("li-1")});
  cache.put(signed_in("1"), asked_in, kStart);
  EXPECT_FALSE(cache.find("hash-1", kStart));
}

}  // namespace
}  // namespace parley::accounts
