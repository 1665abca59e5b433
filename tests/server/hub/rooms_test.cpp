// Calls between a browser and a program of the call API: their media run through the media server's room.
#include <gtest/gtest.h>

#include "tests/server/hub/world.hpp"

namespace parley::hub::test {
namespace {

using protocol::CallStatus;
using protocol::EndReason;
using protocol::ErrorCode;
using Types = std::vector<std::string>;

Config with_media_server() {
  Config config;
  config.media_server = true;
  return config;
}

class Rooms : public ::testing::Test {
 protected:
  World world{with_media_server()};
  Client& ada = world.join("Ada");
  Program& robot = world.admit("Robot", PersonId("robot"));

  CallId ring_ada() { return world.ask_for<CallView>(StartCall{robot.id(), robot.id(), ada.id()}).id; }
  CallId ring_robot() {
    ada.say(protocol::CallRequest{MessageId("m-1"), robot.id(), std::nullopt, protocol::Media::Video, "v=0\r\n"});
    return ada.last<protocol::Call>()->id;
  }
};

TEST_F(Rooms, ABrowserRingsAProgramAndNegotiatesNothing) {
  const CallId call = ring_robot();
  EXPECT_TRUE(ada.last<protocol::Call>()->room);
  EXPECT_EQ(robot.event_types(), Types{"INCOMING_CALL"});
  robot.answer(call, true);
  EXPECT_EQ(ada.last<protocol::Call>()->status, CallStatus::Ongoing);
  for (const auto& say : {0, 1}) {
    ada.forget_heard();
    if (say == 0) ada.offer(call, 2);
    if (say == 1) ada.candidate(call, 1);
    EXPECT_EQ(ada.last_error(), ErrorCode::NotAllowed);
  }
  EXPECT_EQ(robot.event_types(), Types{"INCOMING_CALL"});
}

TEST_F(Rooms, AProgramRingsABrowser) {
  const CallId call = ring_ada();
  const auto told = ada.last<protocol::Call>();
  ASSERT_TRUE(told);
  EXPECT_TRUE(told->room);
  EXPECT_EQ(told->caller.name, "Robot");
  EXPECT_EQ(ada.count<protocol::Offer>(), 0u);
  ada.accept(call);
  EXPECT_EQ(robot.event_types(), Types{"ACCEPT_CALL"});
  robot.end(call);
  EXPECT_EQ(ada.last<protocol::Call>()->status, CallStatus::Ended);
  EXPECT_EQ(robot.event_types(), (Types{"ACCEPT_CALL", "END_CALL"}));
}

TEST_F(Rooms, TheDurationBeginsWhenTheBrowserHasMedia) {
  const CallId call = ring_ada();
  ada.accept(call);
  world.pass(2s);
  EXPECT_FALSE(ada.last<protocol::Call>()->elapsed);
  ada.media(call, 1, true);
  EXPECT_EQ(ada.last<protocol::Call>()->elapsed, 0ms);
  world.pass(3s);
  ada.end(call);
  EXPECT_EQ(world.records().back().duration, 3s);
  EXPECT_TRUE(world.records().back().connected_at);
  EXPECT_EQ(robot.event_types(), (Types{"ACCEPT_CALL", "END_CALL"})) << "accepted once";
}

TEST_F(Rooms, ABrowserThatDeclinesOrIsLostIsToldToTheProgram) {
  ada.decline(ring_ada());
  EXPECT_EQ(robot.event_types(), Types{"DECLINE_CALL"});
  const CallId call = ring_ada();
  ada.accept(call);
  ada.lose_socket();
  world.pass(60s);
  EXPECT_EQ(robot.events().back().type, "END_CALL");
}

TEST_F(Rooms, BothRingingEachOtherAreInOneCall) {
  const CallId call = ring_ada();
  ada.ring_name("Robot");
  EXPECT_EQ(ada.last<protocol::Call>()->id, call);
  EXPECT_EQ(ada.last<protocol::Call>()->status, CallStatus::Ongoing);
  EXPECT_TRUE(ada.last<protocol::Call>()->room);
  EXPECT_EQ(robot.event_types(), Types{"ACCEPT_CALL"});
  EXPECT_EQ(world.stats().calls_made, 1u);
}

TEST_F(Rooms, AProgramThatRingsItsBrowserRingerAccepts) {
  const CallId call = ring_robot();
  EXPECT_EQ(world.ask_for<CallView>(StartCall{robot.id(), robot.id(), ada.id()}).id, call);
  EXPECT_EQ(ada.last<protocol::Call>()->status, CallStatus::Ongoing);
}

TEST_F(Rooms, TwoBrowsersStillTalkDirectly) {
  Client& bob = world.join("Bob");
  EXPECT_FALSE(world.stats().live_calls);
  ongoing_call(ada, bob);
  EXPECT_FALSE(bob.last<protocol::Call>()->room);
  EXPECT_EQ(bob.count<protocol::Offer>(), 1u);
}

// ---- without a media server ----

TEST(NoMediaServer, ABrowserAndAProgramCannotTalk) {
  World world;
  Client& ada = world.join("Ada");
  Program& robot = world.admit("Robot", PersonId("robot"));
  ada.ring_name("Robot");
  const auto error = ada.last<protocol::Error>();
  ASSERT_TRUE(error);
  EXPECT_EQ(error->code, ErrorCode::NoMediaServer);
  EXPECT_NE(error->message.find("Robot"), std::string::npos);
  const auto view = world.ask_for<CallView>(StartCall{robot.id(), robot.id(), ada.id()});
  EXPECT_EQ(view.status, CallStatus::Error);
  EXPECT_EQ(view.refused, ErrorCode::NoMediaServer);
  EXPECT_EQ(ada.count<protocol::Call>(), 0u);
  EXPECT_TRUE(robot.events().empty());
  EXPECT_TRUE(world.records().empty());
}

// ---- a person with a browser and a program ----

class BothKinds : public ::testing::Test {
 protected:
  explicit BothKinds(Config config = with_media_server()) : world(std::move(config)) { world.add_account("Bob"); }

