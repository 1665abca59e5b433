// Figures, quality, the guard and explanations as the client routes and says them.
#include <algorithm>

#include "tests/client/app/builders.hpp"

namespace parley::app {
namespace {

using call::statistics::Sample;
using call::statistics::Stream;

/// A connection that carries this much, as the browser reports it second by second.
struct Watched {
  Client client;
  double at = 1000;
  double packets = 0;
  std::optional<double> available = 2'000;
  double lost = 0;
  double lost_a_second = 0;

  Watched& seconds(int count) {
    for (int i = 0; i < count; ++i) {
      at += 1000;
      packets += 100;
      lost += lost_a_second;
      Stream heard{"1", true, false, false, packets * 100, packets, lost, std::nullopt, 3, {}, {}, "audio/opus"};
      Stream sent{"2", false, true, false, packets * 50, packets, 0, packets / 4, {}, 1280, 720, "video/VP8"};
      Sample sample{at, {heard, sent}, 40, available, "host", "host", "udp"};
      client.after(1s).on(Pulse{1, packets}).on(statistics::Sampled{1, true, sample});
    }
    return *this;
  }
  const statistics::State& state() const { return client.model.statistics; }
};

std::vector<std::string> banner_texts(const Client& client) {
  std::vector<std::string> texts;
  for (const Banner& banner : banners(client.model, client.now)) texts.push_back(banner.text);
  return texts;
}

bool has(const std::vector<std::string>& texts, std::string_view text) {
  return std::find(texts.begin(), texts.end(), text) != texts.end();
}

constexpr std::string_view kOwnBanner = "Your network is slow. Your video is paused so that your voice gets through.";
constexpr std::string_view kOthersBanner = "Ben's video is paused: the network is slow.";

TEST(Statistics, MeasuresTheConnectionOfACallAndNoLonger) {
  Client ada = rung();
  EXPECT_EQ(ada.of<statistics::Watch>(), std::vector<statistics::Watch>{});
  ada.on(AcceptCall{protocol::Media::Video});
  EXPECT_EQ(ada.of<statistics::Watch>(), std::vector{statistics::Watch{1}});
  ada = talking();
  ada.on(EndCall{});
  EXPECT_EQ(ada.of<statistics::Watch>(), std::vector{statistics::Watch{0}});
}

TEST(Statistics, RemembersEachSecondAndTellsTheOtherSide) {
  Watched ada{talking()};
  ada.seconds(4);
  EXPECT_EQ(ada.state().own.size(), 3u) << "the first sample has nothing to be compared with";
  const auto told = ada.client.of<statistics::Tell>();
  ASSERT_EQ(told.size(), 1u);
  EXPECT_EQ(told[0].figures, ada.state().own.back());
  EXPECT_EQ(told[0].figures.receiving, 80);
}

TEST(Statistics, DropsFiguresOfAnotherConnection) {
  Watched ada{talking()};
  ada.seconds(2);
  ada.client.on(statistics::Sampled{7, true, Sample{99'000, {}, {}, {}, "", "", ""}});
  EXPECT_EQ(ada.state().own.size(), 1u);
}

TEST(Statistics, ShowsEitherSidesFigures) {
  Watched ada{talking()};
  ada.seconds(2);
  call::statistics::Figures his;
  his.receiving = 640;
  his.lost = 700;
  ada.client.on(statistics::Told{his}).on(statistics::Show{true});
  EXPECT_TRUE(ada.state().open);
  EXPECT_EQ(statistics::shown(ada.client.model), ada.state().own);
  ada.client.on(statistics::Choose{true});
  ASSERT_EQ(statistics::shown(ada.client.model).size(), 1u);
  EXPECT_EQ(statistics::shown(ada.client.model)[0].lost, 100) << "what is told is not believed blindly";
}

TEST(Statistics, AreGoneWithTheCall) {
  Watched ada{talking()};
  ada.seconds(3);
  ada.client.on(statistics::Show{true}).on(EndCall{});
  EXPECT_FALSE(ada.state().open);
  ada.client.on(GoBack{}).on(CallSomeone{"Ben", PersonId("p-ben"), protocol::Media::Video});
  EXPECT_TRUE(ada.state().own.empty());
  EXPECT_EQ(statistics::quality(ada.client.model), std::nullopt);
}

TEST(Statistics, SaysHowGoodTheCallIsAndTellsTheServer) {
  Watched ada{talking()};
  EXPECT_EQ(statistics::quality(ada.client.model), std::nullopt);
  ada.seconds(2);
  ASSERT_TRUE(statistics::quality(ada.client.model));
  EXPECT_EQ(statistics::quality(ada.client.model)->words, "Quality good");
  const auto sent = ada.client.sent<protocol::CallMedia>();
  ASSERT_FALSE(sent.empty());
  EXPECT_EQ(sent.back().quality, protocol::Quality::Good);
  ada.lost_a_second = 50;
  ada.seconds(4);
  EXPECT_EQ(statistics::quality(ada.client.model)->words, "Quality poor");
}

TEST(Statistics, HasNoBarsWhileNothingArrives) {
  Watched ada{talking()};
  ada.seconds(2);
  ada.client.after(1s).on(Pulse{1, ada.packets});
  ASSERT_EQ(link(ada.client.model), Link::Reconnecting);
  EXPECT_EQ(statistics::quality(ada.client.model)->bars, 0);
  EXPECT_EQ(statistics::quality(ada.client.model)->words, "No connection");
}

TEST(Guard, HoldsThePictureBackAndTellsBothSides) {
  Watched ada{talking()};
  ada.seconds(12);
  ada.available = 40;
  ada.seconds(3);
  EXPECT_EQ(ada.client.of<statistics::HoldVideo>(), (std::vector{statistics::HoldVideo{1, true}}));
  EXPECT_TRUE(has(banner_texts(ada.client), kOwnBanner));
  const auto sent = ada.client.sent<protocol::CallMedia>();
  ASSERT_FALSE(sent.empty());
  EXPECT_TRUE(sent.back().saving);
  EXPECT_TRUE(sent.back().camera) << "the camera itself stays on";

  ada.available = 90;
  ada.seconds(6);
  EXPECT_TRUE(statistics::is_saving(ada.client.model));
  ada.seconds(1);
  EXPECT_EQ(ada.client.of<statistics::HoldVideo>(), (std::vector{statistics::HoldVideo{1, false}}));
  EXPECT_FALSE(has(banner_texts(ada.client), kOwnBanner));
  EXPECT_EQ(ada.client.model.status.text, "Your video is sent again.");
}

TEST(Guard, LetsGoWithTheCamera) {
  Watched ada{talking()};
  ada.seconds(12);
  ada.available = 40;
  ada.seconds(3);
  ada.client.on(ToggleCamera{});
  EXPECT_FALSE(statistics::is_saving(ada.client.model));
  EXPECT_EQ(ada.client.of<statistics::HoldVideo>(), (std::vector{statistics::HoldVideo{1, false}}));
}

TEST(Guard, ShowsTheOtherOneWithoutThePictureThatDoesNotCome) {
  Client ada = talking();
  ASSERT_TRUE(remote_camera_on(ada.model));
  protocol::CallMedia media = his_media(2, true, true);
  media.saving = true;
  ada.hears(media);
  EXPECT_FALSE(remote_camera_on(ada.model));
  EXPECT_TRUE(has(banner_texts(ada), kOthersBanner));
  ada.hears(his_media(3, true, true));
  EXPECT_TRUE(remote_camera_on(ada.model));
  EXPECT_FALSE(has(banner_texts(ada), kOthersBanner));
  EXPECT_EQ(ada.model.status.text, "Ben's video is back.");
}

// ---- why there is no path

Client connecting() {
  Client client = answering();
  client.hears(agreed(his_call())).on(AnswerMade{1, 1, protocol::description()}).on(DevicesOpened{1});
  return client;
}

protocol::Candidate candidate(const char* type) {
  return {"candidate:1 1 udp 2122 192.0.2.1 4444 typ " + std::string(type), "0", 0, "ufrag"};
}

protocol::IceCandidate his_candidate(const char* type) {
  return {CallId("call-1"), 1, candidate(type), PersonId("p-ben")};
}

std::string why(Client& client) {
  client.hears(over(agreed(his_call()), protocol::EndReason::NoPath));
  return ended_detail(client.model);
}

TEST(Explanation, NamesTheOtherSideThatStaysSilent) {
  Client ada = connecting();
  ada.on(LocalCandidate{1, candidate("host")});
  EXPECT_EQ(why(ada), "The device of Ben did not answer. Call again.");
}

TEST(Explanation, OutlivesTheConnection) {
  Client ada = connecting();
  ada.on(LocalCandidate{1, candidate("host")}).hears(his_candidate("host"));
  const std::string words = why(ada);
  EXPECT_EQ(words.rfind("Your network blocks calls and no relay is configured.", 0), 0u) << words;
}

TEST(Explanation, SaysThatTheBrowserNamesNoAddress) {
  Client ada = connecting();
  ada.on(LocalCandidate{1, std::nullopt});
  EXPECT_EQ(why(ada).rfind("This browser opens no way for calls.", 0), 0u) << why(ada);
}

TEST(Explanation, SaysThatThisDeviceIsOffline) {
  Client ada = connecting();
  ada.on(statistics::Sampled{1, false, Sample{1000, {}, {}, {}, "", "", ""}});
  EXPECT_EQ(why(ada).rfind("This device is offline.", 0), 0u);
}

TEST(Explanation, IsThatOfTheCallAndNotOfTheOneBefore) {
  Client ada = connecting();
  ada.on(LocalCandidate{1, candidate("host")}).on(statistics::RelayFailed{1, 401});
  EXPECT_EQ(ada.model.statistics.evidence.relay_error, call::explain::RelayError::Refused);
  why(ada);
  ada.on(GoBack{}).on(CallSomeone{"Ben", PersonId("p-ben"), protocol::Media::Video});
  EXPECT_EQ(ada.model.statistics.evidence.relay_error, call::explain::RelayError::None);
  EXPECT_FALSE(ada.model.statistics.evidence.ours.any());
}

TEST(Explanation, StandsOnTheStageOnceConnectingTakesLong) {
  Client ada = connecting();
  ada.on(LocalCandidate{1, candidate("host")});
  EXPECT_TRUE(banner_texts(ada.after(7s)).empty());
  ada.after(1s);
  EXPECT_TRUE(has(banner_texts(ada), "Connecting takes long. The device of Ben did not answer. Call again."));
}

TEST(Figures, AreSaidInUnitsThatPeopleRead) {
  call::statistics::Figures figures;
  EXPECT_EQ(statistics::round_trip_words(figures), "Unknown");
  EXPECT_EQ(statistics::lost_words(figures), "Unknown");
  EXPECT_EQ(statistics::picture_words(figures), "None");
  EXPECT_EQ(statistics::codec_words(figures), "None");
  EXPECT_EQ(statistics::path_words(figures), "Unknown");
  figures.round_trip = 41.6;
  figures.lost = .44;
  figures.jitter = 3.2;
  figures.width = 1280;
  figures.height = 720;
  figures.frames = 29.7;
  figures.picture_codec = "VP9";
  figures.sound_codec = "Opus";
  figures.transport = "UDP";
  EXPECT_EQ(statistics::round_trip_words(figures), "42 ms");
  EXPECT_EQ(statistics::lost_words(figures), "0.4 %");
  EXPECT_EQ(statistics::jitter_words(figures), "3 ms");
  EXPECT_EQ(statistics::picture_words(figures), "1280 × 720, 30 fps");
  EXPECT_EQ(statistics::codec_words(figures), "VP9, Opus");
  EXPECT_EQ(statistics::path_words(figures), "Direct, UDP");
  figures.relayed = true;
  figures.transport = "TCP";
  EXPECT_EQ(statistics::path_words(figures), "Relayed, TCP");
  EXPECT_EQ(statistics::rate_words(640.4), "640 kbit/s");
  EXPECT_EQ(statistics::rate_words(1'840), "1.8 Mbit/s");
}

}  // namespace
}  // namespace parley::app
