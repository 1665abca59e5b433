// Which machine an event concerns, and what the platform is asked for because of it.
#include "tests/client/app/builders.hpp"

namespace parley::app {
namespace {

using call::devices::Kind;
using protocol::Media;

TEST(Routing, TheCameraIsAskedForBeforeThePeerConnectionIsMade) {
  Client ada = rung();
  ada.on(AcceptCall{Media::Video});
  EXPECT_EQ(ada.of<OpenDevices>(), (std::vector{OpenDevices{1, true, true}}));
  EXPECT_LT(ada.place_of<OpenDevices>(), ada.place_of<CreatePeer>()) << "within the gesture, and as early as can be";
  EXPECT_EQ(ada.sent<protocol::CallAnswer>().size(), 1u);
}

TEST(Routing, NothingIsCapturedBeforeAccept) {
  EXPECT_TRUE(rung().of<OpenDevices>().empty());
  EXPECT_TRUE(rung().of<CreatePeer>().empty());
  EXPECT_TRUE(rung().on(ToggleCamera{}).effects.empty());
}

TEST(Routing, NothingIsCapturedBeforeTheServerSaysThatItRings) {
  Client ada = online();
  ada.on(CallSomeone{"Ben", {}, Media::Video});
  EXPECT_EQ(ada.of<CreatePeer>().size(), 1u);
  EXPECT_TRUE(ada.of<OpenDevices>().empty());
  ada.on(OfferMade{1, 1, protocol::description()});
  EXPECT_EQ(ada.sent<protocol::CallRequest>().at(0).name, "Ben");
  EXPECT_TRUE(ada.of<OpenDevices>().empty());
  ada.hears(our_call());
  EXPECT_EQ(ada.of<OpenDevices>().size(), 1u);
  EXPECT_EQ(screen(ada.model), Screen::Waiting);
}

TEST(Routing, ThePeerConnectionGetsTheServersIceServers) {
  EXPECT_EQ(answering().of<CreatePeer>(), (std::vector{CreatePeer{1, greeting(protocol::Outcome::New).ice_servers}}));
}

TEST(Routing, TracksGoOntoThePeerConnectionOfTheCall) {
  Client ada = answering();
  ada.on(DevicesOpened{1});
  EXPECT_EQ(ada.of<AttachDevice>(),
            (std::vector{AttachDevice{1, Kind::Microphone, 1}, AttachDevice{1, Kind::Camera, 1}}));
}

TEST(Routing, TracksMoveToTheConnectionOfAReloadedCaller) {
  Client ada = talking();
  ada.hears(protocol::Offer{CallId("call-1"), 2, true, protocol::description(), PersonId("p-ben")});
  EXPECT_EQ(ada.of<ClosePeer>(), (std::vector{ClosePeer{1}}));
  EXPECT_EQ(ada.of<AttachDevice>(),
            (std::vector{AttachDevice{2, Kind::Microphone, 1}, AttachDevice{2, Kind::Camera, 1}}));
  EXPECT_LT(ada.place_of<CreatePeer>(), ada.place_of<AttachDevice>());
}

TEST(Routing, EverythingIsReleasedAtTheEndOfACall) {
  Client ada = talking();
  ada.on(EndCall{});
  EXPECT_EQ(ada.of<ClosePeer>(), (std::vector{ClosePeer{1}}));
  EXPECT_EQ(ada.of<StopDevice>(), (std::vector{StopDevice{1, Kind::Microphone}, StopDevice{1, Kind::Camera}}));
  const auto stopped = ada.of<StopTimer>();
  for (const Timer timer : {Timer::RingLimit, Timer::Preparation, Timer::Setup, Timer::Reconnect}) {
    EXPECT_NE(std::find(stopped.begin(), stopped.end(), StopTimer{timer}), stopped.end()) << print(timer);
  }
  EXPECT_EQ(screen(ada.model), Screen::Ended);
}

TEST(Routing, AnEndedSessionEndsItsCall) {
  Client ada = talking();
  protocol::Bye bye;
  bye.code = protocol::ErrorCode::Replaced;
  ada.hears(bye);
  EXPECT_EQ(ada.of<ClosePeer>().size(), 1u);
  EXPECT_EQ(screen(ada.model), Screen::Entry);
  EXPECT_TRUE(ada.model.people.empty());
}

TEST(Routing, ALostSocketEndsNothing) {
  const Client ada = with_a_lost_socket(talking());
  EXPECT_EQ(screen(ada.model), Screen::Call);
  EXPECT_TRUE(ada.of<ClosePeer>().empty());
  EXPECT_EQ(link(ada.model), Link::Connected);
}

TEST(Routing, TimersKeepTheirNames) {
  EXPECT_EQ(rung().on(AcceptCall{Media::Video}).of<StartTimer>(),
            (std::vector{StartTimer{Timer::Preparation, call::negotiation::kPreparationLimit}}));
  Client ada = online();
  ada.hears(his_call());
  EXPECT_EQ(ada.of<StartTimer>(), (std::vector{StartTimer{Timer::RingLimit, 50'000ms}}));
  ada.on(TimerPassed{Timer::RingLimit});
  EXPECT_EQ(incoming(ada.model), nullptr);

  Client lost = with_a_lost_socket(online());
  lost.on(TimerPassed{Timer::Patience});
  EXPECT_EQ(screen(lost.model), Screen::Entry);
}

TEST(Routing, TheOtherSideIsToldOfEachChangeOnce) {
  Client ada = talking();
  const auto told = *ada.model.reported;
  EXPECT_TRUE(told.microphone && told.camera && told.connected);
  ada.on(Pulse{1, 20});
  EXPECT_TRUE(ada.sent<protocol::CallMedia>().empty());
  ada.on(ToggleMicrophone{});
  ASSERT_EQ(ada.sent<protocol::CallMedia>().size(), 1u);
  EXPECT_FALSE(ada.sent<protocol::CallMedia>()[0].microphone);
  EXPECT_EQ(ada.sent<protocol::CallMedia>()[0].version, told.version + 1);
}

TEST(Routing, TheOtherSideIsToldAgainOnceTheStateIsToldAfterAResume) {
  Client ada = signed_in_again(talking());
  EXPECT_TRUE(ada.sent<protocol::CallMedia>().empty()) << "whether the call is still there is not known yet";
  ada.hears(agreed(his_call()));
  EXPECT_TRUE(ada.sent<protocol::CallMedia>().empty());
  ada.hears(protocol::PeerList{});
  EXPECT_EQ(ada.sent<protocol::CallMedia>().size(), 1u);
  ada.on(Pulse{1, 20});
  EXPECT_TRUE(ada.sent<protocol::CallMedia>().empty());
}

TEST(Routing, NobodyIsToldOfOurDevicesBeforeBothAgreed) {
  Client ada = dialling();
  ada.on(DevicesOpened{1});
  EXPECT_TRUE(ada.sent<protocol::CallMedia>().empty());
  ada.hears(agreed(our_call()));
  EXPECT_TRUE(ada.sent<protocol::CallMedia>().at(0).camera);
}

TEST(Routing, AReloadedReceiverAsksForANewConnectionOnce) {
  Client ada;
  ada.on(Started{"token-1", "Ada"})
      .on(SocketOpened{1})
      .hears(greeting(protocol::Outcome::Reset))
      .hears(agreed(his_call()));
  EXPECT_EQ(screen(ada.model), Screen::Call);
  ada.hears(protocol::PeerList{});
  const auto told = ada.sent<protocol::CallMedia>();
  ASSERT_EQ(told.size(), 1u);
  EXPECT_EQ(told[0].restart, 2u);
  EXPECT_TRUE(told[0].fresh);
}

TEST(Routing, ANetworkChangeConcernsSocketAndCall) {
  Client ada = talking();
  ada.on(NetworkChanged{});
  EXPECT_EQ(ada.sent<protocol::Ping>().size(), 1u);
  EXPECT_EQ(ada.sent<protocol::CallMedia>().at(0).restart, 2u);
}

TEST(Routing, WhatTheProtocolDoesNotCarryStopsHere) {
  Client ada = online();
  ada.on(CallSomeone{"Ben", {}, Media::Video}).on(OfferMade{1, 1, std::string(1'000'000, 'x')});
  EXPECT_EQ(screen(ada.model), Screen::Idle);
  EXPECT_FALSE(call_error(ada.model).empty());
  Client waiting = dialling();
  waiting.on(LocalCandidate{1, protocol::Candidate{std::string(1'000'000, 'x'), "0", 0, "u"}});
  EXPECT_TRUE(waiting.effects.empty());
  EXPECT_FALSE(call_error(online().on(CallSomeone{std::string(100'000, 'x'), {}, Media::Video}).model).empty());
}

TEST(Routing, AnErrorAtTheFieldGivesWayToWhatHappensNext) {
  Client ada = online();
  ada.on(CallSomeone{"", {}, Media::Video});
  EXPECT_FALSE(call_error(ada.model).empty());
  ada.hears(his_call()).on(DeclineCall{});
  EXPECT_TRUE(call_error(ada.model).empty());
}

}  // namespace
}  // namespace parley::app