  Program& bobs_program() {
    return world.admit(Wish{.name = "Bob",
                            .id = World::account_id("Bob"),
                            .actor = World::account_id("Bob"),
                            .login = World::login_of("Bob")});
  }

  World world;
};

TEST_F(BothKinds, ABrowserRingsTheBrowserAlone) {
  Client& tab = world.sign_in("Bob");
  Program& program = bobs_program();
  Client& ada = world.join("Ada");
  const CallId call = ringing_call(ada, tab);
  EXPECT_FALSE(tab.last<protocol::Call>()->room);
  EXPECT_TRUE(program.events().empty());
  EXPECT_EQ(world.refusal(AnswerCall{program.id(), call, true})->code, ErrorCode::NotAllowed);
}

TEST_F(BothKinds, AProgramRingsBothAndTheFirstAnswerWins) {
  Client& tab = world.sign_in("Bob", "Firefox on Linux");
  Program& program = bobs_program();
  Program& robot = world.admit("Robot", PersonId("robot"));
  const CallId call = world.ask_for<CallView>(StartCall{robot.id(), robot.id(), program.id()}).id;
  EXPECT_EQ(program.event_types(), Types{"INCOMING_CALL"});
  EXPECT_EQ(tab.last<protocol::Call>()->status, CallStatus::Dialling);
  tab.accept(call);
  EXPECT_EQ(program.event_types(), (Types{"INCOMING_CALL", "END_CALL"})) << "its ringing stops";
  EXPECT_EQ(program.events().back().status, "ENDED");
  EXPECT_EQ(robot.event_types(), Types{"ACCEPT_CALL"});
  tab.end(call);
  EXPECT_EQ(program.event_types(), (Types{"INCOMING_CALL", "END_CALL"})) << "once";
}

TEST_F(BothKinds, TheBrowserIsToldThatTheProgramAnswered) {
  Client& tab = world.sign_in("Bob");
  Program& program = bobs_program();
  Program& robot = world.admit("Robot", PersonId("robot"));
  const CallId call = world.ask_for<CallView>(StartCall{robot.id(), robot.id(), program.id()}).id;
  program.answer(call, true);
  EXPECT_TRUE(tab.last<protocol::Call>()->elsewhere);
}

class LongRing : public BothKinds {
 protected:
  LongRing() : BothKinds(config()) {}

  static Config config() {
    Config config = with_media_server();
    config.ring = 300s;
    return config;
  }
};

TEST_F(LongRing, EndsWhenTheLastSessionThatRingsIsGoneForGood) {
  Client& tab = world.sign_in("Bob");
  Program& program = bobs_program();
  Client& ada = world.join("Ada");
  ringing_call(ada, tab);
  tab.lose_socket();
  world.pass(59s);
  EXPECT_EQ(ada.last<protocol::Call>()->status, CallStatus::Dialling);
  world.pass(1s);
  EXPECT_EQ(ada.last<protocol::Call>()->status, CallStatus::Ended);
  EXPECT_TRUE(program.is_open()) << "his program cannot take a direct call";
}

TEST_F(BothKinds, AProgramThatComesWhileItRingsHearsIt) {
  world.sign_in("Bob");
  Program& robot = world.admit("Robot", PersonId("robot"));
  world.ask(StartCall{robot.id(), robot.id(), World::account_id("Bob")});
  EXPECT_EQ(bobs_program().event_types(), Types{"INCOMING_CALL"});
}

class BothKindsWithoutMediaServer : public BothKinds {
 protected:
  BothKindsWithoutMediaServer() : BothKinds(Config{}) {}
};

TEST_F(BothKindsWithoutMediaServer, AProgramRingsTheProgramAlone) {
  Client& tab = world.sign_in("Bob");
  Program& program = bobs_program();
  Program& robot = world.admit("Robot", PersonId("robot"));
  const CallId call = world.ask_for<CallView>(StartCall{robot.id(), robot.id(), program.id()}).id;
  EXPECT_EQ(tab.count<protocol::Call>(), 0u);
  tab.accept(call);
  EXPECT_EQ(tab.last_error(), ErrorCode::NotAllowed);
  EXPECT_EQ(std::get<CallView>(program.answer(call, true)).status, CallStatus::Ongoing);
}

}  // namespace
}  // namespace parley::hub::test
