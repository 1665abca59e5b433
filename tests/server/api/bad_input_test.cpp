// Every endpoint against what it must refuse: the right status and code, and neither hub nor store has heard of it.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "server/api/json_body.hpp"
#include "tests/server/api/office.hpp"

namespace parley::api {
namespace {

struct Endpoint {
  std::string method;
  std::string target;
  std::string body;  ///< a good one; empty: it takes none
};

const std::vector<Endpoint>& endpoints() {
  static const std::vector<Endpoint> all = {
      {"GET", "/users", ""},
      {"POST", "/calls/start", R"({"callerId":"p-ada","receiverId":"p-ben"})"},
      {"POST", "/calls/answer", R"({"callId":"c-1","answer":"ACCEPT"})"},
      {"POST", "/calls/end", R"({"callId":"c-1","userId":"p-ada"})"},
      {"GET", "/token?room=c-1&id=p-ada", ""},
      {"GET", "/calls", ""},
      {"GET", "/calls/c-1", ""},
      {"GET", "/blocks", ""},
      {"POST", "/blocks", R"({"userId":"p-ben"})"},
      {"DELETE", "/blocks", R"({"userId":"p-ben"})"},
  };
  return all;
}

std::string name_of(const Endpoint& endpoint) { return endpoint.method + " " + endpoint.target; }

/// Signed in as Ada, so that only the body can be wrong.
Answered send_body(const Endpoint& endpoint, const std::string& body) {
  Office office;
  const Answered answered = office.ask(Request(endpoint.method, endpoint.target).bearer(kAdasToken).json(body));
  EXPECT_TRUE(office.questions.empty()) << name_of(endpoint);
  EXPECT_EQ(office.store.asked("calls") + office.store.asked("block") + office.store.asked("unblock"), 0u)
      << name_of(endpoint);
  return answered;
}

void expect_refused(const Answered& answered, unsigned status, const std::string& code, const std::string& what) {
  EXPECT_EQ(answered.status, status) << what << ": " << answered.body;
  EXPECT_EQ(answered.code(), code) << what << ": " << answered.body;
  EXPECT_EQ(answered.header("content-type"), "application/json") << what;
  EXPECT_EQ(answered.header("cache-control"), "no-store") << what;
}

TEST(BadInput, AWrongMethodIsAnsweredWithTheRightOnes) {
  for (const Endpoint& endpoint : endpoints()) {
    Office office;
    const Answered answered = office.ask(Request("PATCH", endpoint.target).bearer(kAdasToken).json("{}"));
    expect_refused(answered, 405, "method-not-allowed", name_of(endpoint));
    EXPECT_NE(answered.header("allow").find(endpoint.method), std::string::npos) << name_of(endpoint);
  }
}

// Threat 19: cross-site request forgery, with a form.
TEST(BadInput, AChangeThatIsNotJsonIsRefused) {
  for (const Endpoint& endpoint : endpoints()) {
    if (endpoint.body.empty()) continue;
    for (const std::string type : {"", "text/plain", "application/x-www-form-urlencoded",
                                   "multipart/form-data; boundary=x", "application/jsonp", "text/json"}) {
      Office office;
      Request request(endpoint.method, endpoint.target);
      request.bearer(kAdasToken).body(endpoint.body);
      if (!type.empty()) request.header("Content-Type", type);
      expect_refused(office.ask(request), 415, "unsupported-media-type", name_of(endpoint) + " as '" + type + "'");
      EXPECT_TRUE(office.questions.empty());
    }
  }
}

TEST(BadInput, WhatIsNoJsonObjectIsRefused) {
  for (const Endpoint& endpoint : endpoints()) {
    if (endpoint.body.empty()) continue;
    for (const std::string body : {"", " ", "{", "[]", "null", "17", "\"text\"", "{}{}", "{\"a\":}", "{'a':1}", "\xff",
                                   "{\"userId\":\"\\ud800\"}", "{\"callId\":NaN}"}) {
      expect_refused(send_body(endpoint, body), 400, "bad-message", name_of(endpoint) + " with " + body);
    }
  }
}

// Threat 8: huge and deep JSON.
TEST(BadInput, DeepJsonIsRefused) {
  for (const Endpoint& endpoint : endpoints()) {
    if (endpoint.body.empty()) continue;
    const std::string deep = "{\"callId\":" + std::string(3'000, '[') + std::string(3'000, ']') + "}";
    expect_refused(send_body(endpoint, deep), 400, "bad-message", name_of(endpoint));
  }
}

TEST(BadInput, HugeJsonIsRefused) {
  for (const Endpoint& endpoint : endpoints()) {
    if (endpoint.body.empty()) continue;
    const std::string huge = "{\"callId\":\"" + std::string(kBodyBytes, 'x') + "\"}";
    expect_refused(send_body(endpoint, huge), 413, "too-large", name_of(endpoint));
  }
}

TEST(BadInput, EachFieldMustBeThereOnceAndBeAText) {
  for (const Endpoint& endpoint : endpoints()) {
    if (endpoint.body.empty()) continue;
    const nlohmann::json good = nlohmann::json::parse(endpoint.body);
    for (const auto& [field, value] : good.items()) {
      const std::string what = name_of(endpoint) + ", " + field;
      nlohmann::json missing = good;
      missing.erase(field);
      const Answered answered = send_body(endpoint, missing.dump());
      expect_refused(answered, 400, "bad-message", what);
      EXPECT_EQ(answered.json()["message"], field + " is missing.");

      for (const nlohmann::json& wrong :
           {nlohmann::json(nullptr), nlohmann::json(true), nlohmann::json(7), nlohmann::json(-1.5),
            nlohmann::json::array({"p-ada"}), nlohmann::json::object({{"id", "p-ada"}}), nlohmann::json(""),
            nlohmann::json("two words"), nlohmann::json("line\nbreak"), nlohmann::json(std::string(65, 'x')),
            nlohmann::json("p-\u00e4")}) {
        nlohmann::json mistyped = good;
        mistyped[field] = wrong;
        expect_refused(send_body(endpoint, mistyped.dump()), 400, "bad-message", what + " = " + wrong.dump());
      }

      const std::string twice = "{\"" + field + "\":" + value.dump() + "," + good.dump().substr(1);
      expect_refused(send_body(endpoint, twice), 400, "bad-message", what + " twice");
    }
  }
}

TEST(BadInput, AnUnknownFieldIsRefusedAndNotQuoted) {
  for (const Endpoint& endpoint : endpoints()) {
    if (endpoint.body.empty()) continue;
    nlohmann::json more = nlohmann::json::parse(endpoint.body);
    more["<script>"] = 1;
    const Answered answered = send_body(endpoint, more.dump());
    expect_refused(answered, 400, "bad-message", name_of(endpoint));
    EXPECT_EQ(answered.body.find("script"), std::string::npos);
  }
}

TEST(BadInput, AnAnswerIsAcceptOrDecline) {
  const Endpoint& answer = endpoints()[2];
  for (const std::string word : {"accept", "YES", "ACCEPTED", " ACCEPT"}) {
    const Answered answered = send_body(answer, R"({"callId":"c-1","answer":")" + word + R"("})");
    expect_refused(answered, 400, "bad-message", word);
    EXPECT_EQ(answered.json()["message"], "answer must be one of ACCEPT, DECLINE.");
  }
}

TEST(BadInput, ParametersAreCheckedBeforeTheCredential) {
  for (const std::string target :
       {"/token", "/token?room=c-1", "/token?id=p-ada", "/token?room=&id=p-ada", "/token?room=c-1&room=c-2&id=p-ada",
        "/token?room=c%2&id=p-ada", "/token?room=c%201&id=p-ada", "/token?room=c-1&id=%ff", "/calls?limit=0",
        "/calls?limit=101", "/calls?limit=-1", "/calls?limit=ten", "/calls?limit=5&limit=6",
        "/calls?limit=99999999999999999999", "/calls?before=a%0ab", "/calls?before=", "/calls?limit="}) {
    Office office;
    expect_refused(office.ask(Request("GET", target)), 400, "bad-message", target);
  }
}

TEST(BadInput, WhoNamesAPersonNeedsACredential) {
  for (const Endpoint& endpoint : endpoints()) {
    if (endpoint.target == "/users") continue;  // names nobody
    Office office;
    Request request(endpoint.method, endpoint.target);
    if (!endpoint.body.empty()) request.json(endpoint.body);
    const Answered answered = office.ask(request);
    expect_refused(answered, 401, "not-signed-in", name_of(endpoint));
    EXPECT_EQ(answered.header("www-authenticate"), "Bearer");
    EXPECT_TRUE(office.questions.empty());
  }
}

// Threat 4: a token that was guessed or made up.
TEST(BadInput, AnUnknownTokenIsAnExpiredOne) {
  for (const Endpoint& endpoint : endpoints()) {
    for (const std::string token : {"l-unknown", "t-unknown", "unknown", "l-", "'; DROP TABLE logins"}) {
      Office office;
      Request request(endpoint.method, endpoint.target);
      request.bearer(token);
      if (!endpoint.body.empty()) request.json(endpoint.body);
      expect_refused(office.ask(request), 401, "token-expired", name_of(endpoint) + " with " + token);
      EXPECT_TRUE(office.questions.empty());
    }
  }
}

// Threat 3: somebody else as the sender.
TEST(BadInput, OtherPeoplesIdsAreRefused) {
  for (const Endpoint& endpoint : std::vector{endpoints()[1], endpoints()[3], endpoints()[4]}) {
    Office office;
    Request request(endpoint.method, endpoint.target);
    request.bearer(kCleosToken);
    if (!endpoint.body.empty()) request.json(endpoint.body);
    expect_refused(office.ask(request), 403, "not-allowed", name_of(endpoint));
    EXPECT_TRUE(office.questions.empty());
  }
}

TEST(BadInput, ADatabaseThatDoesNotAnswerIsSaid) {
  for (const Endpoint& endpoint : endpoints()) {
    if (endpoint.target.starts_with("/calls/") && endpoint.method == "POST") continue;  // needs no database
    if (endpoint.target == "/users" || endpoint.target.starts_with("/token")) continue;
    Office office;
    office.store.set_reachable(false);
    office.hub = [](const hub::Question&) { return hub::Users{}; };
    Request request(endpoint.method, endpoint.target);
    request.bearer(kAdasToken);
    if (!endpoint.body.empty()) request.json(endpoint.body);
    const Answered answered = office.ask(request);
    expect_refused(answered, 503, "unavailable", name_of(endpoint));
    EXPECT_EQ(answered.header("retry-after"), "5");
    EXPECT_TRUE(office.told.empty());
  }
}

TEST(BadInput, WhatNetRefusesIsToldInTheSameForm) {
  struct Row {
    unsigned status;
    const char* code;
  };
  for (const Row& row :
       {Row{413, "too-large"}, Row{429, "rate-limited"}, Row{417, "bad-message"}, Row{503, "unavailable"}}) {
    Office office;
    net::HttpResponse in_words{row.status,
                               {{"Retry-After", "1"}, {"Content-Type", "text/plain"}},
                               std::make_shared<const std::string>("Too much.\n")};
    const net::HttpResponse told = office.api().refusal(Request("POST", "/login").message(), std::move(in_words));
    const Answered answered{told.status, told.headers, *told.body};
    expect_refused(answered, row.status, row.code, "net");
    EXPECT_EQ(answered.json()["message"], "Too much.");
    EXPECT_EQ(answered.header("retry-after"), "1");
  }
}

TEST(BadInput, WhatCanBeNobodysIdIsNotFound) {
  for (const std::string target : {"/calls/", "/calls/%zz", "/calls/a%20b", "/calls/%", "/calls/%c3%a4"}) {
    Office office;
    expect_refused(office.ask(Request("GET", target).bearer(kAdasToken)), 404, "not-found", target);
  }
}

TEST(BadInput, PathsBesideTheRoutesAreNotTheApis) {
  for (const std::string target : {"/", "/user", "/users/", "/calls/c-1/events", "/calls/../users", "//users", "/USERS",
                                   "/token/x", "/blocks/p-ben"}) {
    Office office;
    EXPECT_FALSE(office.send(Request("GET", target))) << target;
  }
}

}  // namespace
}  // namespace parley::api
