// People with accounts: how they sign in, that their names are theirs, and that a void sign-in ends at once.
#include <algorithm>

#include <gtest/gtest.h>

#include "core/protocol/error_code.hpp"
#include "tests/server/hub/world.hpp"

namespace parley::hub::test {
namespace {

using protocol::CallStatus;
using protocol::EndReason;
using protocol::ErrorCode;
using protocol::Outcome;

class Accounts : public ::testing::Test {
 protected:
  Accounts() { world.add_account("Ada"); }

  World world;
};

TEST_F(Accounts, SignInWithALoginsTokenAndCarryTheAccountsNameAndId) {
  Client& ada = world.sign_in("Ada");
  const auto id = ada.last<protocol::ClientId>();
  ASSERT_TRUE(id);
  EXPECT_EQ(id->you.id, World::account_id("Ada"));
  EXPECT_EQ(id->you.name, "Ada");
  EXPECT_TRUE(id->account);
  EXPECT_EQ(id->outcome, Outcome::New);
  EXPECT_FALSE(world.join("Bob").last<protocol::ClientId>()->account);
}

TEST_F(Accounts, SignInWithTheCookieOfTheHandshakeWhereNoTokenIsSaid) {
  Client& ada = world.connect();
  ada.lose_socket();
  ada.connect("l-Ada");
  ada.sign_in(std::nullopt);
  EXPECT_EQ(ada.id(), World::account_id("Ada"));
}

TEST_F(Accounts, ACookieAloneSignsNobodyIn) {
  Client& guest = world.connect();
  guest.lose_socket();
  guest.connect("l-Ada");
  guest.hello("Bob");
  EXPECT_EQ(guest.you().name, "Bob");
  EXPECT_FALSE(guest.last<protocol::ClientId>()->account);
}

TEST_F(Accounts, ARefusedCredentialMakesNobodyAGuestAndTheSocketStays) {
  Client& client = world.connect();
  client.sign_in("l-forged");
  EXPECT_EQ(client.last_error(), ErrorCode::TokenExpired);
  EXPECT_EQ(client.count<protocol::ClientId>(), 0u);
  client.sign_in(std::nullopt);  // no cookie came either
  EXPECT_EQ(client.last_error(), ErrorCode::TokenExpired);
  EXPECT_TRUE(client.is_open());
  EXPECT_EQ(world.stats().people, 0u);
  client.hello("Bob");
  EXPECT_EQ(client.you().name, "Bob");
}

TEST_F(Accounts, WhoGuessesTokensIsThrownOut) {
  Client& client = world.connect();
  int tries = 0;
  for (; client.is_open() && tries < 100; ++tries) client.sign_in("l-guess-" + std::to_string(tries));
  EXPECT_LT(tries, 25);
  EXPECT_GE(world.stats().rate_limited, 1u);
}

TEST_F(Accounts, ComeBackToTheirSessionAndOtherwiseSignInAnew) {
  Client& ada = world.sign_in("Ada");
  protocol::Hello hello{1, "test/1", std::nullopt, protocol::Resume{ada.token(), 0}};
  hello.account = protocol::AccountLogin{"l-Ada"};
  ada.connect();
  ada.say(hello);
  EXPECT_EQ(ada.last<protocol::ClientId>()->outcome, Outcome::Resumed);
  EXPECT_TRUE(ada.last<protocol::ClientId>()->account);
  ada.lose_socket();
  world.pass(61s);
  EXPECT_EQ(world.stats().sessions, 0u);
  ada.connect();
  ada.say(hello);
  EXPECT_EQ(ada.last<protocol::ClientId>()->outcome, Outcome::Reset);
  EXPECT_EQ(ada.id(), World::account_id("Ada")) << "and not a guest";
}

// Threat 4, session theft: what speaks for a session cannot be guessed.
TEST_F(Accounts, ATokenOfASessionHas256RandomBits) {
  Client& ada = world.sign_in("Ada");
  Client& bob = world.join("Bob");
  constexpr std::size_t kDigits = 64;
  EXPECT_EQ(ada.token().size(), 2 + kDigits);
  EXPECT_EQ(ada.token().rfind("t-", 0), 0u);
  EXPECT_NE(ada.token(), bob.token());
}

// ---- where guests are not wanted ----

TEST(GuestsOff, OnlyAccountsComeIn) {
  Config config;
  config.guests = false;
  World world(config);
  world.add_account("Ada");
  Client& guest = world.connect();
  guest.hello("Bob");
  EXPECT_EQ(guest.last_error(), ErrorCode::GuestsOff);
  EXPECT_TRUE(guest.is_open());
  guest.sign_in("l-Ada");
  EXPECT_EQ(guest.id(), World::account_id("Ada"));
  EXPECT_EQ(world.refusal(Wish{.name = "Bot"})->code, ErrorCode::GuestsOff);
}

// ---- names: threat 2, squatting and reuse ----

TEST_F(Accounts, AReservedNameIsNoGuestsEvenWhileItsOwnerIsAway) {
  Client& guest = world.connect();
  for (const char* name : {"Ada", "ADA",
                           "\xD0\x90"
                           "da"}) {  // the last one begins with a Cyrillic letter that looks the same
    guest.hello(name);
    const auto error = guest.last<protocol::Error>();
    ASSERT_TRUE(error);
    EXPECT_EQ(error->code, ErrorCode::NameReserved) << name;
    EXPECT_TRUE(error->suggestion);
  }
  guest.hello(*guest.last<protocol::Error>()->suggestion);
  EXPECT_EQ(guest.count<protocol::ClientId>(), 1u);
}

TEST_F(Accounts, AGuestWhoHoldsANameThatIsRegisteredIsRenamedAndTold) {
  Client& guest = world.join("Bob");
  Client& eve = world.join("Eve");
  world.handle(NameReserved{"Bob", PersonId("p-bob")});
  world.pass(1s);
  const auto renamed = guest.last<protocol::Renamed>();
  ASSERT_TRUE(renamed);
  EXPECT_EQ(renamed->you.name, "Bob 2");
  EXPECT_EQ(renamed->you.initials, "B2");
  EXPECT_EQ(renamed->why, ErrorCode::NameReserved);
  EXPECT_EQ(eve.last<protocol::PeerJoined>()->people.front().name, "Bob 2");
  eve.ring_name("Bob 2");
  EXPECT_EQ(guest.last<protocol::Call>()->receiver.name, "Bob 2");
  eve.ring_name("Bob");
  EXPECT_EQ(eve.last_error(), ErrorCode::UnknownPerson);
  world.end();
  EXPECT_EQ(world.directory().size(), 0u) << "the name he was given is free again";
}

TEST_F(Accounts, ARenamedGuestsCallShowsTheNewName) {
  Client& guest = world.join("Bob");
  Client& eve = world.join("Eve");
  const CallId call = connected_call(eve, guest);
  const auto before = eve.last<protocol::Call>()->version;
  world.handle(NameReserved{"Bob", PersonId("p-bob")});
  EXPECT_EQ(eve.last<protocol::Call>()->id, call);
  EXPECT_EQ(eve.last<protocol::Call>()->receiver.name, "Bob 2");
  EXPECT_GT(eve.last<protocol::Call>()->version, before);
  EXPECT_EQ(world.records().back().receiver_name, "Bob 2");
}

TEST_F(Accounts, AnAccountThatIsRenamedElsewhereIsCalledSoEverywhere) {
  Client& first = world.sign_in("Ada");
  Client& eve = world.join("Eve");
  Client& second = world.connect();
  second.say(protocol::Ping{1});
  world.mute_directory();
  protocol::Hello hello{1, "test/1", std::nullopt, std::nullopt};
  hello.account = protocol::AccountLogin{"elsewhere"};
  second.say(hello);
  world.handle(CredentialVerified{3, World::account_id("Ada"), "Ada Lovelace", LoginId("l")});
  EXPECT_EQ(second.you().name, "Ada Lovelace");
  EXPECT_EQ(first.you().name, "Ada Lovelace");
  world.pass(1s);
  EXPECT_EQ(eve.last<protocol::PeerJoined>()->people.front().name, "Ada Lovelace");
}

// ---- several devices ----

TEST_F(Accounts, AllDevicesRingTheFirstAnswerWinsAndTheOthersSayWhere) {
  Client& laptop = world.sign_in("Ada", "Firefox on Linux");
  Client& phone = world.sign_in("Ada", "Chrome on Android");
  Client& bob = world.join("Bob");
  EXPECT_EQ(world.stats().people, 2u);
  const CallId call = ringing_call(bob, laptop);
  EXPECT_EQ(phone.last<protocol::Call>()->status, CallStatus::Dialling);
  phone.accept(call);
  const auto told = laptop.last<protocol::Call>();
  EXPECT_TRUE(told->elsewhere);
  EXPECT_EQ(told->device, "Chrome on Android");
  EXPECT_FALSE(phone.last<protocol::Call>()->device);
  EXPECT_FALSE(bob.last<protocol::Call>()->device) << "nobody else's business";
}

TEST_F(Accounts, DecliningOnOneDeviceStopsAll) {
  Client& laptop = world.sign_in("Ada");
  Client& phone = world.sign_in("Ada");
  Client& bob = world.join("Bob");
  phone.decline(ringing_call(bob, laptop));
  EXPECT_EQ(laptop.last<protocol::Call>()->status, CallStatus::Declined);
}

TEST(AccountLimits, APersonHasOnlySoManySessions) {
  Config config;
  config.sessions_per_person = 2;
  World world(config);
  world.add_account("Ada");
  world.sign_in("Ada");
  world.sign_in("Ada");
  Client& third = world.connect();
  third.sign_in("l-Ada");
  EXPECT_EQ(third.last_error(), ErrorCode::ServerFull);
  EXPECT_FALSE(third.is_open());
  EXPECT_EQ(world.stats().sessions, 2u);
}

// ---- the end of a sign-in ----

TEST_F(Accounts, AVoidSignInClosesItsSocketsWithTheReasonAndOnlyThem) {
  world.add_account("Eve");
  Client& first = world.sign_in("Ada");
  Client& second = world.sign_in("Ada");
  Client& eve = world.sign_in("Eve");
  world.handle(LoginsEnded{{World::login_of("Ada")}, ErrorCode::SignedOut});
  for (const Client* gone : {&first, &second}) {
    EXPECT_EQ(gone->last<protocol::Bye>()->code, ErrorCode::SignedOut);
    EXPECT_FALSE(gone->last<protocol::Bye>()->come_back);
    EXPECT_EQ(gone->close_code(), protocol::row(ErrorCode::SignedOut).close_code);
  }
  EXPECT_TRUE(eve.is_open());
  EXPECT_EQ(world.stats().people, 1u) << "at once, without a grace";
  first.resume();
  EXPECT_NE(first.id(), World::account_id("Ada")) << "the session's token is void with it";
}

TEST_F(Accounts, ACallOfAVoidSignInEnds) {
  Client& ada = world.sign_in("Ada");
  Client& bob = world.join("Bob");
  connected_call(bob, ada);
  world.handle(LoginsEnded{{World::login_of("Ada")}, ErrorCode::SignedOut});
  EXPECT_EQ(bob.last<protocol::Call>()->status, CallStatus::Ended);
  EXPECT_EQ(bob.last<protocol::Call>()->reason, EndReason::ConnectionLost);
  EXPECT_EQ(world.stats().live_calls, 0u);
}

TEST_F(Accounts, AVoidSignInOfNobodyHereChangesNothing) {
  Client& ada = world.sign_in("Ada");
  world.handle(LoginsEnded{{LoginId("other"), LoginId()}, ErrorCode::SignedOut});
  EXPECT_TRUE(ada.is_open());
  EXPECT_TRUE(world.join("Bob").is_open()) << "a guest has no sign-in that could end";
  EXPECT_EQ(world.stats().people, 2u);
}

TEST_F(Accounts, AProgramOfAVoidSignInEndsToo) {
  Program& program = world.admit(Wish{.name = "Ada",
                                      .id = World::account_id("Ada"),
                                      .actor = World::account_id("Ada"),
                                      .login = World::login_of("Ada")});
  world.handle(LoginsEnded{{World::login_of("Ada")}, ErrorCode::SignedOut});
  EXPECT_EQ(program.close_code(), protocol::row(ErrorCode::SignedOut).close_code);
  EXPECT_TRUE(program.events().empty()) << "programs are told in no words of /ws";
  EXPECT_EQ(world.stats().people, 0u);
}

// ---- totals ----

TEST_F(Accounts, SignInsAreCounted) {
  Client& ada = world.sign_in("Ada");
  world.connect().sign_in("l-forged");
  ada.resume();
  ada.reload();
  const Stats stats = world.stats();
  EXPECT_EQ(stats.sign_ins, 1u);
  EXPECT_EQ(stats.sign_ins_refused, 1u);
  EXPECT_EQ(stats.resumed, 1u);
  EXPECT_EQ(stats.reset, 1u);
}

}  // namespace
}  // namespace parley::hub::test
