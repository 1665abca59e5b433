#include <gtest/gtest.h>

#include "tests/server/hub/world.hpp"

namespace parley::hub::test {
namespace {

using protocol::ErrorCode;

class Relay : public testing::Test {
 protected:
  World world;
  Client& ada = world.join("Ada");
  Client& bob = world.join("Bob");
  Client& eve = world.join("Eve");
};

TEST_F(Relay, NegotiationOfAnAcceptedCallPassesBothWaysWithTheSenderStamped) {
  const CallId call = ringing_call(ada, bob);
  bob.accept(call);
  bob.answer(call, 1);
  bob.candidate(call, 1);
  ada.candidate(call, 1);
  ASSERT_EQ(ada.count<protocol::Answer>(), 1u);
  EXPECT_EQ(ada.last<protocol::Answer>()->from, bob.id());
  EXPECT_EQ(ada.last<protocol::IceCandidate>()->from, bob.id());
  EXPECT_EQ(bob.last<protocol::IceCandidate>()->from, ada.id());
  EXPECT_EQ(eve.count<protocol::Answer>() + eve.count<protocol::IceCandidate>(), 0u);
}

TEST_F(Relay, AForgedSenderIsOverwritten) {
  const CallId call = ringing_call(ada, bob);
  ada.say(protocol::IceCandidate{call, 1, std::nullopt, eve.id()});
  EXPECT_EQ(bob.last<protocol::IceCandidate>()->from, ada.id());
}

TEST_F(Relay, TheCallersCandidatesReachAReceiverWhoIsStillAsked) {
  const CallId call = ringing_call(ada, bob);
  ada.candidate(call, 1);
  ada.say(protocol::IceCandidate{call, 1, std::nullopt, std::nullopt});
  EXPECT_EQ(bob.count<protocol::IceCandidate>(), 2u);
  EXPECT_EQ(bob.last<protocol::IceCandidate>()->candidate, std::nullopt);
}

TEST_F(Relay, BeforeTheAnswerTheReceiverSendsNothing) {
  const CallId call = ringing_call(ada, bob);
  ada.forget_heard();
  bob.answer(call, 1);
  EXPECT_EQ(bob.last_error(), ErrorCode::NotAllowed);
  bob.candidate(call, 1);
  bob.media(call, 1);
  EXPECT_EQ(bob.count<protocol::Error>(), 3u);
  EXPECT_EQ(ada.types(), std::vector<std::string>{});
}

TEST_F(Relay, ThirdPartiesReachNobody) {
  const CallId call = ongoing_call(ada, bob);
  ada.forget_heard();
  bob.forget_heard();
  eve.offer(call, 2);
  eve.answer(call, 1);
  eve.candidate(call, 1);
  eve.media(call, 5, true);
  eve.end(call);
  for (const auto& error : eve.all<protocol::Error>()) EXPECT_EQ(error.code, ErrorCode::NoSuchCall);
  EXPECT_EQ(eve.count<protocol::Error>(), 5u);
  EXPECT_EQ(ada.types(), std::vector<std::string>{});
  EXPECT_EQ(bob.types(), std::vector<std::string>{});
}

TEST_F(Relay, AnotherSessionOfAPartyIsNotAParty) {
  Client& tablet = world.join_as(bob);
  const CallId call = ongoing_call(ada, bob);
  ada.forget_heard();
  tablet.candidate(call, 1);
  EXPECT_EQ(tablet.last_error(), ErrorCode::NotAllowed);
  EXPECT_EQ(ada.types(), std::vector<std::string>{});
  ada.candidate(call, 1);
  EXPECT_EQ(tablet.count<protocol::IceCandidate>(), 0u);
}

TEST_F(Relay, AnEndedCallRelaysNothing) {
  const CallId call = ongoing_call(ada, bob);
  ada.end(call);
  bob.forget_heard();
  ada.candidate(call, 1);
  EXPECT_EQ(ada.last_error(), ErrorCode::CallOver);
  EXPECT_EQ(bob.types(), std::vector<std::string>{});
}

TEST_F(Relay, OffersComeFromTheCallerAndAnswersFromTheReceiver) {
  const CallId call = ongoing_call(ada, bob);
  bob.offer(call, 2);
  EXPECT_EQ(bob.last_error(), ErrorCode::NotAllowed);
  ada.answer(call, 1);
  EXPECT_EQ(ada.last_error(), ErrorCode::NotAllowed);
}

TEST_F(Relay, ARestartRaisesTheGenerationAndWhatIsOlderIsDropped) {
  const CallId call = ongoing_call(ada, bob);
  ada.offer(call, 2);
  EXPECT_EQ(bob.last<protocol::Offer>()->generation, 2u);
  ada.forget_heard();
  bob.candidate(call, 1);
  bob.answer(call, 1);
  EXPECT_EQ(ada.types(), std::vector<std::string>{});
  EXPECT_EQ(bob.last_error(), std::nullopt) << "being late is not wrong";
  EXPECT_EQ(world.stats().stale_dropped, 2u);
  bob.answer(call, 2);
  EXPECT_EQ(ada.last<protocol::Answer>()->generation, 2u);
  ada.offer(call, 1);
  EXPECT_EQ(bob.count<protocol::Offer>(), 2u);
}

TEST_F(Relay, GenerationsThatDoNotExistAreRefused) {
  const CallId call = ongoing_call(ada, bob);
  ada.offer(call, 3);
  EXPECT_EQ(ada.last_error(), ErrorCode::NotAllowed);
  EXPECT_EQ(ada.last<protocol::Error>()->where, "/generation");
  bob.candidate(call, 2);
  EXPECT_EQ(bob.last_error(), ErrorCode::NotAllowed);
}

TEST_F(Relay, AnAnswerThatNobodyAskedForIsRefused) {
  const CallId call = ongoing_call(ada, bob);
  ada.forget_heard();
  bob.answer(call, 1);
  EXPECT_EQ(bob.last_error(), ErrorCode::NotAllowed);
  EXPECT_EQ(ada.count<protocol::Answer>(), 0u);
  ada.offer(call, 1, true);  // a fresh one of the same generation is answered again
  bob.answer(call, 1);
  EXPECT_EQ(ada.count<protocol::Answer>(), 1u);
}

TEST_F(Relay, CandidatesOfAGenerationAreCounted) {
  const CallId call = ongoing_call(ada, bob);
  for (unsigned i = 0; i < 65; ++i) ada.candidate(call, 1);  // the 65th may be their end
  EXPECT_EQ(ada.last_error(), std::nullopt);
  ada.candidate(call, 1);
  EXPECT_EQ(ada.last_error(), ErrorCode::TooLarge);
  EXPECT_EQ(bob.count<protocol::IceCandidate>(), 65u);
  ada.offer(call, 2);
  ada.candidate(call, 2);
  EXPECT_EQ(bob.count<protocol::IceCandidate>(), 66u);
}

TEST_F(Relay, MediaSnapshotsPassInOrderOnly) {
  const CallId call = ongoing_call(ada, bob);
  ada.media(call, 2);
  ada.media(call, 1);
  ada.media(call, 2);
  ASSERT_EQ(bob.count<protocol::CallMedia>(), 1u);
  EXPECT_EQ(bob.last<protocol::CallMedia>()->version, 2u);
  EXPECT_EQ(bob.last<protocol::CallMedia>()->from, ada.id());
}

TEST_F(Relay, MediaThatTheCallerReportedWhileItRangIsToldOnAccept) {
  const CallId call = ringing_call(ada, bob);
  ada.media(call, 1);
  EXPECT_EQ(bob.count<protocol::CallMedia>(), 0u);
  bob.accept(call);
  EXPECT_EQ(bob.count<protocol::CallMedia>(), 1u);
}

TEST_F(Relay, AReloadedClientCountsAnewAndTheOtherSideStillSeesGrowingVersions) {
  const CallId call = ongoing_call(ada, bob);
  ada.media(call, 7);
  ada.lose_socket();
  ada.reload();
  ada.media(call, 1);
  EXPECT_EQ(bob.last<protocol::CallMedia>()->version, 8u);
}

}  // namespace
}  // namespace parley::hub::test
