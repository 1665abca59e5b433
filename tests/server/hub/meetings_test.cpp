// Meeting points: two who know the same secret are in a call with each other, and nobody else is.
#include <string>

#include <gtest/gtest.h>

#include "tests/server/hub/world.hpp"

namespace parley::hub::test {
namespace {

using protocol::CallStatus;
using protocol::ErrorCode;
using protocol::Presence;
using protocol::Room;
using protocol::RoomState;

const std::string kRoom = "a-secret-of-two-people";
const std::string kOther = "another-secret-of-two";

class Meetings : public ::testing::Test {
 protected:
  static void go(Client& client, const std::string& room = kRoom) {
    client.say(protocol::RoomJoin{MessageId("join-" + room), room});
  }
  static void leave(Client& client, const std::string& room = kRoom) {
    client.say(protocol::RoomLeave{MessageId("leave-" + room), room});
  }
  static void ask(Client& client, const Client& other, const std::string& room = kRoom) {
    client.say(
        protocol::CallRequest{MessageId("ask"), other.id(), std::nullopt, protocol::Media::Video, "v=0\r\n", room});
  }
  static RoomState state_of(const Client& client) { return client.last<Room>()->state; }
  void ada_and_bob_meet() {
    go(ada);
    go(bob);
  }

  World world;
  Client& ada = world.join("Ada");
  Client& bob = world.join("Bob");
  Client& cleo = world.join("Cleo");
};

TEST_F(Meetings, TheFirstWaitsAndTheSecondAsks) {
  go(ada);
  EXPECT_EQ(ada.last<Room>(), (Room{kRoom, RoomState::Waiting, {}, false}));
  go(bob);
  EXPECT_EQ(ada.last<Room>()->other->id, bob.id());
  EXPECT_FALSE(ada.last<Room>()->asks);
  EXPECT_EQ(bob.last<Room>()->other->id, ada.id());
  EXPECT_TRUE(bob.last<Room>()->asks);
}

TEST_F(Meetings, AThirdIsToldThatItIsFull) {
  ada_and_bob_meet();
  go(cleo, kOther);
  go(cleo);
  EXPECT_EQ(cleo.last_error(), ErrorCode::RoomFull);
  EXPECT_EQ(cleo.last<protocol::Error>()->answers, MessageId("join-" + kRoom));
  EXPECT_EQ(cleo.last<Room>(), (Room{kOther, RoomState::Waiting, {}, false})) << "and stays where it is";
  EXPECT_EQ(ada.count<Room>(), 2u);
}

TEST_F(Meetings, TheCallRingsTheSessionThatIsThereAlone) {
  Client& phone = world.join_as(ada);
  ada_and_bob_meet();
  phone.forget_heard();
  ask(bob, ada);
  const auto ring = *ada.last<protocol::Call>();
  EXPECT_EQ(ring.status, CallStatus::Dialling);
  EXPECT_TRUE(ring.meeting);
  EXPECT_FALSE(bob.last<protocol::Call>()->meeting);
  EXPECT_EQ(ada.count<protocol::Offer>(), 1u);
  EXPECT_EQ(phone.count<protocol::Call>() + phone.count<protocol::Offer>(), 0u);
  phone.accept(ring.id);
  EXPECT_EQ(phone.last_error(), ErrorCode::NotAllowed);
  ada.accept(ring.id);
  EXPECT_EQ(bob.last<protocol::Call>()->status, CallStatus::Ongoing);
  EXPECT_TRUE(phone.last<protocol::Call>()->elsewhere);
}

TEST_F(Meetings, AreNotDisturbedByDoNotDisturb) {
  ada.say(protocol::SetPresence{MessageId("p"), Presence::DoNotDisturb});
  ada_and_bob_meet();
  bob.ring(ada);
  EXPECT_EQ(bob.last_error(), ErrorCode::DoNotDisturb) << "an ordinary ring does not pass";
  ask(bob, ada);
  EXPECT_EQ(ada.last<protocol::Call>()->status, CallStatus::Dialling);
}

TEST_F(Meetings, ACallNeedsBothToBeThere) {
  ask(bob, ada);
  EXPECT_EQ(bob.last_error(), ErrorCode::NotAllowed);
  go(bob);
  ask(bob, ada);
  EXPECT_EQ(bob.last_error(), ErrorCode::NotAllowed);
  go(ada);
  ask(bob, ada, kOther);
  EXPECT_EQ(bob.last_error(), ErrorCode::NotAllowed);
  ask(bob, cleo);
  EXPECT_EQ(bob.last_error(), ErrorCode::NotAllowed);
  EXPECT_EQ(ada.count<protocol::Call>() + cleo.count<protocol::Call>(), 0u);
}

TEST_F(Meetings, WhoIsInACallWithSomebodyElseIsBusy) {
  go(ada);
  ongoing_call(ada, cleo);
  go(bob);
  ask(bob, ada);
  EXPECT_EQ(bob.last_error(), ErrorCode::Busy);
}

TEST_F(Meetings, BothAreStillThereAfterTheCallAndEitherMayAskAgain) {
  ada_and_bob_meet();
  ask(bob, ada);
  const CallId first = ada.last<protocol::Call>()->id;
  ada.accept(first);
  ada.end(first);
  ask(ada, bob);
  const auto second = *bob.last<protocol::Call>();
  EXPECT_NE(second.id, first);
  EXPECT_EQ(second.status, CallStatus::Dialling);
  EXPECT_TRUE(second.meeting);
}

TEST_F(Meetings, BothAskingAtOnceIsOneCall) {
  ada_and_bob_meet();
  ask(bob, ada);
  ask(ada, bob);
  EXPECT_EQ(ada.last<protocol::Call>()->status, CallStatus::Ongoing);
  EXPECT_EQ(world.stats().live_calls, 1u);
}

TEST_F(Meetings, WhoStaysWaits) {
  ada_and_bob_meet();
  leave(ada);
  EXPECT_EQ(state_of(ada), RoomState::Left);
  EXPECT_EQ(bob.last<Room>(), (Room{kRoom, RoomState::Waiting, {}, false}));
  go(cleo);
  EXPECT_TRUE(cleo.last<Room>()->asks) << "the newcomer";
  EXPECT_FALSE(bob.last<Room>()->asks);
  cleo.say(protocol::Bye{});
  EXPECT_EQ(state_of(bob), RoomState::Waiting);
}

TEST_F(Meetings, GoingElsewhereLeaves) {
  ada_and_bob_meet();
  go(ada, kOther);
  EXPECT_EQ(ada.last<Room>(), (Room{kOther, RoomState::Waiting, {}, false}));
  EXPECT_EQ(state_of(bob), RoomState::Waiting);
  leave(ada, kRoom);
  EXPECT_EQ(ada.last<Room>(), (Room{kRoom, RoomState::Left, {}, false})) << "where it is not any more";
  EXPECT_EQ(world.stats().meetings, 2u);
}

TEST_F(Meetings, ASecondSessionTakesThePlaceOfTheFirst) {
  Client& phone = world.join_as(ada);
  ada_and_bob_meet();
  go(phone);
  EXPECT_EQ(state_of(ada), RoomState::Left);
  EXPECT_EQ(state_of(bob), RoomState::Meeting);
  EXPECT_TRUE(phone.last<Room>()->asks);
  ask(phone, bob);
  EXPECT_EQ(bob.last<protocol::Call>()->status, CallStatus::Dialling);
}

TEST_F(Meetings, OutliveASocketButNotASession) {
  ada_and_bob_meet();
  ada.lose_socket();
  EXPECT_EQ(bob.count<Room>(), 1u) << "nobody is told of a lift";
  ada.resume();
  EXPECT_EQ(state_of(ada), RoomState::Meeting);
  ada.reload();
  EXPECT_EQ(ada.last<Room>()->other->id, bob.id());
  ada.lose_socket();
  world.pass(61s);
  EXPECT_EQ(state_of(bob), RoomState::Waiting);
  world.end();
  EXPECT_EQ(world.stats().meetings, 0u);
}

TEST_F(Meetings, ARingEndsWhenTheSessionItRingsInIsGone) {
  Client& phone = world.join_as(ada);
  ada_and_bob_meet();
  ask(bob, ada);
  ada.lose_socket();
  world.pass(61s);
  EXPECT_NE(bob.last<protocol::Call>()->status, CallStatus::Dialling);
  EXPECT_EQ(phone.count<protocol::Call>(), 0u);
}

TEST_F(Meetings, WhoHasBlockedSomebodyMeetsHimNowhere) {
  ada.say(protocol::Block{MessageId("b"), bob.id(), true});
  go(ada);
  go(bob);
  EXPECT_EQ(bob.last_error(), ErrorCode::RoomFull);
  go(bob, kOther);
  go(ada, kOther);
  EXPECT_EQ(ada.last_error(), ErrorCode::RoomFull);
}

}  // namespace
}  // namespace parley::hub::test
