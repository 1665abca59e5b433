// Every sentence that can stand on a screen: a cause, then a step, in plain words.
#include <algorithm>

#include "tests/client/app/builders.hpp"

namespace parley::app {
namespace {

using call::DeviceProblem;
using protocol::EndReason;
using protocol::ErrorCode;

Client ended_by(EndReason reason) {
  Client ada = dialling();
  ada.hears(agreed(our_call()));
  protocol::Call call = over(agreed(our_call()), reason);
  call.elapsed = 768s;
  ada.hears(call);
  return ada;
}

Client without_device(DeviceProblem problem) {
  Client ada = dialling();
  ada.on(DevicesFailed{1, problem});
  if (problem != DeviceProblem::Dismissed) ada.on(DevicesFailed{2, problem}).on(DevicesFailed{3, problem});
  return ada;
}

Client refused(ErrorCode code) {
  Client ada = online();
  ada.on(CallSomeone{"Ben", {}, protocol::Media::Video}).on(OfferMade{1, 1, protocol::description()});
  protocol::Error error;
  error.code = code;
  error.answers = MessageId("m1");
  ada.hears(error);
  return ada;
}

Client turned_away(ErrorCode code) {
  Client ada;
  ada.on(Join{"Ada"}).on(SocketOpened{1});
  protocol::Error error;
  error.code = code;
  ada.hears(error);
  return ada;
}

std::vector<std::string> all_sentences() {
  std::vector<std::string> all;
  for (int problem = 0; problem <= static_cast<int>(DeviceProblem::Other); ++problem) {
    for (const Banner& banner : banners(without_device(static_cast<DeviceProblem>(problem)).model, {}))
      all.push_back(banner.text);
  }
  for (const ErrorCode code :
       {ErrorCode::UnknownPerson, ErrorCode::Offline, ErrorCode::Busy, ErrorCode::SelfCall, ErrorCode::RateLimited}) {
    all.push_back(call_error(refused(code).model));
  }
  for (const ErrorCode code : {ErrorCode::NameTaken, ErrorCode::NameInvalid, ErrorCode::NameReserved}) {
    all.push_back(name_error(turned_away(code).model));
  }
  for (const ErrorCode code : {ErrorCode::ServerFull, ErrorCode::VersionUnsupported, ErrorCode::ServerStopping}) {
    all.push_back(entry_alert(turned_away(code).model));
  }
  all.push_back(connection_alert(with_a_lost_socket(online()).model));
  all.push_back(call_error(online().on(CallSomeone{}).model));
  return all;
}

TEST(Words, AreACauseThenAStep) {
  for (const std::string& words : all_sentences()) {
    EXPECT_GE(std::count(words.begin(), words.end(), '.'), 2) << '"' << words << '"';
    EXPECT_TRUE(!words.empty() && words.back() == '.') << '"' << words << '"';
  }
}

TEST(Words, AreNeitherSorryNorLoud) {
  std::vector<std::string> all = all_sentences();
  for (int reason = 0; reason <= static_cast<int>(EndReason::Failed); ++reason) {
    const Client ada = ended_by(static_cast<EndReason>(reason));
    all.push_back(ended_heading(ada.model));
    all.push_back(ended_detail(ada.model));
    EXPECT_FALSE(ended_heading(ada.model).empty());
    EXPECT_FALSE(ended_detail(ada.model).empty());
  }
  for (std::string words : all) {
    std::transform(words.begin(), words.end(), words.begin(),
                   [](char letter) { return letter >= 'A' && letter <= 'Z' ? char(letter + 32) : letter; });
    for (const char* never : {"please", "sorry", "oops", "!"}) EXPECT_EQ(words.find(never), std::string::npos) << words;
  }
}

TEST(Words, TellEachRefusalOfACallApart) {
  std::vector<std::string> all;
  for (const ErrorCode code : {ErrorCode::UnknownPerson, ErrorCode::Offline, ErrorCode::Busy, ErrorCode::SelfCall}) {
    all.push_back(call_error(refused(code).model));
  }
  std::sort(all.begin(), all.end());
  EXPECT_EQ(std::unique(all.begin(), all.end()), all.end());
}

TEST(Words, TellWhyAndHowLongACallWas) {
  const Client ada = ended_by(EndReason::HungUp);
  EXPECT_EQ(ended_heading(ada.model), "Ben hung up");
  EXPECT_EQ(ended_detail(ada.model), "12 min 48 s with Ben");
}

TEST(Words, OfALostMediaPathSayHowLongTheCallIsKept) {
  Client ada = talking();
  ada.after(1s).on(Pulse{1, 10});
  const Banner banner = banners(ada.model, ada.now + 4s).at(0);
  EXPECT_EQ(banner.text, "Reconnecting. The connection to Ben dropped.");
  EXPECT_EQ(banner.detail, "Your call is kept for 26 s.");
}

TEST(Words, PutANameErrorAtTheFieldAndEverythingElseAboveTheForm) {
  const Client taken = turned_away(ErrorCode::NameTaken);
  EXPECT_FALSE(name_error(taken.model).empty());
  EXPECT_TRUE(entry_alert(taken.model).empty());
  const Client full = turned_away(ErrorCode::ServerFull);
  EXPECT_TRUE(name_error(full.model).empty());
  EXPECT_FALSE(entry_alert(full.model).empty());
}

TEST(Words, SayWhenTheNextTryIs) {
  Client ada;
  ada.on(Join{"Ada"});
  ada.on(SocketClosed{1, 1006, ""});
  EXPECT_EQ(next_try(ada.model, ada.now), "Parley tries again in 1 s.");
  EXPECT_EQ(next_try(online().model, ada.now), "");
}

TEST(Words, OfDurations) {
  EXPECT_EQ(spoken_duration(9s), "9 s");
  EXPECT_EQ(spoken_duration(768s), "12 min 48 s");
  EXPECT_EQ(spoken_duration(3'725s), "1 h 2 min");
  EXPECT_EQ(clock_duration(9s), "0:09");
  EXPECT_EQ(clock_duration(768s), "12:48");
  EXPECT_EQ(clock_duration(3'725s), "1:02:05");
  EXPECT_EQ(clock_duration(-5s), "0:00");
}

}  // namespace
}  // namespace parley::app
