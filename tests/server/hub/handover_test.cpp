// "Use here": a side of an ongoing call moves to another session of its person, and the call goes on.
#include <gtest/gtest.h>

#include "tests/server/hub/world.hpp"

namespace parley::hub::test {
namespace {

using protocol::CallStatus;
using protocol::ErrorCode;

class Handover : public ::testing::Test {
 protected:
  Handover() {
    world.add_account("Bob");
    bob = &world.sign_in("Bob", "Firefox on Linux");
    phone = &world.sign_in("Bob", "Chrome on Android");
  }
  static void take(Client& client, const CallId& call) { client.say(protocol::CallTake{MessageId("take"), call}); }

  World world;
  Client& ada = world.join("Ada");
  Client* bob = nullptr;
  Client* phone = nullptr;
};

TEST_F(Handover, MovesASideOfTheCallToTheSessionThatAsks) {
  const CallId call = connected_call(ada, *bob);
  EXPECT_TRUE(phone->last<protocol::Call>()->elsewhere);
  EXPECT_EQ(phone->last<protocol::Call>()->device, "Firefox on Linux");
  phone->forget_heard();
  take(*phone, call);
  const auto here = *phone->last<protocol::Call>();
  EXPECT_EQ(here.status, CallStatus::Ongoing);
  EXPECT_FALSE(here.elsewhere);
  EXPECT_EQ(here.request, std::nullopt);
  EXPECT_EQ(phone->last<protocol::CallMedia>()->from, ada.id()) << "what the other side sends";
  EXPECT_TRUE(bob->last<protocol::Call>()->elsewhere);
  EXPECT_EQ(bob->last<protocol::Call>()->device, "Chrome on Android");
  EXPECT_GT(here.version, 1u);
  EXPECT_EQ(world.story(call).back(), "moved receiver");
}

TEST_F(Handover, GoesOnAsAfterAReload) {
  const CallId call = connected_call(ada, *bob);
  take(*phone, call);
  protocol::CallMedia media{call, 1, 1, true, false, false, false, {}, 2, true, {}};
  phone->say(media);
  const auto shown = *ada.last<protocol::CallMedia>();
  EXPECT_EQ(shown.restart, 2u);
  EXPECT_TRUE(shown.fresh);
  EXPECT_GT(shown.version, 1u) << "it only grows for the other side";
  ada.offer(call, 2, true);
  EXPECT_EQ(phone->last<protocol::Offer>()->generation, 2u);
  const std::size_t offers = bob->count<protocol::Offer>();
  phone->answer(call, 2);
  EXPECT_EQ(ada.last<protocol::Answer>()->generation, 2u);
  EXPECT_EQ(bob->count<protocol::Offer>(), offers);
  bob->media(call, 9);
  EXPECT_EQ(bob->last_error(), ErrorCode::NotAllowed) << "it has let go";
  phone->end(call);
  EXPECT_EQ(ada.last<protocol::Call>()->status, CallStatus::Ended);
  EXPECT_EQ(bob->last<protocol::Call>()->status, CallStatus::Ended) << "nobody believes it to live";
}

TEST_F(Handover, WorksForTheCallerToo) {
  const CallId call = connected_call(*bob, ada);
  EXPECT_TRUE(phone->last<protocol::Call>()->elsewhere) << "it knows what it could take";
  take(*phone, call);
  EXPECT_FALSE(phone->last<protocol::Call>()->elsewhere);
  phone->offer(call, 2, true);
  EXPECT_TRUE(ada.last<protocol::Offer>()->fresh);
}

TEST_F(Handover, WorksWhileTheOtherSessionIsAway) {
  const CallId call = connected_call(ada, *bob);
  bob->lose_socket();
  take(*phone, call);
  EXPECT_FALSE(phone->last<protocol::Call>()->elsewhere);
  world.pass(61s);
  EXPECT_EQ(ada.last<protocol::Call>()->status, CallStatus::Ongoing) << "it does not hang on that session any more";
}

TEST_F(Handover, ASessionThatComesBackFindsTheCallElsewhere) {
  const CallId call = connected_call(ada, *bob);
  bob->lose_socket();
  take(*phone, call);
  bob->resume();
  EXPECT_TRUE(bob->last<protocol::Call>()->elsewhere);
  take(*bob, call);
  EXPECT_FALSE(bob->last<protocol::Call>()->elsewhere);
  EXPECT_TRUE(phone->last<protocol::Call>()->elsewhere);
}

TEST_F(Handover, ASessionThatComesNewLearnsOfTheCall) {
  const CallId call = connected_call(*bob, ada);
  Client& tablet = world.sign_in("Bob", "Safari on iPad");
  ASSERT_TRUE(tablet.last<protocol::Call>().has_value());
  EXPECT_EQ(tablet.last<protocol::Call>()->id, call);
  EXPECT_TRUE(tablet.last<protocol::Call>()->elsewhere);
}

TEST_F(Handover, IsHarmlessTwice) {
  const CallId call = connected_call(ada, *bob);
  take(*phone, call);
  const auto before = *phone->last<protocol::Call>();
  take(*phone, call);
  EXPECT_EQ(phone->last<protocol::Call>()->version, before.version);
  EXPECT_FALSE(phone->last<protocol::Call>()->elsewhere);
}

TEST_F(Handover, IsOnlyForACallOfOnesOwnThatIsOngoing) {
  Client& eve = world.join("Eve");
  take(*phone, CallId("c-none"));
  EXPECT_EQ(phone->last_error(), ErrorCode::NoSuchCall);
  const CallId call = ringing_call(ada, *bob);
  take(*phone, call);
  EXPECT_EQ(phone->last_error(), ErrorCode::NotInCall);
  bob->accept(call);
  take(eve, call);
  EXPECT_EQ(eve.last_error(), ErrorCode::NoSuchCall);
  ada.end(call);
  take(*phone, call);
  EXPECT_EQ(phone->last_error(), ErrorCode::NotInCall);
}

TEST(HandoverFromPrograms, IsNotPossible) {
  Config config;
  config.media_server = true;
  World world(config);
  Client& ada = world.join("Ada");
  Client& tablet = world.join_as(ada);
  Program& robot = world.admit("Robot", PersonId("robot"));
  ada.ring_name("Robot");
  const CallId call = ada.last<protocol::Call>()->id;
  robot.answer(call, true);
  tablet.say(protocol::CallTake{MessageId("take"), call});
  EXPECT_EQ(tablet.last_error(), ErrorCode::NotAllowed);
}

}  // namespace
}  // namespace parley::hub::test
