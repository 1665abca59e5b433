#include <gtest/gtest.h>

#include "core/protocol/error_code.hpp"
#include "tests/server/hub/world.hpp"

namespace parley::hub::test {
namespace {

using protocol::CallStatus;
using protocol::EndReason;
using protocol::ErrorCode;
using protocol::Outcome;
using protocol::Side;

class Resume : public testing::Test {
 protected:
  World world;
  Client& ada = world.join("Ada");
  Client& bob = world.join("Bob");
};

TEST_F(Resume, WhatWasMissedIsReplayedOnceAndInOrder) {
  const CallId call = ongoing_call(ada, bob);
  bob.lose_socket();
  ada.offer(call, 2);
  ada.candidate(call, 2, "candidate:1");
  ada.candidate(call, 2, "candidate:2");
  bob.forget_heard();
  bob.resume();
  EXPECT_EQ(bob.last<protocol::ClientId>()->outcome, Outcome::Resumed);
  EXPECT_EQ(bob.types(), (std::vector<std::string>{"client-id", "offer", "ice-candidate", "ice-candidate", "call",
                                                   "blocks", "peer-list"}));
  bob.forget_heard();
  bob.lose_socket();
  bob.resume();
  EXPECT_EQ(bob.count<protocol::Offer>(), 0u);
}

TEST_F(Resume, TheServerSaysWhatItHasAndTakesRepetitionsOnce) {
  const MessageId request = ada.ring(bob);
  ada.lose_socket();
  ada.resume();
  EXPECT_EQ(ada.last<protocol::ClientId>()->last_seen, 1u);
  ada.repeat_last();
  EXPECT_EQ(ada.last_error(), std::nullopt);
  EXPECT_EQ(world.stats().calls_made, 1u);
  EXPECT_EQ(ada.last<protocol::Call>()->request, request);
}

TEST_F(Resume, ItIsTheSamePersonAndSession) {
  const PersonId id = ada.id();
  const auto before = ada.last<protocol::ClientId>();
  ada.lose_socket();
  ada.resume();
  EXPECT_EQ(ada.id(), id);
  EXPECT_EQ(ada.last<protocol::ClientId>()->session, before->session);
  EXPECT_EQ(world.stats().people, 2u);
}

TEST_F(Resume, ALiveSocketOfTheSameSessionIsReplaced) {
  const ConnectionId old = ada.connection();
  ada.connect();  // the client knows that its socket is dead; the server does not
  ada.say(protocol::Hello{1, "test/1", std::nullopt, protocol::Resume{ada.token(), 0}});
  EXPECT_EQ(ada.last<protocol::ClientId>()->outcome, Outcome::Resumed);
  bool said_bye = false;
  bool closed = false;
  for (const Effect& effect : world.last_effects()) {
    if (const auto* send = std::get_if<SendFrame>(&effect); send != nullptr && send->connection == old) said_bye = true;
    if (const auto* close = std::get_if<CloseSocket>(&effect); close != nullptr && close->connection == old) {
      closed = close->code == protocol::row(ErrorCode::Replaced).close_code;
    }
  }
  EXPECT_TRUE(said_bye && closed);
  world.handle(SocketClosed{old});
  world.pass(120s);
  EXPECT_EQ(world.stats().sessions, 2u) << "the replaced socket's end ends nothing";
}

TEST_F(Resume, AReloadStartsBothDirectionsAnewWithTheSameCall) {
  const CallId call = ongoing_call(ada, bob);
  bob.media(call, 3);
  ada.lose_socket();
  ada.forget_heard();
  ada.reload();
  EXPECT_EQ(ada.last<protocol::ClientId>()->outcome, Outcome::Reset);
  EXPECT_EQ(ada.last<protocol::ClientId>()->last_seen, 0u);
  EXPECT_EQ(ada.last<protocol::Call>()->id, call);
  EXPECT_EQ(ada.last<protocol::Call>()->status, CallStatus::Ongoing);
  EXPECT_EQ(ada.last<protocol::CallMedia>()->version, 3u);
  ada.offer(call, 2, true);
  EXPECT_TRUE(bob.last<protocol::Offer>()->fresh);
}

TEST_F(Resume, AReloadWhileItRingsBringsTheOfferAgain) {
  const CallId call = ringing_call(ada, bob);
  ada.candidate(call, 1);
  bob.lose_socket();
  bob.forget_heard();
  bob.reload();
  EXPECT_EQ(bob.types(),
            (std::vector<std::string>{"client-id", "call", "offer", "ice-candidate", "blocks", "peer-list"}));
  bob.accept(call);
  EXPECT_EQ(ada.last<protocol::Call>()->status, CallStatus::Ongoing);
}

TEST_F(Resume, WhoIsAwayCanBeRungAndHearsItOnReturn) {
  bob.lose_socket();
  ada.ring(bob);
  world.pass(5s);
  bob.resume();
  EXPECT_EQ(bob.last<protocol::Call>()->status, CallStatus::Dialling);
  EXPECT_EQ(bob.last<protocol::Call>()->ring_left, 40s);
  EXPECT_EQ(bob.count<protocol::Offer>(), 1u);
}

TEST_F(Resume, ACallThatEndedMeanwhileIsTold) {
  const CallId call = ongoing_call(ada, bob);
  bob.lose_socket();
  ada.end(call);
  world.pass(50s);
  bob.resume();
  EXPECT_EQ(bob.last<protocol::Call>()->id, call);
  EXPECT_EQ(bob.last<protocol::Call>()->reason, EndReason::HungUp);
}

TEST_F(Resume, ACallThatEndedIsToldBeforeTheOneThatRingsNow) {
  Client& eve = world.join("Eve");
  const CallId first = ongoing_call(ada, bob);
  bob.lose_socket();
  ada.end(first);
  eve.ring(bob);
  bob.forget_heard();
  bob.resume();
  const auto calls = bob.all<protocol::Call>();
  ASSERT_EQ(calls.size(), 2u);
  EXPECT_EQ(calls[0].id, first);
  EXPECT_EQ(calls[0].status, CallStatus::Ended);
  EXPECT_EQ(calls[1].status, CallStatus::Dialling);
}

TEST_F(Resume, RingsThatCameAndWentUnheardAreNotTold) {
  bob.lose_socket();
  ada.ring(bob);
  ada.end(ada.last<protocol::Call>()->id, protocol::EndCause::Cancel);
  bob.forget_heard();
  bob.resume();
  EXPECT_EQ(bob.count<protocol::Call>(), 0u);
}

TEST_F(Resume, EndedCallsAreForgotten) {
  const CallId call = ongoing_call(ada, bob);
  ada.end(call);
  world.pass(150s);
  EXPECT_EQ(world.stats().kept_calls, 0u);
  bob.lose_socket();
  bob.forget_heard();
  bob.resume();
  EXPECT_EQ(bob.count<protocol::Call>(), 0u);
  ada.end(call);
  EXPECT_EQ(ada.last_error(), ErrorCode::NoSuchCall);
}

TEST_F(Resume, ALostSocketEndsNoCallWithinTheGrace) {
  const CallId call = connected_call(ada, bob);
  bob.lose_socket();
  world.pass(59'999ms);
  bob.resume();
  EXPECT_EQ(bob.last<protocol::Call>()->status, CallStatus::Ongoing);
  EXPECT_EQ(bob.last<protocol::Call>()->elapsed, 59'999ms);
  world.pass(600s);
  ada.end(call);
  EXPECT_EQ(bob.last<protocol::Call>()->reason, EndReason::HungUp);
}

TEST_F(Resume, WhenTheGraceRunsOutTheConnectionIsLost) {
  connected_call(ada, bob);
  bob.lose_socket();
  world.pass(60s);
  EXPECT_EQ(ada.last<protocol::Call>()->status, CallStatus::Ended);
  EXPECT_EQ(ada.last<protocol::Call>()->reason, EndReason::ConnectionLost);
  EXPECT_EQ(ada.last<protocol::Call>()->ended_by, std::nullopt);
  EXPECT_EQ(ada.last<protocol::Call>()->elapsed, 60s);
}

TEST_F(Resume, AnUnknownTokenIsSomebodyNewAndNoError) {
  bob.lose_socket();
  world.pass(61s);
  bob.resume();
  EXPECT_EQ(bob.last<protocol::ClientId>()->outcome, Outcome::Reset);
  EXPECT_EQ(bob.last_error(), std::nullopt);
  Client& eve = world.connect();
  eve.say(protocol::Hello{1, "test/1", "Eve", protocol::Resume{"no-such-token", 3}});
  EXPECT_EQ(eve.you().name, "Eve");
  EXPECT_EQ(eve.last<protocol::ClientId>()->outcome, Outcome::Reset);
}

TEST(ResumeLimits, WhatDoesNotFitTheQueueIsAReset) {
  Config config;
  config.outbox.messages = 4;
  World world(config);
  Client& ada = world.join("Ada");
  Client& bob = world.join("Bob");
  const CallId call = ongoing_call(ada, bob);
  bob.lose_socket();
  for (int i = 0; i < 5; ++i) ada.candidate(call, 1);
  bob.resume();
  EXPECT_EQ(bob.last<protocol::ClientId>()->outcome, Outcome::Reset);
  EXPECT_EQ(bob.last<protocol::Call>()->status, CallStatus::Ongoing);
  bob.candidate(call, 1);
  EXPECT_EQ(ada.last<protocol::IceCandidate>()->from, bob.id());
}

TEST_F(Resume, ANumberThatWasNeverSentIsAReset) {
  ada.lose_socket();
  ada.connect();
  ada.say(protocol::Hello{1, "test/1", std::nullopt, protocol::Resume{ada.token(), 99}});
  EXPECT_EQ(ada.last<protocol::ClientId>()->outcome, Outcome::Reset);
}

TEST_F(Resume, AcknowledgedCommandsAreNotKept) {
  const CallId call = ongoing_call(ada, bob);
  for (unsigned i = 0; i < 7; ++i) ada.candidate(call, 1);
  EXPECT_EQ(ada.last<protocol::Ack>()->up_to, 8u) << "the request and seven candidates";
  bob.say(protocol::Ack{3});
  bob.lose_socket();
  bob.connect();
  bob.say(protocol::Hello{1, "test/1", std::nullopt, protocol::Resume{bob.token(), 1}});
  EXPECT_EQ(bob.last<protocol::ClientId>()->outcome, Outcome::Reset) << "the second is gone";
}

// ---- a restart of the server ----

class Claim : public Resume {
 protected:
  CallId call = connected_call(ada, bob);
  PersonId ada_was = ada.id();
  PersonId bob_was = bob.id();

  void come_back(Client& client, const std::string& name) {
    client.connect();
    client.say(protocol::Hello{1, "test/1", name, protocol::Resume{client.token(), 1}});
    EXPECT_EQ(client.last<protocol::ClientId>()->outcome, Outcome::Reset);
    EXPECT_EQ(client.last<protocol::ClientId>()->epoch, "epoch-1");
  }
  void restart() {
    world.restart();
    come_back(ada, "Ada");
    come_back(bob, "Bob");
  }
};

TEST_F(Claim, TwoClaimsThatAgreeRestoreTheCall) {
  restart();
  ada.forget_heard();
  ada.claim(call, Side::Caller, ada_was, bob_was, 3, 2);
  EXPECT_EQ(ada.count<protocol::Call>(), 0u);
  bob.claim(call, Side::Receiver, bob_was, ada_was, 5, 1);
  for (Client* client : {&ada, &bob}) {
    const auto restored = client->last<protocol::Call>();
    ASSERT_TRUE(restored);
    EXPECT_EQ(restored->id, call);
    EXPECT_EQ(restored->status, CallStatus::Ongoing);
    EXPECT_EQ(restored->version, 6u);
    EXPECT_EQ(restored->caller.id, ada.id());
    EXPECT_EQ(restored->receiver.id, bob.id());
  }
  EXPECT_EQ(world.stats().waiting_claims, 0u);
  ada.offer(call, 3);
  EXPECT_EQ(bob.last<protocol::Offer>()->generation, 3u);
  bob.answer(call, 3);
  ada.end(call);
  EXPECT_EQ(bob.last<protocol::Call>()->reason, EndReason::HungUp);
}

TEST_F(Claim, AloneItWaitsAndThenTheConnectionWasLost) {
  restart();
  ada.claim(call, Side::Caller, ada_was, bob_was);
  world.pass(59s);
  EXPECT_EQ(ada.last<protocol::Call>()->status, CallStatus::Ongoing) << "what it knew before";
  world.pass(1s);
  EXPECT_EQ(ada.last<protocol::Call>()->status, CallStatus::Ended);
  EXPECT_EQ(ada.last<protocol::Call>()->reason, EndReason::ConnectionLost);
  EXPECT_EQ(world.records().back().status, CallStatus::Ended);
  bob.claim(call, Side::Receiver, bob_was, ada_was);
  EXPECT_EQ(bob.last<protocol::Call>()->status, CallStatus::Ended);
  EXPECT_EQ(bob.last<protocol::Call>()->you, Side::Receiver);
}

TEST_F(Claim, ClaimsThatDoNotAgreeRestoreNothing) {
  Client& eve = world.join("Eve");
  restart();
  eve.connect();
  eve.hello("Eve");
  ada.claim(call, Side::Caller, ada_was, bob_was);
  eve.claim(call, Side::Receiver, eve.id(), ada_was);
  EXPECT_EQ(world.stats().live_calls, 0u);
  EXPECT_EQ(world.stats().waiting_claims, 2u);
  bob.claim(call, Side::Receiver, bob_was, ada_was);
  EXPECT_EQ(ada.last<protocol::Call>()->status, CallStatus::Ongoing);
  world.pass(60s);
  EXPECT_EQ(eve.last<protocol::Call>()->status, CallStatus::Ended);
  EXPECT_EQ(ada.last<protocol::Call>()->status, CallStatus::Ongoing);
}

TEST_F(Claim, WhoClaimsIsBusyAndMayHangUp) {
  Client& eve = world.join("Eve");
  restart();
  eve.connect();
  eve.hello("Eve");
  ada.claim(call, Side::Caller, ada_was, bob_was);
  eve.ring(ada);
  EXPECT_EQ(eve.last_error(), ErrorCode::Busy);
  ada.ring(eve);
  EXPECT_EQ(ada.last_error(), ErrorCode::NotAllowed);
  ada.candidate(call, 1);
  ada.end(call);
  EXPECT_EQ(ada.last<protocol::Call>()->reason, EndReason::HungUp);
  bob.claim(call, Side::Receiver, bob_was, ada_was);
  EXPECT_EQ(bob.last<protocol::Call>()->reason, EndReason::HungUp);
  EXPECT_EQ(world.stats().waiting_claims, 0u);
}

TEST_F(Resume, ACallThatThisServerMadeAndForgotIsNotClaimed) {
  const CallId call = ongoing_call(ada, bob);
  ada.end(call);
  world.pass(Config{}.keep_ended + 1s);
  bob.claim(call, Side::Receiver, bob.id(), ada.id());
  EXPECT_EQ(bob.last_error(), ErrorCode::NoSuchCall);
  EXPECT_EQ(world.stats().waiting_claims, 0u);
}

TEST_F(Claim, AClaimEndsWithItsSession) {
  restart();
  ada.claim(call, Side::Caller, ada_was, bob_was);
  ada.lose_socket();
  world.pass(60s);
  EXPECT_EQ(world.stats().waiting_claims, 0u);
  EXPECT_EQ(world.records().back().status, CallStatus::Ended);
}

TEST_F(Claim, ACallThatIsKnownIsSimplyTold) {
  ada.lose_socket();
  ada.reload();
  ada.forget_heard();
  ada.claim(call, Side::Caller, ada.id(), bob.id());
  EXPECT_EQ(ada.last<protocol::Call>()->status, CallStatus::Ongoing);
  Client& eve = world.join("Eve");
  eve.claim(call, Side::Caller, ada.id(), bob.id());
  EXPECT_EQ(eve.last_error(), ErrorCode::NoSuchCall);
  EXPECT_EQ(eve.count<protocol::Call>(), 0u);
}

TEST_F(Claim, AnotherSessionOfThePersonTakesOverWhatALostOneHad) {
  Client& tablet = world.join_as(ada);
  tablet.claim(call, Side::Caller, ada.id(), bob.id());
  EXPECT_TRUE(tablet.last<protocol::Call>()->elsewhere) << "the first is still there";
  ada.lose_socket();
  tablet.claim(call, Side::Caller, ada.id(), bob.id());
  EXPECT_FALSE(tablet.last<protocol::Call>()->elsewhere);
  tablet.offer(call, 2, true);
  EXPECT_EQ(bob.last<protocol::Offer>()->generation, 2u);
}

}  // namespace
}  // namespace parley::hub::test
