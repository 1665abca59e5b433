// What is said to a screen reader, once.
#include "tests/client/app/builders.hpp"

namespace parley::app {
namespace {

// What the last event said, or nothing.
std::string said(Client client, const Event& event) {
  const auto serial = client.model.status.serial;
  client.on(event);
  return client.model.status.serial == serial ? "" : client.model.status.text;
}

std::string said(Client& client, const protocol::Message& message) {
  const auto serial = client.model.status.serial;
  client.hears(message);
  return client.model.status.serial == serial ? "" : client.model.status.text;
}

TEST(Status, SaysThatTheOtherSideTurnsThingsOffAndOn) {
  Client ada = talking();
  EXPECT_EQ(said(ada, his_media(2, false, true)), "Ben muted the microphone.");
  EXPECT_EQ(said(ada, his_media(3, true, true)), "Ben turned the microphone on.");
  EXPECT_EQ(said(ada, his_media(4, true, false)), "Ben turned the camera off.");
  EXPECT_EQ(said(ada, his_media(5, true, true)), "Ben turned the camera on.");
}

TEST(Status, RepeatsNothing) {
  Client ada = talking();
  EXPECT_EQ(said(ada, his_media(2, false, true)), "Ben muted the microphone.");
  EXPECT_EQ(said(ada, his_media(3, false, true)), "");
  EXPECT_EQ(said(ada, Pulse{1, 11}), "");
}

TEST(Status, SaysNothingOfDevicesThatOpenAsAgreed) {
  Client ada = answering();
  ada.hears(agreed(his_call()));
  EXPECT_EQ(said(ada, his_media(1, false, false)), "");
  EXPECT_EQ(said(ada, his_media(2, true, true)), "");
}

TEST(Status, SaysThatMediaCameAndCameBack) {
  Client ada = talking();
  EXPECT_EQ(ada.model.status.text, "Connected to Ben.");
  ada.after(1s).on(Pulse{1, 10});
  EXPECT_EQ(link(ada.model), Link::Reconnecting);
  EXPECT_EQ(said(ada.after(250ms), Pulse{1, 99}), "You are connected again.");
}

TEST(Status, SaysWhyACallEnded) {
  Client ada = talking();
  const std::string words = said(ada, over(agreed(his_call()), protocol::EndReason::HungUp));
  EXPECT_EQ(words.rfind("Ben hung up.", 0), 0u) << words;
}

TEST(Status, SaysThatARingStoppedButNotThatItWasDeclined) {
  Client ada = rung();
  EXPECT_EQ(said(ada, DeclineCall{}), "");
  EXPECT_EQ(said(ada, over(his_call(), protocol::EndReason::Cancelled)), "Ben stopped calling. Call back if you like.");
}

}  // namespace
}  // namespace parley::app
