// Whoever has blocked somebody is not online to them. Threat 7: what they see does not tell that they are blocked.
#include <vector>

#include <gtest/gtest.h>

#include "tests/server/hub/world.hpp"

namespace parley::hub::test {
namespace {

using protocol::ErrorCode;

bool lists(const Client& reader, const PersonId& person) {
  bool listed = false;
  for (const protocol::PeerList& list : reader.all<protocol::PeerList>()) {
    for (const protocol::Person& entry : list.people) listed = listed || entry.id == person;
  }
  return listed;
}

bool heard_of(const Client& reader, const PersonId& person) {
  for (const protocol::PeerJoined& joined : reader.all<protocol::PeerJoined>()) {
    for (const protocol::Person& entry : joined.people) {
      if (entry.id == person) return true;
    }
  }
  for (const protocol::PeerLeft& left : reader.all<protocol::PeerLeft>()) {
    for (const PersonId& id : left.ids) {
      if (id == person) return true;
    }
  }
  return lists(reader, person);
}

class Blocks : public ::testing::Test {
 protected:
  void block(const Client& person, const Client& other) {
    world.ask_for<Done>(SetBlocked{person.id(), other.id(), true});
  }

  World world;
  Client& ada = world.join("Ada");
  Client& eve = world.join("Eve");
  Client& bob = world.join("Bob");
};

TEST_F(Blocks, WhoIsBlockedSeesThePersonLeaveAndOthersSeeNothing) {
  eve.forget_heard();
  bob.forget_heard();
  block(ada, eve);
  EXPECT_EQ(eve.last<protocol::PeerLeft>()->ids, std::vector{ada.id()});
  world.pass(1s);
  EXPECT_FALSE(heard_of(bob, ada.id()));
  EXPECT_EQ(world.ask_for<Users>(ListUsers{eve.id()}).users.size(), 2u);
  EXPECT_EQ(world.ask_for<Users>(ListUsers{bob.id()}).users.size(), 3u);
}

TEST_F(Blocks, ACallFromWhoIsBlockedIsAnsweredAsIfThePersonHadLeft) {
  Client& gone = world.join("Gil");
  gone.say(protocol::Bye{});
  world.pass(1s);
  block(ada, eve);
  eve.ring_name("Gil");
  const auto left = *eve.last<protocol::Error>();
  eve.ring_name("Ada");
  auto blocked = *eve.last<protocol::Error>();
  EXPECT_EQ(blocked.code, ErrorCode::Offline);
  EXPECT_EQ(blocked.message.substr(3), left.message.substr(3)) << "word for word";
  eve.ring(ada);
  EXPECT_EQ(eve.last_error(), ErrorCode::Offline);
  EXPECT_EQ(ada.count<protocol::Call>(), 0u) << "nothing rings";
  EXPECT_TRUE(world.records().empty());
  for (int i = 0; i < 15; ++i) eve.ring_name("Ada");
  EXPECT_EQ(eve.last_error(), ErrorCode::Offline) << "no limit tells that somebody is there";
}

TEST_F(Blocks, AProgramIsAnsweredLikewise) {
  Program& robot = world.admit("Robot", PersonId("robot"));
  Program& other = world.admit("Other", PersonId("other"));
  world.ask_for<Done>(SetBlocked{other.id(), robot.id(), true});
  const auto view = world.ask_for<CallView>(StartCall{robot.id(), robot.id(), other.id()});
  EXPECT_EQ(view.status, protocol::CallStatus::Error);
  EXPECT_EQ(view.refused, ErrorCode::Offline);
  EXPECT_EQ(view.receiver, (User{other.id(), "Other", ""}));
  EXPECT_TRUE(other.events().empty());
}

TEST_F(Blocks, ChangesOfAHiddenPersonAreNotTold) {
  block(ada, eve);
  eve.forget_heard();
  bob.forget_heard();
  ringing_call(ada, bob);
  world.pass(1s);
  EXPECT_FALSE(heard_of(eve, ada.id()));
  EXPECT_TRUE(heard_of(eve, bob.id())) << "the others of the same batch are";
  ada.end(ada.last<protocol::Call>()->id);
  ada.say(protocol::Bye{});
  world.pass(1s);
  EXPECT_FALSE(heard_of(eve, ada.id())) << "nor that the person left";
  EXPECT_EQ(bob.last<protocol::PeerLeft>()->ids, std::vector{ada.id()});
}

TEST_F(Blocks, WhoComesLaterDoesNotSeeAHiddenPerson) {
  world.add_account("Dan");
  world.ask_for<Done>(SetBlocked{ada.id(), World::account_id("Dan"), true});
  Client& dan = world.sign_in("Dan");
  EXPECT_FALSE(lists(dan, ada.id()));
  EXPECT_TRUE(lists(dan, bob.id()));
}

TEST_F(Blocks, OfAnAccountHoldFromItsFirstMomentOnline) {
  world.add_account("Dan", {eve.id()});
  eve.forget_heard();
  Client& dan = world.sign_in("Dan");
  world.pass(1s);
  EXPECT_FALSE(heard_of(eve, dan.id()));
  EXPECT_TRUE(heard_of(bob, dan.id()));
  world.handle(BlocksChanged{dan.id(), {}});
  EXPECT_EQ(eve.last<protocol::PeerJoined>()->people.front().id, dan.id());
  world.handle(BlocksChanged{dan.id(), {eve.id(), bob.id()}});
  EXPECT_EQ(eve.last<protocol::PeerLeft>()->ids, std::vector{dan.id()});
  EXPECT_EQ(bob.last<protocol::PeerLeft>()->ids, std::vector{dan.id()});
}

TEST_F(Blocks, ThePersonStillSeesAndMayRingWhomHeBlocked) {
  block(ada, eve);
  const CallId call = ringing_call(ada, eve);
  eve.accept(call);
  EXPECT_EQ(ada.last<protocol::Call>()->status, protocol::CallStatus::Ongoing);
}

TEST_F(Blocks, BothRingingEachOtherMeetAlthoughOneIsHidden) {
  block(ada, eve);
  ringing_call(ada, eve);
  eve.ring(ada);
  EXPECT_EQ(ada.last<protocol::Call>()->status, protocol::CallStatus::Ongoing);
}

TEST_F(Blocks, AreBoundedAndNeverOfOneself) {
  EXPECT_EQ(world.refusal(SetBlocked{ada.id(), ada.id(), true})->code, ErrorCode::NotAllowed);
  EXPECT_EQ(world.refusal(SetBlocked{PersonId("p-gone"), ada.id(), true})->code, ErrorCode::Offline);
  Config config;
  config.blocked_people = 1;
  World small(config);
  Client& dan = small.join("Dan");
  small.ask_for<Done>(SetBlocked{dan.id(), PersonId("a"), true});
  EXPECT_EQ(small.refusal(SetBlocked{dan.id(), PersonId("b"), true})->code, ErrorCode::TooLarge);
  small.ask_for<Done>(SetBlocked{dan.id(), PersonId("a"), false});
  small.ask_for<Done>(SetBlocked{dan.id(), PersonId("b"), true});
}

TEST_F(Blocks, AreOrderedBySocketAndToldToAllSessions) {
  Client& tablet = world.join_as(ada);
  ada.say(protocol::Block{MessageId("b1"), eve.id(), true});
  EXPECT_EQ(eve.last<protocol::PeerLeft>()->ids, std::vector{ada.id()});
  const protocol::Blocks expected{{{eve.id(), "Eve"}}};
  EXPECT_EQ(ada.last<protocol::Blocks>(), expected);
  EXPECT_EQ(tablet.last<protocol::Blocks>(), expected);
  block(ada, bob);
  EXPECT_EQ(ada.last<protocol::Blocks>()->people.size(), 2u) << "the other way in tells it too";
  ada.say(protocol::Block{MessageId("b2"), bob.id(), true});
  EXPECT_EQ(ada.count<protocol::Blocks>(), 2u) << "nothing has changed";
  ada.say(protocol::Block{MessageId("b3"), eve.id(), false});
  EXPECT_EQ(ada.last<protocol::Blocks>(), (protocol::Blocks{{{bob.id(), "Bob"}}}));
  EXPECT_EQ(eve.last<protocol::PeerJoined>()->people.front().id, ada.id());
  ada.say(protocol::Block{MessageId("b4"), ada.id(), true});
  EXPECT_EQ(ada.last_error(), ErrorCode::SelfCall);
}

TEST_F(Blocks, AreToldToWhoComesBackAndKeepTheNameOfWhoLeft) {
  ada.say(protocol::Block{MessageId("b1"), eve.id(), true});
  ada.say(protocol::Block{MessageId("b2"), PersonId("p-unheard-of"), true});
  eve.say(protocol::Bye{});
  world.pass(1s);
  ada.forget_heard();
  ada.reload();
  EXPECT_EQ(ada.last<protocol::Blocks>(),
            (protocol::Blocks{{{PersonId("p-unheard-of"), std::nullopt}, {eve.id(), "Eve"}}}));
  EXPECT_EQ(ada.types().back(), "peer-list") << "which ends the state";
}

TEST_F(Blocks, OfAnAccountAreKeptAndToldWhenItComes) {
  world.add_account("Dan", {bob.id()});
  Client& dan = world.sign_in("Dan");
  EXPECT_EQ(dan.last<protocol::Blocks>(), (protocol::Blocks{{{bob.id(), "Bob"}}}));
  EXPECT_EQ(eve.count<protocol::Blocks>(), 0u) << "who comes new to an empty list is not told it";
  const auto kept = [&] {
    std::vector<KeepBlock> orders;
    for (const Effect& effect : world.last_effects()) {
      if (const auto* keep = std::get_if<KeepBlock>(&effect)) orders.push_back(*keep);
    }
    return orders;
  };
  dan.say(protocol::Block{MessageId("b1"), eve.id(), true});
  EXPECT_EQ(kept(), (std::vector{KeepBlock{dan.id(), eve.id(), "Eve", true}}));
  dan.say(protocol::Block{MessageId("b2"), eve.id(), true});
  EXPECT_TRUE(kept().empty());
  dan.say(protocol::Block{MessageId("b3"), bob.id(), false});
  EXPECT_EQ(kept(), (std::vector{KeepBlock{dan.id(), bob.id(), "Bob", false}}));
  ada.say(protocol::Block{MessageId("b1"), eve.id(), true});
  EXPECT_TRUE(kept().empty()) << "a guest's list ends with him";
}

TEST_F(Blocks, KeepTheNameThatTheStoreKnows) {
  const protocol::BlockedPerson mallory{PersonId("p-mallory"), "Mallory"};
  CredentialVerified dan{1, PersonId("p-dan"), "Dan", LoginId("login-dan"), {mallory, {eve.id(), "Eve of old"}}};
  world.mute_directory();
  Client& client = world.connect("192.0.2.77");
  client.sign_in("unheard-of");
  for (const Effect& effect : world.last_effects()) {
    if (const auto* question = std::get_if<VerifyCredential>(&effect)) dan.admission = question->admission;
  }
  world.handle(dan);
  EXPECT_EQ(client.last<protocol::Blocks>(), (protocol::Blocks{{{eve.id(), "Eve"}, mallory}})) << "or that of now";
}

TEST_F(Blocks, HaveALimitThatIsToldInItsOwnWords) {
  Config config;
  config.blocked_people = 1;
  World small(config);
  Client& dan = small.join("Dan");
  dan.say(protocol::Block{MessageId("b1"), PersonId("a"), true});
  dan.say(protocol::Block{MessageId("b2"), PersonId("b"), true});
  EXPECT_EQ(dan.last_error(), ErrorCode::TooLarge);
  EXPECT_EQ(dan.last<protocol::Error>()->message, "More people cannot be blocked. Unblock somebody first.");
}

TEST(BlocksAmongMany, LeaveThePagesOfOthersAsTheyAre) {
  Config config;
  config.people_per_list = 2;
  config.people_per_batch = 2;
  World world(config);
  std::vector<Client*> guests;
  for (int i = 0; i < 7; ++i) guests.push_back(&world.join("Guest " + std::to_string(i)));
  world.add_account("Dan");
  world.ask_for<Done>(SetBlocked{guests[3]->id(), World::account_id("Dan"), true});
  Client& dan = world.sign_in("Dan");
  Client& late = world.join("Late");
  for (const Client* guest : guests) {
    EXPECT_EQ(lists(dan, guest->id()), guest != guests[3]);
    EXPECT_TRUE(lists(late, guest->id()));
  }
}

}  // namespace
}  // namespace parley::hub::test
