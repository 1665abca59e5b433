// The call API: whose id a program may have, what it may ask, and which events it hears.
#include <gtest/gtest.h>

#include "core/protocol/error_code.hpp"
#include "tests/server/hub/world.hpp"

namespace parley::hub::test {
namespace {

using protocol::CallStatus;
using protocol::EndReason;
using protocol::ErrorCode;
using Types = std::vector<std::string>;

CallView view_of(const Reply& reply) {
  const auto* view = std::get_if<CallView>(&reply);
  EXPECT_NE(view, nullptr);
  return view == nullptr ? CallView{} : *view;
}

std::optional<ErrorCode> code_of(const Reply& reply) {
  const auto* refused = std::get_if<Refused>(&reply);
  return refused == nullptr ? std::nullopt : std::optional(refused->code);
}

Config trusting() {
  Config config;
  config.trust_ids = true;
  return config;
}

// ---- the handshake ----

TEST(Handshake, AProgramHasTheIdItWishesOrAnIssuedOne) {
  World world;
  EXPECT_EQ(world.admit("Robot", PersonId("robot-7")).id(), PersonId("robot-7"));
  EXPECT_EQ(world.admit("Other").id().value().rfind("p-", 0), 0u);
}

TEST(Handshake, OurOwnIdsCannotBeClaimedByOthers) {
  World world;
  Client& ada = world.join("Ada");
  EXPECT_EQ(world.refusal({Wish{.name = "Eve", .id = ada.id()}})->code, ErrorCode::NotAllowed);
  EXPECT_EQ(world.refusal({Wish{.name = "Eve", .id = PersonId("p-free")}})->code, ErrorCode::NotAllowed);
  EXPECT_EQ(world.refusal({Wish{.name = "Eve", .id = ada.id(), .actor = PersonId("p-eve")}})->code,
            ErrorCode::NotAllowed);
}

TEST(Handshake, AnIdInUseNeedsItsCredential) {
  World world;
  Program& first = world.admit("Robot", PersonId("robot"));
  const auto refused = world.refusal(Wish{.name = "Robot", .id = PersonId("robot")});
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->code, ErrorCode::NotAllowed);
  EXPECT_TRUE(refused->in_use);
  EXPECT_TRUE(first.is_open());
  EXPECT_EQ(world.stats().sign_ins_refused, 1u);
}

TEST(Handshake, WithItsCredentialAProgramTakesItsOldSessionOver) {
  World world;
  Program& first = world.admit("Robot", PersonId("robot"));
  Program& second = world.admit(Wish{.name = "Robot", .id = PersonId("robot"), .actor = PersonId("robot")});
  EXPECT_EQ(second.session(), first.session());
  EXPECT_EQ(first.close_code(), protocol::row(ErrorCode::Replaced).close_code);
  EXPECT_TRUE(second.is_open());
  EXPECT_EQ(world.stats().sessions, 1u);
}

TEST(Handshake, WhereIdsAreTrustedANewHandshakeTakesAnIdOver) {
  World world(trusting());
  Program& first = world.admit("Robot", PersonId("robot"));
  Program& second = world.admit("Robot", PersonId("robot"));
  EXPECT_EQ(first.close_code(), protocol::row(ErrorCode::Replaced).close_code);
  EXPECT_TRUE(second.is_open());
  EXPECT_EQ(world.refusal(Wish{.name = "Eve", .id = world.join("Ada").id()})->code, ErrorCode::NotAllowed)
      << "our own ids are nobody else's even then";
}

TEST(Handshake, NamesNeedNotDifferButAnAccountsIsItsOwn) {
  World world;
  world.add_account("Ada");
  EXPECT_EQ(world.admit("Robot").name(), "Robot");
  EXPECT_EQ(world.admit("Robot").name(), "Robot");
  EXPECT_EQ(world.join("Robot").you().name, "Robot") << "a program holds no name";
  EXPECT_EQ(world.refusal(Wish{.name = "ADA"})->code, ErrorCode::NameReserved);
  Program& own = world.admit(Wish{.name = "Ada", .actor = World::account_id("Ada"), .login = World::login_of("Ada")});
  EXPECT_EQ(own.id(), World::account_id("Ada"));
  EXPECT_EQ(world.refusal(Wish{.name = " "})->code, ErrorCode::NameInvalid);
}

TEST(Handshake, WhoeverHasARightToANameIsFoundByItFirst) {
  World world;
  Program& before = world.admit("Bob");
  Client& bob = world.join("Bob");
  world.admit("Bob");
  Client& ada = world.join("Ada");
  ada.ring_name("Bob");
  EXPECT_EQ(bob.count<protocol::Call>(), 1u);
  EXPECT_TRUE(before.events().empty());
  bob.say(protocol::Bye{});
}

TEST(Handshake, BadIdsAndLocationsAreRefused) {
  World world;
  EXPECT_EQ(world.refusal(Wish{.name = "A", .id = PersonId("two words")})->code, ErrorCode::BadMessage);
  EXPECT_EQ(world.refusal(Wish{.name = "A", .id = PersonId("")})->code, ErrorCode::BadMessage);
  EXPECT_EQ(world.refusal(Wish{.name = "A", .id = PersonId(std::string(65, 'x'))})->code, ErrorCode::BadMessage);
  EXPECT_EQ(world.refusal(Wish{.name = "A", .location = std::string(257, 'x')})->code, ErrorCode::TooLarge);
  EXPECT_EQ(world.refusal(Wish{.name = "A", .location = "a\nb"})->code, ErrorCode::BadMessage);
  EXPECT_EQ(world.refusal(Wish{.name = "A", .location = "\xFF"})->code, ErrorCode::BadMessage);
  EXPECT_EQ(world.stats().people, 0u);
}

TEST(Handshake, ASessionWithoutASocketEnds) {
  World world;
  const auto admitted = world.ask_for<Admitted>(Wish{.name = "Robot"});
  EXPECT_EQ(world.stats().sessions, 1u);
  world.pass(5s);
  EXPECT_EQ(world.stats().sessions, 0u);
  world.handle(SocketOpened{99, "192.0.2.1", {}, {}, admitted.session});
  EXPECT_EQ(std::get<CloseSocket>(world.last_effects().back()).code, protocol::row(ErrorCode::TokenExpired).close_code);
  EXPECT_EQ(world.stats().connections, 0u);
}

TEST(Handshake, ASocketCannotTakeASessionOfWs) {
  World world;
  Client& ada = world.join("Ada");
  const auto session = ada.last<protocol::ClientId>()->session;
  world.handle(SocketOpened{99, "192.0.2.1", {}, {}, session});
  EXPECT_TRUE(ada.is_open());
  EXPECT_EQ(world.stats().connections, 1u);
}

TEST(Handshake, AProgramsTokenResumesNothingOnWs) {
  World world;
  Program& robot = world.admit("Robot", PersonId("robot"));
  Client& thief = world.connect();
  thief.say(protocol::Hello{1, "test/1", "Eve", protocol::Resume{robot.token(), 0}});
  EXPECT_EQ(thief.you().name, "Eve");
  EXPECT_TRUE(robot.is_open());
}

TEST(Handshake, WhatAProgramSaysOnItsSocketIsIgnoredWithinItsRate) {
  World world;
  Program& robot = world.admit("Robot");
  for (int i = 0; i < 100; ++i) world.handle(FrameReceived{robot.connection(), "{\"type\":\"hello\"}"});
  EXPECT_TRUE(robot.is_open());
  EXPECT_TRUE(robot.events().empty());
  for (int i = 0; i < 200; ++i) world.handle(FrameReceived{robot.connection(), "x"});
  EXPECT_EQ(robot.close_code(), protocol::row(ErrorCode::RateLimited).close_code);
  EXPECT_TRUE(robot.events().empty());
}

// ---- who is here ----

TEST(People, OfTheCallApiAndOfWsSeeEachOther) {
  World world;
  Client& ada = world.join("Ada");
  Program& robot = world.admit(Wish{.name = "Robot", .id = PersonId("robot"), .location = "Lab 2"});
  EXPECT_EQ(ada.last<protocol::PeerJoined>()->people.front().id, robot.id());
  const auto users = world.ask_for<Users>(ListUsers{robot.id()}).users;
  ASSERT_EQ(users.size(), 2u);
  EXPECT_EQ(users[0], (User{ada.id(), "Ada", ""}));
  EXPECT_EQ(users[1], (User{robot.id(), "Robot", "Lab 2"}));
  robot.leave();
  world.pass(1s);
  EXPECT_EQ(ada.last<protocol::PeerLeft>()->ids.front(), robot.id());
}

TEST(People, ATokenTellsWhoseItIs) {
  World world;
  Program& robot = world.admit("Robot", PersonId("robot"));
  Client& ada = world.join("Ada");
  const auto known = world.ask_for<Known>(WhoIs{robot.token()});
  EXPECT_EQ(known.person, robot.id());
  EXPECT_EQ(known.session, robot.session());
  EXPECT_TRUE(known.login.empty());
  EXPECT_GT(known.here_since, 0);
  EXPECT_EQ(world.ask_for<Known>(WhoIs{ada.token()}).name, "Ada");
  EXPECT_EQ(world.refusal(WhoIs{"t-forged"})->code, ErrorCode::TokenExpired);
}

// ---- calls between programs: no media server is needed to ring ----

class CallApi : public ::testing::Test {
 protected:
  World world;
  Program& ada = world.admit(Wish{.name = "Ada", .id = PersonId("ada"), .location = "Berlin"});
  Program& bob = world.admit("Bob", PersonId("bob"));

