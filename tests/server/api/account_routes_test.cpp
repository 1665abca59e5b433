#include "server/api/account_routes.hpp"

#include <string>

#include <gtest/gtest.h>

#include "tests/server/api/account_office.hpp"

namespace parley::api {
namespace {

/// "parley=l-…" out of "parley=l-…; Path=/; …": what a browser sends back.
std::string cookie_of(const Answered& answered) {
  const std::string header = answered.header("set-cookie");
  return header.substr(0, header.find(';'));
}

/// The token that a sign-in was answered.
std::string token_of(const Answered& answered) { return answered.json().value("token", ""); }

// ---- coming in ------------------------------------------------------------------------------------------------------

TEST(AccountRoutes, AnAccountIsCreatedAndSignedIn) {
  AccountOffice office;
  const Answered made = office.ask(Request("POST", "/accounts").json(kCredentials));
  EXPECT_EQ(made.status, 200U);
  const nlohmann::json answer = made.json();
  EXPECT_EQ(answer["person"]["name"], "Ada");
  EXPECT_TRUE(answer["person"]["id"].get<std::string>().starts_with("p-"));
  EXPECT_EQ(answer["expiresAt"], kNow + std::int64_t{30} * 24 * 3600 * 1000);
  EXPECT_EQ(answer["token"].get<std::string>().size(), 66U);
  EXPECT_EQ(made.header("cache-control"), "no-store");
  EXPECT_TRUE(office.is_valid(token_of(made)));
}

TEST(AccountRoutes, ABrowserGetsTheTokenAsACookieThatNoScriptReads) {
  AccountOffice office;
  const Answered made = office.ask(Request("POST", "/accounts").json(kCredentials));
  EXPECT_EQ(made.header("set-cookie"), "parley=" + made.json()["token"].get<std::string>() +
                                           "; Path=/; HttpOnly; SameSite=Strict; Max-Age=2592000");
  EXPECT_EQ(office.ask(Request("GET", "/me").header("Cookie", cookie_of(made))).status, 200U);
}

TEST(AccountRoutes, UnderTlsTheCookieIsBoundToThisHost) {
  AccountOffice office;
  const Answered made = office.ask(Request("POST", "/accounts").secure().json(kCredentials));
  EXPECT_TRUE(made.header("set-cookie").starts_with("__Host-parley=l-"));
  EXPECT_NE(made.header("set-cookie").find("; Secure"), std::string::npos);
  EXPECT_EQ(office.ask(Request("GET", "/me").secure().header("Cookie", cookie_of(made))).status, 200U);
  EXPECT_EQ(office.ask(Request("GET", "/me").header("Cookie", cookie_of(made))).status, 401U);
}

TEST(AccountRoutes, SigningInTakesTheNameInAnyWriting) {
  AccountOffice office;
  office.create();
  EXPECT_EQ(office.ask(Request("POST", "/login").json(AccountOffice::body("ADA", kPassword))).status, 200U);
}

TEST(AccountRoutes, AWrongPasswordAndAnUnknownNameAreAnsweredAlike) {
  AccountOffice office;
  office.create();
  const Answered wrong = office.ask(Request("POST", "/login").json(AccountOffice::body("Ada", "a guess")));
  const Answered unknown = office.ask(Request("POST", "/login").json(AccountOffice::body("Grace", "a guess")));
  EXPECT_EQ(wrong.status, 401U);
  EXPECT_EQ(wrong.code(), "wrong-password");
  EXPECT_EQ(unknown.status, wrong.status);
  EXPECT_EQ(unknown.body, wrong.body);
  EXPECT_EQ(unknown.headers, wrong.headers);
  EXPECT_EQ(wrong.header("set-cookie"), "");
}

TEST(AccountRoutes, WhatCannotBeANameOrPasswordIsToldInWords) {
  AccountOffice office;
  office.create();
  const auto refused = [&](const std::string& name, const std::string& password) {
    const Answered answered = office.ask(Request("POST", "/accounts").json(AccountOffice::body(name, password)));
    return std::to_string(answered.status) + " " + answered.code();
  };
  EXPECT_EQ(refused("ada", kPassword), "409 name-taken");
  EXPECT_EQ(refused("\xd0\x90"
                    "da",
                    kPassword),
            "409 name-taken");  // a Cyrillic A
  EXPECT_EQ(refused("Administrator", kPassword), "409 name-reserved");
  EXPECT_EQ(refused("\xe2\x80\xae"
                    "evil",
                    kPassword),
            "400 name-invalid");
  EXPECT_EQ(refused("Grace", "short"), "400 password-invalid");
  EXPECT_EQ(refused("Grace", "password1"), "400 password-invalid");
  EXPECT_EQ(refused("Grace Hopper", "grace hopper"), "400 password-invalid");
}

// Threat 4: session fixation and theft.
TEST(AccountRoutes, ANewSignInReplacesTheOneThatTheBrowserHad) {
  AccountOffice office;
  const Answered first = office.ask(Request("POST", "/accounts").json(kCredentials));
  const Answered second = office.ask(Request("POST", "/login").header("Cookie", cookie_of(first)).json(kCredentials));
  EXPECT_NE(cookie_of(second), cookie_of(first));
  EXPECT_FALSE(office.is_valid(token_of(first)));
  EXPECT_TRUE(office.is_valid(token_of(second)));
}

TEST(AccountRoutes, ATokenThatSomebodyPlantedIsNotTakenOver) {
  AccountOffice office;
  office.create();
  const std::string planted = "l-" + std::string(64, '7');
  const Answered in = office.ask(Request("POST", "/login").header("Cookie", "parley=" + planted).json(kCredentials));
  EXPECT_EQ(in.status, 200U);
  EXPECT_NE(in.json()["token"], planted);
  EXPECT_FALSE(office.is_valid(planted));
}

// ---- who am I -------------------------------------------------------------------------------------------------------

TEST(AccountRoutes, ATokenMayComeInAnyOfThreeWays) {
  AccountOffice office;
  const std::string token = office.create();
  for (const auto& [header, value] : {std::pair<std::string, std::string>{"Cookie", "parley=" + token},
                                      {"Authorization", "Bearer " + token},
                                      {"X-Parley-Token", token}}) {
    EXPECT_EQ(office.ask(Request("GET", "/me").header(header, value)).json()["person"]["name"], "Ada") << header;
  }
}

TEST(AccountRoutes, MeIsThePersonAndTheSignIn) {
  AccountOffice office;
  const Answered made =
      office.ask(Request("POST", "/accounts")
                     .header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0")
                     .json(kCredentials));
  const nlohmann::json me = office.ask(Request("GET", "/me").bearer(token_of(made))).json();
  EXPECT_EQ(me["person"], made.json()["person"]);
  EXPECT_EQ(me["account"], true);
  EXPECT_EQ(me["login"]["device"], "Firefox on Linux");
  EXPECT_EQ(me["login"]["createdAt"], kNow);
  EXPECT_EQ(me["login"]["expiresAt"], made.json()["expiresAt"]);
  EXPECT_TRUE(me["login"]["id"].get<std::string>().starts_with("li-"));
}

TEST(AccountRoutes, AGuestIsToldThatHeIsOne) {
  AccountOffice office;
  const Answered me = office.ask(Request("GET", "/me").bearer(kBensToken));
  EXPECT_EQ(me.json(), nlohmann::json::parse(R"({"person":{"id":"p-ben","name":"Ben"},"account":false})"));
}

TEST(AccountRoutes, NobodyIsToldThatHeIsNotSignedIn) {
  AccountOffice office;
  const Answered me = office.ask(Request("GET", "/me"));
  EXPECT_EQ(me.status, 401U);
  EXPECT_EQ(me.code(), "not-signed-in");
  EXPECT_EQ(office.ask(Request("GET", "/me").bearer("l-" + std::string(64, '0'))).code(), "token-expired");
}

TEST(AccountRoutes, ASessionsTokenDoesNotOpenTheAccount) {
  AccountOffice office;
  for (const Request& request :
       {Request("GET", "/me/logins"), Request("DELETE", "/me/logins"), Request("DELETE", "/me/logins/li-1"),
        Request("POST", "/logout").json("{}"), Request("DELETE", "/me").json(R"({"password":"x"})")}) {
    const Answered answered = office.ask(Request(request).bearer(kBensToken));
    EXPECT_EQ(answered.status, 403U) << request.message().target;
    EXPECT_EQ(answered.code(), "not-allowed");
  }
}

// ---- signing out ----------------------------------------------------------------------------------------------------

TEST(AccountRoutes, SigningOutEndsTheTokenAndTakesTheCookieAway) {
  AccountOffice office;
  const Answered made = office.ask(Request("POST", "/accounts").json(kCredentials));
  const Answered out = office.ask(Request("POST", "/logout").header("Cookie", cookie_of(made)).json("{}"));
  EXPECT_EQ(out.status, 204U);
  EXPECT_EQ(out.header("set-cookie"), "parley=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0");
  EXPECT_FALSE(office.is_valid(token_of(made)));
}

TEST(AccountRoutes, ASecondSignOutIsRefusedAndTheCookieGoesAllTheSame) {
  AccountOffice office;
  const std::string token = office.create();
  EXPECT_EQ(office.ask(Request("POST", "/logout").bearer(token).json("{}")).status, 204U);
  const Answered again = office.ask(Request("POST", "/logout").header("Cookie", "parley=" + token).json("{}"));
  EXPECT_EQ(again.status, 401U);
  EXPECT_EQ(again.code(), "token-expired");
  EXPECT_NE(again.header("set-cookie").find("Max-Age=0"), std::string::npos);
}

TEST(AccountRoutes, ListsOnesSignInsAndEndsOneOfThem) {
  AccountOffice office;
  const std::string here = office.create();
  const std::string there = office.sign_in();
  const nlohmann::json logins = office.ask(Request("GET", "/me/logins").bearer(here)).json();
  ASSERT_EQ(logins.size(), 2U);
  std::string other;
  for (const nlohmann::json& login : logins) {
    for (const char* field : {"id", "device", "createdAt", "usedAt", "expiresAt", "current"}) {
      EXPECT_TRUE(login.contains(field)) << field;
    }
    if (!login["current"].get<bool>()) other = login["id"].get<std::string>();
  }
  EXPECT_EQ(office.ask(Request("DELETE", "/me/logins/" + other).bearer(here)).status, 204U);
  EXPECT_FALSE(office.is_valid(there));
  EXPECT_TRUE(office.is_valid(here));
  EXPECT_EQ(office.ask(Request("DELETE", "/me/logins/" + other).bearer(here)).status, 404U);
}

TEST(AccountRoutes, OtherPeoplesSignInsAreNotThere) {
  AccountOffice office;
  const std::string adas = office.create("Ada");
  const std::string eves = office.create("Eve");
  const auto adas_login = office.ask(Request("GET", "/me/logins").bearer(adas)).json()[0]["id"].get<std::string>();
  const Answered refused = office.ask(Request("DELETE", "/me/logins/" + adas_login).bearer(eves));
  EXPECT_EQ(refused.status, 404U);
  EXPECT_EQ(refused.code(), "not-found");
  EXPECT_TRUE(office.is_valid(adas));
}

TEST(AccountRoutes, EndingTheSignInOfThisBrowserTakesItsCookieAway) {
  AccountOffice office;
  const Answered made = office.ask(Request("POST", "/accounts").json(kCredentials));
  const std::string cookie = cookie_of(made);
  const auto id = office.ask(Request("GET", "/me").header("Cookie", cookie)).json()["login"]["id"].get<std::string>();
  const Answered ended = office.ask(Request("DELETE", "/me/logins/" + id).header("Cookie", cookie));
  EXPECT_EQ(ended.status, 204U);
  EXPECT_NE(ended.header("set-cookie").find("Max-Age=0"), std::string::npos);
}

TEST(AccountRoutes, SignsOutEverywhere) {
  AccountOffice office;
  const std::string here = office.create();
  const std::string there = office.sign_in();
  EXPECT_EQ(office.ask(Request("DELETE", "/me/logins").header("Cookie", "parley=" + here)).status, 204U);
  EXPECT_FALSE(office.is_valid(here));
  EXPECT_FALSE(office.is_valid(there));
}

// ---- password and removal -------------------------------------------------------------------------------------------

TEST(AccountRoutes, ChangesThePasswordOfWhoeverKnowsIt) {
  AccountOffice office;
  const std::string here = office.create();
  const std::string there = office.sign_in();
  const auto change = [&](const std::string& current, const std::string& next) {
    return office.ask(
        Request("POST", "/me/password").bearer(here).json(nlohmann::json{{"current", current}, {"new", next}}.dump()));
  };
  EXPECT_EQ(change("a guess", "another password").code(), "wrong-password");
  EXPECT_EQ(change(kPassword, "short").code(), "password-invalid");
  EXPECT_TRUE(office.is_valid(there));
  EXPECT_EQ(change(kPassword, "another password").status, 204U);
  EXPECT_TRUE(office.is_valid(here));
  EXPECT_FALSE(office.is_valid(there));
  EXPECT_EQ(office.ask(Request("POST", "/login").json(kCredentials)).status, 401U);
  EXPECT_EQ(office.ask(Request("POST", "/login").json(AccountOffice::body("Ada", "another password"))).status, 200U);
}

TEST(AccountRoutes, DeletesTheAccountOfWhoeverKnowsItsPassword) {
  AccountOffice office;
  const std::string token = office.create();
  EXPECT_EQ(office.ask(Request("DELETE", "/me").bearer(token).json(R"({"password":"a guess"})")).status, 401U);
  EXPECT_TRUE(office.is_valid(token));
  const Answered gone =
      office.ask(Request("DELETE", "/me").header("Cookie", "parley=" + token).json(R"({"password":"correct horse"})"));
  EXPECT_EQ(gone.status, 204U);
  EXPECT_NE(gone.header("set-cookie").find("Max-Age=0"), std::string::npos);
  EXPECT_FALSE(office.is_valid(token));
  EXPECT_EQ(office.ask(Request("POST", "/login").json(kCredentials)).status, 401U);
}

// ---- limits and faults ----------------------------------------------------------------------------------------------

// Threat 5: password guessing.
TEST(AccountRoutes, GuessingIsSlowedDownAndToldForHowLong) {
  AccountOffice office;
  office.create();
  Answered answered;
  for (int guess = 0; guess < 20 && answered.status != 429; ++guess) {
    answered = office.ask(Request("POST", "/login").json(AccountOffice::body("Ada", "a guess")));
  }
  EXPECT_EQ(answered.status, 429U);
  EXPECT_EQ(answered.code(), "rate-limited");
  EXPECT_EQ(answered.header("retry-after"), "1");
  office.pass(Milliseconds(1'000));
  EXPECT_EQ(office.ask(Request("POST", "/login").json(kCredentials)).status, 200U);
}

TEST(AccountRoutes, AFullQueueOfPasswordsIsToldAtOnce) {
  AccountOffice office({}, 0);
  for (const char* path : {"/accounts", "/login"}) {
    const Answered busy = office.ask(Request("POST", path).json(kCredentials));
    EXPECT_EQ(busy.status, 429U);
    EXPECT_FALSE(busy.header("retry-after").empty());
  }
}

TEST(AccountRoutes, WithoutADatabaseEverythingSaysSoAndNobodyLosesHisCookie) {
  AccountOffice office;
  const std::string token = office.create();
  office.store.set_reachable(false);
  for (const Request& request :
       {Request("POST", "/accounts").json(kCredentials), Request("POST", "/login").json(kCredentials),
        Request("POST", "/logout").json("{}"), Request("GET", "/me"), Request("GET", "/me/logins"),
        Request("DELETE", "/me/logins"), Request("DELETE", "/me").json(R"({"password":"correct horse"})"),
        Request("POST", "/me/password").json(R"({"current":"correct horse","new":"another password"})")}) {
    const Answered answered = office.ask(Request(request).header("Cookie", "parley=" + token));
    EXPECT_EQ(answered.status, 503U) << request.message().method << " " << request.message().target;
    EXPECT_EQ(answered.code(), "unavailable");
    EXPECT_FALSE(answered.header("retry-after").empty());
    EXPECT_EQ(answered.header("set-cookie"), "");
  }
  office.store.set_reachable(true);
  EXPECT_TRUE(office.is_valid(token));
}

}  // namespace
}  // namespace parley::api
