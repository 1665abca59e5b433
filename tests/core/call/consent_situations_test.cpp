// Situations that every telephone knows, as consent lives through them.
#include "tests/core/call/builders.hpp"

namespace parley::call::consent {
namespace {

using protocol::EndCause;
using protocol::EndReason;
using protocol::ErrorCode;

// The server's one call of two that met: Ben was first, our request was merged into his.
protocol::Call merged() {
  protocol::Call call = agreed(his_call());
  call.request = MessageId("m1");
  call.media = Media::Voice;
  call.accepted = Media::Voice;
  return call;
}

TEST(ConsentSituation, GlareWhileOurOfferIsBeingMade) {
  Machine ada = preparing();
  ada.on(CallChanged{his_call()});
  EXPECT_TRUE(ada.is<Preparing>()) << "both want the same, so nobody is asked";
  ada.on(OfferReady{1, "v=0"}).on(CallChanged{merged()});
  EXPECT_TRUE(ada.is<Ongoing>());
}

TEST(ConsentSituation, GlareLoserAnswersTheOtherOfferWithTheLesserMedia) {
  Machine ada = requesting();
  ada.on(CallChanged{merged()});
  EXPECT_TRUE(ada.is<Ongoing>());
  EXPECT_EQ(ada.effects,
            (Effects{Release{1}, Invite{2, CallId("call-2")}, Accept{2, CallId("call-2"), Media::Voice}, Agreed{2}}));
}

TEST(ConsentSituation, GlareWinnerIsSimplyAccepted) {
  Machine ada = dialling();
  ada.on(CallChanged{agreed(our_call())});
  EXPECT_EQ(ada.effects, (Effects{Agreed{1}}));
}

TEST(ConsentSituation, RingShowsWhenTheOwnOfferFailsDuringGlare) {
  Machine ada = preparing();
  ada.on(CallChanged{his_call()}).on(MediaFailed{1, EndCause::Failed});
  EXPECT_EQ(ada.in<Ringing>().call.id, CallId("call-2"));
}

TEST(ConsentSituation, RingShowsWhenTheOwnRequestIsRefused) {
  Machine ada = requesting();
  ada.on(CallChanged{his_call()}).on(refused(ErrorCode::NotAllowed, MessageId("m1")));
  EXPECT_TRUE(ada.is<Ringing>());
}

TEST(ConsentSituation, RecallIsANewCall) {
  Machine ada = ringing();
  ada.on(CallChanged{over(his_call(), EndReason::Cancelled)});
  protocol::Call again = his_call();
  again.id = CallId("call-9");
  ada.on(CallChanged{again});
  EXPECT_EQ(ada.in<Ringing>().call.id, CallId("call-9"));
  EXPECT_EQ(ada.in<Ringing>().attempt, 2u);
}

TEST(ConsentSituation, CallAgainAsksForTheSamePersonAndMedia) {
  Machine ada = ended();
  ada.on(UserCallsAgain{});
  EXPECT_EQ(ada.in<Preparing>().target, to_ben());
  EXPECT_EQ(ada.in<Preparing>().media, Media::Video);
}

TEST(ConsentSituation, NothingIsBegunBeforeTheServerSaysThatItRings) {
  EXPECT_TRUE(of<Begin>(requesting().effects).empty());
  EXPECT_EQ(of<Begin>(dialling().effects), (std::vector{Begin{1, CallId("call-1"), Media::Video}}));
}

TEST(ConsentSituation, NothingButAnInvitationComesOfARingBeforeAccept) {
  EXPECT_EQ(ringing().effects, (Effects{Invite{1, CallId("call-2")}, StartRingLimit{1, 50'000ms}}));
}

TEST(ConsentSituation, AcceptWithoutVideoLeavesTheCallersVideo) {
  Machine ada = ringing();
  ada.on(UserAccepts{Media::Voice});
  EXPECT_EQ(sent<protocol::CallAnswer>(ada.effects).at(0).media, Media::Voice);
  EXPECT_EQ(ada.in<Answering>().call.media, Media::Video);
}

TEST(ConsentSituation, AVoiceCallIsNeverAcceptedWithVideo) {
  protocol::Call voice = his_call();
  voice.media = Media::Voice;
  Machine ada;
  ada.on(CallChanged{voice}).on(UserAccepts{Media::Video});
  EXPECT_EQ(ada.in<Answering>().media, Media::Voice);
}

TEST(ConsentSituation, CancelledWhileRequestingEndsTheCallThatComesOfIt) {
  Machine ada = requesting();
  ada.on(UserEnds{});
  EXPECT_TRUE(ada.is<Idle>());
  ada.on(CallChanged{our_call()});
  EXPECT_TRUE(ada.is<Idle>());
  EXPECT_EQ(sent<protocol::CallEnd>(ada.effects).at(0).call, CallId("call-1"));
}

TEST(ConsentSituation, CallingAnotherRightAfterCancellingWaitsForTheFirstToEnd) {
  Machine ada = requesting();
  ada.on(UserEnds{}).on(UserCalls{Target{PersonId("p-cleo"), "Cleo"}, Media::Voice}).on(OfferReady{2, "v=0"});
  EXPECT_TRUE(ada.effects.empty()) << "the server would refuse a second call of ours";
  ada.on(CallChanged{our_call()});
  EXPECT_EQ(sent<protocol::CallEnd>(ada.effects).size(), 1u);
  EXPECT_EQ(sent<protocol::CallRequest>(ada.effects).at(0).to, PersonId("p-cleo"));
}

TEST(ConsentSituation, AcceptingHisRingAfterCancellingOursKeepsTheCallThatTheServerMadeOfBoth) {
  Machine ada = requesting();
  ada.on(UserEnds{}).on(CallChanged{his_call()}).on(UserAccepts{Media::Voice}).on(CallChanged{merged()});
  EXPECT_TRUE(ada.is<Ongoing>());
}

TEST(ConsentSituation, CancelWhileDiallingLeadsToIdleAtOnce) {
  Machine ada = dialling();
  ada.on(UserEnds{});
  EXPECT_TRUE(ada.is<Idle>());
  EXPECT_EQ(sent<protocol::CallEnd>(ada.effects).at(0).cause, EndCause::Cancel);
}

TEST(ConsentSituation, CancelCrossesAcceptAndTheLateWordChangesNothing) {
  Machine ada = dialling();
  ada.on(UserEnds{}).on(CallChanged{agreed(our_call())});
  EXPECT_TRUE(ada.is<Idle>());
  EXPECT_TRUE(ada.effects.empty());
}

TEST(ConsentSituation, HangUpWhileAnsweringEndsTheCall) {
  Machine ada = answering();
  ada.on(UserEnds{});
  EXPECT_EQ(ada.in<Ended>().call.reason, EndReason::HungUp);
  EXPECT_EQ(sent<protocol::CallEnd>(ada.effects).at(0).cause, EndCause::HangUp);
  ada.on(CallChanged{agreed(his_call())});
  EXPECT_TRUE(ada.is<Ended>()) << "the accept had crossed";
}

TEST(ConsentSituation, AnsweredElsewhereStopsTheRing) {
  Machine ada = ringing();
  ada.on(CallChanged{answered_elsewhere(his_call())});
  EXPECT_TRUE(ada.in<Ended>().elsewhere);
  EXPECT_EQ(of<Release>(ada.effects).size(), 1u);
}

TEST(ConsentSituation, ARingWhoseEndNobodyToldStopsByItself) {
  Machine ada = ringing();
  EXPECT_TRUE(ada.on(RingLimitPassed{1}).is<Idle>());
}

TEST(ConsentSituation, RemoteHangupWhileRingingEndsTheCall) {
  Machine ada = ringing();
  ada.on(CallChanged{over(his_call(), EndReason::Cancelled)});
  EXPECT_TRUE(ada.is<Idle>());
  EXPECT_EQ(of<Release>(ada.effects).size(), 1u);
}

TEST(ConsentSituation, AnOlderSnapshotIsNoNews) {
  Machine ada = ongoing_as_caller();
  protocol::Call old = over(our_call(), EndReason::Failed);
  old.version = 1;
  EXPECT_TRUE(ada.on(CallChanged{old}).is<Ongoing>());
}

TEST(ConsentSituation, ClaimsItsCallWhenTheServerForgotIt) {
  Machine ada = back(ongoing_as_caller());
  ada.on(StateTold{true});
  const auto claim = sent<protocol::CallClaim>(ada.effects).at(0);
  EXPECT_EQ(claim.call, CallId("call-1"));
  EXPECT_EQ(claim.side, Side::Caller);
  EXPECT_EQ(claim.me, PersonId("p-ada"));
  EXPECT_EQ(claim.other, PersonId("p-ben"));
  EXPECT_EQ(claim.version, 2u);

  protocol::Call restored = agreed(our_call());
  restored.version = 3;
  ada.on(CallChanged{restored});
  EXPECT_EQ(ada.in<Ongoing>().claim, std::nullopt);
}

TEST(ConsentSituation, ClaimsNothingWhenTheServerRemembers) {
  Machine ada = back(ongoing_as_caller());
  ada.on(CallChanged{agreed(our_call())}).on(StateTold{true});
  EXPECT_TRUE(ada.effects.empty());
}

TEST(ConsentSituation, ARefusedClaimEndsTheCall) {
  Machine ada = back(ongoing_as_caller());
  ada.on(StateTold{true});
  ada.on(refused(ErrorCode::NoSuchCall, *ada.in<Ongoing>().claim));
  EXPECT_EQ(ada.in<Ended>().call.reason, EndReason::ConnectionLost);
}

TEST(ConsentSituation, AsksAgainWhenTheRequestWasLostInAReset) {
  Machine ada = back(requesting());
  ada.on(StateTold{true});
  EXPECT_EQ(sent<protocol::CallRequest>(ada.effects).at(0).id, MessageId("m2"));
}

TEST(ConsentSituation, AnswersAgainWhenTheAnswerWasLostInAReset) {
  Machine ada = back(answering());
  ada.on(CallChanged{his_call()}).on(StateTold{true});
  EXPECT_TRUE(sent<protocol::CallAnswer>(ada.effects).at(0).accept);
}

TEST(ConsentSituation, LeavesAgainWhenTheEndWasLostInAReset) {
  Machine ada = dialling();
  ada.on(UserEnds{});
  ada = back(ada);
  ada.on(CallChanged{our_call()}).on(StateTold{true});
  EXPECT_EQ(sent<protocol::CallEnd>(ada.effects).at(0).call, CallId("call-1"));
}

TEST(ConsentSituation, ARingThatARestartedServerForgotIsGoneWithTheRequestThatHidIt) {
  Machine ada = requesting();
  ada.on(CallChanged{his_call()});
  ada = back(ada);
  ada.on(StateTold{true}).on(refused(ErrorCode::Offline, MessageId("m2")));
  EXPECT_TRUE(ada.is<Idle>());
}

TEST(ConsentSituation, ADiallingCallThatTheServerForgotHasFailed) {
  Machine ada = back(dialling());
  ada.on(StateTold{true});
  EXPECT_EQ(ada.in<Ended>().call.reason, EndReason::Failed);
}

TEST(ConsentSituation, AReloadedPageComesBackToItsCall) {
  Machine ada;
  ada.on(CallChanged{agreed(our_call())});
  EXPECT_EQ(ada.effects, (Effects{Rejoin{1, CallId("call-1"), Side::Caller, Media::Video, 1}}));
}

TEST(ConsentSituation, AReloadOpensNoCameraForWhoAcceptedWithoutVideo) {
  protocol::Call call = agreed(his_call());
  call.accepted = Media::Voice;
  Machine ada;
  ada.on(CallChanged{call});
  EXPECT_EQ(of<Rejoin>(ada.effects).at(0).media, Media::Voice);
}

TEST(ConsentSituation, AReloadWhileDiallingCancels) {
  Machine ada;
  ada.on(CallChanged{our_call()});
  EXPECT_EQ(sent<protocol::CallEnd>(ada.effects).at(0).cause, EndCause::Cancel);
}

TEST(ConsentSituation, TheDurationCountsFromTheFirstMediaOnBothSides) {
  Machine ada = ongoing_as_caller();
  protocol::Call connected = agreed(our_call());
  connected.version = 3;
  connected.elapsed = 0ms;
  ada.after(2s).on(CallChanged{connected}).after(65s).on(UserEnds{});
  EXPECT_EQ(ada.in<Ended>().call.elapsed, Milliseconds(65s));
}

TEST(ConsentSituation, TheServersWordOnTheDurationWins) {
  Machine ada = ongoing_as_caller();
  ada.on(UserEnds{});
  protocol::Call told = over(agreed(our_call()), EndReason::HungUp);
  told.elapsed = 61s;
  ada.on(CallChanged{told});
  EXPECT_EQ(ada.in<Ended>().call.elapsed, Milliseconds(61s));
}

TEST(ConsentSituation, ADurationOutlivesARestartOfTheServer) {
  Machine ada = ongoing_as_caller();
  protocol::Call connected = agreed(our_call());
  connected.elapsed = 0ms;
  ada.on(CallChanged{connected}).after(60s).on(SignallingBack{}).on(StateTold{true});
  protocol::Call restored = agreed(our_call());
  restored.version = 9;
  ada.on(CallChanged{restored});
  protocol::Call connected_again = restored;
  connected_again.version = 10;
  connected_again.elapsed = 0ms;
  ada.after(1s).on(CallChanged{connected_again}).after(5s);
  protocol::Call told = over(connected_again, EndReason::HungUp);
  told.version = 11;
  told.elapsed = 5s;
  ada.on(CallChanged{told});
  EXPECT_EQ(ada.in<Ended>().call.elapsed, Milliseconds(66s));
}

TEST(ConsentSituation, RefusalsStandAtTheFieldWithTheNameTheyAreAbout) {
  for (const ErrorCode code : {ErrorCode::UnknownPerson, ErrorCode::Offline, ErrorCode::Busy, ErrorCode::SelfCall}) {
    Machine ada = requesting();
    ada.on(refused(code, MessageId("m1")));
    EXPECT_EQ(ada.in<Idle>().refusal, (Refusal{code, "Ben", std::nullopt}));
    EXPECT_EQ(ada.effects, (Effects{Release{1}}));
  }
}

TEST(ConsentSituation, ARequestFromAMeetingPointNamesIt) {
  Machine ada;
  Target ben = to_ben();
  ben.meeting = "0123456789abcdef";
  ada.on(UserCalls{ben, Media::Video}).on(OfferReady{1, "v=0"});
  ASSERT_EQ(ada.effects.size(), 1U);
  const auto& sent = std::get<protocol::CallRequest>(std::get<Send>(ada.effects[0]).message);
  EXPECT_EQ(sent.meeting, "0123456789abcdef");
}

TEST(ConsentSituation, ACallThatIsMovedAwayEndsHereAndCanBeTakenBack) {
  Machine ada = ongoing_as_receiver();
  protocol::Call moved = answered_elsewhere(his_call());
  moved.version = 20;
  ada.on(CallChanged{moved});
  EXPECT_TRUE(ada.in<Ended>().moved);
  EXPECT_EQ(ada.effects, (Effects{Release{1}}));
  protocol::Call here = agreed(his_call());
  here.version = 21;
  ada.on(CallChanged{here});
  EXPECT_TRUE(ada.is<Ongoing>()) << "as a page that was reloaded";
}

}  // namespace
}  // namespace parley::call::consent
