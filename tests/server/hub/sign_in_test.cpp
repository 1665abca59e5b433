#include <gtest/gtest.h>

#include "core/protocol/error_code.hpp"
#include "tests/server/hub/world.hpp"

namespace parley::hub::test {
namespace {

using protocol::ErrorCode;
using protocol::Outcome;

std::uint16_t close_code(ErrorCode code) { return protocol::row(code).close_code; }

TEST(SignIn, AWishedNameIsGivenWithAllThatIsShownOfIt) {
  World world;
  Client& ada = world.connect();
  ada.hello("  Ada   Lovelace ");
  const auto id = ada.last<protocol::ClientId>();
  ASSERT_TRUE(id);
  EXPECT_EQ(id->you.name, "Ada Lovelace");
  EXPECT_EQ(id->you.initials, "AL");
  EXPECT_EQ(id->outcome, Outcome::New);
  EXPECT_EQ(id->epoch, "epoch-0");
  EXPECT_EQ(id->limits.ring, 45s);
  EXPECT_EQ(id->limits.resume, 60s);
  EXPECT_FALSE(id->token.empty());
}

TEST(SignIn, WithoutANameTheServerIssuesAReadableOne) {
  World world;
  Client& first = world.connect();
  Client& second = world.connect();
  first.hello();
  second.hello();
  EXPECT_NE(first.you().name, second.you().name);
  EXPECT_EQ(std::count(first.you().name.begin(), first.you().name.end(), '-'), 2);
}

TEST(SignIn, IceServersAndFeaturesArePassedOn) {
  Config config;
  config.ice_servers = {{{"stun:stun.example.org"}, "", ""}};
  config.features = {"rooms"};
  World world(config);
  const auto id = world.join("Ada").last<protocol::ClientId>();
  EXPECT_EQ(id->ice_servers, config.ice_servers);
  EXPECT_EQ(id->features, config.features);
}

TEST(SignIn, ATakenNameIsAnsweredWithAFreeOneAndTheSocketStays) {
  World world;
  world.join("Ada");
  Client& other = world.connect();
  other.hello("ADA");
  const auto error = other.last<protocol::Error>();
  ASSERT_TRUE(error);
  EXPECT_EQ(error->code, ErrorCode::NameTaken);
  EXPECT_EQ(error->suggestion, "ADA 2");
  EXPECT_TRUE(other.is_open());
  other.hello(*error->suggestion);
  EXPECT_EQ(other.you().name, "ADA 2");
}

TEST(SignIn, InvalidAndReservedNamesAreToldApart) {
  World world;
  Client& client = world.connect();
  client.hello("\xE2\x80\xAE evil");
  EXPECT_EQ(client.last_error(), ErrorCode::NameInvalid);
  client.hello("Parley");
  EXPECT_EQ(client.last_error(), ErrorCode::NameReserved);
  client.hello("Ada");
  EXPECT_EQ(client.you().name, "Ada");
}

TEST(SignIn, ANameIsFreeAgainWhenItsPersonHasLeft) {
  World world;
  Client& ada = world.join("Ada");
  ada.say(protocol::Bye{});
  EXPECT_FALSE(ada.is_open());
  EXPECT_EQ(world.directory().size(), 0u);
  EXPECT_EQ(world.join("ada").you().name, "ada");
}

TEST(SignIn, AnotherVersionIsToldAndClosed) {
  World world;
  Client& client = world.connect();
  client.say(protocol::Hello{2, "test/1", "Ada", std::nullopt});
  EXPECT_EQ(client.last_error(), ErrorCode::VersionUnsupported);
  EXPECT_EQ(client.close_code(), close_code(ErrorCode::VersionUnsupported));
}

TEST(SignIn, ASilentSocketEndsAfterFiveSeconds) {
  World world;
  Client& client = world.connect();
  world.pass(4999ms);
  EXPECT_TRUE(client.is_open());
  world.pass(1ms);
  EXPECT_EQ(client.last_error(), ErrorCode::HelloTimeout);
  EXPECT_EQ(client.close_code(), close_code(ErrorCode::HelloTimeout));
}

TEST(SignIn, ARefusedNameRenewsTheTimeForAnother) {
  World world;
  world.join("Ada");
  Client& client = world.connect();
  world.pass(4s);
  client.hello("Ada");
  world.pass(4s);
  EXPECT_TRUE(client.is_open());
  world.pass(1s);
  EXPECT_FALSE(client.is_open());
}

TEST(SignIn, ASecondHelloIsABadMessageAndChangesNothing) {
  World world;
  Client& ada = world.join("Ada");
  ada.hello("Eve");
  EXPECT_EQ(ada.last_error(), ErrorCode::BadMessage);
  EXPECT_EQ(world.stats().people, 1u);
  EXPECT_TRUE(ada.is_open());
}

TEST(SignIn, WhileTheDirectoryThinksOnlyItIsWaitedFor) {
  World world;
  world.mute_directory();
  Client& client = world.connect();
  client.hello("Ada");
  EXPECT_EQ(world.stats().admissions, 1u);
  client.hello("Ada");
  EXPECT_EQ(client.last_error(), ErrorCode::BadMessage);
  world.pass(60s);
  EXPECT_TRUE(client.is_open());
}

TEST(SignIn, ANameThatIsGivenTooLateIsReleased) {
  World world;
  world.mute_directory();
  Client& client = world.connect();
  client.hello("Ada");
  client.lose_socket();
  EXPECT_EQ(world.stats().admissions, 0u);
  world.handle(NameClaimed{1, PersonId("p-1"), "Ada"});
  ASSERT_EQ(world.last_effects().size(), 1u);
  EXPECT_EQ(world.last_effects().front(), Effect(ReleaseName{PersonId("p-1"), "Ada"}));
}

TEST(SignIn, AnswersForUnknownSignInsAreIgnored) {
  World world;
  world.handle(NameRefused{7, ErrorCode::NameTaken, ""});
  world.handle(CredentialVerified{8, PersonId("p-1"), "Ada"});
  world.handle(CredentialRefused{9, ErrorCode::TokenExpired});
  EXPECT_TRUE(world.last_effects().empty());
  EXPECT_EQ(world.stats().people, 0u);
}

TEST(SignIn, AFullServerSaysSoAndCloses) {
  Config config;
  config.sessions = 1;
  World world(config);
  world.join("Ada");
  Client& late = world.connect();
  late.hello("Bob");
  EXPECT_EQ(late.last_error(), ErrorCode::ServerFull);
  EXPECT_EQ(late.close_code(), close_code(ErrorCode::ServerFull));
}

TEST(SignIn, OneAddressHasOnlySoManySockets) {
  Config config;
  config.sockets_per_address = 2;
  World world(config);
  Client& first = world.connect("192.0.2.7");
  world.connect("192.0.2.7");
  Client& third = world.connect("192.0.2.7");
  EXPECT_EQ(third.last_error(), ErrorCode::ServerFull);
  EXPECT_FALSE(third.is_open());
  EXPECT_TRUE(world.connect("192.0.2.8").is_open());
  first.lose_socket();
  EXPECT_TRUE(world.connect("192.0.2.7").is_open());
}

TEST(SignIn, PingsAreAnsweredBeforeAndAfter) {
  World world;
  Client& client = world.connect();
  client.say(protocol::Ping{7});
  EXPECT_EQ(client.last<protocol::Pong>()->number, 7u);
  client.hello("Ada");
  client.say(protocol::Ping{8});
  EXPECT_EQ(client.last<protocol::Pong>()->number, 8u);
}

TEST(SignIn, AStoppingServerSaysGoodbyeToAllAndToLatecomers) {
  World world;
  Client& ada = world.join("Ada");
  Client& silent = world.connect();
  world.stop(3s);
  for (Client* client : {&ada, &silent, &world.connect()}) {
    const auto bye = client->last<protocol::Bye>();
    ASSERT_TRUE(bye);
    EXPECT_EQ(bye->code, ErrorCode::ServerStopping);
    EXPECT_GE(bye->come_back, 3s);
    EXPECT_LT(bye->come_back, 6s) << "spread, so that not all come at once";
    EXPECT_EQ(client->close_code(), close_code(ErrorCode::ServerStopping));
  }
  EXPECT_FALSE(world.hub().next_deadline());
}

TEST(SignIn, EverythingIsForgottenInTheEnd) {
  World world;
  Client& ada = world.join("Ada");
  Client& bob = world.join("Bob");
  Client& eve = world.join("Eve");
  ada.end(connected_call(ada, bob));
  eve.ring(bob);
  world.connect("192.0.2.99");
  world.end();
  EXPECT_EQ(world.stats().held(), Stats{});
  EXPECT_EQ(world.directory().size(), 0u);
}

}  // namespace
}  // namespace parley::hub::test