  CallId ring() { return view_of(ada.start(bob.id())).id; }
};

TEST_F(CallApi, TheReceiverHearsOfAnIncomingCallAndTheCallerHasItsAnswer) {
  const CallView call = view_of(ada.start(bob.id()));
  EXPECT_EQ(call.status, CallStatus::Dialling);
  EXPECT_EQ(call.caller, (User{PersonId("ada"), "Ada", "Berlin"}));
  EXPECT_FALSE(call.refused);
  EXPECT_TRUE(ada.events().empty());
  ASSERT_EQ(bob.event_types(), Types{"INCOMING_CALL"});
  EXPECT_EQ(bob.events().front().text,
            "{\"type\":\"INCOMING_CALL\",\"call\":{\"id\":\"" + call.id.value() +
                "\",\"caller\":{\"name\":\"Ada\",\"id\":\"ada\",\"location\":\"Berlin\"},"
                "\"receiver\":{\"name\":\"Bob\",\"id\":\"bob\",\"location\":\"\"},\"status\":\"DIALLING\"}}");
}

TEST_F(CallApi, AnAcceptedCallIsToldToTheCaller) {
  const CallId call = ring();
  EXPECT_EQ(view_of(bob.answer(call, true)).status, CallStatus::Ongoing);
  EXPECT_EQ(ada.event_types(), Types{"ACCEPT_CALL"});
  EXPECT_EQ(ada.events().back().status, "ONGOING");
  EXPECT_EQ(bob.event_types(), Types{"INCOMING_CALL"});
}

TEST_F(CallApi, ADeclinedCallIsToldToTheCallerAlone) {
  EXPECT_EQ(view_of(bob.answer(ring(), false)).status, CallStatus::Declined);
  EXPECT_EQ(ada.event_types(), Types{"DECLINE_CALL"});
  EXPECT_EQ(ada.events().back().status, "DECLINED");
  EXPECT_EQ(bob.event_types(), Types{"INCOMING_CALL"});
}

TEST_F(CallApi, TheEndIsToldToBothAlsoToTheOneWhoEndedIt) {
  const CallId call = ring();
  bob.answer(call, true);
  world.pass(3s);
  EXPECT_EQ(view_of(ada.end(call)).status, CallStatus::Ended);
  EXPECT_EQ(ada.event_types(), (Types{"ACCEPT_CALL", "END_CALL"}));
  EXPECT_EQ(bob.event_types(), (Types{"INCOMING_CALL", "END_CALL"}));
  EXPECT_EQ(bob.events().back().status, "ENDED");
  EXPECT_EQ(world.records().back().reason, EndReason::HungUp);
  EXPECT_EQ(world.records().back().duration, 3s) << "programs report no media: it counts from accept";
  EXPECT_FALSE(world.records().back().connected_at);
}

TEST_F(CallApi, ACancelledRingEndsAsEndedForBoth) {
  const CallId call = ring();
  EXPECT_EQ(view_of(ada.end(call)).status, CallStatus::Ended);
  EXPECT_EQ(ada.events().back().type, "END_CALL");
  EXPECT_EQ(bob.events().back().type, "END_CALL");
  EXPECT_EQ(bob.events().back().status, "ENDED");
  EXPECT_EQ(world.records().back().reason, EndReason::Cancelled);
}

TEST_F(CallApi, ARingThatTimesOutIsMissedForBoth) {
  ring();
  world.pass(45s);
  for (const Program* side : {&ada, &bob}) {
    EXPECT_EQ(side->events().back().type, "END_CALL");
    EXPECT_EQ(side->events().back().status, "MISSED");
    EXPECT_NE(side->events().back().text.find("\"errMsg\":\"no-answer\""), std::string::npos);
  }
}

TEST_F(CallApi, AReceiverWhoEndsARingDeclinesIt) {
  EXPECT_EQ(view_of(bob.end(ring())).status, CallStatus::Declined);
  EXPECT_EQ(ada.event_types(), Types{"DECLINE_CALL"});
}

TEST_F(CallApi, ACallRefusedAtItsStartIsToldInTheAnswerAlone) {
  Program& eve = world.admit("Eve", PersonId("eve"));
  const CallId live = ring();
  ada.forget_events();
  bob.forget_events();
  const CallView busy = view_of(eve.start(bob.id()));
  EXPECT_EQ(busy.status, CallStatus::Error);
  EXPECT_EQ(busy.refused, ErrorCode::Busy);
  EXPECT_EQ(busy.receiver.name, "Bob");
  EXPECT_EQ(world.records().back().call, busy.id);
  EXPECT_EQ(world.records().back().reason, EndReason::Busy);
  EXPECT_TRUE(ada.events().empty());
  EXPECT_TRUE(bob.events().empty());
  EXPECT_TRUE(eve.events().empty());
  ada.end(live);
  const std::size_t records = world.records().size();
  bob.leave();
  const CallView offline = view_of(eve.start(PersonId("bob")));
  EXPECT_EQ(offline.refused, ErrorCode::Offline);
  EXPECT_EQ(offline.receiver, (User{PersonId("bob"), "Bob", ""}));
  EXPECT_FALSE(offline.id.empty());
  EXPECT_EQ(world.records().size(), records);
  EXPECT_TRUE(eve.events().empty());
}

TEST_F(CallApi, MistakesOfTheCallerAreRefused) {
  EXPECT_EQ(code_of(ada.start(PersonId("nobody"))), ErrorCode::UnknownPerson);
  EXPECT_EQ(code_of(ada.start(ada.id())), ErrorCode::SelfCall);
  EXPECT_EQ(code_of(world.ask(StartCall{PersonId("ghost"), PersonId("ghost"), bob.id()})), ErrorCode::Offline);
  ring();
  EXPECT_EQ(code_of(ada.start(bob.id())), ErrorCode::NotAllowed) << "in a call already";
}

// Threat 3, a forged sender: a request speaks for the person of its credential and for nobody else.
TEST_F(CallApi, NobodySpeaksForAnother) {
  Program& eve = world.admit("Eve", PersonId("eve"));
  EXPECT_EQ(code_of(world.ask(StartCall{eve.id(), ada.id(), bob.id()})), ErrorCode::NotAllowed);
  EXPECT_EQ(code_of(world.ask(StartCall{std::nullopt, ada.id(), bob.id()})), ErrorCode::NotAllowed);
  const CallId call = ring();
  EXPECT_EQ(code_of(eve.answer(call, true)), ErrorCode::NoSuchCall) << "a third person does not learn that it is there";
  EXPECT_EQ(code_of(ada.answer(call, true)), ErrorCode::NotAllowed) << "only the receiver answers";
  EXPECT_EQ(code_of(world.ask(AnswerCall{std::nullopt, call, true})), ErrorCode::NotAllowed);
  EXPECT_EQ(code_of(eve.end(call)), ErrorCode::NoSuchCall);
  EXPECT_EQ(code_of(world.ask(EndCall{eve.id(), call, ada.id()})), ErrorCode::NoSuchCall);
  EXPECT_EQ(code_of(world.ask(EndCall{bob.id(), call, ada.id()})), ErrorCode::NotAllowed);
  EXPECT_EQ(code_of(world.ask(EndCall{std::nullopt, call, ada.id()})), ErrorCode::NotAllowed);
  EXPECT_EQ(code_of(world.ask(FindCall{call, eve.id()})), ErrorCode::NoSuchCall);
  EXPECT_EQ(view_of(world.ask(FindCall{call, ada.id()})).status, CallStatus::Dialling) << "nothing was changed";
}

TEST_F(CallApi, ASecondAnswerAndASecondEndAreRefused) {
  const CallId call = ring();
  bob.answer(call, true);
  EXPECT_EQ(code_of(bob.answer(call, true)), ErrorCode::NotAllowed);
  EXPECT_EQ(code_of(bob.answer(call, false)), ErrorCode::NotAllowed);
  bob.end(call);
  EXPECT_EQ(code_of(bob.end(call)), ErrorCode::CallOver);
  EXPECT_EQ(code_of(bob.answer(call, true)), ErrorCode::CallOver);
  EXPECT_EQ(code_of(bob.answer(CallId("c-none"), true)), ErrorCode::NoSuchCall);
  EXPECT_EQ(view_of(world.ask(FindCall{call, bob.id()})).status, CallStatus::Ended) << "still readable";
}

TEST_F(CallApi, TwoWhoRingEachOtherAreInOneCall) {
  const CallId call = ring();
  const CallView merged = view_of(bob.start(ada.id()));
  EXPECT_EQ(merged.id, call);
  EXPECT_EQ(merged.status, CallStatus::Ongoing);
  EXPECT_EQ(ada.event_types(), Types{"ACCEPT_CALL"});
}

TEST_F(CallApi, LeavingEndsTheCallAtOnceAndALostSocketHasItsGrace) {
  const CallId call = ring();
  bob.answer(call, true);
  bob.lose_socket();
  world.pass(59s);
  EXPECT_EQ(ada.events().back().type, "ACCEPT_CALL");
  Program& back = world.admit(Wish{.name = "Bob", .id = PersonId("bob"), .actor = PersonId("bob")});
  world.pass(60s);
  EXPECT_EQ(ada.events().back().type, "ACCEPT_CALL") << "the same person is back in the same call";
  back.leave();
  EXPECT_EQ(ada.events().back().type, "END_CALL");
  EXPECT_EQ(world.records().back().reason, EndReason::HungUp);
}

TEST_F(CallApi, AProgramThatIsLostForGoodEndsItsCall) {
  bob.answer(ring(), true);
  bob.lose_socket();
  world.pass(60s);
  EXPECT_EQ(ada.events().back().type, "END_CALL");
  EXPECT_EQ(world.records().back().reason, EndReason::ConnectionLost);
}

TEST_F(CallApi, WhatHappenedWhileItWasAwayIsToldToAProgramThatComesBack) {
  const CallId call = ring();
  ada.lose_socket();
  bob.answer(call, true);
  Program& back = world.admit(Wish{.name = "Ada", .id = PersonId("ada"), .actor = PersonId("ada")});
  EXPECT_EQ(back.event_types(), Types{"ACCEPT_CALL"});
  back.lose_socket();
  bob.end(call);
  Program& again = world.admit(Wish{.name = "Ada", .id = PersonId("ada"), .actor = PersonId("ada")});
  EXPECT_EQ(again.event_types(), Types{"END_CALL"});
  again.lose_socket();
  Program& third = world.admit(Wish{.name = "Ada", .id = PersonId("ada"), .actor = PersonId("ada")});
  EXPECT_TRUE(third.events().empty()) << "once";
}

// Threat 6, ring flooding.
TEST_F(CallApi, RingsToOnePersonAreLimited) {
  for (int i = 0; i < 10; ++i) ada.end(ring());
  const auto refused = world.refusal(StartCall{ada.id(), ada.id(), bob.id()});
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->code, ErrorCode::RateLimited);
  ASSERT_TRUE(refused->retry_after);
  EXPECT_GT(*refused->retry_after, 0ms);
}

