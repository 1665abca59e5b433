// Offers, answers and candidates that come early, late or twice.
#include "tests/core/call/builders.hpp"

namespace parley::call::negotiation {
namespace {

TEST(NegotiationSituation, TheOfferTravelsWithTheRingAndNoAddressIsToldBeforeBothAgreed) {
  Machine ada = offered();
  EXPECT_EQ(of<OfferIsReady>(ada.effects).size(), 1u);
  ada.on(LocalCandidate{1, candidate("ours1")});
  EXPECT_TRUE(ada.effects.empty());
  ada.on(Begin{1, CallId("call-1")});
  EXPECT_TRUE(sent<protocol::IceCandidate>(ada.effects).empty());
  ada.on(LocalCandidate{1, candidate("ours1")}).on(LocalCandidate{1, std::nullopt});
  EXPECT_TRUE(ada.effects.empty());
  ada.on(Agreed{1});
  const auto candidates = sent<protocol::IceCandidate>(ada.effects);
  ASSERT_EQ(candidates.size(), 3u);
  EXPECT_EQ(candidates[0].call, CallId("call-1"));
  EXPECT_EQ(candidates[2].candidate, std::nullopt) << "their end comes last";
}

TEST(NegotiationSituation, AnAnswerThatOvertakesTheAgreementTellsNoAddressEither) {
  Machine ada = awaiting_answer();
  ada.on(AnswerCame{answer(1)}).on(AnswerApplied{1, 1}).on(LocalCandidate{1, candidate("ours1")});
  EXPECT_TRUE(ada.effects.empty());
  EXPECT_EQ(sent<protocol::IceCandidate>(ada.on(Agreed{1}).effects).size(), 1u);
}

TEST(NegotiationSituation, CandidatesWaitForTheAnswerToBeApplied) {
  Machine ada = awaiting_answer();
  ada.on(CandidateCame{his_candidate(1)}).on(AnswerCame{answer(1)});
  EXPECT_TRUE(of<AddCandidate>(ada.effects).empty());
  ada.on(AnswerApplied{1, 1});
  EXPECT_EQ(of<AddCandidate>(ada.effects).size(), 1u);
}

TEST(NegotiationSituation, OfferAfterItsCandidates) {
  Machine ada = invited_without_offer();
  ada.on(CandidateCame{his_candidate(1)})
      .on(OfferCame{offer(1)})
      .on(Accept{1, CallId("call-1")})
      .on(AnswerMade{1, 1, description("ours1")});
  EXPECT_EQ(of<AddCandidate>(ada.effects).size(), 1u);
}

TEST(NegotiationSituation, OfferBeforeTheCallIsKnown) {
  Machine ada;
  ada.on(OfferCame{offer(1)})
      .on(CandidateCame{his_candidate(1)})
      .on(Invite{1, CallId("call-1")})
      .on(Accept{1, CallId("call-1")});
  EXPECT_TRUE(ada.is<Answering>());
  ada.on(AnswerMade{1, 1, description("ours1")});
  EXPECT_EQ(of<AddCandidate>(ada.effects).size(), 1u);
}

TEST(NegotiationSituation, OfferAfterAccept) {
  Machine ada = invited_without_offer();
  ada.on(Accept{1, CallId("call-1")}).on(OfferCame{offer(1)});
  EXPECT_TRUE(ada.is<Answering>());
}

TEST(NegotiationSituation, AnOfferThatNeverComesFailsTheCall) {
  Machine ada = invited_without_offer();
  ada.on(Accept{1, CallId("call-1")}).live(kPreparationLimit, 0);
  EXPECT_EQ(of<GiveUp>(ada.effects), (std::vector{GiveUp{1, protocol::EndCause::Failed}}));
}

TEST(NegotiationSituation, NoPeerConnectionExistsBeforeAccept) {
  EXPECT_EQ(invited().state.peer, 0u);
  EXPECT_TRUE(of<CreatePeer>(invited().effects).empty());
}

TEST(NegotiationSituation, CandidateOfAnOldGenerationIsDropped) {
  Machine ada = restarting_caller();
  ada.on(AnswerCame{answer(2)}).on(AnswerApplied{1, 2});
  ada.on(CandidateCame{his_candidate(1)});
  EXPECT_TRUE(ada.effects.empty());
  EXPECT_TRUE(ada.state.held_remote.empty());
}

TEST(NegotiationSituation, OwnCandidateOfAnOldGenerationIsNotSent) {
  Machine ada = restarting_caller();
  ada.on(LocalCandidate{1, candidate("ours1")});
  EXPECT_TRUE(ada.effects.empty());
  ada.on(LocalCandidate{1, candidate("ours2")});
  EXPECT_EQ(sent<protocol::IceCandidate>(ada.effects).at(0).generation, 2u);
}

TEST(NegotiationSituation, HeldDuringARestart) {
  Machine ada = restarting_caller();
  ada.on(CandidateCame{his_candidate(2)}).on(AnswerCame{answer(2)});
  EXPECT_TRUE(of<AddCandidate>(ada.effects).empty());
  ada.on(AnswerApplied{1, 2});
  EXPECT_EQ(of<AddCandidate>(ada.effects).size(), 1u);
}

TEST(NegotiationSituation, CandidatesOfTheNextOfferWaitForIt) {
  Machine ada = flowing_receiver();
  ada.on(CandidateCame{his_candidate(2)});
  EXPECT_TRUE(ada.effects.empty());
  ada.on(OfferCame{offer(2)}).on(AnswerMade{1, 2, description("ours2")});
  EXPECT_EQ(of<AddCandidate>(ada.effects).size(), 1u);
}

TEST(NegotiationSituation, TheEndOfCandidatesIsSentAndApplied) {
  Machine ada = connecting_caller();
  ada.on(LocalCandidate{1, std::nullopt});
  EXPECT_EQ(sent<protocol::IceCandidate>(ada.effects).at(0).candidate, std::nullopt);
  ada.on(CandidateCame{{CallId("call-1"), 1, std::nullopt, std::nullopt}});
  EXPECT_EQ(ada.effects, (Effects{AddCandidate{1, std::nullopt}}));
}

TEST(NegotiationSituation, ASecondAnswerIsIgnored) {
  Machine ada = awaiting_answer();
  ada.on(AnswerCame{answer(1)}).on(AnswerCame{answer(1)});
  EXPECT_TRUE(ada.effects.empty());
  ada.on(AnswerApplied{1, 1}).on(AnswerCame{answer(1)});
  EXPECT_TRUE(ada.effects.empty());
}

TEST(NegotiationSituation, CandidatesOfNoCallAreNotHoarded) {
  Machine ada = flowing_caller();
  for (int i = 0; i < 1'000; ++i) {
    ada.on(CandidateCame{{CallId("call-x"), 1, candidate("x"), std::nullopt}});
    ada.on(CandidateCame{his_candidate(5)});
  }
  EXPECT_TRUE(ada.state.early_candidates.empty());
  EXPECT_LE(ada.state.held_remote.size(), 128u);
}

TEST(NegotiationSituation, FreshOfferAfterTheCallersReload) {
  Machine ada = flowing_receiver();
  ada.on(OfferCame{offer(2, true)});
  EXPECT_EQ(ada.effects, (Effects{ClosePeer{1}, CreatePeer{2}, MakeAnswer{2, 2, offer(2).sdp},
                                  StartTimer{CallTimer::Preparation, kPreparationLimit}}));
}

TEST(NegotiationSituation, TheReloadedCallerOffersTheNextGeneration) {
  Machine ada;
  ada.on(Rejoin{1, CallId("call-1"), Side::Caller, 3}).on(OfferMade{1, 4, description("ours4")});
  const auto made = sent<protocol::Offer>(ada.effects).at(0);
  EXPECT_EQ(made.generation, 4u);
  EXPECT_TRUE(made.fresh);
}

TEST(NegotiationSituation, TheReloadedReceiverAsksForANewConnection) {
  Machine ada = rejoined_receiver();
  EXPECT_EQ(ada.state.asked_for, 2u);
  EXPECT_TRUE(ada.state.asks_fresh);
  ada.on(OfferCame{offer(2, true)}).on(AnswerMade{1, 2, description("ours2")});
  EXPECT_TRUE(ada.is<Stable>());
  EXPECT_EQ(ada.state.asked_for, std::nullopt);
}

TEST(NegotiationSituation, ARestartThatCrossesTheReloadIsNotTakenForANewConnection) {
  Machine ada = rejoined_receiver();
  ada.on(OfferCame{offer(2)});
  EXPECT_EQ(ada.state.peer, 0u) << "the other side's connection does not know this page's";
  EXPECT_EQ(ada.state.asked_for, 3u);
  EXPECT_TRUE(ada.on(OfferCame{offer(3, true)}).is<Answering>());
}

TEST(NegotiationSituation, TheCallerMakesTheNewConnectionThatTheReloadedReceiverAsksFor) {
  Machine ada = flowing_caller();
  protocol::CallMedia asks;
  asks.call = CallId("call-1");
  asks.version = 1;
  asks.restart = 2;
  asks.fresh = true;
  ada.on(MediaCame{asks});
  EXPECT_EQ(of<CreatePeer>(ada.effects), (std::vector{CreatePeer{2}}));
  EXPECT_EQ(of<MakeOffer>(ada.effects), (std::vector{MakeOffer{2, 2, false}}));
}

TEST(NegotiationSituation, ANewConnectionThatCannotBeOfferedIsMadeAnew) {
  Machine ada = flowing_caller();
  protocol::CallMedia asks;
  asks.call = CallId("call-1");
  asks.version = 1;
  asks.microphone = true;
  asks.restart = 2;
  asks.fresh = true;
  ada.on(MediaCame{asks}).on(PeerFailed{2, 2});
  EXPECT_EQ(ada.state.path, Path::Lost);
  EXPECT_EQ(ada.state.generation, 1u) << "what was never sent does not count";
  ada.live(kRestartAfter, 0);
  EXPECT_EQ(of<MakeOffer>(ada.effects), (std::vector{MakeOffer{3, 2, false}}));
}

TEST(NegotiationSituation, AnOfferThatWasNeverSentDoesNotCount) {
  Machine ada = flowing_caller();
  ada.on(NetworkChanged{});
  EXPECT_EQ(ada.state.generation, 2u);
  ada.on(PeerFailed{1, 2});
  EXPECT_EQ(ada.state.generation, 1u);
  EXPECT_TRUE(ada.is<Stable>());
}

TEST(NegotiationSituation, AFirstOfferThatNeverComesGivesUp) {
  Machine ada = offering();
  ada.live(kPreparationLimit, 0);
  EXPECT_EQ(of<GiveUp>(ada.effects).size(), 1u);
}

TEST(NegotiationSituation, ResultsOfAClosedPeerConnectionAreStale) {
  Machine ada = flowing_receiver();
  ada.on(OfferCame{offer(2, true)});
  for (const Event& late :
       {Event(AnswerMade{1, 2, "v=0"}), Event(PeerFailed{1, 2}), Event(LocalCandidate{1, std::nullopt}),
        Event(IceChanged{1, IceState::Failed}), Event(Pulse{1, 9'999})}) {
    EXPECT_TRUE(ada.on(late).effects.empty()) << print(late);
  }
}

TEST(NegotiationSituation, ReleaseLeavesNothingBehind) {
  for (Machine machine : {offering(), awaiting_answer(), lost_caller(), restarting_caller(), answering(),
                          flowing_receiver(), rejoined_receiver()}) {
    machine.on(Release{machine.state.attempt});
    State fresh;
    fresh.peers = machine.state.peers;
    EXPECT_TRUE(machine.state == fresh);
    for (const CallTimer timer : {CallTimer::Preparation, CallTimer::Setup, CallTimer::Reconnect}) {
      EXPECT_EQ(machine.due(timer), std::nullopt);
    }
  }
}

}  // namespace
}  // namespace parley::call::negotiation
