// The endpoints of accounts against what they must refuse: the right status and code, no password looked at, nothing changed.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "server/api/json_body.hpp"
#include "tests/server/api/account_office.hpp"

namespace parley::api {
namespace {

struct Endpoint {
  std::string method;
  std::string target;
  std::string body;  ///< a good one; empty: it takes none
};

const std::vector<Endpoint>& endpoints() {
  static const std::vector<Endpoint> all = {
      {"POST", "/accounts", R"({"name":"Grace","password":"correct horse"})"},
      {"POST", "/login", R"({"name":"Ada","password":"correct horse"})"},
      {"POST", "/logout", ""},
      {"GET", "/me", ""},
      {"DELETE", "/me", R"({"password":"correct horse"})"},
      {"POST", "/me/password", R"({"current":"correct horse","new":"another password"})"},
      {"GET", "/me/logins", ""},
      {"DELETE", "/me/logins", ""},
      {"DELETE", "/me/logins/li-1", ""},
  };
  return all;
}

std::string name_of(const Endpoint& endpoint) { return endpoint.method + " " + endpoint.target; }

/// Ada is signed in by cookie, so that only the request can be wrong. Nothing may have changed after each.
class BadAccountInput : public testing::Test {
 protected:
  BadAccountInput() : office_({"https://pages.example"}), token_(office_.create()) {
    verified_ = office_.hasher.stats().verified;
    hashed_ = office_.hasher.stats().hashed;
  }

  Request request(const Endpoint& endpoint, const std::string& method = {}) const {
    return Request(method.empty() ? endpoint.method : method, endpoint.target).header("Cookie", "parley=" + token_);
  }

  void expect_refused(const Request& request, unsigned status, const std::string& code, const std::string& what) {
    const Answered answered = office_.ask(request);
    EXPECT_EQ(answered.status, status) << what << ": " << answered.body;
    EXPECT_EQ(answered.code(), code) << what << ": " << answered.body;
    EXPECT_EQ(answered.header("cache-control"), "no-store") << what;
    EXPECT_EQ(answered.header("set-cookie"), "") << what;
    EXPECT_EQ(answered.body.find("correct horse"), std::string::npos) << what;
    EXPECT_EQ(office_.hasher.stats().verified, verified_) << what;
    EXPECT_EQ(office_.hasher.stats().hashed, hashed_) << what;
    for (const char* change : {"change_password", "delete_account", "end_logins"}) {
      EXPECT_EQ(office_.store.asked(change), 0U) << what << ": " << change;
    }
    EXPECT_EQ(office_.store.asked("create_account"), 1U) << what;
    EXPECT_EQ(office_.store.asked("add_login"), 1U) << what;
  }

  AccountOffice office_;
  std::string token_;

