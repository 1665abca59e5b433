#include "client/app/features/ringing.hpp"

#include "tests/client/app/builders.hpp"

namespace parley::app {
namespace {

using ringing::Play;
using ringing::Tone;

std::vector<Tone> played(const Client& client) {
  std::vector<Tone> tones;
  for (const Play& play : client.of<Play>()) tones.push_back(play.tone);
  return tones;
}

TEST(Ringing, ARingIsHeardAndNoticedUntilItIsAnswered) {
  Client client = online();
  client.hears(his_call());
  ASSERT_EQ(client.of<Play>().size(), 1U);
  EXPECT_EQ(client.of<Play>()[0].tone, Tone::Ring);
  EXPECT_TRUE(client.of<Play>()[0].loop);
  ASSERT_EQ(client.of<ringing::Notice>().size(), 1U);
  EXPECT_EQ(client.of<ringing::Notice>()[0].title, "Ben is calling");
  client.on(AcceptCall{protocol::Media::Video});
  EXPECT_EQ(played(client), (std::vector{Tone::None}));
  EXPECT_EQ(client.of<ringing::Withdraw>().size(), 1U);
}

TEST(Ringing, StopsWhenDeclinedCancelledAnsweredElsewhereOrLate) {
  const auto stops = [](Client client, const Event& event) {
    client.on(event);
    EXPECT_EQ(played(client), (std::vector{Tone::None}));
    EXPECT_EQ(client.of<ringing::Withdraw>().size(), 1U);
  };
  stops(rung(), DeclineCall{});
  stops(rung(), TimerPassed{Timer::RingLimit});
  stops(rung(), SignOut{});
  protocol::Call elsewhere = agreed(his_call());
  elsewhere.elsewhere = true;
  for (const protocol::Call& call : {over(his_call(), protocol::EndReason::Cancelled), elsewhere}) {
    Client client = rung();
    client.hears(call);
    EXPECT_EQ(played(client), (std::vector{Tone::None}));
    EXPECT_EQ(client.of<ringing::Withdraw>().size(), 1U);
  }
}

TEST(Ringing, TheCallerHearsThatItRingsThere) {
  Client client = dialling();
  EXPECT_EQ(played(client), (std::vector{Tone::RingBack}));
  EXPECT_TRUE(client.of<ringing::Notice>().empty());
  client.on(EndCall{});
  EXPECT_EQ(played(client), (std::vector{Tone::None}));
}

TEST(Ringing, TheEndOfACallIsHeardUnlessItWasOnesOwnDoing) {
  Client lost = talking();
  lost.hears(over(agreed(his_call()), protocol::EndReason::ConnectionLost));
  EXPECT_EQ(played(lost), (std::vector{Tone::Lost}));
  Client left = talking();
  protocol::Call call = over(agreed(his_call()), protocol::EndReason::HungUp);
  call.ended_by = protocol::Side::Caller;
  left.hears(call);
  EXPECT_EQ(played(left), (std::vector{Tone::Ended}));
  Client own = talking();
  own.on(EndCall{});
  EXPECT_TRUE(played(own).empty());
}

TEST(Ringing, TheAnswerOfTheBrowserIsSaidOnlyWhenItWasAsked) {
  Client client = online();
  client.on(ringing::Permitted{ringing::Permission::Askable}).on(ringing::Allow{});
  EXPECT_EQ(client.of<ringing::Ask>().size(), 1U);
  client.on(ringing::Permitted{ringing::Permission::Granted});
  EXPECT_EQ(client.model.status.text, "Notifications are on.");
  Client quiet = online();
  quiet.on(ringing::Permitted{ringing::Permission::Denied});
  EXPECT_EQ(quiet.model.ringing.permission, ringing::Permission::Denied);
  EXPECT_NE(quiet.model.status.text, "Notifications are blocked for this site. Allow them in the address bar.");
}

}  // namespace
}  // namespace parley::app