TEST(TrustedIds, ActWithoutACredential) {
  World world(trusting());
  Program& ada = world.admit("Ada", PersonId("ada"));
  Program& bob = world.admit("Bob", PersonId("bob"));
  const CallId call = view_of(world.ask(StartCall{std::nullopt, ada.id(), bob.id()})).id;
  EXPECT_EQ(view_of(world.ask(AnswerCall{std::nullopt, call, true})).status, CallStatus::Ongoing);
  EXPECT_EQ(view_of(world.ask(EndCall{std::nullopt, call, bob.id()})).status, CallStatus::Ended);
}

// ---- the end of the server, and totals ----

TEST(Stopping, ClosesProgramsRefusesChangesAndStillTells) {
  World world;
  Program& ada = world.admit("Ada", PersonId("ada"));
  Program& bob = world.admit("Bob", PersonId("bob"));
  const CallId call = view_of(ada.start(bob.id())).id;
  bob.answer(call, true);
  bob.forget_events();
  world.stop();
  EXPECT_EQ(bob.close_code(), 1001);
  EXPECT_TRUE(bob.events().empty()) << "the call's media go on";
  EXPECT_EQ(code_of(ada.start(bob.id())), ErrorCode::ServerStopping);
  EXPECT_EQ(code_of(world.ask(Wish{.name = "Eve"})), ErrorCode::ServerStopping);
  EXPECT_EQ(view_of(world.ask(FindCall{call, ada.id()})).status, CallStatus::Ongoing);
}

