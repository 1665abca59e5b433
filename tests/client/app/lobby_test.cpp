#include "client/app/features/lobby.hpp"

#include "tests/client/app/builders.hpp"

namespace parley::app {
namespace {

using protocol::Presence;

std::vector<Presence> told(const Client& client) {
  std::vector<Presence> all;
  for (const auto& message : client.sent<protocol::SetPresence>()) all.push_back(message.presence);
  return all;
}

/// Ada's own call with Ben, answered on another device.
protocol::Call on_another_device() {
  protocol::Call call = agreed(his_call());
  call.elsewhere = true;
  call.device = "Firefox on Linux";
  return call;
}

TEST(Lobby, TellsTheServerAStatusOnceAndAgainAfterAReset) {
  Client client = online();
  client.on(lobby::ChooseStatus{Presence::DoNotDisturb});
  EXPECT_EQ(told(client), (std::vector{Presence::DoNotDisturb}));
  EXPECT_EQ(client.model.status.text, "Do not disturb. Nobody here can ring you.");
  client.on(Woke{});
  EXPECT_TRUE(told(client).empty());
  client = with_a_lost_socket(std::move(client));
  client.on(TimerPassed{Timer::Backoff}).on(SocketOpened{client.model.session.sockets});
  client.hears(greeting(protocol::Outcome::Reset)).hears(protocol::PeerList{{}, true, true});
  EXPECT_EQ(told(client), (std::vector{Presence::DoNotDisturb}));
}

TEST(Lobby, ResumedWithTheSameStatusSaysNothing) {
  Client client = online();
  client.on(lobby::ChooseStatus{Presence::Away});
  client = signed_in_again(std::move(client));
  client.hears(protocol::PeerList{{}, true, true});
  EXPECT_TRUE(told(client).empty());
}

TEST(Lobby, IsAwayWhileNobodyIsThereAndFreeAgain) {
  Client client = online();
  client.on(lobby::Absence{true});
  EXPECT_EQ(told(client), (std::vector{Presence::Away}));
  client.on(lobby::Absence{false});
  EXPECT_EQ(told(client), (std::vector{Presence::Free}));
}

TEST(Lobby, DoNotDisturbStaysThoughNobodyIsThere) {
  Client client = online();
  client.on(lobby::ChooseStatus{Presence::DoNotDisturb}).on(lobby::Absence{true});
  EXPECT_TRUE(told(client).empty());
}

TEST(Lobby, AReloadedPageKeepsDoNotDisturb) {
  for (const auto outcome : {protocol::Outcome::Resumed, protocol::Outcome::Reset}) {
    Client client;
    protocol::ClientId back = greeting(outcome);
    back.you.presence = Presence::DoNotDisturb;
    client.on(Join{"Ada"}).on(SocketOpened{1}).hears(back).hears(protocol::PeerList{{}, true, true});
    EXPECT_EQ(client.model.lobby.wished, Presence::DoNotDisturb);
    EXPECT_TRUE(told(client).empty());
  }
}

TEST(Lobby, AReloadedPageOfSomebodyNewTellsTheStatusThatTheTabHasKept) {
  Client client;
  client.on(lobby::Kept{{}, Presence::Away}).on(Join{"Ada"}).on(SocketOpened{1});
  client.hears(greeting(protocol::Outcome::Reset)).hears(protocol::PeerList{{}, true, true});
  EXPECT_EQ(told(client), (std::vector{Presence::Away}));
}

TEST(Lobby, AChosenStatusIsKeptForTheTab) {
  Client client = online();
  client.on(lobby::ChooseStatus{Presence::DoNotDisturb});
  EXPECT_EQ(client.of<lobby::KeepStatus>(), (std::vector{lobby::KeepStatus{Presence::DoNotDisturb}}));
}

TEST(Lobby, WhatWasChosenWhileTheServerWasAwayHoldsAgainstWhatItRemembers) {
  Client client = online();
  client.on(lobby::ChooseStatus{Presence::DoNotDisturb});
  client = with_a_lost_socket(std::move(client));
  client.on(lobby::ChooseStatus{Presence::Free});
  client.on(TimerPassed{Timer::Backoff}).on(SocketOpened{client.model.session.sockets});
  protocol::ClientId back = greeting(protocol::Outcome::Reset);
  back.you.presence = Presence::DoNotDisturb;
  client.hears(back).hears(protocol::PeerList{{}, true, true});
  EXPECT_EQ(told(client), (std::vector{Presence::Free}));
}

TEST(Lobby, KeepsFavouritesInTheBrowser) {
  Client client = online();
  client.on(lobby::Kept{{"Cleo"}, {}}).on(lobby::Favour{"Ben", true});
  EXPECT_EQ(client.of<lobby::Keep>()[0].favourites, (std::vector<std::string>{"Cleo", "Ben"}));
  client.on(lobby::Favour{"Ben", true});
  EXPECT_TRUE(client.of<lobby::Keep>().empty());
  client.on(lobby::Favour{"Cleo", false});
  EXPECT_EQ(client.of<lobby::Keep>()[0].favourites, (std::vector<std::string>{"Ben"}));
}

TEST(Lobby, FavouritesGoWithAllElseThatIsErased) {
  Client client = online();
  client.on(lobby::Kept{{"Cleo"}, {}})
      .on(settings::Press{settings::Wish::Erase})
      .on(settings::Press{settings::Wish::Erase});
  EXPECT_FALSE(lobby::is_favourite(client.model.lobby, "Cleo"));
}

TEST(Lobby, BlocksAtTheSecondPress) {
  Client client = online();
  client.on(lobby::ShowMore{PersonId("p-ben"), "Ben"}).on(lobby::BlockSubject{});
  EXPECT_TRUE(client.sent<protocol::Block>().empty());
  EXPECT_EQ(lobby::block_alert(client.model),
            "Ben will not see you here, ring you or write to you any more. Press Block Ben again to go on.");
  client.on(lobby::BlockSubject{});
  ASSERT_EQ(client.sent<protocol::Block>().size(), 1U);
  EXPECT_TRUE(client.sent<protocol::Block>()[0].blocked);
  EXPECT_FALSE(client.model.lobby.subject);
  client.hears(protocol::Blocks{{{PersonId("p-ben"), "Ben"}}});
  client.on(lobby::Unblock{PersonId("p-ben")});
  EXPECT_FALSE(client.sent<protocol::Block>()[0].blocked);
  client.hears(protocol::Blocks{});
  EXPECT_EQ(client.model.status.text, "Ben is not blocked any more.");
}

TEST(Lobby, ARingClosesTheMenuOfAPerson) {
  Client client = online();
  client.on(lobby::ShowMore{PersonId("p-ben"), "Ben"}).hears(his_call());
  EXPECT_FALSE(client.model.lobby.subject);
}

TEST(Lobby, MovesACallFromAnotherDeviceToThisOne) {
  Client client = online();
  client.hears(on_another_device());
  EXPECT_EQ(lobby::elsewhere_words(client.model), "You are in a call with Ben on Firefox on Linux.");
  EXPECT_EQ(screen(client.model), Screen::Idle);
  client.on(lobby::UseHere{});
  ASSERT_EQ(client.sent<protocol::CallTake>().size(), 1U);
  client.on(lobby::UseHere{});
  EXPECT_TRUE(client.sent<protocol::CallTake>().empty()) << "it is under way";
  protocol::Call here = agreed(his_call());
  here.version += 1;
  client.hears(here);
  EXPECT_EQ(screen(client.model), Screen::Call);
  EXPECT_EQ(client.of<OpenDevices>().size(), 1U);
  EXPECT_TRUE(lobby::elsewhere_words(client.model).empty());
}

TEST(Lobby, ACallThatWasMovedAwayLetsGoOfItsDevicesAndCanComeBack) {
  Client client = talking();
  protocol::Call moved = on_another_device();
  moved.version += 1;
  client.hears(moved);
  EXPECT_EQ(ended_heading(client.model), "You moved this call to Firefox on Linux");
  EXPECT_EQ(ended_detail(client.model), "Continue there.");
  EXPECT_EQ(client.of<ClosePeer>().size(), 1U);
  EXPECT_EQ(client.of<StopDevice>().size(), 2U);
  client.on(lobby::UseHere{});
  EXPECT_EQ(client.sent<protocol::CallTake>().size(), 1U);
}

TEST(Lobby, ACallThatIsOverElsewhereIsOfferedNoMore) {
  Client client = online();
  client.hears(on_another_device()).hears(over(on_another_device(), protocol::EndReason::HungUp));
  EXPECT_TRUE(lobby::elsewhere_words(client.model).empty());
}

TEST(Lobby, TheBrowserAsksBeforeACallIsLeftAndOnlyThen) {
  Client client = rung();
  EXPECT_TRUE(client.of<lobby::Guard>().empty());
  client.on(AcceptCall{protocol::Media::Video});
  EXPECT_EQ(client.of<lobby::Guard>(), (std::vector{lobby::Guard{true}}));
  client.hears(agreed(his_call())).on(EndCall{});
  EXPECT_EQ(client.of<lobby::Guard>(), (std::vector{lobby::Guard{false}}));
}

}  // namespace
}  // namespace parley::app
