// Pages of other origins, and which of two cookies counts.
#include <gtest/gtest.h>

#include "tests/server/api/office.hpp"

namespace parley::api {
namespace {

constexpr const char* kOwn = "http://parley.example:8081";
constexpr const char* kListed = "https://app.example";
constexpr const char* kForeign = "https://evil.example";

Office& answering(Office& office) {
  office.hub = [](const hub::Question& question) -> hub::Reply {
    if (std::holds_alternative<hub::ListUsers>(question)) return hub::Users{};
    return call_view();
  };
  return office;
}

Config listing() {
  Config config;
  config.allowed_origins = {kListed};
  return config;
}

Request start() { return Request("POST", "/calls/start").json(R"({"callerId":"p-ada","receiverId":"p-ben"})"); }

// Threat 19: cross-site request forgery.
TEST(CrossSite, AForeignPageChangesNothing) {
  Office office(listing());
  for (const std::string origin : {kForeign, "null", "http://parley.example:8082", "https://parley.example",
                                   "https://app.example.evil.example", "http://app.example"}) {
    Request request = start();
    request.bearer(kAdasToken).header("Origin", origin);
    const Answered answered = office.ask(request);
    EXPECT_EQ(answered.status, 403u) << origin;
    EXPECT_EQ(answered.code(), "foreign-origin");
    EXPECT_EQ(answered.header("access-control-allow-origin"), "");
  }
  EXPECT_TRUE(office.questions.empty());
}

TEST(CrossSite, OurOwnPagesListedPagesAndProgramsMay) {
  Office office(listing());
  answering(office);
  EXPECT_EQ(office.ask(start().bearer(kAdasToken)).status, 200u);
  EXPECT_EQ(office.ask(start().bearer(kAdasToken).header("Origin", kOwn)).status, 200u);
  const Answered listed = office.ask(start().bearer(kAdasToken).header("Origin", kListed));
  EXPECT_EQ(listed.status, 200u);
  EXPECT_EQ(listed.header("access-control-allow-origin"), kListed);
  EXPECT_EQ(listed.header("access-control-allow-credentials"), "");
  EXPECT_EQ(listed.header("vary"), "Origin");
}

TEST(CrossSite, RefusalsCanBeReadByListedPagesToo) {
  Office office(listing());
  const Answered answered = office.ask(start().header("Origin", kListed));
  EXPECT_EQ(answered.status, 401u);
  EXPECT_EQ(answered.header("access-control-allow-origin"), kListed);
}

TEST(CrossSite, OnlyListedPagesMayRead) {
  Office office(listing());
  answering(office);
  EXPECT_EQ(office.ask(Request("GET", "/users").header("Origin", kListed)).header("access-control-allow-origin"),
            kListed);
  const Answered foreign = office.ask(Request("GET", "/users").header("Origin", kForeign));
  EXPECT_EQ(foreign.header("access-control-allow-origin"), "");
  EXPECT_EQ(foreign.header("vary"), "Origin");
  EXPECT_EQ(foreign.header("cross-origin-resource-policy"), "same-origin");
}

TEST(CrossSite, APreflightNamesMethodsAndHeadersToListedPagesAlone) {
  Office office(listing());
  const auto preflight = [&](const char* origin) {
    return office.ask(Request("OPTIONS", "/blocks")
                          .header("Origin", origin)
                          .header("Access-Control-Request-Method", "DELETE")
                          .header("Access-Control-Request-Headers", "authorization,content-type"));
  };
  const Answered listed = preflight(kListed);
  EXPECT_EQ(listed.status, 204u);
  EXPECT_EQ(listed.header("access-control-allow-origin"), kListed);
  EXPECT_EQ(listed.header("access-control-allow-methods"), "GET, HEAD, POST, DELETE, OPTIONS");
  EXPECT_EQ(listed.header("access-control-allow-headers"), "Authorization, Content-Type, X-Parley-Token");
  EXPECT_EQ(listed.header("vary"), "Origin");
  const Answered foreign = preflight(kForeign);
  EXPECT_EQ(foreign.header("access-control-allow-origin"), "");
  EXPECT_EQ(foreign.header("access-control-allow-methods"), "");
}

// Threat 19 again: from another port of this host, to which the browser sends the cookies all the same.
TEST(CrossSite, CookiesOfAnotherOriginAreNobodys) {
  Office office(listing());
  Request request = start();
  request.header("Cookie", "parley=l-ada").header("Origin", kListed);
  EXPECT_EQ(office.ask(request).status, 401u);
  Request read("GET", "/calls");
  read.header("Cookie", "parley=l-ada").header("Origin", kForeign);
  EXPECT_EQ(office.ask(read).status, 401u);
}

TEST(Credentials, OfTwoCookiesTheOneThatIsNamedCounts) {
  const std::string both = "parley=l-ada; parley-program=t-ben";
  Office office;
  answering(office);
  EXPECT_EQ(office.ask(start().header("Cookie", both)).status, 200u);
  EXPECT_EQ(
      office.ask(Request("POST", "/calls/end").json(R"({"callId":"c-1","userId":"p-ben"})").header("Cookie", both))
          .status,
      200u);
  EXPECT_EQ(office.questions[0], hub::Question(hub::StartCall{kAda, kAda, kBen}));
  EXPECT_EQ(office.questions[1], hub::Question(hub::EndCall{kBen, CallId("c-1"), kBen}));
}

TEST(Credentials, WhereNobodyIsNamedAProgramsCallIsAnsweredByTheProgram) {
  Office office;
  answering(office);
  office.ask(Request("POST", "/calls/answer")
                 .json(R"({"callId":"c-1","answer":"ACCEPT"})")
                 .header("Cookie", "parley=l-ada; parley-program=t-ben"));
  EXPECT_EQ(office.questions[0], hub::Question(hub::AnswerCall{kBen, CallId("c-1"), true}));
  hub::CallRecord record;
  record.call = CallId("c-of-ada");
  record.caller = kAda;
  office.store.write(record);
  const Answered history = office.ask(Request("GET", "/calls").header("Cookie", "parley=l-ada; parley-program=t-ben"));
  EXPECT_EQ(history.json().size(), 1u) << "a history is the account's";
}

TEST(Credentials, EachPageOfABrowserSpeaksForItsOwnPerson) {
  const std::string both = "parley-program=t-cleo.t-ben";
  Office office;
  answering(office);
  for (const std::string person : {"p-ben", "p-cleo"}) {
    const Request end = Request("POST", "/calls/end").json(R"({"callId":"c-1","userId":")" + person + R"("})");
    EXPECT_EQ(office.ask(Request(end).header("Cookie", both)).status, 200u) << person;
  }
  office.questions.clear();
  office.hub = [](const hub::Question& question) -> hub::Reply {
    if (std::get<hub::AnswerCall>(question).actor != kBen) return hub::Refused{protocol::ErrorCode::NotAllowed};
    return call_view(protocol::CallStatus::Ongoing);
  };
  const Request answer = Request("POST", "/calls/answer").json(R"({"callId":"c-1","answer":"ACCEPT"})");
  EXPECT_EQ(office.ask(Request(answer).header("Cookie", both)).json()["status"], "ONGOING");
  EXPECT_EQ(office.questions.size(), 2u);
  EXPECT_EQ(office.ask(Request(answer).header("Cookie", "parley-program=t-cleo")).status, 403u);
}

TEST(Credentials, ACookieThatIsVoidLeavesTheOther) {
  Office office;
  answering(office);
  EXPECT_EQ(office.ask(start().header("Cookie", "parley=l-ada; parley-program=t-old")).status, 200u);
  EXPECT_EQ(office.ask(start().header("Cookie", "parley=l-old; parley-program=t-old")).code(), "not-signed-in");
}

TEST(Credentials, AHeaderCountsBeforeCookies) {
  Office office;
  EXPECT_EQ(office.ask(start().header("Cookie", "parley=l-ada").bearer(kBensToken)).status, 403u);
  EXPECT_EQ(office.ask(start().header("Cookie", "parley=l-ada").bearer("l-old")).code(), "token-expired");
}

TEST(Credentials, ADatabaseThatDoesNotAnswerIsNotAnExpiredToken) {
  Office office;
  office.logins_fail = problem(HttpCode::Unavailable);
  EXPECT_EQ(office.ask(start().bearer(kAdasToken)).code(), "unavailable");
  EXPECT_EQ(office.ask(start().header("Cookie", "parley=l-ada")).code(), "unavailable");
  answering(office);
  EXPECT_EQ(
      office.ask(Request("POST", "/calls/end").json(R"({"callId":"c-1","userId":"p-ben"})").bearer(kBensToken)).status,
      200u)
      << "guests need no database";
}

TEST(Credentials, TheSchemeIsWrittenInAnyCase) {
  Office office;
  answering(office);
  EXPECT_EQ(office.ask(start().header("authorization", "bearer l-ada")).status, 200u);
  EXPECT_EQ(office.ask(start().header("authorization", "BEARER   l-ada ")).status, 200u);
  EXPECT_EQ(office.ask(start().header("authorization", "Basic bC1hZGE=")).code(), "not-signed-in");
}

}  // namespace
}  // namespace parley::api
