// Signing in and out, the dialog "Account" and the last calls, as one client lives through them.
#include "client/app/account.hpp"

#include <algorithm>

#include "client/app/account_answers.hpp"
#include "tests/client/app/builders.hpp"

namespace parley::app {
namespace {

using protocol::ErrorCode;

constexpr double kUtc = 1'763'800'000'000;  // 2025-11-22 08:26:40
constexpr double kLocal = kUtc + 3'600'000;
constexpr std::int64_t kHour = 3'600'000;

AccountAnswered answer(const Client& client, std::uint32_t status, std::string body = "{}", std::string token = {}) {
  return {client.model.account.asked ? client.model.account.asked->number : client.model.account.requests,
          status,
          std::move(token),
          std::move(body),
          kUtc,
          kLocal};
}

std::string refusal(const std::string& code, const std::string& message) {
  return R"({"code":")" + code + R"(","message":")" + message + R"("})";
}

protocol::ClientId account_greeting() {
  protocol::ClientId hello = greeting(protocol::Outcome::New);
  hello.account = true;
  return hello;
}

/// Signed in to the account Ada, over the cookie.
Client with_account() {
  Client ada;
  ada.on(AccountWish{AccountAsk::SignIn, "ada", "correct horse", {}, {}});
  ada.on(answer(ada, 200, R"({"person":{"id":"p-ada","name":"Ada"},"expiresAt":1})"));
  ada.on(SocketOpened{ada.model.session.sockets}).hears(account_greeting());
  ada.hears(protocol::PeerList{{protocol::person("p-ben", "Ben")}, true, true});
  return ada;
}

Client with_dialog() {
  Client ada = with_account();
  ada.on(ShowAccount{true});
  ada.on(answer(ada, 200,
                R"([{"id":"b","device":"Firefox on Linux","usedAt":1,"current":false},)"
                R"({"id":"a","device":"Firefox on Linux","usedAt":2,"current":true}])"));
  return ada;
}

bool asks(const Client& client, AccountAsk ask) {
  const auto all = client.of<AccountRequest>();
  return std::any_of(all.begin(), all.end(), [&](const AccountRequest& request) { return request.ask == ask; });
}

TEST(Account, SigningInAsksTheServerAndThenComesInWithTheCookie) {
  Client ada;
  ada.on(AccountWish{AccountAsk::SignIn, "ada", "correct horse", {}, {}});
  ASSERT_EQ(ada.of<AccountRequest>().size(), 1u);
  EXPECT_EQ(ada.of<AccountRequest>()[0].password, "correct horse");
  EXPECT_TRUE(is_asking(ada.model, AccountAsk::SignIn));
  EXPECT_TRUE(ada.model.account.asked->password.empty()) << "a password is not kept";

  ada.on(answer(ada, 200, R"({"person":{"id":"p-ada","name":"Ada"}})"));
  EXPECT_EQ(ada.of<StoreAccount>(), (std::vector{StoreAccount{"Ada"}}));
  EXPECT_EQ(ada.of<OpenSocket>().size(), 1u);
  ada.on(SocketOpened{ada.model.session.sockets});
  EXPECT_EQ(ada.sent<protocol::Hello>().at(0).account, protocol::AccountLogin{});
}

TEST(Account, APageOfAnotherOriginKeepsTheTokenInItsTabAlone) {
  Client ada;
  ada.on(AccountWish{AccountAsk::SignIn, "Ada", "correct horse", {}, {}});
  ada.on(answer(ada, 200, R"({"person":{"name":"Ada"}})", "l-1"));
  EXPECT_TRUE(ada.of<StoreAccount>().empty());
  ada.on(SocketOpened{ada.model.session.sockets});
  EXPECT_EQ(ada.sent<protocol::Hello>().at(0).account, protocol::AccountLogin{"l-1"});
  ada.hears(account_greeting());
  EXPECT_EQ(ada.of<StoreSession>(), (std::vector{StoreSession{"token-1", "Ada", true, "l-1"}}));
}

TEST(Account, ANewTabGoesInByItself) {
  Client ada;
  ada.on(Started{{}, {}, false, {}, "Ada"}).on(SocketOpened{1});
  const auto hello = ada.sent<protocol::Hello>().at(0);
  EXPECT_EQ(hello.account, protocol::AccountLogin{});
  EXPECT_EQ(hello.resume, std::nullopt);
}

TEST(Account, AReloadedGuestStaysAGuestInABrowserThatIsSignedIn) {
  Client bea;
  bea.on(Started{"token-1", "Bea", false, {}, "Ada"}).on(SocketOpened{1});
  EXPECT_EQ(bea.sent<protocol::Hello>().at(0).account, std::nullopt);
}

TEST(Account, JoinWithTheNameOfTheBrowsersAccountIsTheAccount) {
  Client ada;
  ada.on(Started{{}, {}, false, {}, "Ada"}).on(SocketOpened{1});
  protocol::Error full;
  full.code = ErrorCode::ServerFull;
  ada.hears(full);
  EXPECT_TRUE(ada.of<StoreAccount>().empty()) << "a server that is full ends no login";
  ada.on(Join{"Ada"}).on(SocketOpened{ada.model.session.sockets});
  EXPECT_EQ(ada.sent<protocol::Hello>().at(0).account, protocol::AccountLogin{});
}

TEST(Account, ALoginThatHasExpiredLeadsToEntryWithWordsAndTheName) {
  Client ada;
  ada.on(Started{{}, {}, false, {}, "Ada"}).on(SocketOpened{1});
  protocol::Error expired;
  expired.code = ErrorCode::TokenExpired;
  ada.hears(expired);
  EXPECT_EQ(ada.of<StoreAccount>(), (std::vector{StoreAccount{}}));
  EXPECT_EQ(screen(ada.model), Screen::Entry);
  EXPECT_EQ(entry_alert(ada.model), protocol::sentence(ErrorCode::TokenExpired));
  EXPECT_EQ(ada.model.account.name, "Ada");
}

TEST(Account, WithoutGuestsThatIsToldAtEntry) {
  Client bea;
  bea.on(Join{"Bea"}).on(SocketOpened{1});
  protocol::Error refused;
  refused.code = ErrorCode::GuestsOff;
  bea.hears(refused);
  EXPECT_EQ(entry_alert(bea.model), protocol::sentence(ErrorCode::GuestsOff));
}

TEST(Account, EachRefusalStandsAtItsField) {
  struct Row {
    const char* code;
    std::uint32_t status;
    bool at_name;
  };
  for (const Row& row : {Row{"name-taken", 409, true}, Row{"name-invalid", 400, true}, Row{"name-reserved", 409, true},
                         Row{"wrong-password", 401, false}, Row{"password-invalid", 400, false},
                         Row{"rate-limited", 429, false}, Row{"server-full", 503, false}}) {
    Client ada;
    ada.on(AccountWish{AccountAsk::Create, "Ada", "correct horse", {}, {}});
    ada.on(answer(ada, row.status, refusal(row.code, "Words of the server.")));
    EXPECT_EQ(row.at_name ? name_error(ada.model) : password_error(ada.model), "Words of the server.") << row.code;
    EXPECT_TRUE((row.at_name ? password_error(ada.model) : name_error(ada.model)).empty()) << row.code;
    EXPECT_FALSE(is_asking(ada.model, AccountAsk::Create));
    EXPECT_TRUE(ada.effects.empty());
  }
}

TEST(Account, AServerOutOfReachAndOneWithoutItsDatabaseAreToldApart) {
  Client ada;
  ada.on(AccountWish{AccountAsk::SignIn, "Ada", "correct horse", {}, {}}).on(answer(ada, 0, ""));
  EXPECT_EQ(password_error(ada.model), "The server cannot be reached. Check that you are online, then try again.");
  ada.on(AccountWish{AccountAsk::SignIn, "Ada", "correct horse", {}, {}});
  EXPECT_TRUE(password_error(ada.model).empty()) << "emptied before it may be said again";
  ada.on(answer(ada, 503, refusal("unavailable", "The database does not answer now. Try again in a while.")));
  EXPECT_EQ(password_error(ada.model), "The server cannot look up accounts now. Try again in a while.");
  ada.on(AccountWish{AccountAsk::SignIn, "Ada", "correct horse", {}, {}}).on(answer(ada, 502, "<html>"));
  EXPECT_FALSE(password_error(ada.model).empty());
}

TEST(Account, WhatIsMissingIsSaidWithoutAskingTheServer) {
  Client ada;
  EXPECT_TRUE(ada.on(AccountWish{AccountAsk::SignIn, " ", "correct horse", {}, {}}).effects.empty());
  EXPECT_FALSE(name_error(ada.model).empty());
  EXPECT_TRUE(ada.on(AccountWish{AccountAsk::Create, "Ada", "", {}, {}}).effects.empty());
  EXPECT_FALSE(password_error(ada.model).empty());
  EXPECT_TRUE(name_error(ada.model).empty());
}

TEST(Account, OneWishIsAskedForAtATime) {
  Client ada;
  ada.on(AccountWish{AccountAsk::SignIn, "Ada", "correct horse", {}, {}});
  EXPECT_TRUE(ada.on(AccountWish{AccountAsk::SignIn, "Ada", "correct horse", {}, {}}).effects.empty());
  EXPECT_TRUE(ada.on(AccountAnswered{99, 200, {}, "{}", kUtc, kLocal}).effects.empty()) << "of nothing that was asked";
}

TEST(Account, SigningOutEndsTheLoginAndForgetsIt) {
  Client ada = with_account();
  ada.on(SignOut{});
  EXPECT_TRUE(asks(ada, AccountAsk::SignOut));
  EXPECT_EQ(ada.of<StoreAccount>(), (std::vector{StoreAccount{}}));
  EXPECT_EQ(screen(ada.model), Screen::Entry);
  ada.on(answer(ada, 0, ""));
  EXPECT_FALSE(entry_alert(ada.model).empty()) << "the server still knows the login";

  Client twice = with_account();
  twice.on(SignOut{}).on(answer(twice, 401, refusal("token-expired", "You have been signed out.")));
  EXPECT_TRUE(entry_alert(twice.model).empty()) << "another tab was first";
}

TEST(Account, AGuestSignsOutWithoutHttp) {
  Client bea = online();
  bea.on(SignOut{});
  EXPECT_TRUE(bea.of<AccountRequest>().empty());
  EXPECT_TRUE(bea.of<StoreAccount>().empty());
}

TEST(Account, TheDialogListsTheDevicesWithNamesOfTheirOwn) {
  const Client ada = with_dialog();
  const auto& logins = ada.model.account.logins;
  ASSERT_EQ(logins.size(), 2u);
  EXPECT_TRUE(logins[0].here);
  EXPECT_EQ(logins[0].shown, "Firefox on Linux");
  EXPECT_EQ(logins[1].shown, "Firefox on Linux 2");
}

TEST(Account, TheDialogOpensWithItsListSoThatNothingMovesUnderAFinger) {
  Client ada = with_account();
  ada.on(ShowAccount{true});
  EXPECT_TRUE(asks(ada, AccountAsk::Logins));
  EXPECT_FALSE(ada.model.account.open);
  Client out_of_reach = ada;
  ada.on(answer(ada, 200, "[]"));
  EXPECT_TRUE(ada.model.account.open);
  out_of_reach.on(answer(out_of_reach, 0, ""));
  EXPECT_TRUE(out_of_reach.model.account.open);
  EXPECT_FALSE(account_alert(out_of_reach.model).empty());
}

TEST(Account, AGuestHasNoDialog) {
  Client bea = online();
  bea.on(ShowAccount{true});
  EXPECT_FALSE(bea.model.account.open);
  EXPECT_TRUE(bea.effects.empty());
}

TEST(Account, AnotherDeviceIsSignedOutAndTheListIsAskedForAgain) {
  Client ada = with_dialog();
  ada.on(AccountWish{AccountAsk::EndLogin, "Firefox on Linux 2", {}, {}, "b"});
  EXPECT_EQ(ada.of<AccountRequest>().at(0).login, "b");
  ada.on(answer(ada, 204, ""));
  EXPECT_EQ(ada.model.status.text, "Firefox on Linux 2 is signed out.");
  EXPECT_TRUE(asks(ada, AccountAsk::Logins));
}

TEST(Account, ThePasswordIsChanged) {
  Client ada = with_dialog();
  ada.on(AccountWish{AccountAsk::ChangePassword, {}, "correct horse", "battery staple", {}});
  ada.on(answer(ada, 401, refusal("wrong-password", "Name and password do not match. Check both and try again.")));
  EXPECT_EQ(password_error(ada.model), "That is not your password. Check it and try again.");
  ada.on(AccountWish{AccountAsk::ChangePassword, {}, "correct horse", "short", {}});
  ada.on(answer(ada, 400, refusal("password-invalid", "Too short.")));
  EXPECT_EQ(new_password_error(ada.model), "Too short.");
  const std::uint32_t done = ada.model.account.done;
  ada.on(AccountWish{AccountAsk::ChangePassword, {}, "correct horse", "battery staple", {}});
  ada.on(answer(ada, 204, ""));
  EXPECT_EQ(ada.model.account.done, done + 1);
  EXPECT_EQ(ada.model.status.text, "The password is changed. All other devices are signed out.");
}

TEST(Account, SigningOutEverywhereLeadsToEntry) {
  Client ada = with_dialog();
  ada.on(AccountWish{AccountAsk::EndLogins, {}, {}, {}, {}}).on(answer(ada, 204, ""));
  EXPECT_EQ(screen(ada.model), Screen::Entry);
  EXPECT_EQ(ada.of<StoreAccount>(), (std::vector{StoreAccount{}}));
  EXPECT_EQ(ada.model.status.text, "You are signed out everywhere.");
}

TEST(Account, DeletingAsksForThePasswordAndForASecondPress) {
  Client ada = with_dialog();
  EXPECT_TRUE(ada.on(AccountWish{AccountAsk::Delete, {}, {}, {}, {}}).effects.empty());
  EXPECT_FALSE(password_error(ada.model).empty());
  EXPECT_TRUE(ada.on(AccountWish{AccountAsk::Delete, {}, "correct horse", {}, {}}).effects.empty());
  EXPECT_NE(account_alert(ada.model).find("Press Delete account again"), std::string::npos);
  ada.on(AccountWish{AccountAsk::Delete, {}, "correct horse", {}, {}});
  EXPECT_TRUE(asks(ada, AccountAsk::Delete));
  ada.on(answer(ada, 204, ""));
  EXPECT_EQ(screen(ada.model), Screen::Entry);
  EXPECT_EQ(ada.model.status.text, "The account Ada is deleted.");
}

TEST(Account, AnythingElseTakesTheFirstPressOfDeleteBack) {
  Client ada = with_dialog();
  ada.on(AccountWish{AccountAsk::Delete, {}, "correct horse", {}, {}});
  ada.on(AccountWish{AccountAsk::ChangePassword, {}, "correct horse", {}, {}});
  EXPECT_FALSE(ada.model.account.confirming);
  ada.on(AccountWish{AccountAsk::Delete, {}, "correct horse", {}, {}});
  ada.on(ShowAccount{false}).on(ShowAccount{true});
  EXPECT_FALSE(ada.model.account.confirming);
}

TEST(Account, ALoginEndedElsewhereClosesEverything) {
  Client ada = with_dialog();
  ada.on(SocketClosed{ada.model.session.sockets, 4410, ""});
  EXPECT_EQ(screen(ada.model), Screen::Entry);
  EXPECT_FALSE(ada.model.account.open);
  EXPECT_TRUE(ada.model.account.logins.empty());
  EXPECT_EQ(ada.of<StoreAccount>(), (std::vector{StoreAccount{}}));
}

TEST(Account, ACallClosesTheDialogOnceItIsTaken) {
  Client ada = with_dialog();
  ada.hears(his_call());
  EXPECT_TRUE(ada.model.account.open) << "the ring lies over it";
  ada.on(AcceptCall{protocol::Media::Voice});
  EXPECT_FALSE(ada.model.account.open);
}

// ---- the last calls

std::string call_json(const std::string& id, bool incoming, bool missed, const std::string& more) {
  const std::string ada = R"({"id":"p-ada","name":"Ada","location":""})";
  const std::string other = R"({"id":")" + id + R"(","name":"Ben","location":""})";
  return R"({"id":"c","caller":)" + (incoming ? other : ada) + R"(,"receiver":)" + (incoming ? ada : other) +
         R"(,"incoming":)" + (incoming ? "true" : "false") + R"(,"missed":)" + (missed ? "true" : "false") + more + "}";
}

TEST(RecentCalls, AreAskedForAfterSigningInWithTheSessionsToken) {
  Client ada;
  ada.on(Join{"Ada"});
  EXPECT_FALSE(asks(ada, AccountAsk::Calls));
  ada.on(SocketOpened{1}).hears(greeting(protocol::Outcome::New));
  ASSERT_TRUE(asks(ada, AccountAsk::Calls));
  EXPECT_EQ(ada.of<AccountRequest>().at(0).token, "token-1");
}

TEST(RecentCalls, AreAskedForAgainWhenACallEnds) {
  EXPECT_TRUE(asks(talking().on(EndCall{}), AccountAsk::Calls));
  EXPECT_TRUE(asks(rung().on(DeclineCall{}), AccountAsk::Calls));
  EXPECT_FALSE(asks(rung().on(AcceptCall{protocol::Media::Video}), AccountAsk::Calls));
}

TEST(RecentCalls, ThatDoNotComeAreAskedForAtTheNextChange) {
  Client ada = online();
  ada.on(AccountAnswered{ada.model.account.calls_asked, 503, {}, "", kUtc, kLocal});
  EXPECT_TRUE(ada.effects.empty());
  EXPECT_TRUE(call_error(ada.model).empty() && account_alert(ada.model).empty());
  EXPECT_TRUE(asks(ada.on(Woke{}), AccountAsk::Calls));
  EXPECT_FALSE(asks(ada.on(Woke{}), AccountAsk::Calls));
}

TEST(RecentCalls, AreOneEntryAPersonTheLatestFirst) {
  const auto calls = calls_in(
      "[" +
      call_json("p-ben", true, true, R"(,"status":"MISSED","reason":"no-answer","media":"video","requestedAt":9)") +
      "," +
      call_json("p-ben", false, false, R"(,"status":"ENDED","media":"voice","requestedAt":5,"durationMs":60000)") +
      "," + call_json("p-ben-2", false, false, R"(,"status":"DECLINED","reason":"declined","media":"voice")") + "]");
  ASSERT_TRUE(calls);
  ASSERT_EQ(calls->size(), 2u);
  EXPECT_EQ((*calls)[0].count, 2u);
  EXPECT_TRUE((*calls)[0].missed);
  EXPECT_EQ((*calls)[0].at, 9);
  EXPECT_EQ(call_words((*calls)[0]), "Missed video call, 2 calls");
  EXPECT_EQ((*calls)[1].shown, "Ben 2") << "names of controls are unique";
  EXPECT_EQ((*calls)[1].name, "Ben");
  EXPECT_EQ(call_words((*calls)[1]), "Declined");
}

TEST(RecentCalls, AnAnswerThatIsNoneIsNone) {
  for (const char* body : {"", "{}", "<html>", "null", R"({"code":"x"})"}) EXPECT_FALSE(calls_in(body)) << body;
  EXPECT_TRUE(calls_in("[]")->empty());
  EXPECT_TRUE(calls_in(R"([1,"a",{},{"caller":3}])")->empty()) << "what is not understood is left out";
}

TEST(RecentCalls, SayWhatCameOfTheLatestOne) {
  RecentCall call;
  call.media = protocol::Media::Video;
  call.status = protocol::CallStatus::Ended;
  call.talked = Milliseconds{768'000};
  EXPECT_EQ(call_words(call), "Video call, 12 min");
  call.media = protocol::Media::Voice;
  call.talked = Milliseconds{9'000};
  EXPECT_EQ(call_words(call), "Voice call, 9 s");
  call.reason = protocol::EndReason::Cancelled;
  EXPECT_EQ(call_words(call), "Cancelled");
  call.status = protocol::CallStatus::Missed;
  EXPECT_EQ(call_words(call), "No answer");
  call.status = protocol::CallStatus::Error;
  call.reason = protocol::EndReason::Busy;
  EXPECT_EQ(call_words(call), "In another call");
  call.reason = protocol::EndReason::NoPath;
  EXPECT_EQ(call_words(call), "Could not connect");
  call.status = protocol::CallStatus::Declined;
  call.reason.reset();
  EXPECT_EQ(call_words(call), "You declined");
}

TEST(RecentCalls, SayWhen) {
  WallClock clock;
  clock.local = static_cast<std::int64_t>(kLocal);  // a Saturday, 09:26 local time
  clock.zone = kHour;
  const auto at = [&](std::int64_t ago) {
    return day_or_time(clock, static_cast<std::int64_t>(kUtc) - ago, clock.read_at);
  };
  EXPECT_EQ(at(0), "09:26");
  EXPECT_EQ(at(9 * kHour), "00:26");
  EXPECT_EQ(at(10 * kHour), "Yesterday");
  EXPECT_EQ(at(48 * kHour), "Thu");
  EXPECT_EQ(at(24 * 7 * kHour), "15 Nov");
  EXPECT_EQ(at(24 * 400 * kHour), "18 Oct 2024");
  EXPECT_EQ(day_or_time(clock, static_cast<std::int64_t>(kUtc), clock.read_at + Milliseconds{24 * kHour}), "Yesterday")
      << "as time passes";
}

TEST(Account, ARenamedGuestIsTold) {
  Client ada = online();
  ada.hears(protocol::Renamed{protocol::person("p-ada", "Ada 2"), ErrorCode::NameReserved});
  EXPECT_EQ(ada.model.status.text, "An account has the name Ada now. You are Ada 2.");
  EXPECT_EQ(oneself(ada.model)->name, "Ada 2");
}

TEST(Account, TheDeviceThatAnsweredIsNamed) {
  Client ada = rung();
  protocol::Call call = agreed(his_call());
  call.elsewhere = true;
  call.device = "Firefox on Linux";
  ada.hears(call);
  EXPECT_EQ(screen(ada.model), Screen::Ended);
  EXPECT_EQ(ended_heading(ada.model), "Answered on Firefox on Linux");
  EXPECT_EQ(ada.model.status.text, "Answered on Firefox on Linux. Continue there.");
}

}  // namespace
}  // namespace parley::app
