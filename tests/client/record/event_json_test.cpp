// Events and effects to JSON and back, and what must not be in it.
#include "client/record/event_json.hpp"

#include <gtest/gtest.h>

#include "client/record/event_reader.hpp"
#include "core/protocol/codec.hpp"

namespace parley::record {
namespace {

const Moment kMoment{Instant{Milliseconds{12'345}}, 987'654};

// An event as it comes back must be the same again when it is written: what is secret stays a placeholder.
template <class Event>
void expect_open_round_trip(const Event& event) {
  const std::string text = to_json(app::Event(event), kMoment);
  const auto read = event_from_json(text);
  ASSERT_TRUE(read) << text << ": " << read.error();
  EXPECT_EQ(read.value().event, app::Event(event)) << text;
  EXPECT_EQ(read.value().moment, kMoment);
}

TEST(EventJson, KeepsWhatIsOpen) {
  expect_open_round_trip(app::Join{"Ада \"Lovelace\"\n"});
  expect_open_round_trip(app::SignOut{});
  expect_open_round_trip(app::CallSomeone{"Ben", PersonId("p_1"), protocol::Media::Voice});
  expect_open_round_trip(app::AcceptCall{protocol::Media::Video});
  expect_open_round_trip(app::DeclineCall{});
  expect_open_round_trip(app::EndCall{});
  expect_open_round_trip(app::ToggleMicrophone{});
  expect_open_round_trip(app::ToggleCamera{});
  expect_open_round_trip(app::CallAgain{});
  expect_open_round_trip(app::GoBack{});
  expect_open_round_trip(app::UserPlaysSound{});
  expect_open_round_trip(app::UserReloads{});
  expect_open_round_trip(app::SocketOpened{3});
  expect_open_round_trip(app::SocketClosed{3, 4001, "full"});
  expect_open_round_trip(app::ProbeAnswered{3, true});
  expect_open_round_trip(app::TimerPassed{app::Timer::Patience});
  expect_open_round_trip(app::Woke{});
  expect_open_round_trip(app::AccountWish{app::AccountAsk::EndLogin, "Firefox", {}, {}, "l_1"});
  expect_open_round_trip(app::ShowAccount{true});
  expect_open_round_trip(app::AccountAnswered{3, 401, {}, "{}", 1'700'000'000'000, 1'700'003'600'000});
  expect_open_round_trip(app::NetworkChanged{});
  expect_open_round_trip(app::PageGone{});
  expect_open_round_trip(app::AnswerApplied{2, 3});
  expect_open_round_trip(app::PeerFailed{2, 3, "InvalidStateError"});
  expect_open_round_trip(app::IceChanged{2, call::IceState::Disconnected});
  expect_open_round_trip(app::Pulse{2, 123'456'789'012, true});
  expect_open_round_trip(app::RoomMedia{2, true, false});
  expect_open_round_trip(app::RoomFailed{2, call::RoomProblem::Refused, "no"});
  expect_open_round_trip(app::SoundBlocked{true});
  expect_open_round_trip(app::DevicesOpened{7});
  expect_open_round_trip(app::DevicesFailed{7, call::DeviceProblem::InUse});
  expect_open_round_trip(app::DeviceVanished{7, call::devices::Kind::Camera});
  expect_open_round_trip(app::LocalCandidate{2, std::nullopt});
}

TEST(EventJson, CountsWhatIsSecret) {
  const std::string secret = "never-to-be-seen";
  const app::Event events[] = {
      app::Started{secret, "Ada"},
      app::Started{{}, {}, true, secret, "Ada"},
      app::AccountWish{app::AccountAsk::ChangePassword, "Ada", secret, secret, {}},
      app::AccountAnswered{1, 200, secret, "{}", 1, 1},
      app::OfferMade{1, 1, secret},
      app::AnswerMade{1, 1, secret},
      app::LocalCandidate{1, protocol::Candidate{secret, "0", 0U, secret}},
      app::SocketText{1, "{\"this is no message\": \"" + secret + "\"}"},
      app::SocketText{1, protocol::encode(protocol::Offer{CallId("c"), 1, false, secret, PersonId("p")}, 1)},
      app::SocketText{1, protocol::encode(protocol::Chat{MessageId("m"), {}, {}, secret, PersonId("p"), 1}, 1)},
  };
  for (const app::Event& event : events) {
    const std::string text = to_json(event, kMoment);
    EXPECT_EQ(text.find(secret), std::string::npos) << text;
    const auto read = event_from_json(text);
    ASSERT_TRUE(read) << text << ": " << read.error();
    EXPECT_EQ(read.value().event.index(), event.index());
  }
}

TEST(EventJson, KeepsMessagesReadable) {
  const protocol::Message message = protocol::PeerLeft{{PersonId("p_1")}};
  const auto read = event_from_json(to_json(app::SocketText{1, protocol::encode(message)}, kMoment));
  ASSERT_TRUE(read);
  const auto decoded = protocol::decode(as<app::SocketText>(read.value().event)->text);
  ASSERT_TRUE(decoded);
  EXPECT_EQ(decoded.value().message, message);
}

TEST(EffectJson, ReadsBackWhatItWrote) {
  const app::Effect open[] = {
      app::OpenSocket{1},
      app::CloseSocket{1, 1000},
      app::Probe{1},
      app::StartTimer{app::Timer::Backoff, Milliseconds{700}},
      app::StopTimer{app::Timer::Setup},
      app::StoreAccount{"Ada"},
      app::MakeOffer{1, 2, true},
      app::ClosePeer{1},
      app::OpenDevices{1, true, false},
      app::StopDevice{1, call::devices::Kind::Microphone},
      app::AttachDevice{1, call::devices::Kind::Camera, 2},
      app::MuteMicrophone{1, true},
      app::PlaySound{},
      app::ReloadPage{},
      app::AddCandidate{1, std::nullopt},
  };
  for (const app::Effect& effect : open) {
    const auto read = effect_from_json(to_json(effect));
    ASSERT_TRUE(read) << to_json(effect) << ": " << read.error();
    EXPECT_EQ(read.value(), effect) << to_json(effect);
  }
}

TEST(EffectJson, CountsWhatIsSecret) {
  const std::string secret = "never-to-be-seen";
  const app::Effect effects[] = {
      app::SendText{1, secret},
      app::StoreSession{secret, "Ada", true, secret},
      app::AccountRequest{1, app::AccountAsk::ChangePassword, "Ada", secret, secret, {}, secret},
      app::CreatePeer{1, {{{"turn:example"}, "user", secret}}},
      app::MakeAnswer{1, 1, secret},
      app::ApplyAnswer{1, 1, secret},
      app::AddCandidate{1, protocol::Candidate{secret, {}, {}, {}}},
  };
  for (const app::Effect& effect : effects) {
    const std::string text = to_json(effect);
    EXPECT_EQ(text.find(secret), std::string::npos) << text;
    const auto read = effect_from_json(text);
    ASSERT_TRUE(read) << text << ": " << read.error();
    EXPECT_EQ(read.value().index(), effect.index());
  }
}

TEST(EventJson, SaysWhatIsWrong) {
  EXPECT_EQ(event_from_json("no json").error(), "not of the kind \"event\"");
  EXPECT_EQ(event_from_json(R"({"event":"dance","now":1,"dice":1})").error(), "no event is called \"dance\"");
  EXPECT_EQ(event_from_json(R"({"event":"join","name":7,"now":1,"dice":1})").error(), "\"name\" is not a text");
  EXPECT_EQ(event_from_json(R"({"event":"timer-passed","timer":"Egg","now":1,"dice":1})").error(),
            "\"timer\" is not a known value");
}

}  // namespace
}  // namespace parley::record
