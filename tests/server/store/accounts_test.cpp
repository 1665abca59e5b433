// Accounts, sign-ins, attempts and blocks, on each of the three databases.
#include <algorithm>
#include <chrono>

#include <gmock/gmock.h>

#include "tests/server/store/store_test.hpp"

namespace parley::store::test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

WallTime now() {
  return std::chrono::duration_cast<Milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

class Accounts : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    if (!IsSkipped()) open();
  }
  std::optional<Account> find(const std::string& name) {
    return ask<std::optional<Account>>([&](auto answer) { store->find_account(hub::find_key(name), answer); }).value();
  }
  std::optional<SignedIn> signed_in(const Login& login) {
    return ask<std::optional<SignedIn>>([&](auto answer) { store->find_login(login.token_hash, answer); }).value();
  }
  std::vector<LoginId> end_logins(const std::string& person, std::vector<LoginId> logins,
                                  std::optional<LoginId> keep = {}) {
    return ask<std::vector<LoginId>>([&](auto answer) { store->end_logins(PersonId(person), logins, keep, answer); })
        .value();
  }
  Result<std::vector<PersonId>, Problem> block(const std::string& person, const std::string& other) {
    return ask<std::vector<PersonId>>([&](auto answer) {
      store->block(PersonId(person), {PersonId(other), "Mallory", 7'000}, answer);
    });
  }
  std::vector<LoginAttempt> attempts(std::optional<WallTime> since = {}, std::optional<WallTime> until = {},
                                     std::optional<std::string> name = {}, std::size_t limit = 100) {
    return ask<std::vector<LoginAttempt>>([&](auto answer) { store->attempts(since, until, name, limit, answer); })
        .value();
  }
};

INSTANTIATE_TEST_SUITE_P(All, Accounts, ::testing::Values(Engine::Sqlite, Engine::MySql, Engine::PostgreSql),
                         engine_name);

TEST_P(Accounts, AreFoundByNameAndByPersonAfterARestart) {
  const Account ada = account_of("Ada Lovelace", "p-ada");
  ASSERT_TRUE(create(ada).ok());
  reopen();
  const auto found = find("ADA lovelace");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->person, ada.person);
  EXPECT_EQ(found->name, ada.name);
  EXPECT_EQ(found->password, ada.password);
  EXPECT_EQ(found->created_at, ada.created_at);
  const auto by_person = ask<std::optional<Account>>([&](auto answer) { store->find_account_of(ada.person, answer); });
  ASSERT_TRUE(by_person.ok() && by_person.value());
  EXPECT_EQ(by_person.value()->name, ada.name);
  EXPECT_FALSE(find("Grace"));
}

TEST_P(Accounts, RefuseANameWhoseEitherKeyIsTaken) {
  ASSERT_TRUE(create(account_of("Ada", "p-ada")).ok());
  Account same_folded = account_of("Ada", "p-1");
  same_folded.name.look = "another";
  Account same_look = account_of("Ada", "p-2");
  same_look.name.folded = "another";
  EXPECT_EQ(problem_of(create(same_folded)), Problem::NameTaken);
  EXPECT_EQ(problem_of(create(same_look)), Problem::NameTaken);
  EXPECT_TRUE(create(account_of("Adam", "p-3")).ok());
}

TEST_P(Accounts, CompareNamesByTheirBytes) {
  // Every pair is the same to a collation that folds case, accents or spaces at the end.
  const std::vector<std::string> keys = {"ada", "Ada",
                                         "\xC3\xA1"
                                         "da",
                                         "ada ",
                                         "a\xCC\x81"
                                         "da"};
  for (std::size_t i = 0; i < keys.size(); ++i) {
    Account account = account_of("Ada", "p-" + std::to_string(i));
    account.name.folded = keys[i];
    account.name.look = keys[i];
    EXPECT_TRUE(create(account).ok()) << i;
  }
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const auto found = ask<std::optional<Account>>([&](auto answer) { store->find_account(keys[i], answer); });
    ASSERT_TRUE(found.ok() && found.value()) << i;
    EXPECT_EQ(found.value()->person, PersonId("p-" + std::to_string(i)));
  }
}

TEST_P(Accounts, KeepTextsOfAllScriptsAndSurviveTextsThatAreNone) {
  Account account = account_of("\xE6\x9D\x8E \xF0\x9F\x98\x80", "p-li");
  account.password = "quote ' backslash \\ colon :name percent % ;";
  ASSERT_TRUE(create(account).ok());
  const auto found = ask<std::optional<Account>>([&](auto answer) { store->find_account_of(account.person, answer); });
  ASSERT_TRUE(found.ok() && found.value());
  EXPECT_EQ(found.value()->name, account.name);
  EXPECT_EQ(found.value()->password, account.password);
  const auto nobody = ask<std::optional<Account>>(
      [&](auto answer) { store->find_account(std::string("\xFF\x00zero'\xC3", 9), answer); });
  ASSERT_TRUE(nobody.ok());
  EXPECT_FALSE(nobody.value());
}

