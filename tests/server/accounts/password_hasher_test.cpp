#include "server/accounts/password_hasher.hpp"

#include <future>
#include <optional>
#include <string>

#include <gtest/gtest.h>

#include "tests/server/accounts/world.hpp"

namespace parley::accounts::test {
namespace {

using Verdict = PasswordHasher::Verdict;

class Hashing {
 public:
  explicit Hashing(const PasswordHasher::Options& options = cheap()) : hasher(options, loop.port()) {}

  std::string hash(const std::string& password) {
    std::optional<std::string> hashed;
    EXPECT_TRUE(hasher.hash(Secret(password), [&](std::string text) { hashed = std::move(text); }));
    EXPECT_TRUE(loop.run_until([&] { return hashed.has_value(); }));
    return *hashed;
  }
  PasswordHasher::Verified verify(const std::string& stored, const std::string& password) {
    std::optional<PasswordHasher::Verified> verified;
    EXPECT_TRUE(hasher.verify(stored, Secret(password),
                              [&](PasswordHasher::Verified verdict) { verified = std::move(verdict); }));
    EXPECT_TRUE(loop.run_until([&] { return verified.has_value(); }));
    return *verified;
  }

  parley::test::Loop loop;
  PasswordHasher hasher;
};

TEST(PasswordHasher, TellsTheRightPasswordFromAWrongOne) {
  Hashing hashing;
  const std::string stored = hashing.hash("correct horse");
  EXPECT_EQ(hashing.verify(stored, "correct horse").verdict, Verdict::Right);
  EXPECT_EQ(hashing.verify(stored, "correct horsE").verdict, Verdict::Wrong);
  EXPECT_EQ(hashing.verify(stored, "").verdict, Verdict::Wrong);
}

TEST(PasswordHasher, UsesArgon2idWithAtLeastWhatOwaspAsksFor) {
  PasswordHasher::Options strong;
  strong.workers = 1;
  Hashing hashing(strong);
  const std::string stored = hashing.hash("correct horse");
  EXPECT_TRUE(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$")) << stored;
}

TEST(PasswordHasher, NeverHashesTwoEqualPasswordsEqually) {
  Hashing hashing;
  EXPECT_NE(hashing.hash("correct horse"), hashing.hash("correct horse"));
}

TEST(PasswordHasher, HashesARightPasswordAnewWhenTheParametersHaveRisen) {
  Hashing before;
  const std::string weak = before.hash("correct horse");
  PasswordHasher::Options stronger = cheap();
  stronger.memory_bytes *= 2;
  Hashing after(stronger);
  const auto verified = after.verify(weak, "correct horse");
  EXPECT_EQ(verified.verdict, Verdict::Right);
  ASSERT_FALSE(verified.rehashed.empty());
  EXPECT_EQ(after.verify(verified.rehashed, "correct horse").verdict, Verdict::Right);
  EXPECT_TRUE(after.verify(verified.rehashed, "correct horse").rehashed.empty());
  EXPECT_TRUE(after.verify(weak, "another password").rehashed.empty());
}

TEST(PasswordHasher, NeverWeakensAHash) {
  PasswordHasher::Options stronger = cheap();
  stronger.memory_bytes *= 2;
  const std::string strong = Hashing(stronger).hash("correct horse");
  Hashing now;
  const auto verified = now.verify(strong, "correct horse");
  EXPECT_EQ(verified.verdict, Verdict::Right);
  EXPECT_TRUE(verified.rehashed.empty());
}

TEST(PasswordHasher, VerifiesNobodysPasswordAtTheSameCostAndNeverFindsItRight) {
  Hashing hashing;
  const auto before = hashing.hasher.stats();
  EXPECT_EQ(hashing.verify("", "correct horse").verdict, Verdict::Wrong);
  EXPECT_EQ(hashing.hasher.stats().verified, before.verified + 1);
}

TEST(PasswordHasher, KnowsNothingOfATextThatIsNoHash) {
  Hashing hashing;
  EXPECT_EQ(hashing.verify("$argon2id$v=19$m=zero", "correct horse").verdict, Verdict::Unknown);
}

/// A hasher whose one worker is held up where it delivers its first answer, so that everything else waits in the queue.
TEST(PasswordHasher, RefusesAtOnceWhatItsQueueCannotHold) {
  std::promise<void> at_work;
  std::promise<void> go_on;
  std::shared_future<void> gate = go_on.get_future().share();
  bool first = true;  // touched by the one worker only
  parley::test::Loop loop;
  PasswordHasher::Options options = cheap();
  options.queue = 3;
  PasswordHasher hasher(options, [&](std::function<void()> work) {
    if (std::exchange(first, false)) {
      at_work.set_value();
      gate.wait();
    }
    loop.deliver(std::move(work));
  });
  int answered = 0;
  const auto count = [&](const PasswordHasher::Verified&) { ++answered; };
  EXPECT_TRUE(hasher.verify("", Secret("password"), count));
  at_work.get_future().wait();
  for (int job = 0; job < 3; ++job) EXPECT_TRUE(hasher.verify("", Secret("password"), count));
  EXPECT_EQ(hasher.stats().waiting, 3U);
  EXPECT_FALSE(hasher.verify("", Secret("password"), count));
  EXPECT_FALSE(hasher.hash(Secret("password"), [](const std::string&) {}));
  EXPECT_EQ(hasher.stats().refused, 2U);
  go_on.set_value();
  EXPECT_TRUE(loop.run_until([&] { return answered == 4; }));
}

}  // namespace
}  // namespace parley::accounts::test
