// The handshake of `/`.
#include <gtest/gtest.h>

#include "tests/server/api/office.hpp"

namespace parley::api {
namespace {

using protocol::ErrorCode;

const hub::Admit& asked(const Office& office) { return std::get<hub::Admit>(office.questions.back()); }

std::function<hub::Reply(const hub::Question&)> welcoming() {
  return [](const hub::Question&) { return hub::Admitted{SessionId("s-1"), "t-new", {PersonId("x"), "Zed", ""}}; };
}

Answered refused(const net::Admission& admission) {
  const auto* response = std::get_if<net::HttpResponse>(&admission);
  if (response == nullptr) {
    ADD_FAILURE() << "was let in";
    return {};
  }
  return {response->status, response->headers, *response->body};
}

std::string cookie_of(const net::Admission& admission) {
  const auto* welcome = std::get_if<net::Welcome>(&admission);
  return welcome == nullptr ? "refused" : Answered{101, welcome->headers, ""}.header("set-cookie");
}

TEST(ProgramAdmission, ReadsNameIdAndLocation) {
  Office office;
  office.hub = welcoming();
  const net::Admission admission =
      office.admit(Request("GET", "/?name=Zo%C3%AB+M&id=x-7&location=Sao%20Paulo%2C%20BR&v=2"));
  ASSERT_TRUE(std::holds_alternative<net::Welcome>(admission));
  EXPECT_EQ(std::get<net::Welcome>(admission).session, SessionId("s-1"));
  EXPECT_EQ(asked(office).name, "Zo\u00eb M");
  EXPECT_EQ(asked(office).id, PersonId("x-7"));
  EXPECT_EQ(asked(office).location, "Sao Paulo, BR");
  EXPECT_EQ(asked(office).actor, std::nullopt);
}

TEST(ProgramAdmission, AnEmptyParameterIsNone) {
  Office office;
  office.hub = welcoming();
  office.admit(Request("GET", "/?name=Zed&id=&location="));
  EXPECT_EQ(asked(office).id, std::nullopt);
  EXPECT_EQ(asked(office).location, "");
}

TEST(ProgramAdmission, GivesTheTokenAsAHeaderAndAsACookieOfItsOwn) {
  Office office;
  office.hub = welcoming();
  const net::Admission plain = office.admit(Request("GET", "/?name=Zed"));
  EXPECT_EQ((Answered{101, std::get<net::Welcome>(plain).headers, ""}.header("x-parley-token")), "t-new");
  EXPECT_EQ(cookie_of(plain), "parley-program=t-new; Path=/; HttpOnly; SameSite=Strict");
  EXPECT_EQ(cookie_of(office.admit(Request("GET", "/?name=Zed").secure())),
            "__Host-parley-program=t-new; Path=/; HttpOnly; SameSite=Strict; Secure");
}

TEST(ProgramAdmission, PagesOfOneBrowserShareTheCookie) {
  Office office;
  office.hub = welcoming();
  EXPECT_EQ(cookie_of(office.admit(Request("GET", "/?name=Zed").header("Cookie", "parley-program=t-ben"))),
            "parley-program=t-new.t-ben; Path=/; HttpOnly; SameSite=Strict");
  EXPECT_EQ(cookie_of(office.admit(Request("GET", "/?name=Zed").header("Cookie", "parley-program=1.2.3.4.5.6.7.8"))),
            "parley-program=t-new.1.2.3.4.5.6.7; Path=/; HttpOnly; SameSite=Strict");
  EXPECT_EQ(cookie_of(office.admit(Request("GET", "/?name=Zed").header("Cookie", "parley-program=..\"x..t-ben"))),
            "parley-program=t-new.t-ben; Path=/; HttpOnly; SameSite=Strict");
}

TEST(ProgramAdmission, RefusesWhatCannotBeRead) {
  for (const std::string target : {"/", "/?", "/?id=x", "/?name=", "/?name=a&name=b", "/?name=%", "/?name=%f",
                                   "/?name=%zz", "/?name=%ff", "/?name=a&id=two+words", "/?name=a&location=a%0Ab"}) {
    Office office;
    EXPECT_EQ(refused(office.admit(Request("GET", target))).status, 400u) << target;
    EXPECT_TRUE(office.questions.empty()) << target;
  }
}

TEST(ProgramAdmission, PassesOnWhyTheHubRefuses) {
  struct Row {
    hub::Refused refused;
    unsigned status;
    const char* code;
  };
  for (const Row& row :
       {Row{{ErrorCode::NotAllowed, true}, 409, "id-in-use"}, Row{{ErrorCode::NotAllowed}, 403, "not-allowed"},
        Row{{ErrorCode::NameInvalid}, 400, "name-invalid"}, Row{{ErrorCode::NameReserved}, 409, "name-reserved"},
        Row{{ErrorCode::NameTaken}, 409, "name-taken"}, Row{{ErrorCode::ServerFull}, 503, "server-full"},
        Row{{ErrorCode::GuestsOff}, 403, "guests-off"}, Row{{ErrorCode::RateLimited}, 429, "rate-limited"}}) {
    Office office;
    office.hub = [&row](const hub::Question&) { return row.refused; };
    const Answered answered = refused(office.admit(Request("GET", "/?name=Zed&id=x")));
    EXPECT_EQ(answered.status, row.status);
    EXPECT_EQ(answered.code(), row.code);
  }
}

TEST(ProgramAdmission, ACredentialOpensItsOwnPersonsId) {
  Office office;
  office.hub = welcoming();
  office.adas_blocked = {{kCleo, "Cleo"}};
  office.admit(Request("GET", "/?name=Ada&id=p-ada").bearer(kAdasToken));
  EXPECT_EQ(asked(office).actor, kAda);
  EXPECT_EQ(asked(office).login, kAdasLogin);
  EXPECT_EQ(asked(office).blocked, office.adas_blocked);
  office.admit(Request("GET", "/?name=Ben&id=p-ben").header("Cookie", "parley-program=t-ben"));
  EXPECT_EQ(asked(office).actor, kBen);
  office.admit(Request("GET", "/?name=Ada&id=p-ada").header("Cookie", "parley=l-ada; parley-program=t-ben"));
  EXPECT_EQ(asked(office).actor, kAda);
}

// Threat 2: taking over who somebody is.
TEST(ProgramAdmission, ACredentialOpensNoOtherId) {
  Office office;
  office.hub = welcoming();
  office.admit(Request("GET", "/?name=Ada&id=p-ada").bearer(kBensToken));
  EXPECT_EQ(asked(office).actor, std::nullopt);
  EXPECT_TRUE(asked(office).login.empty());
}

TEST(ProgramAdmission, TwoTabsOfOneBrowserAreTwoPeople) {
  Office office;
  office.hub = welcoming();
  office.admit(Request("GET", "/?name=Ben").header("Cookie", "parley-program=t-ben"));
  EXPECT_EQ(asked(office).actor, std::nullopt);
}

// Threat 1: cross-site WebSocket hijacking, from another port of this host.
TEST(ProgramAdmission, APageOfAnotherOriginBringsNoCookie) {
  Office office;
  office.hub = welcoming();
  const net::Admission admission = office.admit(Request("GET", "/?name=Ben&id=p-ben")
                                                    .header("Cookie", "parley-program=t-ben")
                                                    .header("Origin", "http://parley.example:3000"));
  EXPECT_EQ(asked(office).actor, std::nullopt);
  EXPECT_EQ(cookie_of(admission), "") << "and gets none: our own pages' stays";
}

TEST(ProgramAdmission, AnExpiredTokenIsSaidAndAnExpiredCookieIsNot) {
  Office office;
  office.hub = welcoming();
  EXPECT_EQ(refused(office.admit(Request("GET", "/?name=Ben").bearer("t-old"))).code(), "token-expired");
  EXPECT_TRUE(std::holds_alternative<net::Welcome>(
      office.admit(Request("GET", "/?name=Ben&id=p-ben").header("Cookie", "parley-program=t-old"))));
}

TEST(SocketCredential, IsTheAccountsCookieOfThisHostsPages) {
  Office office;
  const auto credential = [&](const Request& request) { return office.api().credential(request.message()); };
  EXPECT_EQ(credential(Request("GET", "/ws")), "");
  EXPECT_EQ(credential(Request("GET", "/ws").header("Cookie", "a=b; parley=l-ada; parley-program=t-ben")), "l-ada");
  EXPECT_EQ(credential(Request("GET", "/ws").header("Cookie", "parley-program=t-ben")), "");
  EXPECT_EQ(credential(Request("GET", "/ws").header("Cookie", "parley=l-ada").secure()), "")
      << "under TLS only the name that plain pages cannot set";
  EXPECT_EQ(credential(Request("GET", "/ws").header("Cookie", "__Host-parley=l-ada").secure()), "l-ada");
  Request own("GET", "/ws");
  own.header("Cookie", "parley=l-ada").header("Origin", "http://parley.example:8081");
  EXPECT_EQ(credential(own), "l-ada");
  Request other("GET", "/ws");
  other.header("Cookie", "parley=l-ada").header("Origin", "http://parley.example:8082");
  EXPECT_EQ(credential(other), "");
}

}  // namespace
}  // namespace parley::api
