// A call whose other side is a program: its media runs through the media server's room. And a relay whose credentials are renewed.
#include "tests/core/call/builders.hpp"

namespace parley::call::negotiation {
namespace {

const CallId kCall("call-1");

TEST(Room, TakesThePlaceOfAnOfferThatWasMadeBeforeAnybodyKnew) {
  Machine ada = offered();
  ada.on(Begin{1, kCall, true});
  EXPECT_EQ(of<ClosePeer>(ada.effects), (std::vector{ClosePeer{1}}));
  EXPECT_TRUE(ada.is<InRoom>());
  ada.on(LocalCandidate{1, candidate("ours1")}).on(OfferMade{1, 1, description("ours1")});
  EXPECT_TRUE(ada.effects.empty());
}

TEST(Room, IsJoinedWhenBothAgreedAndNotBefore) {
  Machine ada = offered();
  ada.on(Begin{1, kCall, true});
  EXPECT_TRUE(of<JoinRoom>(ada.effects).empty());
  ada.on(Agreed{1});
  EXPECT_EQ(of<JoinRoom>(ada.effects), (std::vector{JoinRoom{2, kCall}}));

  Machine ben = accepted_room();
  EXPECT_TRUE(ben.effects.empty() || of<JoinRoom>(ben.effects).empty());
  ben.on(Agreed{1});
  EXPECT_EQ(of<JoinRoom>(ben.effects), (std::vector{JoinRoom{1, kCall}}));
}

TEST(Room, FlowsWhenTheOtherPersonIsThereAndHeard) {
  Machine ada = connecting_room();
  ada.on(IceChanged{1, IceState::Checking}).on(Pulse{1, 0});
  EXPECT_EQ(ada.state.path, Path::Connecting);
  ada.on(IceChanged{1, IceState::Connected}).on(RoomMedia{1, true, false});
  EXPECT_EQ(ada.state.path, Path::Connecting);
  ada.on(Pulse{1, 5});
  EXPECT_EQ(ada.state.path, Path::Flowing);
  EXPECT_TRUE(ada.state.remote->microphone);
  EXPECT_FALSE(ada.state.remote->camera);
}

TEST(Room, FlowsWithSomebodyWhoNeitherSpeaksNorShowsHimself) {
  Machine ada = connecting_room();
  ada.on(IceChanged{1, IceState::Connected}).on(RoomMedia{1, false, false});
  EXPECT_EQ(ada.state.path, Path::Flowing);
}

TEST(Room, IsGivenLongerThanADirectPathBeforeSilenceIsLoss) {
  Machine ada = flowing_room();
  ada.live(kRoomSilence - 500ms, 0);
  EXPECT_EQ(ada.state.path, Path::Flowing);
  ada.live(1s, 0);
  EXPECT_EQ(ada.state.path, Path::Lost);
}

TEST(Room, IsJoinedAnewOverALostPathUntilItIsBack) {
  Machine ada = flowing_room();
  ada.on(IceChanged{1, IceState::Failed});
  EXPECT_EQ(ada.state.path, Path::Lost);
  EXPECT_EQ(of<ClosePeer>(ada.effects), (std::vector{ClosePeer{1}}));
  ada.live(kRestartAfter, 0);
  EXPECT_EQ(ada.state.peer, 2u);
  ada.on(RoomFailed{2, RoomProblem::Unreachable}).live(kRestartAfter, 0);
  EXPECT_EQ(ada.state.peer, 3u);
  ada.on(IceChanged{3, IceState::Connected}).on(Pulse{3, 5});
  EXPECT_EQ(ada.state.path, Path::Flowing);
}

TEST(Room, ThatCannotBeReachedAtFirstIsTriedAgainAndThenGivenUp) {
  Machine ada = connecting_room();
  ada.on(RoomFailed{1, RoomProblem::Unreachable}).live(kRestartAfter, 0);
  EXPECT_EQ(ada.state.peer, 2u);
  ada.live(kSetupLimit - kRestartAfter, 0);
  EXPECT_EQ(of<GiveUp>(ada.effects), (std::vector{GiveUp{1, protocol::EndCause::NoPath}}));
}

TEST(Room, ThatIsRefusedOrCannotBeEnteredByThisCopyEndsTheCall) {
  for (const RoomProblem problem : {RoomProblem::Absent, RoomProblem::Refused}) {
    Machine ada = connecting_room();
    ada.on(RoomFailed{1, problem});
    EXPECT_EQ(of<GiveUp>(ada.effects), (std::vector{GiveUp{1, protocol::EndCause::Failed}}));
  }
}

TEST(Room, IsJoinedAgainByAReloadedPage) {
  Machine ada;
  ada.on(Rejoin{1, kCall, Side::Caller, 1, true});
  EXPECT_EQ(of<JoinRoom>(ada.effects), (std::vector{JoinRoom{1, kCall}}));
  EXPECT_TRUE(of<MakeOffer>(ada.effects).empty());
  EXPECT_EQ(ada.state.generation, 1u);
}

TEST(Room, IsLeftWithTheCall) {
  Machine ada = flowing_room();
  ada.on(Release{1});
  EXPECT_EQ(of<ClosePeer>(ada.effects), (std::vector{ClosePeer{1}}));
  ada.on(RoomMedia{1, true, true}).on(RoomFailed{1, RoomProblem::Unreachable}).on(IceChanged{1, IceState::Failed});
  EXPECT_TRUE(ada.effects.empty());
  EXPECT_TRUE(ada.is<Closed>());
}

TEST(RelayCredentials, AreTakenOverByTheRunningConnection) {
  Machine ada = flowing_caller();
  ada.on(ServersRenewed{});
  EXPECT_EQ(ada.effects, (Effects{SetServers{1}}));
}

TEST(RelayCredentials, AreUsedAtOnceWhereThePathLeadsOverOurRelay) {
  Machine caller = flowing_caller();
  caller.on(Pulse{1, 20, true}).on(ServersRenewed{});
  EXPECT_EQ(of<MakeOffer>(caller.effects), (std::vector{MakeOffer{1, 2, true}}));
  EXPECT_EQ(caller.state.path, Path::Flowing);

  Machine receiver = flowing_receiver();
  receiver.on(Pulse{1, 20, true}).on(ServersRenewed{});
  EXPECT_TRUE(of<MakeOffer>(receiver.effects).empty());
  EXPECT_EQ(receiver.state.asked_for, Generation{2});
}

TEST(RelayCredentials, AreKeptForLaterWhileNothingIsConnected) {
  Machine ada = invited();
  ada.on(ServersRenewed{});
  EXPECT_TRUE(ada.effects.empty());
}

}  // namespace
}  // namespace parley::call::negotiation
