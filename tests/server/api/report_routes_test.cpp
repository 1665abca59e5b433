#include "server/api/report_routes.hpp"

#include <optional>

#include <gtest/gtest.h>

#include "tests/server/api/office.hpp"

namespace parley::api {
namespace {

class Desk {
 public:
  Desk() {
    reports_.add_to(router_);
    write("c-1", kNow - 7'200'000, protocol::EndReason::HungUp);
    write("c-2", kNow - 60'000, protocol::EndReason::NoPath);
    store.note_attempt({kNow - 1'000, std::nullopt, "Mallory", "192.0.2.1", "A program", "wrong-password"});
  }

  Answered ask(const std::string& target) {
    std::optional<Answered> answered;
    const Request request("GET", target);
    EXPECT_TRUE(
        router_.answer(std::make_shared<const net::HttpRequest>(request.message()), [&](net::HttpResponse response) {
          answered = Answered{response.status, std::move(response.headers), *response.body};
        }));
    return answered.value_or(Answered{});
  }

  store::test::MemoryStore store{[](const std::function<void()>& answer) { answer(); }, [] { return kNow; }};

 private:
  void write(const std::string& id, std::int64_t requested_at, protocol::EndReason reason) {
    hub::CallRecord record;
    record.call = CallId(id);
    record.caller = kAda;
    record.caller_name = "Ada";
    record.receiver = kBen;
    record.receiver_name = "Ben";
    record.status = protocol::status_of(reason);
    record.reason = reason;
    record.requested_at = requested_at;
    store.write(record);
    store.write(hub::CallEvent{CallId(id), 1, requested_at, hub::CallMoment::Requested, protocol::Side::Caller, ""});
  }

  ReportRoutes reports_{store, [] { return kNow; }};
  Router router_{{}};
};

TEST(ReportRoutes, ListCalls) {
  Desk desk;
  const Answered all = desk.ask("/report/calls?format=json");
  EXPECT_EQ(all.status, 200u);
  EXPECT_EQ(all.json()["calls"].size(), 2u);
  EXPECT_EQ(desk.ask("/report/calls?format=json&since=1h").json()["calls"].size(), 1u);
  EXPECT_EQ(desk.ask("/report/calls?format=json&until=1h").json()["calls"].size(), 1u);
  EXPECT_EQ(desk.ask("/report/calls?format=json&person=Cleo").json()["calls"].size(), 0u);
  EXPECT_EQ(desk.ask("/report/calls?format=json&limit=1").json()["calls"].size(), 1u);
  EXPECT_EQ(desk.ask("/report/errors?format=json").json()["calls"].size(), 1u);
}

TEST(ReportRoutes, TellOneCallWithItsStory) {
  Desk desk;
  const Answered call = desk.ask("/report/calls/c-2");
  EXPECT_EQ(call.status, 200u);
  EXPECT_EQ(call.header("content-type"), "text/plain; charset=utf-8");
  EXPECT_NE(call.body.find("requested"), std::string::npos) << call.body;
  EXPECT_EQ(desk.ask("/report/calls/c-3").code(), "no-such-call");
}

TEST(ReportRoutes, ListSignIns) {
  Desk desk;
  const Answered logins = desk.ask("/report/logins?format=csv");
  EXPECT_EQ(logins.status, 200u);
  EXPECT_NE(logins.header("content-type").find("text/csv"), std::string::npos);
  EXPECT_NE(logins.body.find("Mallory"), std::string::npos);
}

TEST(ReportRoutes, RefuseWhatTheyCannotRead) {
  Desk desk;
  for (const std::string query :
       {"since=yesterday", "until=2026-13-01", "format=xml", "limit=0", "limit=10001", "since=1h&since=2h"}) {
    for (const std::string report : {"calls", "errors", "logins"}) {
      EXPECT_EQ(desk.ask("/report/" + report + "?" + query).status, 400u) << report << "?" << query;
    }
  }
  EXPECT_EQ(desk.ask("/report/calls/c-1?format=xml").status, 400u);
}

TEST(ReportRoutes, SayThatTheDatabaseIsAway) {
  Desk desk;
  desk.store.set_reachable(false);
  for (const std::string report : {"calls", "errors", "logins", "calls/c-1"}) {
    EXPECT_EQ(desk.ask("/report/" + report).code(), "unavailable") << report;
  }
}

}  // namespace
}  // namespace parley::api