TEST(Stopping, EverybodyIsToldAMomentOfHisOwnToComeBack) {
  World world;
  std::vector<Client*> clients;
  for (int i = 0; i < 20; ++i) clients.push_back(&world.join("Guest " + std::to_string(i)));
  world.stop(4s);
  std::set<Milliseconds> moments;
  for (const Client* client : clients) {
    const auto come_back = client->last<protocol::Bye>()->come_back;
    ASSERT_TRUE(come_back);
    EXPECT_GE(*come_back, 4s);
    EXPECT_LT(*come_back, 8s);
    moments.insert(*come_back);
  }
  EXPECT_EQ(moments.size(), clients.size());
}

TEST_F(CallApi, EveryCallIsCountedByHowItEnded) {
  bob.answer(ring(), true);
  Program& eve = world.admit("Eve", PersonId("eve"));
  eve.start(bob.id());
  const auto count = [&](EndReason reason) { return world.stats().ended_by_reason[static_cast<std::size_t>(reason)]; };
  EXPECT_EQ(count(EndReason::Busy), 1u);
  EXPECT_EQ(world.stats().live_calls, 1u);
  EXPECT_EQ(world.stats().calls_made, 2u);
  world.end();
  EXPECT_EQ(count(EndReason::ConnectionLost), 1u);
  EXPECT_EQ(world.stats().calls_ended, 2u);
  EXPECT_GT(world.stats().questions, 0u);
  EXPECT_EQ(world.stats().held(), Stats{}) << "everything is forgotten in the end";
}

}  // namespace
}  // namespace parley::hub::test