 private:
  std::uint64_t verified_ = 0;
  std::uint64_t hashed_ = 0;
};

TEST_F(BadAccountInput, AWrongMethodIsAnsweredWithTheRightOnes) {
  for (const Endpoint& endpoint : endpoints()) {
    expect_refused(request(endpoint, "PUT").json("{}"), 405, "method-not-allowed", name_of(endpoint));
    const Answered answered = office_.ask(request(endpoint, "PUT").json("{}"));
    EXPECT_NE(answered.header("allow").find(endpoint.method), std::string::npos) << name_of(endpoint);
  }
}

TEST_F(BadAccountInput, AChangeThatIsNotJsonIsRefused) {
  for (const Endpoint& endpoint : endpoints()) {
    if (endpoint.method == "GET") continue;
    for (const std::string type : {"", "text/plain", "application/x-www-form-urlencoded", "application/jsonp"}) {
      Request bad = request(endpoint).body(endpoint.body.empty() ? "{}" : endpoint.body);
      if (!type.empty()) bad.header("Content-Type", type);
      expect_refused(bad, 415, "unsupported-media-type", name_of(endpoint) + " as '" + type + "'");
    }
  }
}

// Threat 19: a page of another site that makes its visitor's browser ask.
TEST_F(BadAccountInput, APageOfAForeignOriginChangesNothing) {
  for (const Endpoint& endpoint : endpoints()) {
    if (endpoint.method == "GET") continue;
    for (const char* origin : {"https://evil.example", "null", "http://parley.example", "http://parley.example:8082",
                               "http://parley.example:8081.evil.example", "file://"}) {
      expect_refused(request(endpoint).header("Origin", origin).json(endpoint.body.empty() ? "{}" : endpoint.body), 403,
                     "foreign-origin", name_of(endpoint) + " from " + origin);
    }
  }
}

TEST_F(BadAccountInput, AForeignPageIsNobodyWithACookie) {
  for (const char* target : {"/me", "/me/logins"}) {
    expect_refused(request({"GET", target, ""}).header("Origin", "https://evil.example"), 401, "not-signed-in", target);
  }
}

TEST_F(BadAccountInput, AListedPageBringsATokenAndNoCookie) {
  for (const Endpoint& endpoint : endpoints()) {
    if (endpoint.target == "/accounts" || endpoint.target == "/login") continue;
    expect_refused(
        request(endpoint).header("Origin", "https://pages.example").json(endpoint.body.empty() ? "{}" : endpoint.body),
        401, "not-signed-in", name_of(endpoint));
  }
}

TEST_F(BadAccountInput, WhatIsNoJsonObjectIsRefused) {
  for (const Endpoint& endpoint : endpoints()) {
    if (endpoint.method == "GET") continue;
    for (const std::string body : {" ", "{", "[]", "null", "17", "\"text\"", "{}{}", "{\"a\":}", "{'a':1}", "\xff"}) {
      expect_refused(request(endpoint).json(body), 400, "bad-message", name_of(endpoint) + " with " + body);
    }
  }
}

TEST_F(BadAccountInput, DeepAndHugeJsonIsRefused) {
  for (const Endpoint& endpoint : endpoints()) {
    if (endpoint.method == "GET") continue;
    const std::string deep = "{\"name\":" + std::string(3'000, '[') + std::string(3'000, ']') + "}";
    expect_refused(request(endpoint).json(deep), 400, "bad-message", name_of(endpoint));
    const std::string huge = "{\"name\":\"" + std::string(kBodyBytes, 'x') + "\"}";
    expect_refused(request(endpoint).json(huge), 413, "too-large", name_of(endpoint));
  }
}

TEST_F(BadAccountInput, EachFieldMustBeThereOnceAndBeAText) {
  for (const Endpoint& endpoint : endpoints()) {
    if (endpoint.body.empty()) continue;
    const nlohmann::json good = nlohmann::json::parse(endpoint.body);
    for (const auto& [field, value] : good.items()) {
      const std::string what = name_of(endpoint) + ", " + field;
      nlohmann::json missing = good;
      missing.erase(field);
      expect_refused(request(endpoint).json(missing.dump()), 400, "bad-message", what);
      EXPECT_EQ(office_.ask(request(endpoint).json(missing.dump())).json()["message"], field + " is missing.");
      std::vector<nlohmann::json> wrongs = {nullptr, true, 7, -1.5, nlohmann::json::array({"Ada"}), {{"a", "b"}}};
      if (field != "name") wrongs.emplace_back("");  // what may be a name is told in words of its own
      if (field != "name") wrongs.emplace_back(std::string(1'100, 'x'));
      for (const nlohmann::json& wrong : wrongs) {
        nlohmann::json mistyped = good;
        mistyped[field] = wrong;
        expect_refused(request(endpoint).json(mistyped.dump()), 400, "bad-message", what + " as " + wrong.dump());
      }
      std::string twice = endpoint.body;
      twice.insert(1, "\"" + field + "\":\"x\",");
      expect_refused(request(endpoint).json(twice), 400, "bad-message", what + " twice");
    }
  }
}

TEST_F(BadAccountInput, AFieldThatNobodyAskedForIsRefused) {
  for (const Endpoint& endpoint : endpoints()) {
    if (endpoint.method == "GET") continue;
    std::string more = endpoint.body.empty() ? "{}" : endpoint.body;
    more.insert(1, more == "{}" ? R"("admin":true)" : R"("admin":true,)");
    expect_refused(request(endpoint).json(more), 400, "bad-message", name_of(endpoint));
  }
}

TEST_F(BadAccountInput, WithoutACredentialOnesOwnAccountIsNobodys) {
  for (const Endpoint& endpoint : endpoints()) {
    if (!endpoint.target.starts_with("/me") && endpoint.target != "/logout") continue;
    const auto bare = [&] {
      return Request(endpoint.method, endpoint.target).json(endpoint.body.empty() ? "{}" : endpoint.body);
    };
    expect_refused(bare(), 401, "not-signed-in", name_of(endpoint));
    for (const std::string token : {"l-", "l-1", "nonsense", "' OR 1=1 --"}) {
      expect_refused(bare().header("X-Parley-Token", token), 401, "token-expired", name_of(endpoint) + " " + token);
    }
  }
}

TEST_F(BadAccountInput, WhatIsNoIdOfASignInIsNoPath) {
  for (const char* target :
       {"/me/logins/", "/me/logins/a%20b", "/me/logins/%00", "/me/logins/%", "/me/logins/li-1/x"}) {
    if (!office_.takes(target)) continue;
    expect_refused(request({"DELETE", target, ""}), 404, "not-found", target);
  }
  EXPECT_FALSE(office_.takes("/me/"));
  EXPECT_FALSE(office_.takes("/me/passwords"));
  EXPECT_FALSE(office_.takes("/account"));
}

}  // namespace
}  // namespace parley::api