TEST_P(Accounts, ListAllTheirNames) {
  ASSERT_TRUE(create(account_of("Ada", "p-ada")).ok());
  ASSERT_TRUE(create(account_of("Grace", "p-grace")).ok());
  const auto names = ask<std::vector<std::pair<PersonId, hub::Name>>>([&](auto answer) { store->all_names(answer); });
  EXPECT_THAT(names.value(), UnorderedElementsAre(std::pair(PersonId("p-ada"), hub::read_name("Ada").value()),
                                                  std::pair(PersonId("p-grace"), hub::read_name("Grace").value())));
}

TEST_P(Accounts, ChangeTheirPassword) {
  ASSERT_TRUE(create(account_of("Ada", "p-ada")).ok());
  EXPECT_TRUE(ask<Nothing>([&](auto answer) { store->change_password(PersonId("p-ada"), "new", answer); }).ok());
  EXPECT_EQ(find("Ada")->password, "new");
  // The same again is no mistake, somebody else's is.
  EXPECT_TRUE(ask<Nothing>([&](auto answer) { store->change_password(PersonId("p-ada"), "new", answer); }).ok());
  const auto nobody = ask<Nothing>([&](auto answer) { store->change_password(PersonId("p-x"), "new", answer); });
  EXPECT_EQ(problem_of(nobody), Problem::NotFound);
}

TEST_P(Accounts, TakeTheirSignInsAndBlocksWithThemAndFreeTheName) {
  ASSERT_TRUE(create(account_of("Ada", "p-ada")).ok());
  ASSERT_TRUE(create(account_of("Grace", "p-grace")).ok());
  ASSERT_TRUE(add(login_of("p-ada", "a", kNever)).ok());
  ASSERT_TRUE(add(login_of("p-ada", "b", kNever)).ok());
  ASSERT_TRUE(add(login_of("p-grace", "c", kNever)).ok());
  ASSERT_TRUE(block("p-ada", "p-mallory").ok());
  const auto ended = ask<std::vector<LoginId>>([&](auto answer) { store->delete_account(PersonId("p-ada"), answer); });
  EXPECT_THAT(ended.value(), UnorderedElementsAre(LoginId("a"), LoginId("b")));
  EXPECT_FALSE(find("Ada"));
  EXPECT_FALSE(signed_in(login_of("p-ada", "a", kNever)));
  EXPECT_TRUE(signed_in(login_of("p-grace", "c", kNever)));
  const auto again = ask<std::vector<LoginId>>([&](auto answer) { store->delete_account(PersonId("p-ada"), answer); });
  EXPECT_EQ(problem_of(again), Problem::NotFound);
  // The name is free, and inherits nothing.
  ASSERT_TRUE(create(account_of("Ada", "p-other")).ok());
  const auto blocks =
      ask<std::vector<BlockedPerson>>([&](auto answer) { store->blocks_of(PersonId("p-other"), answer); });
  EXPECT_TRUE(blocks.value().empty());
}

TEST_P(Accounts, LetInWhoHasAValidSignIn) {
  ASSERT_TRUE(create(account_of("Ada", "p-ada")).ok());
  ASSERT_TRUE(block("p-ada", "p-mallory").ok());
  const Login login = login_of("p-ada", "a", kNever);
  ASSERT_TRUE(add(login).ok());
  reopen();
  const auto found = signed_in(login);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->login.id, login.id);
  EXPECT_EQ(found->login.person, login.person);
  EXPECT_EQ(found->login.device, login.device);
  EXPECT_EQ(found->login.expires_at, login.expires_at);
  EXPECT_EQ(found->account.name.text, "Ada");
  ASSERT_EQ(found->blocked.size(), 1u);
  EXPECT_EQ(found->blocked.front().person, PersonId("p-mallory"));
  EXPECT_EQ(found->blocked.front().name, "Mallory");
  EXPECT_FALSE(signed_in(login_of("p-ada", "unknown", kNever)));
}

TEST_P(Accounts, LetNobodyInWhoseSignInHasExpired) {
  ASSERT_TRUE(create(account_of("Ada", "p-ada")).ok());
  const Login old = login_of("p-ada", "old", now() - 1);
  ASSERT_TRUE(add(old).ok());
  EXPECT_FALSE(signed_in(old));
  EXPECT_THAT(ask<std::vector<Login>>([&](auto answer) { store->logins_of(PersonId("p-ada"), answer); }).value(),
              IsEmpty());
}

TEST_P(Accounts, RefuseASignInForNobody) {
  EXPECT_EQ(problem_of(add(login_of("p-nobody", "a", kNever))), Problem::NotFound);
}

TEST_P(Accounts, NoteThatASignInWasUsed) {
  ASSERT_TRUE(create(account_of("Ada", "p-ada")).ok());
  const Login login = login_of("p-ada", "a", kNever);
  ASSERT_TRUE(add(login).ok());
  const WallTime before = now();
  ASSERT_TRUE(signed_in(login));
  EXPECT_TRUE(wait_until([&] {
    return ask<std::vector<Login>>([&](auto answer) { store->logins_of(PersonId("p-ada"), answer); })
               .value()
               .front()
               .used_at >= before;
  }));
}

