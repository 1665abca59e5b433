#include <gtest/gtest.h>

#include "tests/server/api/office.hpp"

namespace parley::api {
namespace {

using protocol::CallStatus;
using protocol::ErrorCode;

Request start() { return Request("POST", "/calls/start").json(R"({"callerId":"p-ada","receiverId":"p-ben"})"); }
Request answer(const std::string& word) {
  return Request("POST", "/calls/answer").json(R"({"callId":"c-1","answer":")" + word + R"("})");
}
Request end_by(const std::string& person) {
  return Request("POST", "/calls/end").json(R"({"callId":"c-1","userId":")" + person + R"("})");
}

TEST(CallRoutes, AStartedCallIsAnsweredToTheLetter) {
  Office office;
  office.hub = [](const hub::Question&) { return call_view(); };
  const Answered answered = office.ask(start().bearer(kAdasToken));
  EXPECT_EQ(answered.status, 200u);
  EXPECT_EQ(answered.json(), nlohmann::json::parse(R"({"id":"c-1","caller":{"name":"Ada","id":"p-ada","location":""},
      "receiver":{"name":"Ben","id":"p-ben","location":"Rome"},"status":"DIALLING"})"));
  ASSERT_EQ(office.questions.size(), 1u);
  EXPECT_EQ(office.questions[0], hub::Question(hub::StartCall{kAda, kAda, kBen}));
}

TEST(CallRoutes, ABusyReceiverIsAnErrorInTheCallAndNotInTheRequest) {
  for (const auto& [code, word] : {std::pair(ErrorCode::Busy, "busy"), std::pair(ErrorCode::Offline, "offline"),
                                   std::pair(ErrorCode::NoMediaServer, "no-media-server")}) {
    Office office;
    office.hub = [code = code](const hub::Question&) {
      hub::CallView view = call_view(CallStatus::Error);
      view.refused = code;
      return view;
    };
    const Answered answered = office.ask(start().bearer(kAdasToken));
    EXPECT_EQ(answered.status, 200u);
    EXPECT_EQ(answered.json()["status"], "ERROR");
    EXPECT_EQ(answered.json()["errMsg"], word);
  }
}

TEST(CallRoutes, ARefusedStartHasTheStatusThatFits) {
  struct Row {
    hub::Refused refused;
    unsigned status;
    const char* code;
  };
  for (const Row& row :
       {Row{{ErrorCode::UnknownPerson}, 404, "unknown-person"}, Row{{ErrorCode::SelfCall}, 400, "self-call"},
        Row{{ErrorCode::NotAllowed}, 409, "not-allowed"}, Row{{ErrorCode::Offline}, 409, "offline"},
        Row{{ErrorCode::RateLimited, false, Milliseconds{1'500}}, 429, "rate-limited"},
        Row{{ErrorCode::ServerStopping}, 503, "server-stopping"}}) {
    Office office;
    office.hub = [&row](const hub::Question&) { return row.refused; };
    const Answered answered = office.ask(start().bearer(kAdasToken));
    EXPECT_EQ(answered.status, row.status) << row.code;
    EXPECT_EQ(answered.code(), row.code);
    if (row.refused.retry_after) {
      EXPECT_EQ(answered.header("retry-after"), "2");
    }
  }
}

TEST(CallRoutes, NobodyCallsHimself) {
  Office office;
  const Answered answered = office.ask(
      Request("POST", "/calls/start").bearer(kAdasToken).json(R"({"callerId":"p-ada","receiverId":"p-ada"})"));
  EXPECT_EQ(answered.status, 400u);
  EXPECT_EQ(answered.code(), "self-call");
}

TEST(CallRoutes, WhoAnswersIsKnownByTheCredential) {
  Office office;
  office.hub = [](const hub::Question&) { return call_view(CallStatus::Ongoing); };
  EXPECT_EQ(office.ask(answer("ACCEPT").bearer(kBensToken)).json()["status"], "ONGOING");
  EXPECT_EQ(office.ask(answer("DECLINE").header("X-Parley-Token", kBensToken)).status, 200u);
  EXPECT_EQ(office.questions[0], hub::Question(hub::AnswerCall{kBen, CallId("c-1"), true}));
  EXPECT_EQ(office.questions[1], hub::Question(hub::AnswerCall{kBen, CallId("c-1"), false}));
}

TEST(CallRoutes, AnswersOfOthersAndAnswersThatAreTooLateAreRefused) {
  struct Row {
    ErrorCode refused;
    unsigned status;
  };
  for (const Row& row :
       {Row{ErrorCode::NoSuchCall, 404}, Row{ErrorCode::NotAllowed, 403}, Row{ErrorCode::CallOver, 409}}) {
    Office office;
    office.hub = [&row](const hub::Question&) { return hub::Refused{row.refused}; };
    for (const Request& request : {answer("ACCEPT").bearer(kCleosToken), end_by("p-cleo").bearer(kCleosToken)}) {
      const Answered answered = office.ask(request);
      EXPECT_EQ(answered.status, row.status);
      EXPECT_EQ(answered.code(), protocol::row(row.refused).wire);
      EXPECT_EQ(answered.body.find("Finish the call"), std::string::npos);
    }
  }
}

TEST(CallRoutes, EitherSideEndsACall) {
  Office office;
  office.hub = [](const hub::Question&) { return call_view(CallStatus::Ended); };
  EXPECT_EQ(office.ask(end_by("p-ben").bearer(kBensToken)).json()["status"], "ENDED");
  EXPECT_EQ(office.questions[0], hub::Question(hub::EndCall{kBen, CallId("c-1"), kBen}));
}

TEST(CallRoutes, WithTrustedIdsNobodyNeedsACredential) {
  Config config;
  config.trust_ids = true;
  Office office(config);
  office.hub = [](const hub::Question&) { return call_view(); };
  EXPECT_EQ(office.ask(start()).status, 200u);
  EXPECT_EQ(office.ask(answer("ACCEPT")).status, 200u);
  EXPECT_EQ(office.ask(end_by("p-ben")).status, 200u);
  EXPECT_EQ(office.questions[0], hub::Question(hub::StartCall{std::nullopt, kAda, kBen}));
  EXPECT_EQ(office.questions[1], hub::Question(hub::AnswerCall{std::nullopt, CallId("c-1"), true}));
  EXPECT_EQ(office.questions[2], hub::Question(hub::EndCall{std::nullopt, CallId("c-1"), kBen}));
}

TEST(Users, AreTheirNamesIdsAndLocations) {
  Office office;
  office.hub = [](const hub::Question&) { return hub::Users{{{kAda, "Ada \"A\"", ""}, {kBen, "Ben", "Rome"}}}; };
  const Answered answered = office.ask(Request("GET", "/users"));
  EXPECT_EQ(answered.status, 200u);
  EXPECT_EQ(answered.json(), nlohmann::json::parse(R"([{"name":"Ada \"A\"","id":"p-ada","location":""},
      {"name":"Ben","id":"p-ben","location":"Rome"}])"));
  EXPECT_EQ(office.questions[0], hub::Question(hub::ListUsers{}));
}

TEST(Users, WhoAsksIsToldSoThatBlocksCount) {
  Office office;
  office.hub = [](const hub::Question&) { return hub::Users{}; };
  EXPECT_EQ(office.ask(Request("GET", "/users").bearer(kBensToken)).json(), nlohmann::json::array());
  EXPECT_EQ(office.questions[0], hub::Question(hub::ListUsers{kBen}));
}

TEST(Users, AreNotToldToStrangersWhereGuestsMayNotComeIn) {
  Config config;
  config.guests = false;
  Office office(config);
  office.hub = [](const hub::Question&) { return hub::Users{}; };
  EXPECT_EQ(office.ask(Request("GET", "/users")).status, 401u);
  EXPECT_EQ(office.ask(Request("GET", "/users").bearer(kAdasToken)).status, 200u);
}

TEST(Users, HeadIsAnsweredAsGet) {
  Office office;
  office.hub = [](const hub::Question&) { return hub::Users{}; };
  EXPECT_EQ(office.ask(Request("HEAD", "/users")).status, 200u);
}

Config with_livekit() {
  Config config;
  config.livekit = LiveKit{"wss://media.example", "APIparley", "a secret of thirty-two characters"};
  return config;
}

Request token(const std::string& room = "c-1", const std::string& person = "p-ada") {
  return Request("GET", "/token?room=" + room + "&id=" + person);
}

TEST(MediaToken, IsForAPartyOfALiveCall) {
  Office office(with_livekit());
  office.hub = [](const hub::Question&) { return call_view(CallStatus::Ongoing); };
  const Answered answered = office.ask(token().bearer(kAdasToken));
  EXPECT_EQ(answered.status, 200u);
  EXPECT_EQ(answered.json()["url"], "wss://media.example");
  EXPECT_EQ(answered.json().size(), 2u);
  EXPECT_EQ(office.questions[0], hub::Question(hub::FindCall{CallId("c-1"), kAda}));
  const Answered plain = office.ask(token().bearer(kAdasToken).header("Accept", "text/plain"));
  EXPECT_EQ(plain.header("content-type"), "text/plain; charset=utf-8");
  EXPECT_EQ(plain.body, answered.json()["token"]);
}

TEST(MediaToken, IsNotForAThirdPersonOrACallThatIsOver) {
  Office office(with_livekit());
  office.hub = [](const hub::Question&) { return hub::Refused{ErrorCode::NoSuchCall}; };
  EXPECT_EQ(office.ask(token("c-1", "p-cleo").bearer(kCleosToken)).code(), "no-such-call");
  office.hub = [](const hub::Question&) { return call_view(CallStatus::Ended); };
  const Answered over = office.ask(token().bearer(kAdasToken));
  EXPECT_EQ(over.status, 409u);
  EXPECT_EQ(over.code(), "call-over");
}

TEST(MediaToken, TheMissingMediaServerIsSaidLast) {
  Office office;
  EXPECT_EQ(office.ask(Request("GET", "/token?room=c-1")).status, 400u);
  EXPECT_EQ(office.ask(token()).status, 401u);
  EXPECT_EQ(office.ask(token().bearer(kBensToken)).status, 403u);
  office.hub = [](const hub::Question&) { return hub::Refused{ErrorCode::NoSuchCall}; };
  EXPECT_EQ(office.ask(token().bearer(kAdasToken)).status, 404u);
  office.hub = [](const hub::Question&) { return call_view(CallStatus::Ongoing); };
  const Answered answered = office.ask(token().bearer(kAdasToken));
  EXPECT_EQ(answered.status, 409u);
  EXPECT_EQ(answered.code(), "no-media-server");
}

}  // namespace
}  // namespace parley::api
