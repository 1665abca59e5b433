// Calls with programs of the call API, which meet in the media server's room, and relay credentials that are renewed.
#include "tests/client/app/builders.hpp"

namespace parley::app {
namespace {

using call::devices::Kind;
using protocol::Media;

protocol::Call through_room(protocol::Call call) {
  call.room = true;
  return call;
}

Client rung_by_a_program() {
  Client client = online();
  client.hears(through_room(his_call()));
  return client;
}

Client in_room() {
  Client client = rung_by_a_program();
  client.on(AcceptCall{Media::Video}).hears(agreed(through_room(his_call())));
  return client;
}

TEST(RoomCall, OpensTheDevicesAtAcceptAndEntersTheRoomWhenBothAgreed) {
  Client ada = rung_by_a_program();
  ada.on(AcceptCall{Media::Video});
  EXPECT_EQ(ada.of<OpenDevices>().size(), 1u);
  EXPECT_TRUE(ada.of<JoinRoom>().empty());
  ada.hears(agreed(through_room(his_call())));
  EXPECT_EQ(ada.of<JoinRoom>(), (std::vector{JoinRoom{1, CallId("call-1"), PersonId("p-ada"), "token-1"}}));
  EXPECT_TRUE(ada.of<CreatePeer>().empty());
  EXPECT_EQ(link(ada.model), Link::Connecting);
}

TEST(RoomCall, GivesUpTheOfferThatTheCallerHadMade) {
  Client ada = online();
  ada.on(CallSomeone{"Ben", PersonId("p-ben"), Media::Video}).on(OfferMade{1, 1, protocol::description()});
  ada.hears(through_room(our_call()));
  EXPECT_EQ(ada.of<ClosePeer>(), (std::vector{ClosePeer{1}}));
  EXPECT_EQ(screen(ada.model), Screen::Waiting);
  ada.hears(agreed(through_room(our_call())));
  EXPECT_EQ(ada.of<JoinRoom>(), (std::vector{JoinRoom{2, CallId("call-1"), PersonId("p-ada"), "token-1"}}));
}

TEST(RoomCall, SendsWhatIsOpenedAndShowsWhatTheOtherSends) {
  Client ada = in_room();
  ada.on(DevicesOpened{1});
  EXPECT_EQ(ada.of<AttachDevice>(),
            (std::vector{AttachDevice{1, Kind::Microphone, 1}, AttachDevice{1, Kind::Camera, 1}}));
  ada.on(IceChanged{1, call::IceState::Connected}).on(RoomMedia{1, true, true}).on(Pulse{1, 10});
  EXPECT_EQ(link(ada.model), Link::Connected);
  EXPECT_TRUE(remote_camera_on(ada.model));
  EXPECT_TRUE(ada.sent<protocol::CallMedia>().at(0).connected) << "the server counts from here";
  ada.on(RoomMedia{1, true, false});
  EXPECT_FALSE(remote_camera_on(ada.model));
}

TEST(RoomCall, IsLeftByHangingUp) {
  Client ada = in_room();
  ada.on(DevicesOpened{1}).on(EndCall{});
  EXPECT_EQ(ada.of<ClosePeer>(), (std::vector{ClosePeer{1}}));
  EXPECT_EQ(ada.of<StopDevice>().size(), 2u);
}

TEST(RoomCall, IsEnteredAgainByAReloadedPage) {
  Client ada = online();
  ada.hears(agreed(through_room(his_call())));
  EXPECT_EQ(ada.of<JoinRoom>().size(), 1u);
  EXPECT_EQ(ada.of<OpenDevices>().size(), 1u);
  EXPECT_TRUE(ada.of<CreatePeer>().empty());
}

TEST(RoomCall, EndsWithWordsWhereThisCopyCannotEnter) {
  Client ada = in_room();
  ada.on(RoomFailed{1, call::RoomProblem::Absent, ""});
  EXPECT_EQ(ada.sent<protocol::CallEnd>().at(0).cause, protocol::EndCause::Failed);
  EXPECT_EQ(screen(ada.model), Screen::Ended);
  EXPECT_NE(ended_detail(ada.model).find("built without the media server's client"), std::string::npos);
}

TEST(RelayCredentials, GoIntoTheRunningConnection) {
  Client ada = talking();
  const std::vector<protocol::IceServer> renewed{{{"turn:relay.example.org"}, "2000:p-ada", "new"}};
  ada.hears(protocol::IceServers{renewed});
  EXPECT_EQ(ada.of<SetServers>(), (std::vector{SetServers{1, renewed}}));
}

TEST(RelayCredentials, AreAskedForAtOnceByAReceiverWhoseRelayTheyAre) {
  Client ada = talking();
  ada.on(Pulse{1, 20, true}).hears(protocol::IceServers{{{{"turn:relay.example.org"}, "2000:p-ada", "new"}}});
  EXPECT_EQ(ada.sent<protocol::CallMedia>().at(0).restart, protocol::Generation{2});
}

}  // namespace
}  // namespace parley::app