TEST_P(Accounts, EndTheSignInsThatAreNamedOrAllButOne) {
  ASSERT_TRUE(create(account_of("Ada", "p-ada")).ok());
  ASSERT_TRUE(create(account_of("Grace", "p-grace")).ok());
  for (const char* id : {"a", "b", "c"}) ASSERT_TRUE(add(login_of("p-ada", id, kNever)).ok());
  ASSERT_TRUE(add(login_of("p-grace", "g", kNever)).ok());
  // Somebody else's is not ended, whoever names it.
  EXPECT_THAT(end_logins("p-ada", {LoginId("b"), LoginId("g"), LoginId("none")}), ElementsAre(LoginId("b")));
  EXPECT_FALSE(signed_in(login_of("p-ada", "b", kNever)));
  EXPECT_TRUE(signed_in(login_of("p-grace", "g", kNever)));
  EXPECT_THAT(end_logins("p-ada", {}, LoginId("a")), ElementsAre(LoginId("c")));
  EXPECT_TRUE(signed_in(login_of("p-ada", "a", kNever)));
  EXPECT_THAT(end_logins("p-ada", {}), ElementsAre(LoginId("a")));
  EXPECT_THAT(end_logins("p-ada", {}), IsEmpty());
}

TEST_P(Accounts, BlockEachPersonOnce) {
  ASSERT_TRUE(create(account_of("Ada", "p-ada")).ok());
  EXPECT_EQ(problem_of(block("p-nobody", "p-mallory")), Problem::NotFound);
  EXPECT_THAT(block("p-ada", "p-mallory").value(), ElementsAre(PersonId("p-mallory")));
  EXPECT_THAT(block("p-ada", "p-mallory").value(), ElementsAre(PersonId("p-mallory")));
  EXPECT_THAT(block("p-ada", "p-trudy").value(), UnorderedElementsAre(PersonId("p-mallory"), PersonId("p-trudy")));
  const auto blocks =
      ask<std::vector<BlockedPerson>>([&](auto answer) { store->blocks_of(PersonId("p-ada"), answer); }).value();
  ASSERT_EQ(blocks.size(), 2);
  EXPECT_EQ(blocks[0].name, "Mallory");
  EXPECT_EQ(blocks[0].since, 7'000);
  const auto left = ask<std::vector<PersonId>>(
      [&](auto answer) { store->unblock(PersonId("p-ada"), PersonId("p-mallory"), answer); });
  EXPECT_THAT(left.value(), ElementsAre(PersonId("p-trudy")));
}

TEST_P(Accounts, ReportAttemptsNewestFirst) {
  store->note_attempt({1'000, PersonId("p-ada"), "Ada", "192.0.2.1", "curl", "wrong-password"});
  store->note_attempt({2'000, std::nullopt, std::string("\xFF not a name ") + std::string(200, 'x'), "192.0.2.2",
                       "curl", "wrong-password"});
  store->note_attempt({3'000, PersonId("p-ada"), "Ada", "192.0.2.1", "Firefox on Linux", "signed-in"});
  ASSERT_TRUE(wait_until([&] { return attempts().size() == 3; }));
  const auto all = attempts();
  EXPECT_EQ(all[0].outcome, "signed-in");
  EXPECT_EQ(all[0].person, PersonId("p-ada"));
  EXPECT_EQ(all[1].person, std::nullopt);
  EXPECT_LE(all[1].name.size(), 128u);
  EXPECT_EQ(all[2].address, "192.0.2.1");
  EXPECT_EQ(attempts(2'000, 3'000).size(), 1);
  EXPECT_EQ(attempts({}, {}, "Ada").size(), 2);
  EXPECT_EQ(attempts({}, {}, {}, 2).size(), 2);
}

TEST_P(Accounts, ForgetOldAttemptsAndExpiredSignIns) {
  ASSERT_TRUE(create(account_of("Ada", "p-ada")).ok());
  ASSERT_TRUE(add(login_of("p-ada", "old", 5'000)).ok());
  ASSERT_TRUE(add(login_of("p-ada", "new", kNever)).ok());
  store->note_attempt({1'000, std::nullopt, "Ada", "192.0.2.1", "curl", "wrong-password"});
  store->note_attempt({2'000, std::nullopt, "Ada", "192.0.2.1", "curl", "wrong-password"});
  ASSERT_TRUE(wait_until([&] { return attempts().size() == 2; }));
  store->enforce_retention(0, 2'000, 5'000);
  ASSERT_TRUE(wait_until([&] { return attempts().size() == 1; }));
  // The expired one is gone from the table itself: it cannot be ended any more.
  EXPECT_THAT(end_logins("p-ada", {}), ElementsAre(LoginId("new")));
}

}  // namespace
}  // namespace parley::store::test
