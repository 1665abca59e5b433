#include <string>

#include <gtest/gtest.h>

#include "core/protocol/limits.hpp"
#include "tests/server/api/office.hpp"

namespace parley::api {
namespace {

using protocol::ErrorCode;

Request change(const std::string& method, const std::string& other = "p-ben") {
  return Request(method, "/blocks").json(R"({"userId":")" + other + R"("})");
}

std::function<hub::Reply(const hub::Question&)> with_ben_online() {
  return [](const hub::Question&) { return hub::Users{{{kBen, "Ben", ""}}}; };
}

TEST(Blocks, OfAnAccountAreStoredAndToldToTheHub) {
  Office office;
  office.hub = with_ben_online();
  EXPECT_EQ(office.ask(change("POST").bearer(kAdasToken)).status, 204u);
  ASSERT_EQ(office.told.size(), 1u);
  EXPECT_EQ(office.told[0], std::pair(kAda, std::vector{kBen}));
  const Answered list = office.ask(Request("GET", "/blocks").bearer(kAdasToken));
  EXPECT_EQ(list.json(), nlohmann::json::parse(R"([{"userId":"p-ben","name":"Ben","since":1784000000000}])"));
  EXPECT_EQ(office.ask(change("DELETE").bearer(kAdasToken)).status, 204u);
  EXPECT_EQ(office.told[1], std::pair(kAda, std::vector<PersonId>()));
  EXPECT_EQ(office.ask(Request("GET", "/blocks").bearer(kAdasToken)).json(), nlohmann::json::array());
}

TEST(Blocks, OfAnAccountHaveALimit) {
  Office office;
  office.hub = [](const hub::Question&) { return hub::Users{{{kBen, "Ben", ""}, {kCleo, "Cleo", ""}}}; };
  EXPECT_EQ(office.ask(change("POST", "p-ben").bearer(kAdasToken)).status, 204u);
  for (std::uint32_t i = 1; i < protocol::Limits{}.blocked; ++i) {
    office.store.block(kAda, {PersonId("p-" + std::to_string(i)), "Mallory", 0}, [](const auto&) {});
  }
  const Answered refused = office.ask(change("POST", "p-cleo").bearer(kAdasToken));
  EXPECT_EQ(refused.status, 413u);
  EXPECT_EQ(refused.code(), "too-large");
  EXPECT_EQ(office.told.size(), 1u);
  EXPECT_EQ(office.ask(change("POST", "p-ben").bearer(kAdasToken)).status, 204u) << "it was so before";
}

TEST(Blocks, WhoIsAwayIsKnownByHisAccountOrByACall) {
  Office office;
  office.hub = [](const hub::Question&) { return hub::Users{}; };
  office.store.create_account({kCleo, {"Cleo", "cleo", "cleo"}, "", 0}, [](const auto&) {});
  hub::CallRecord record;
  record.call = CallId("c-1");
  record.caller = kBen;
  record.caller_name = "Ben of old";
  record.receiver = kAda;
  office.store.write(record);
  EXPECT_EQ(office.ask(change("POST", "p-cleo").bearer(kAdasToken)).status, 204u);
  EXPECT_EQ(office.ask(change("POST", "p-ben").bearer(kAdasToken)).status, 204u);
  const nlohmann::json blocked = office.ask(Request("GET", "/blocks").bearer(kAdasToken)).json();
  EXPECT_EQ(blocked[0]["name"], "Cleo");
  EXPECT_EQ(blocked[1]["name"], "Ben of old");
}

TEST(Blocks, NobodyBlocksHimselfOrWhomNobodyKnows) {
  Office office;
  office.hub = [](const hub::Question&) { return hub::Users{}; };
  EXPECT_EQ(office.ask(change("POST", "p-ada").bearer(kAdasToken)).code(), "self-call");
  const Answered unknown = office.ask(change("POST", "p-nobody").bearer(kAdasToken));
  EXPECT_EQ(unknown.status, 404u);
  EXPECT_EQ(unknown.code(), "unknown-person");
  EXPECT_TRUE(office.told.empty());
}

TEST(Blocks, OfAGuestAreTheHubs) {
  Office office;
  office.hub = [](const hub::Question&) { return hub::Done{}; };
  EXPECT_EQ(office.ask(change("POST", "p-ada").bearer(kBensToken)).status, 204u);
  EXPECT_EQ(office.ask(change("DELETE", "p-ada").bearer(kBensToken)).status, 204u);
  EXPECT_EQ(office.questions[0], hub::Question(hub::SetBlocked{kBen, kAda, true}));
  EXPECT_EQ(office.questions[1], hub::Question(hub::SetBlocked{kBen, kAda, false}));
  office.hub = [](const hub::Question&) { return hub::Users{{{kAda, "Ada", ""}}}; };
  EXPECT_EQ(office.ask(Request("GET", "/blocks").bearer(kBensToken)).json(),
            nlohmann::json::parse(R"([{"userId":"p-ada","name":"Ada"}])"));
  EXPECT_EQ(office.questions[2], hub::Question(hub::ListBlocked{kBen}));
  office.hub = [](const hub::Question&) { return hub::Refused{ErrorCode::UnknownPerson}; };
  EXPECT_EQ(office.ask(change("POST", "p-nobody").bearer(kBensToken)).status, 404u);
}

}  // namespace
}  // namespace parley::api
