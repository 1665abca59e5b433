#include <gtest/gtest.h>

#include "tests/server/hub/world.hpp"

namespace parley::hub::test {
namespace {

using protocol::CallStatus;
using protocol::EndCause;
using protocol::EndReason;
using protocol::ErrorCode;
using protocol::Media;
using protocol::Side;

class Consent : public testing::Test {
 protected:
  World world;
  Client& ada = world.join("Ada");
  Client& bob = world.join("Bob");
  Client& eve = world.join("Eve");

  void expect_end(const CallId& call, CallStatus status, EndReason reason, std::optional<Side> by) {
    for (Client* client : {&ada, &bob}) {
      const auto last = client->last<protocol::Call>();
      ASSERT_TRUE(last);
      EXPECT_EQ(last->id, call);
      EXPECT_EQ(last->status, status);
      EXPECT_EQ(last->reason, reason);
      EXPECT_EQ(last->ended_by, by);
    }
    ASSERT_FALSE(world.records().empty());
    EXPECT_EQ(world.records().back().status, status);
    EXPECT_EQ(world.records().back().reason, reason);
    EXPECT_EQ(world.records().back().ended_by, by);
    const auto statuses = world.statuses(call);
    EXPECT_EQ(std::count_if(statuses.begin(), statuses.end(), protocol::is_terminal), 1);
    EXPECT_EQ(world.stats().live_calls, 0u);
  }
};

TEST_F(Consent, RingingTellsBothSidesAndSendsTheOfferToTheReceiver) {
  const MessageId request = ada.ring(bob, Media::Voice);
  const auto mine = ada.last<protocol::Call>();
  const auto theirs = bob.last<protocol::Call>();
  ASSERT_TRUE(mine && theirs);
  EXPECT_EQ(mine->version, 1u);
  EXPECT_EQ(mine->status, CallStatus::Dialling);
  EXPECT_EQ(mine->you, Side::Caller);
  EXPECT_EQ(mine->request, request);
  EXPECT_EQ(mine->asked, Side::Receiver);
  EXPECT_EQ(mine->ring_left, 45s);
  EXPECT_EQ(theirs->you, Side::Receiver);
  EXPECT_EQ(theirs->request, std::nullopt);
  EXPECT_EQ(theirs->media, Media::Voice);
  EXPECT_EQ(theirs->caller.id, ada.id());
  const auto offer = bob.last<protocol::Offer>();
  ASSERT_TRUE(offer);
  EXPECT_EQ(offer->generation, 1u);
  EXPECT_EQ(offer->from, ada.id());
  EXPECT_EQ(eve.count<protocol::Call>(), 0u);
  EXPECT_EQ(ada.count<protocol::Offer>(), 0u);
  EXPECT_EQ(world.statuses(mine->id), std::vector{CallStatus::Dialling});
}

TEST_F(Consent, PeopleAreFoundByNameWithoutCase) {
  ada.ring_name("bOB");
  EXPECT_EQ(bob.last<protocol::Call>()->status, CallStatus::Dialling);
}

TEST_F(Consent, UnknownOfflineBusyAndOneselfAreFourAnswers) {
  ada.ring_name("Nobody");
  EXPECT_EQ(ada.last_error(), ErrorCode::UnknownPerson);
  EXPECT_EQ(ada.last<protocol::Error>()->answers, ada.last_request());
  ada.ring_name("Ada");
  EXPECT_EQ(ada.last_error(), ErrorCode::SelfCall);
  Client& max = world.join("Max");
  max.say(protocol::Bye{});
  ada.ring_name("max");
  EXPECT_EQ(ada.last_error(), ErrorCode::Offline);
  ada.ring(max);
  EXPECT_EQ(ada.last_error(), ErrorCode::Offline);
  ringing_call(bob, eve);
  ada.ring(bob);
  EXPECT_EQ(ada.last_error(), ErrorCode::Busy);
  ada.ring(eve);
  EXPECT_EQ(ada.last_error(), ErrorCode::Busy);
  EXPECT_EQ(ada.count<protocol::Call>(), 0u);
}

TEST_F(Consent, WhatCannotBeANameIsNobodys) {
  for (const std::string& name : {std::string(300, 'x'), std::string("   "), std::string("\xE2\x80\xAE")}) {
    ada.ring_name(name);
    EXPECT_EQ(ada.last_error(), ErrorCode::UnknownPerson);
  }
}

TEST_F(Consent, WhoLeftLongAgoIsUnknown) {
  Client& max = world.join("Max");
  max.say(protocol::Bye{});
  world.pass(3601s);
  ada.ring_name("Max");
  EXPECT_EQ(ada.last_error(), ErrorCode::UnknownPerson);
}

TEST_F(Consent, ABusyReceiverIsRecordedAsAnErrorAndHearsNothing) {
  ringing_call(bob, eve);
  bob.forget_heard();
  ada.ring(bob);
  EXPECT_EQ(bob.types(), std::vector<std::string>{});
  EXPECT_EQ(world.records().back().status, CallStatus::Error);
  EXPECT_EQ(world.records().back().reason, EndReason::Busy);
  EXPECT_EQ(world.records().back().caller_name, "Ada");
}

TEST_F(Consent, UnknownAndOneselfLeaveNoRecord) {
  ada.ring_name("Nobody");
  ada.ring_name("Ada");
  EXPECT_TRUE(world.records().empty());
}

TEST_F(Consent, WhoIsInACallCannotRing) {
  ringing_call(ada, bob);
  ada.ring(eve);
  EXPECT_EQ(ada.last_error(), ErrorCode::NotAllowed);
  bob.ring(eve);
  EXPECT_EQ(bob.last_error(), ErrorCode::NotAllowed);
  EXPECT_EQ(eve.count<protocol::Call>(), 0u);
}

TEST_F(Consent, AcceptingMakesItOngoingForBoth) {
  const CallId call = ringing_call(ada, bob);
  bob.accept(call);
  for (Client* client : {&ada, &bob}) {
    const auto last = client->last<protocol::Call>();
    EXPECT_EQ(last->status, CallStatus::Ongoing);
    EXPECT_EQ(last->version, 2u);
    EXPECT_EQ(last->accepted, Media::Video);
    EXPECT_EQ(last->asked, std::nullopt);
    EXPECT_EQ(last->ring_left, std::nullopt);
    EXPECT_EQ(last->elapsed, std::nullopt);
  }
  EXPECT_EQ(world.statuses(call), (std::vector{CallStatus::Dialling, CallStatus::Ongoing}));
  EXPECT_TRUE(world.records().back().accepted_at.has_value());
}

TEST_F(Consent, AcceptingWithoutVideoIsTold) {
  const CallId call = ringing_call(ada, bob);
  bob.accept(call, Media::Voice);
  EXPECT_EQ(ada.last<protocol::Call>()->accepted, Media::Voice);
  EXPECT_EQ(ada.last<protocol::Call>()->media, Media::Video);
}

TEST_F(Consent, DecliningEndsItForBoth) {
  const CallId call = ringing_call(ada, bob);
  bob.decline(call);
  expect_end(call, CallStatus::Declined, EndReason::Declined, Side::Receiver);
}

TEST_F(Consent, CancellingEndsItForBoth) {
  const CallId call = ringing_call(ada, bob);
  ada.end(call, EndCause::Cancel);
  expect_end(call, CallStatus::Ended, EndReason::Cancelled, Side::Caller);
}

TEST_F(Consent, NobodyAnswersWithinTheRingTime) {
  const CallId call = ringing_call(ada, bob);
  world.pass(44'999ms);
  EXPECT_EQ(ada.last<protocol::Call>()->status, CallStatus::Dialling);
  world.pass(1ms);
  expect_end(call, CallStatus::Missed, EndReason::NoAnswer, std::nullopt);
}

TEST_F(Consent, TheRingTimeIsAnOption) {
  Config config;
  config.ring = 3s;
  World other(config);
  Client& caller = other.join("Ada");
  Client& receiver = other.join("Bob");
  ringing_call(caller, receiver);
  other.pass(3s);
  EXPECT_EQ(caller.last<protocol::Call>()->status, CallStatus::Missed);
}

TEST_F(Consent, AnAcceptedCallDoesNotRingOut) {
  ongoing_call(ada, bob);
  world.pass(600s);
  EXPECT_EQ(ada.last<protocol::Call>()->status, CallStatus::Ongoing);
}

TEST_F(Consent, EitherSideHangsUp) {
  const CallId first = ongoing_call(ada, bob);
  bob.end(first);
  expect_end(first, CallStatus::Ended, EndReason::HungUp, Side::Receiver);
  const CallId second = ongoing_call(ada, bob);
  EXPECT_NE(first, second);
  ada.end(second);
  expect_end(second, CallStatus::Ended, EndReason::HungUp, Side::Caller);
}

TEST_F(Consent, ACancelThatCrossesTheAnswerHangsUp) {
  const CallId call = ongoing_call(ada, bob);
  ada.end(call, EndCause::Cancel);
  expect_end(call, CallStatus::Ended, EndReason::HungUp, Side::Caller);
}

TEST_F(Consent, AFailureBeforeMediaIsAnErrorWithItsCause) {
  const CallId first = ongoing_call(ada, bob);
  bob.end(first, EndCause::NoPath);
  expect_end(first, CallStatus::Error, EndReason::NoPath, Side::Receiver);
  const CallId second = ringing_call(ada, bob);
  ada.end(second, EndCause::Failed);
  expect_end(second, CallStatus::Error, EndReason::Failed, Side::Caller);
}

TEST_F(Consent, AFailureAfterMediaIsALostConnection) {
  const CallId call = connected_call(ada, bob);
  world.pass(10s);
  ada.end(call, EndCause::NoPath);
  expect_end(call, CallStatus::Ended, EndReason::ConnectionLost, Side::Caller);
  EXPECT_EQ(ada.last<protocol::Call>()->elapsed, 10s);
}

TEST_F(Consent, TheDurationCountsFromTheFirstMediaOfBothSides) {
  const CallId call = ongoing_call(ada, bob);
  world.pass(2s);
  ada.media(call, 1, true);
  world.pass(1s);
  EXPECT_EQ(ada.last<protocol::Call>()->elapsed, std::nullopt);
  bob.media(call, 1, true);
  EXPECT_EQ(ada.last<protocol::Call>()->elapsed, 0s);
  EXPECT_EQ(bob.last<protocol::Call>()->elapsed, 0s);
  EXPECT_EQ(bob.last<protocol::Call>()->version, 3u);
  world.pass(75s);
  bob.media(call, 2, true);  // does not start it again
  ada.end(call);
  EXPECT_EQ(bob.last<protocol::Call>()->elapsed, 75s);
  EXPECT_EQ(world.records().back().duration, 75s);
}

TEST_F(Consent, ASecondAnswerIsRefused) {
  const CallId call = ringing_call(ada, bob);
  bob.accept(call);
  bob.decline(call);
  EXPECT_EQ(bob.last_error(), ErrorCode::NotAllowed);
  EXPECT_EQ(ada.last<protocol::Call>()->status, CallStatus::Ongoing);
}

TEST_F(Consent, TheCallerCannotAnswerItself) {
  const CallId call = ringing_call(ada, bob);
  ada.accept(call);
  EXPECT_EQ(ada.last_error(), ErrorCode::NotAllowed);
  EXPECT_EQ(bob.last<protocol::Call>()->status, CallStatus::Dialling);
}

TEST_F(Consent, WhoIsAskedAnswersAndDoesNotEnd) {
  const CallId call = ringing_call(ada, bob);
  bob.end(call);
  EXPECT_EQ(bob.last_error(), ErrorCode::NotAllowed);
  EXPECT_EQ(ada.last<protocol::Call>()->status, CallStatus::Dialling);
}

TEST_F(Consent, AnEndedCallIsOverForItsParties) {
  const CallId call = ringing_call(ada, bob);
  ada.end(call, EndCause::Cancel);
  bob.accept(call);
  EXPECT_EQ(bob.last_error(), ErrorCode::CallOver);
  ada.end(call);
  EXPECT_EQ(ada.last_error(), ErrorCode::CallOver);
  eve.accept(call);
  EXPECT_EQ(eve.last_error(), ErrorCode::NoSuchCall);
}

TEST_F(Consent, TwoWhoRingEachOtherAreConnected) {
  const MessageId first = ada.ring(bob, Media::Video);
  const CallId call = ada.last<protocol::Call>()->id;
  const MessageId second = bob.ring(ada, Media::Voice);
  const auto mine = ada.last<protocol::Call>();
  const auto theirs = bob.last<protocol::Call>();
  EXPECT_EQ(mine->id, call);
  EXPECT_EQ(theirs->id, call);
  for (const auto& side : {mine, theirs}) {
    EXPECT_EQ(side->status, CallStatus::Ongoing);
    EXPECT_EQ(side->media, Media::Voice);
    EXPECT_EQ(side->accepted, Media::Voice);
  }
  EXPECT_EQ(mine->request, first);
  EXPECT_EQ(theirs->request, second);
  EXPECT_EQ(theirs->you, Side::Receiver);
  EXPECT_EQ(ada.count<protocol::Offer>(), 0u) << "the second offer is dropped";
  bob.answer(call, 1);
  EXPECT_EQ(ada.count<protocol::Answer>(), 1u);
  EXPECT_EQ(world.stats().live_calls, 1u);
}

TEST_F(Consent, RingsToOnePersonAreLimited) {
  for (int i = 0; i < 10; ++i) ada.end(ringing_call(ada, bob), EndCause::Cancel);
  ada.ring(bob);
  const auto error = ada.last<protocol::Error>();
  ASSERT_TRUE(error);
  EXPECT_EQ(error->code, ErrorCode::RateLimited);
  EXPECT_EQ(error->answers, ada.last_request());
  ASSERT_TRUE(error->retry_after);
  ada.end(ringing_call(ada, eve), EndCause::Cancel);  // others are not concerned
  world.pass(*error->retry_after);
  ringing_call(ada, bob);
}

// ---- several sessions of one person ----

TEST_F(Consent, AllSessionsRingAndTheFirstAnswerWins) {
  Client& tablet = world.join_as(bob);
  const CallId call = ringing_call(ada, bob);
  EXPECT_EQ(tablet.last<protocol::Call>()->status, CallStatus::Dialling);
  EXPECT_EQ(tablet.count<protocol::Offer>(), 1u);
  tablet.accept(call);
  EXPECT_FALSE(tablet.last<protocol::Call>()->elsewhere);
  EXPECT_TRUE(bob.last<protocol::Call>()->elsewhere);
  bob.accept(call);
  EXPECT_EQ(bob.last_error(), ErrorCode::NotAllowed);
  bob.end(call);
  EXPECT_EQ(bob.last_error(), ErrorCode::NotAllowed);
  EXPECT_EQ(ada.last<protocol::Call>()->status, CallStatus::Ongoing);
}

TEST_F(Consent, ASessionThatComesWhileItRingsHearsEverything) {
  const CallId call = ringing_call(ada, bob);
  ada.candidate(call, 1, "candidate:1");
  ada.candidate(call, 1, "candidate:2");
  Client& tablet = world.join_as(bob);
  EXPECT_EQ(tablet.last<protocol::Call>()->status, CallStatus::Dialling);
  EXPECT_EQ(tablet.count<protocol::Offer>(), 1u);
  EXPECT_EQ(tablet.count<protocol::IceCandidate>(), 2u);
}

TEST_F(Consent, ADeclinedCallStopsRingingEverywhere) {
  Client& tablet = world.join_as(bob);
  const CallId call = ringing_call(ada, bob);
  tablet.decline(call);
  EXPECT_EQ(bob.last<protocol::Call>()->status, CallStatus::Declined);
}

TEST_F(Consent, TheCallersOtherSessionsHearNothing) {
  Client& tablet = world.join_as(ada);
  ringing_call(ada, bob);
  EXPECT_EQ(tablet.count<protocol::Call>(), 0u);
  tablet.ring(eve);
  EXPECT_EQ(tablet.last_error(), ErrorCode::NotAllowed) << "a person has one call";
}

// ---- goodbye and loss ----

TEST_F(Consent, ACallerWhoIsAwayStillRingsUntilTheRingClockRunsOut) {
  const CallId call = ringing_call(ada, bob);
  ada.lose_socket();
  world.pass(44s);
  EXPECT_EQ(bob.last<protocol::Call>()->status, CallStatus::Dialling);
  world.pass(1s);
  EXPECT_EQ(bob.last<protocol::Call>()->status, CallStatus::Missed);
  ada.resume();
  expect_end(call, CallStatus::Missed, EndReason::NoAnswer, std::nullopt);
}

TEST(ConsentWithALongRing, AGoneCallerCancelsAndAGoneReceiverIsLost) {
  Config config;
  config.ring = 300s;
  for (const bool caller_goes : {true, false}) {
    World world(config);
    Client& ada = world.join("Ada");
    Client& bob = world.join("Bob");
    ringing_call(ada, bob);
    Client& gone = caller_goes ? ada : bob;
    Client& left = caller_goes ? bob : ada;
    gone.lose_socket();
    world.pass(60s);
    EXPECT_EQ(left.last<protocol::Call>()->status, CallStatus::Ended);
    EXPECT_EQ(left.last<protocol::Call>()->reason, caller_goes ? EndReason::Cancelled : EndReason::ConnectionLost);
  }
}

TEST_F(Consent, AByeOutsideACallLeavesAtOnceAndInACallAfterTheGrace) {
  const CallId call = ongoing_call(ada, bob);
  eve.say(protocol::Bye{});
  EXPECT_EQ(world.stats().people, 2u);
  bob.say(protocol::Bye{});
  EXPECT_EQ(world.stats().people, 2u);
  world.pass(59s);
  EXPECT_EQ(ada.last<protocol::Call>()->status, CallStatus::Ongoing);
  world.pass(1s);
  EXPECT_EQ(ada.last<protocol::Call>()->id, call);
  EXPECT_EQ(ada.last<protocol::Call>()->status, CallStatus::Ended);
  EXPECT_EQ(ada.last<protocol::Call>()->reason, EndReason::ConnectionLost);
  EXPECT_EQ(world.stats().people, 1u);
}

TEST_F(Consent, AStoppingServerEndsWhatRingsAndLeavesWhatIsOngoing) {
  Client& max = world.join("Max");
  const CallId ringing = ringing_call(ada, bob);
  const CallId ongoing = ongoing_call(eve, max);
  world.stop();
  EXPECT_EQ(world.statuses(ringing).back(), CallStatus::Error);
  EXPECT_EQ(world.statuses(ongoing).back(), CallStatus::Ongoing);
  EXPECT_EQ(ada.last<protocol::Call>()->status, CallStatus::Error);
  EXPECT_EQ(ada.types().back(), "bye");
}

}  // namespace
}  // namespace parley::hub::test
