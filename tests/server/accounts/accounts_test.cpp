#include "server/accounts/accounts.hpp"

#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/server/accounts/world.hpp"

namespace parley::accounts::test {
namespace {

using protocol::ErrorCode;
using testing::ElementsAre;
using testing::IsEmpty;

Refusal why(const auto& outcome) { return outcome.error().why; }

// ---- creating -------------------------------------------------------------------------------------------------------

TEST(Accounts, CreatesAnAccountAndSignsItIn) {
  World world;
  const auto ada = world.create("  Ada   Lovelace ");
  ASSERT_TRUE(ada);
  EXPECT_EQ(ada.value().account.name.text, "Ada Lovelace");
  EXPECT_TRUE(ada.value().account.person.value().starts_with("p-"));
  const auto me = world.identify(ada.value().token);
  ASSERT_TRUE(me);
  EXPECT_EQ(me.value().account.person, ada.value().account.person);
  EXPECT_EQ(me.value().login.device, "Firefox on Linux");
  EXPECT_THAT(world.noted(), ElementsAre("created"));
}

TEST(Accounts, ReservesTheNameSoThatAGuestWhoHoldsItIsRenamed) {
  World world;
  const auto ada = world.create("Ada");
  EXPECT_THAT(world.told_of<hub::NameReserved>(), ElementsAre(hub::NameReserved{"Ada", ada.value().account.person}));
}

TEST(Accounts, RefusesANameThatCannotBeOneOrIsTheSystemsOwn) {
  World world;
  EXPECT_EQ(why(world.create("")), Refusal::NameInvalid);
  EXPECT_EQ(why(world.create("a\nb")), Refusal::NameInvalid);
  EXPECT_EQ(why(world.create("Administrator")), Refusal::NameReserved);
  EXPECT_EQ(world.store.asked("create_account"), 0U);
}

TEST(Accounts, RefusesANameThatLooksLikeAnothersBeforeItHashesThePassword) {
  World world;
  ASSERT_TRUE(world.create("Ada"));
  const auto hashed = world.hasher.stats().hashed;
  EXPECT_EQ(why(world.create("ada")), Refusal::NameTaken);
  EXPECT_EQ(why(world.create("Аda")), Refusal::NameTaken);  // a Cyrillic A
  EXPECT_EQ(world.hasher.stats().hashed, hashed);
}

TEST(Accounts, OfTwoPeopleWhoWantOneNameAtOnceOneGetsIt) {
  World world;
  int created = 0;
  int taken = 0;
  for (int person = 0; person < 2; ++person) {
    world.accounts.create("Ada", Secret(kPassword), at("192.0.2.1"), [&](const Result<Welcomed, Denied>& outcome) {
      created += outcome ? 1 : 0;
      taken += !outcome && why(outcome) == Refusal::NameTaken ? 1 : 0;
    });
  }
  ASSERT_TRUE(world.loop.run_until([&] { return created + taken == 2; }));
  EXPECT_EQ(created, 1);
}

TEST(Accounts, RefusesAWeakPasswordInWords) {
  World world;
  const auto weak = world.create("Ada", "12345678");
  ASSERT_FALSE(weak);
  EXPECT_EQ(why(weak), Refusal::PasswordInvalid);
  EXPECT_NE(weak.error().message.find("others try"), std::string::npos);
}

TEST(Accounts, BoundsTheAccountsThatOneAddressMakes) {
  World world;
  std::optional<Denied> denied;
  for (int account = 0; account < 100 && !denied; ++account) {
    const auto made = world.create("Person " + std::to_string(account));
    if (!made) denied = made.error();
  }
  ASSERT_TRUE(denied);
  EXPECT_EQ(denied->why, Refusal::TooMany);
  EXPECT_TRUE(denied->retry_after);
  EXPECT_TRUE(world.create("Someone Else", kPassword, at("192.0.2.2")));
}

TEST(Accounts, TellsWhenTheAccountIsThereButNotSignedIn) {
  World world;
  world.store.pause();
  std::optional<Result<Welcomed, Denied>> outcome;
  world.accounts.create("Ada", Secret(kPassword), at("192.0.2.1"), [&](auto result) { outcome.emplace(result); });
  while (world.store.asked("create_account") == 0) {  // the password is being hashed
    world.store.resume();
    world.store.pause();
    ASSERT_TRUE(world.loop.run_until([&] { return world.store.waiting() > 0; }));
  }
  world.store.resume();
  world.store.set_reachable(false);
  ASSERT_TRUE(world.loop.run_until([&] { return outcome.has_value(); }));
  EXPECT_EQ(why(*outcome), Refusal::Unavailable);
  EXPECT_NE(outcome->error().message.find("has been created"), std::string::npos);
  world.store.set_reachable(true);
  EXPECT_TRUE(world.sign_in("Ada"));
}

// ---- signing in -----------------------------------------------------------------------------------------------------

TEST(Accounts, SignsInUnderAnyWritingOfTheName) {
  World world;
  const auto created = world.create("Ada Lovelace");
  const auto again = world.sign_in(" ada  LOVELACE");
  ASSERT_TRUE(again);
  EXPECT_EQ(again.value().account.person, created.value().account.person);
  EXPECT_THAT(world.noted(), ElementsAre("created", "signed-in"));
}

// Threat 4: session fixation and theft.
TEST(Accounts, EachSignInHasATokenOfItsOwnWhichIsKeptAsAHashOnly) {
  World world;
  std::set<std::string> tokens{world.create("Ada").value().token};
  for (int sign_in = 0; sign_in < 4; ++sign_in) tokens.insert(world.sign_in("Ada").value().token);
  EXPECT_EQ(tokens.size(), 5U);
  for (const std::string& token : tokens) {
    EXPECT_EQ(token.size(), 2U + 64U);
    for (const auto& [hash, login] : world.store.logins_by_hash()) {
      EXPECT_EQ(hash.size(), 64U);
      EXPECT_EQ(hash.find(token.substr(2)), std::string::npos);
      EXPECT_EQ(login.id.value().find(token.substr(2)), std::string::npos);
    }
  }
}

TEST(Accounts, ANewSignInEndsTheOneThatTheBrowserHad) {
  World world;
  const auto first = world.create("Ada").value();
  const auto elsewhere = world.sign_in("Ada").value();
  const auto second = world.sign_in("Ada", kPassword, at("192.0.2.1", "Firefox on Linux", first.token)).value();
  EXPECT_FALSE(world.identify(first.token));
  EXPECT_TRUE(world.identify(second.token));
  EXPECT_TRUE(world.identify(elsewhere.token));
  EXPECT_THAT(world.told_of<hub::LoginsEnded>(), ElementsAre(hub::LoginsEnded{{first.login.id}, ErrorCode::SignedOut}));
}

TEST(Accounts, AnUnknownNameAndAWrongPasswordAreAnsweredAlikeAndCostTheSame) {
  World world;
  ASSERT_TRUE(world.create("Ada"));
  const auto cost_of = [&](const std::string& name) {
    const auto before = world.hasher.stats();
    const auto denied = world.sign_in(name, "a wrong one");
    const auto after = world.hasher.stats();
    EXPECT_EQ(after.hashed, before.hashed);
    return std::pair(after.verified - before.verified, denied.error());
  };
  const auto [wrong_cost, wrong] = cost_of("Ada");
  const auto [unknown_cost, unknown] = cost_of("Grace");
  const auto [impossible_cost, impossible] = cost_of("\n");
  EXPECT_EQ(wrong_cost, 1U);
  EXPECT_EQ(unknown_cost, 1U);
  EXPECT_EQ(impossible_cost, 1U);
  for (const Denied& denied : {wrong, unknown, impossible}) {
    EXPECT_EQ(denied.why, Refusal::WrongPassword);
    EXPECT_EQ(denied.message, wrong.message);
  }
}

TEST(Accounts, NotesWhatWasTriedFromWhere) {
  World world;
  const auto ada = world.create("Ada").value();
  ASSERT_FALSE(world.sign_in("ada", "a wrong one", at("198.51.100.7", "Chrome on Android")));
  ASSERT_FALSE(world.sign_in(std::string(200, 'x'), "a wrong one"));
  const auto& noted = world.store.noted();
  ASSERT_EQ(noted.size(), 3U);
  EXPECT_EQ(noted[1].outcome, "wrong-password");
  EXPECT_EQ(noted[1].person, ada.account.person);
  EXPECT_EQ(noted[1].name, "ada");
  EXPECT_EQ(noted[1].address, "198.51.100.7");
  EXPECT_EQ(noted[1].device, "Chrome on Android");
  EXPECT_EQ(noted[2].person, std::nullopt);
  EXPECT_EQ(noted[2].name.size(), 128U);
}

// Threat 5: password guessing.
TEST(Accounts, GuessesSlowDownAndTheOwnerStillComesIn) {
  World world;
  ASSERT_TRUE(world.create("Ada", kPassword, at("192.0.2.1")));
  std::optional<Denied> held_up;
  for (int machine = 0; machine < 200 && !held_up; ++machine) {
    const auto guessed = world.sign_in("Ada", "a guess", at("machine-" + std::to_string(machine)));
    if (why(guessed) == Refusal::TooMany) held_up = guessed.error();
  }
  ASSERT_TRUE(held_up);
  EXPECT_GE(held_up->retry_after.value(), 1s);
  EXPECT_EQ(why(world.sign_in("Ada", kPassword, at("a new place"))), Refusal::TooMany);
  EXPECT_TRUE(world.sign_in("Ada", kPassword, at("192.0.2.1")));
}

TEST(Accounts, AGuessThatIsHeldUpCostsNoHashAndAFloodOfThemOneNote) {
  World world;
  ASSERT_TRUE(world.create("Ada"));
  for (int guess = 0; guess < 5; ++guess) ASSERT_EQ(why(world.sign_in("Ada", "a guess")), Refusal::WrongPassword);
  const auto verified = world.hasher.stats().verified;
  for (int guess = 0; guess < 50; ++guess) ASSERT_EQ(why(world.sign_in("Ada", "a guess")), Refusal::TooMany);
  EXPECT_EQ(world.hasher.stats().verified, verified);
  const auto noted = world.noted();
  EXPECT_EQ(std::count(noted.begin(), noted.end(), "throttled"), 1);
  EXPECT_EQ(world.accounts.stats().throttled, 50U);
}

TEST(Accounts, KnowsAfterARestartFromWherePeopleHaveSignedIn) {
  World world;
  for (const char* outcome : {"signed-in", "wrong-password"}) {
    const std::string address = outcome == std::string("signed-in") ? "home" : "stranger";
    world.store.note_attempt({world.wall - 1'000, std::nullopt, "Ada", address, "", outcome});
  }
  ASSERT_TRUE(world.create("Ada", kPassword, at("elsewhere")));
  bool opened = false;
  world.accounts.open([&](const auto& done) { opened = done.ok(); });
  ASSERT_TRUE(world.loop.run_until([&] { return opened; }));
  for (int machine = 0; machine < 60; ++machine) {
    (void)world.sign_in("Ada", "a guess", at("machine-" + std::to_string(machine)));
  }
  EXPECT_EQ(why(world.sign_in("Ada", kPassword, at("stranger"))), Refusal::TooMany);
  EXPECT_TRUE(world.sign_in("Ada", kPassword, at("home")));
}

TEST(Accounts, ReservesTheNamesOfAllAccountsAtTheStart) {
  World world;
  const auto ada = world.create("Ada").value();
  bool opened = false;
  world.accounts.open([&](const auto& done) { opened = done.ok(); });
  ASSERT_TRUE(world.loop.run_until([&] { return opened; }));
  EXPECT_EQ(world.reserved, (std::map<std::string, PersonId>{{"Ada", ada.account.person}}));
}

TEST(Accounts, AFullQueueIsToldAtOnceAndChargesNobody) {
  World world({1, 8192, 1, 0});
  for (int tries = 0; tries < 50; ++tries) {
    const auto busy = world.sign_in("Ada");
    ASSERT_EQ(why(busy), Refusal::Busy);
    EXPECT_TRUE(busy.error().retry_after);
    EXPECT_EQ(why(world.create("Ada")), Refusal::Busy);
  }
  EXPECT_THAT(world.noted(), IsEmpty());
}

TEST(Accounts, HashesThePasswordAnewWhenTheParametersHaveRisen) {
  World before;
  const std::string weak = before.create("Ada").value().account.password;
  World world({2, 16384, 1, 64});
  world.store.set_password(world.create("Ada").value().account.person, weak);
  ASSERT_TRUE(world.sign_in("Ada"));
  const auto rehashed = world.sign_in("Ada");
  ASSERT_TRUE(rehashed);
  EXPECT_TRUE(rehashed.value().account.password.starts_with("$argon2id$v=19$m=16,t=2,"));
  EXPECT_EQ(world.store.asked("change_password"), 1U);
}

// ---- a database that does not answer --------------------------------------------------------------------------------

TEST(Accounts, WithoutADatabaseNothingIsSaidThatIsNotKnown) {
  World world;
  const auto ada = world.create("Ada").value();
  const store::SignedIn me = world.who(ada.token);
  world.store.set_reachable(false);
  EXPECT_EQ(why(world.create("Grace")), Refusal::Unavailable);
  for (int tries = 0; tries < 20; ++tries) EXPECT_EQ(why(world.sign_in("Ada")), Refusal::Unavailable);
  EXPECT_EQ(why(world.change(me, kPassword, "another password")), Refusal::Unavailable);
  EXPECT_EQ(why(world.remove(me)), Refusal::Unavailable);
  world.accounts.forget(me.account.person);
  EXPECT_EQ(world.identify(ada.token).error(), store::Problem::Unavailable);
  EXPECT_THAT(world.told_of<hub::LoginsEnded>(), IsEmpty());
  world.store.set_reachable(true);
  EXPECT_TRUE(world.sign_in("Ada"));
}

// ---- who is this ----------------------------------------------------------------------------------------------------

TEST(Accounts, ForeignTokensAreNobodysAndCostNoQuery) {
  World world;
  for (const std::string& token :
       {std::string(), std::string("l-"), "t-" + std::string(64, 'a'), "l-" + std::string(64, 'A'),
        "l-" + std::string(63, 'a'), "l-" + std::string(65, 'a'), "l-" + std::string(63, 'a') + "'"}) {
    EXPECT_EQ(world.identify(token).error(), store::Problem::NotFound);
  }
  EXPECT_EQ(world.store.asked("find_login"), 0U);
  EXPECT_EQ(world.identify("l-" + std::string(64, 'a')).error(), store::Problem::NotFound);
  EXPECT_EQ(world.store.asked("find_login"), 1U);
}

TEST(Accounts, AValidSignInIsAskedForOnceAMinute) {
  World world;
  const auto ada = world.create("Ada").value();
  const auto asked = world.store.asked("find_login");
  for (int request = 0; request < 100; ++request) EXPECT_TRUE(world.identify(ada.token));
  EXPECT_EQ(world.store.asked("find_login"), asked + 1);
  world.pass(1min);
  EXPECT_TRUE(world.identify(ada.token));
  EXPECT_EQ(world.store.asked("find_login"), asked + 2);
}

TEST(Accounts, ASignInExpires) {
  World world;
  const auto ada = world.create("Ada").value();
  EXPECT_TRUE(world.identify(ada.token));
  world.pass(Milliseconds(30 * 24h) - 1s);
  EXPECT_TRUE(world.identify(ada.token));
  world.pass(1s);
  EXPECT_EQ(world.identify(ada.token).error(), store::Problem::NotFound);
}

TEST(Accounts, AnOldAnswerDoesNotBringBackASignInThatHasEndedMeanwhile) {
  World world;
  const auto ada = world.create("Ada").value();
  const store::SignedIn me = world.who(ada.token);
  world.accounts.forget(me.account.person);
  // The store has answered, but the answer has not been read yet, when the sign-in ends.
  bool known = false;
  world.accounts.identify(ada.token, [&](const auto& found) { known = found.ok(); });
  world.accounts.forget(me.account.person);
  world.loop.run_ready();
  EXPECT_TRUE(known);
  const auto asked = world.store.asked("find_login");
  (void)world.identify(ada.token);
  EXPECT_EQ(world.store.asked("find_login"), asked + 1);
}

TEST(Accounts, AnswersTheHubWithThePersonItsSignInAndWhomItHasBlocked) {
  World world;
  const auto ada = world.create("Ada").value();
  world.store.block(ada.account.person, {PersonId("p-eve"), "Eve", 0}, [](const auto&) {});
  world.accounts.verify(7, ada.token);
  world.loop.run_ready();
  EXPECT_THAT(
      world.told_of<hub::CredentialVerified>(),
      ElementsAre(hub::CredentialVerified{7, ada.account.person, "Ada", ada.login.id, {{PersonId("p-eve"), "Eve"}}}));
}

TEST(Accounts, TellsTheHubWhyACredentialIsNotTaken) {
  World world;
  const auto ada = world.create("Ada").value();
  world.accounts.verify(1, "l-" + std::string(64, '0'));
  world.loop.run_ready();
  world.store.set_reachable(false);
  world.accounts.verify(2, ada.token);
  world.loop.run_ready();
  EXPECT_THAT(world.told_of<hub::CredentialRefused>(), ElementsAre(hub::CredentialRefused{1, ErrorCode::TokenExpired},
                                                                   hub::CredentialRefused{2, ErrorCode::ServerFull}));
}

TEST(Accounts, ASessionEndsWhenItsSignInExpiresWhileItIsOpen) {
  World world;
  const auto ada = world.create("Ada").value();
  world.accounts.verify(1, ada.token);
  world.loop.run_ready();
  world.pass(Milliseconds(30 * 24h) - 1s);
  world.accounts.sweep();
  EXPECT_THAT(world.told_of<hub::LoginsEnded>(), IsEmpty());
  world.pass(1s);
  world.accounts.sweep();
  world.accounts.sweep();
  EXPECT_THAT(world.told_of<hub::LoginsEnded>(),
              ElementsAre(hub::LoginsEnded{{ada.login.id}, ErrorCode::TokenExpired}));
}

// ---- one's own account ----------------------------------------------------------------------------------------------

TEST(Accounts, SigningOutEndsTheTokenAtOnceAlthoughItWasUsedJustNow) {
  World world;
  const auto ada = world.create("Ada").value();
  const store::SignedIn me = world.who(ada.token);
  ASSERT_TRUE(world.outcome_of<store::Nothing>([&](auto done) { world.accounts.sign_out(me, at("192.0.2.1"), done); }));
  EXPECT_EQ(world.identify(ada.token).error(), store::Problem::NotFound);
  EXPECT_THAT(world.told_of<hub::LoginsEnded>(), ElementsAre(hub::LoginsEnded{{ada.login.id}, ErrorCode::SignedOut}));
  EXPECT_THAT(world.noted(), ElementsAre("created", "signed-out"));
}

TEST(Accounts, SigningOutTwiceIsHarmless) {
  World world;
  const store::SignedIn me = world.who(world.create("Ada").value().token);
  for (int time = 0; time < 2; ++time) {
    EXPECT_TRUE(
        world.outcome_of<store::Nothing>([&](auto done) { world.accounts.sign_out(me, at("192.0.2.1"), done); }));
  }
  EXPECT_EQ(world.told_of<hub::LoginsEnded>().size(), 1U);
}

TEST(Accounts, AChangedPasswordEndsAllOtherSignIns) {
  World world;
  const auto here = world.create("Ada").value();
  const auto there = world.sign_in("Ada").value();
  ASSERT_TRUE(world.change(world.who(here.token), kPassword, "another password"));
  EXPECT_TRUE(world.identify(here.token));
  EXPECT_FALSE(world.identify(there.token));
  EXPECT_THAT(world.told_of<hub::LoginsEnded>(), ElementsAre(hub::LoginsEnded{{there.login.id}, ErrorCode::SignedOut}));
  EXPECT_EQ(why(world.sign_in("Ada", kPassword)), Refusal::WrongPassword);
  EXPECT_TRUE(world.sign_in("Ada", "another password"));
}

TEST(Accounts, APasswordIsChangedOnlyByWhoeverKnowsIt) {
  World world;
  const auto ada = world.create("Ada").value();
  const store::SignedIn me = world.who(ada.token);
  EXPECT_EQ(why(world.change(me, kPassword, "short")), Refusal::PasswordInvalid);
  for (int guess = 0; guess < 5; ++guess) {
    EXPECT_EQ(why(world.change(me, "a guess", "another password")), Refusal::WrongPassword);
  }
  EXPECT_EQ(why(world.change(me, "a guess", "another password")), Refusal::TooMany);
  EXPECT_EQ(why(world.remove(me, "a guess")), Refusal::TooMany);
  world.pass(1min);
  EXPECT_TRUE(world.sign_in("Ada"));
}

TEST(Accounts, ASignInThatWasBeingJudgedWhenThePasswordChangedIsVoid) {
  World world;
  const auto ada = world.create("Ada").value();
  const store::SignedIn me = world.who(ada.token);
  // The sign-in has read the old password when the change overtakes it.
  std::optional<Result<Welcomed, Denied>> stolen;
  std::optional<Result<store::Nothing, Denied>> changed;
  world.accounts.change_password(me, Secret(kPassword), Secret("another password"), at("192.0.2.1"),
                                 [&](auto result) { changed.emplace(result); });
  ASSERT_TRUE(world.loop.run_until([&] { return world.hasher.stats().verified > 0; }));
  world.accounts.sign_in("Ada", Secret(kPassword), at("198.51.100.7"), [&](auto result) { stolen.emplace(result); });
  ASSERT_TRUE(world.loop.run_until([&] { return changed.has_value() && stolen.has_value(); }));
  world.loop.run_ready();
  EXPECT_TRUE(changed->ok());
  EXPECT_EQ(why(*stolen), Refusal::WrongPassword);
}

TEST(Accounts, ListsAndEndsOnesSignIns) {
  World world;
  const auto here = world.create("Ada").value();
  const auto there = world.sign_in("Ada", kPassword, at("192.0.2.1", "Safari on iPhone")).value();
  const store::SignedIn me = world.who(here.token);
  const auto list = [&] {
    return world.outcome_of<std::vector<store::Login>>(
        [&](auto outcome) { world.accounts.logins(me.account.person, outcome); });
  };
  EXPECT_EQ(list().value().size(), 2U);
  ASSERT_TRUE(world.outcome_of<store::Nothing>(
      [&](auto done) { world.accounts.end_login(me, there.login.id, at("192.0.2.1"), done); }));
  EXPECT_EQ(list().value().size(), 1U);
  EXPECT_FALSE(world.identify(there.token));
  EXPECT_EQ(why(world.outcome_of<store::Nothing>(
                [&](auto done) { world.accounts.end_login(me, there.login.id, at("192.0.2.1"), done); })),
            Refusal::NotFound);
}

TEST(Accounts, NobodyEndsAnothersSignIn) {
  World world;
  const auto ada = world.create("Ada").value();
  const auto eve = world.create("Eve").value();
  const store::SignedIn me = world.who(eve.token);
  EXPECT_EQ(why(world.outcome_of<store::Nothing>(
                [&](auto done) { world.accounts.end_login(me, ada.login.id, at("192.0.2.1"), done); })),
            Refusal::NotFound);
  EXPECT_TRUE(world.identify(ada.token));
}

TEST(Accounts, SigningOutEverywhereEndsThisOneToo) {
  World world;
  const auto here = world.create("Ada").value();
  const auto there = world.sign_in("Ada").value();
  const store::SignedIn me = world.who(here.token);
  ASSERT_TRUE(world.outcome_of<store::Nothing>([&](auto done) { world.accounts.end_all(me, at("192.0.2.1"), done); }));
  EXPECT_FALSE(world.identify(here.token));
  EXPECT_FALSE(world.identify(there.token));
  ASSERT_EQ(world.told_of<hub::LoginsEnded>().size(), 1U);
  EXPECT_EQ(world.told_of<hub::LoginsEnded>().front().logins.size(), 2U);
}

// Threat 2: names that are used again.
TEST(Accounts, AFreedNameInheritsNothing) {
  World world;
  const auto ada = world.create("Ada").value();
  ASSERT_TRUE(world.remove(world.who(ada.token)));
  EXPECT_THAT(world.released, ElementsAre(ada.account.person));
  EXPECT_THAT(world.told_of<hub::LoginsEnded>(), ElementsAre(hub::LoginsEnded{{ada.login.id}, ErrorCode::SignedOut}));
  EXPECT_FALSE(world.identify(ada.token));
  EXPECT_EQ(why(world.sign_in("Ada")), Refusal::WrongPassword);
  const auto other = world.create("Ada");
  ASSERT_TRUE(other);
  EXPECT_NE(other.value().account.person, ada.account.person);
  EXPECT_THAT(world.noted(), ElementsAre("created", "deleted", "wrong-password", "created"));
}

TEST(Accounts, AnAccountIsDeletedOnlyByWhoeverKnowsItsPassword) {
  World world;
  const auto ada = world.create("Ada").value();
  EXPECT_EQ(why(world.remove(world.who(ada.token), "a guess")), Refusal::WrongPassword);
  EXPECT_TRUE(world.identify(ada.token));
  EXPECT_THAT(world.released, IsEmpty());
}

}  // namespace
}  // namespace parley::accounts::test
