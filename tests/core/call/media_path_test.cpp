// The health of the media path: what is lost, what only is silent, and when what is done about it.
#include "tests/core/call/builders.hpp"

namespace parley::call::negotiation {
namespace {

TEST(MediaPath, FlowsWithTheFirstPackets) {
  Machine ada = connecting_caller();
  EXPECT_EQ(ada.on(IceChanged{1, IceState::Connected}).state.path, Path::Connecting);
  EXPECT_EQ(ada.on(Pulse{1, 1}).state.path, Path::Flowing);
  EXPECT_EQ(ada.due(CallTimer::Setup), std::nullopt);
}

TEST(MediaPath, FlowsWithoutPacketsFromSomebodyWhoSendsNone) {
  Machine ada = connecting_caller();
  ada.on(IceChanged{1, IceState::Connected}).hears_of(false, false);
  EXPECT_EQ(ada.state.path, Path::Flowing);
}

TEST(MediaPath, IsLostWithinASecondOfTheLastPacket) {
  Machine ada = flowing_caller();
  ada.live(1s, 0);
  EXPECT_EQ(ada.state.path, Path::Lost);
  EXPECT_EQ(ada.state.ice, IceState::Connected) << "ICE takes five seconds and more to notice";
}

TEST(MediaPath, IsJudgedByStatisticsAloneEvenIfTheyAreRare) {
  Machine ada = flowing_caller();
  ada.after(5s).hears_of(true, true);
  EXPECT_EQ(ada.state.path, Path::Flowing) << "a hidden page counts packets once a second or less";
  ada.on(Pulse{1, 500});
  EXPECT_EQ(ada.state.path, Path::Flowing);
}

TEST(MediaPath, IsNotLostWhenTheOtherSideTurnsEverythingOff) {
  Machine ada = flowing_caller();
  ada.hears_of(false, false).live(60s, 0);
  EXPECT_EQ(ada.state.path, Path::Flowing);
}

TEST(MediaPath, IsNotLostWhileADeviceThatWasTurnedOnSendsNothingYet) {
  Machine ada = flowing_caller();
  ada.hears_of(false, false).live(10s, 0).hears_of(true, false).live(1s, 0);
  EXPECT_EQ(ada.state.path, Path::Flowing);
  ada.live(2s, 0);
  EXPECT_EQ(ada.state.path, Path::Lost);
}

TEST(MediaPath, OfSomebodyWhoSendsNothingIsLostWhenIceSaysSo) {
  Machine ada = flowing_caller();
  ada.hears_of(false, false).on(IceChanged{1, IceState::Disconnected});
  EXPECT_EQ(ada.state.path, Path::Lost);
  EXPECT_EQ(ada.on(IceChanged{1, IceState::Connected}).state.path, Path::Flowing);
}

TEST(MediaPath, SurvivesACounterThatStartsAgain) {
  Machine ada = flowing_caller();
  ada.live(5s, 50).on(Pulse{1, 3}).live(2s, 5);
  EXPECT_EQ(ada.state.path, Path::Flowing);
}

TEST(MediaPath, ComesBackWithThePackets) {
  Machine ada = lost_caller();
  ada.live(250ms, 5);
  EXPECT_EQ(ada.state.path, Path::Flowing);
  EXPECT_EQ(ada.due(CallTimer::Reconnect), std::nullopt);
}

TEST(MediaPath, IsRestartedByTheCallerAfterTwoSeconds) {
  Machine ada = lost_caller();
  ada.live(kRestartAfter - 250ms, 0);
  EXPECT_TRUE(of<MakeOffer>(ada.effects).empty());
  ada.live(250ms, 0);
  EXPECT_EQ(of<MakeOffer>(ada.effects), (std::vector{MakeOffer{1, 2, true}}));
}

TEST(MediaPath, IsRestartedByTheCallerBecauseTheCalleeAsks) {
  Machine callee = lost_receiver();
  callee.live(kRestartAfter, 0);
  EXPECT_TRUE(of<MakeOffer>(callee.effects).empty()) << "two offers never meet";
  EXPECT_EQ(callee.state.asked_for, 2u);

  Machine caller = flowing_caller();
  protocol::CallMedia asks;
  asks.call = CallId("call-1");
  asks.version = 9;
  asks.restart = 2;
  caller.on(MediaCame{asks});
  EXPECT_EQ(of<MakeOffer>(caller.effects), (std::vector{MakeOffer{1, 2, true}}));

  callee.on(OfferCame{offer(2)}).on(AnswerMade{1, 2, description("ours2")});
  EXPECT_EQ(callee.state.asked_for, std::nullopt);
}

TEST(MediaPath, IsRestartedAtOnceWhenTheNetworkChanges) {
  Machine ada = flowing_caller();
  ada.on(NetworkChanged{});
  EXPECT_EQ(of<MakeOffer>(ada.effects), (std::vector{MakeOffer{1, 2, true}}));
  EXPECT_EQ(flowing_receiver().on(NetworkChanged{}).state.asked_for, 2u);
}

TEST(MediaPath, IsNotRestartedTwiceForOneChange) {
  Machine ada = flowing_caller();
  ada.on(NetworkChanged{}).on(OfferMade{1, 2, description("ours2")}).after(100ms).on(NetworkChanged{});
  EXPECT_TRUE(ada.effects.empty());
}

TEST(MediaPath, IsRestartedAgainUntilItIsGivenUpAtThirtySeconds) {
  Machine ada = lost_caller();
  const Instant lost = ada.state.path_since;
  ada.on(IceChanged{1, IceState::Disconnected});
  int restarts = 0;
  bool given_up = false;
  while (!given_up && ada.now - lost < 40s) {
    ada.live(250ms, 0);
    if (!of<MakeOffer>(ada.effects).empty()) {
      ++restarts;
      ada.on(OfferMade{1, ada.state.generation, description("ours")});
    } else {
      given_up = !of<GiveUp>(ada.effects).empty();
    }
  }
  EXPECT_EQ(ada.now - lost, kGiveUpAfter);
  EXPECT_EQ(restarts, 5);
}

TEST(MediaPath, ThatIsSilentButAliveIsKept) {
  Machine ada = lost_caller();
  ada.live(kGiveUpAfter, 0);
  EXPECT_EQ(ada.state.path, Path::Flowing);
  EXPECT_TRUE(ada.state.silent);
  ada.live(60s, 0);
  EXPECT_EQ(ada.state.path, Path::Flowing) << "silence alone is no loss any more";
  ada.live(250ms, 1);
  EXPECT_FALSE(ada.state.silent);
}

TEST(MediaPath, ThatNeverComesGivesUpAtThirtySeconds) {
  Machine ada = connecting_caller();
  ada.live(kSetupLimit, 0);
  EXPECT_EQ(of<GiveUp>(ada.effects), (std::vector{GiveUp{1, protocol::EndCause::NoPath}}));
}

TEST(MediaPath, ThatIceFoundIsNotGivenUpForWantOfPackets) {
  Machine ada = connecting_caller();
  ada.on(IceChanged{1, IceState::Connected}).live(kSetupLimit, 0);
  EXPECT_TRUE(of<GiveUp>(ada.effects).empty());
  EXPECT_EQ(ada.state.path, Path::Flowing);
}

TEST(MediaPath, ThatFailsWhileConnectingIsRestarted) {
  Machine ada = connecting_caller();
  ada.on(IceChanged{1, IceState::Failed});
  EXPECT_EQ(of<MakeOffer>(ada.effects).size(), 1u);
}

}  // namespace
}  // namespace parley::call::negotiation
