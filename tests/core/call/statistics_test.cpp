// Rates out of counters, whatever the counters do.
#include "core/call/statistics.hpp"

#include <limits>

#include <gtest/gtest.h>

#include "tests/support/print.hpp"

namespace parley::call::statistics {
namespace {

Stream heard(double bytes, double packets, double lost = 0) {
  Stream stream;
  stream.id = "1";
  stream.received = true;
  stream.bytes = bytes;
  stream.packets = packets;
  stream.lost = lost;
  stream.jitter = 4;
  stream.codec = "audio/opus";
  return stream;
}

Stream seen(double bytes, double packets, double frames, bool screen = false) {
  Stream stream = heard(bytes, packets);
  stream.id = screen ? "3" : "2";
  stream.video = true;
  stream.screen = screen;
  stream.frames = frames;
  stream.width = screen ? 1920 : 1280;
  stream.height = screen ? 1080 : 720;
  stream.jitter = 9;
  stream.codec = screen ? "video/AV1" : "video/VP9";
  return stream;
}

Stream sent(double bytes, double packets, double lost) {
  Stream stream = heard(bytes, packets, lost);
  stream.id = "4";
  stream.received = false;
  return stream;
}

Sample sample(double at, std::vector<Stream> streams) {
  Sample made;
  made.at = at;
  made.streams = std::move(streams);
  return made;
}

std::optional<Figures> between(const Sample& one, const Sample& other) {
  Meter meter;
  EXPECT_EQ(take(meter, one), std::nullopt) << "one sample alone has no rates";
  return take(meter, other);
}

TEST(Statistics, MakesRatesOfCounters) {
  Sample last = sample(2000, {heard(6'000, 60), seen(130'000, 200, 54), sent(7'000, 100, 0)});
  last.round_trip = 42;
  last.local = "host";
  last.remote = "srflx";
  last.transport = "udp";
  const auto figures = between(sample(1000, {heard(1'000, 10), seen(5'000, 20, 24), sent(1'000, 50, 0)}), last);
  ASSERT_TRUE(figures);
  EXPECT_EQ(figures->receiving, 1040);
  EXPECT_EQ(figures->sending, 48);
  EXPECT_EQ(figures->round_trip, 42);
  EXPECT_EQ(figures->lost, 0);
  EXPECT_EQ(figures->jitter, 9) << "of the worst stream";
  EXPECT_EQ(figures->frames, 30);
  EXPECT_EQ(figures->width, 1280);
  EXPECT_EQ(figures->picture_codec, "VP9");
  EXPECT_EQ(figures->sound_codec, "Opus");
  EXPECT_FALSE(figures->relayed);
  EXPECT_EQ(figures->transport, "UDP");
}

TEST(Statistics, TakesTheTimeThatHasReallyPassed) {
  const auto figures = between(sample(1000, {heard(0, 0)}), sample(3000, {heard(10'000, 10)}));
  ASSERT_TRUE(figures);
  EXPECT_EQ(figures->receiving, 40);
}

TEST(Statistics, CountsLossOfTheSecondAlone) {
  const auto figures = between(sample(1000, {heard(0, 1000, 500)}), sample(2000, {heard(0, 1095, 505)}));
  EXPECT_EQ(figures->lost, 5);
}

TEST(Statistics, CountsWhatTheOtherSideReportsLostOfOurs) {
  const auto figures = between(sample(1000, {sent(0, 1000, 0)}), sample(2000, {sent(0, 1100, 25)}));
  EXPECT_EQ(figures->lost_beyond, 25);
  EXPECT_EQ(figures->lost, std::nullopt);
}

TEST(Statistics, ForgivesPacketsThatArriveAfterAll) {
  const auto figures = between(sample(1000, {heard(0, 1000, 50)}), sample(2000, {heard(0, 1100, 40)}));
  EXPECT_EQ(figures->lost, 0);
}

TEST(Statistics, KnowsRelaysAtEitherEnd) {
  for (const bool ours : {true, false}) {
    Sample last = sample(2000, {});
    last.local = ours ? "relay" : "host";
    last.remote = ours ? "host" : "relay";
    last.transport = "tls";
    const auto figures = between(sample(1000, {}), last);
    EXPECT_TRUE(figures->relayed);
    EXPECT_EQ(figures->transport, "TLS");
  }
}

TEST(Statistics, ShowsTheScreenBeforeTheCamera) {
  const auto figures =
      between(sample(1000, {seen(0, 0, 0, true), seen(0, 0, 0)}), sample(2000, {seen(0, 9, 5, true), seen(0, 9, 30)}));
  EXPECT_EQ(figures->width, 1920);
  EXPECT_EQ(figures->frames, 5);
  EXPECT_EQ(figures->picture_codec, "AV1");
}

TEST(Statistics, HasNoPictureOfAStreamThatStandsStill) {
  const auto figures = between(sample(1000, {seen(500, 9, 30)}), sample(2000, {seen(500, 9, 30)}));
  EXPECT_EQ(figures->width, 0);
  EXPECT_EQ(figures->picture_codec, "");
}

TEST(Statistics, AddsNothingForACounterThatStartsAgain) {
  const auto figures = between(sample(1000, {heard(90'000, 900)}), sample(2000, {heard(500, 5)}));
  EXPECT_EQ(figures->receiving, 0);
  EXPECT_EQ(figures->lost, std::nullopt);
}

TEST(Statistics, AddsNothingForAStreamThatTookTheOthersPlace) {
  Stream other = heard(900'000, 9'000);
  other.id = "77";
  EXPECT_EQ(between(sample(1000, {heard(100, 1)}), sample(2000, {other}))->receiving, 0);
}

TEST(Statistics, DoesWithoutWhatABrowserDoesNotTell) {
  Stream bare;
  bare.id = "1";
  bare.received = true;
  const auto figures = between(sample(1000, {bare}), sample(2000, {bare}));
  EXPECT_EQ(figures, Figures{});
}

TEST(Statistics, MakesNothingOfTimesThatMakeNoSense) {
  Meter meter;
  take(meter, sample(1000, {heard(0, 0)}));
  for (const double at : {1000.0, 1000 + kShortest - 1, 500.0, std::numeric_limits<double>::quiet_NaN()})
    EXPECT_EQ(take(meter, sample(at, {heard(1, 1)})), std::nullopt) << at;
}

TEST(Statistics, GoesOnAfterALaptopSlept) {
  Meter meter;
  take(meter, sample(1000, {heard(0, 0)}));
  EXPECT_EQ(take(meter, sample(3'600'000, {heard(100, 1)})), std::nullopt);
  EXPECT_EQ(take(meter, sample(3'601'000, {heard(1'100, 2)}))->receiving, 8);
}

TEST(Statistics, RemembersTheLastMinute) {
  History history;
  for (int i = 0; i < 100; ++i) {
    Figures figures;
    figures.receiving = i;
    remember(history, figures);
  }
  ASSERT_EQ(history.size(), kHistory);
  EXPECT_EQ(history.front().receiving, 40);
  EXPECT_EQ(history.back().receiving, 99);
}

TEST(Statistics, PutsRightWhatTheOtherSideTells) {
  Figures told;
  told.round_trip = -5;
  told.lost = 4'000;
  told.receiving = std::numeric_limits<double>::infinity();
  told.sending = 1e300;
  told.width = -1;
  told.frames = 1e9;
  told.picture_codec = "<b>V P9</b> and much more of it";
  told.transport = "UDP\n";
  const Figures figures = plausible(told);
  EXPECT_EQ(figures.round_trip, 0);
  EXPECT_EQ(figures.lost, 100);
  EXPECT_EQ(figures.receiving, 0);
  EXPECT_LE(figures.sending, 1e7);
  EXPECT_EQ(figures.width, 0);
  EXPECT_LE(figures.frames, 240);
  EXPECT_EQ(figures.picture_codec, "bVP9bandmuch");
  EXPECT_EQ(figures.transport, "UDP");
}

TEST(Statistics, LeavesAnHonestSidesFiguresAlone) {
  Figures told;
  told.round_trip = 42;
  told.lost = .4;
  told.receiving = 1800;
  told.width = 1280;
  told.height = 720;
  told.frames = 30;
  told.picture_codec = "VP9";
  told.sound_codec = "Opus";
  told.transport = "UDP";
  EXPECT_EQ(plausible(told), told);
}

}  // namespace
}  // namespace parley::call::statistics
