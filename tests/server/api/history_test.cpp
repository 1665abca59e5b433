#include <gtest/gtest.h>

#include "core/protocol/wire_names.hpp"
#include "tests/server/api/office.hpp"

namespace parley::api {
namespace {

using protocol::CallStatus;
using protocol::EndReason;

hub::CallRecord record_of(const std::string& id, const PersonId& caller, const PersonId& receiver, CallStatus status,
                          std::optional<EndReason> reason) {
  hub::CallRecord record;
  record.call = CallId(id);
  record.caller = caller;
  record.caller_name = "Name of " + caller.value();
  record.receiver = receiver;
  record.receiver_name = "Name of " + receiver.value();
  record.media = protocol::Media::Video;
  record.status = status;
  record.reason = reason;
  record.requested_at = kNow - 30'000;
  record.ended_at = kNow - 10'000;
  return record;
}

TEST(History, AnEntryIsTheCallAndWhatOnlyAHistoryTells) {
  Office office;
  hub::CallRecord record = record_of("c-1", kAda, kBen, CallStatus::Ended, EndReason::HungUp);
  record.accepted_at = kNow - 25'000;
  record.duration = Milliseconds{14'500};
  office.store.write(record);
  const Answered answered = office.ask(Request("GET", "/calls").bearer(kAdasToken));
  EXPECT_EQ(answered.status, 200u);
  EXPECT_EQ(answered.json(), nlohmann::json::parse(R"([{"id":"c-1",
      "caller":{"name":"Name of p-ada","id":"p-ada","location":""},
      "receiver":{"name":"Name of p-ben","id":"p-ben","location":""},
      "status":"ENDED","media":"video","reason":"hung-up","requestedAt":1783999970000,"acceptedAt":1783999975000,
      "endedAt":1783999990000,"durationMs":14500,"incoming":false,"missed":false}])"));
}

TEST(History, WhatWasNeitherAnsweredNorDeclinedIsMissedByWhoWasCalled) {
  struct Row {
    CallStatus status;
    EndReason reason;
    bool accepted;
    bool missed;
  };
  for (const Row& row :
       {Row{CallStatus::Missed, EndReason::NoAnswer, false, true},
        Row{CallStatus::Ended, EndReason::Cancelled, false, true}, Row{CallStatus::Error, EndReason::Busy, false, true},
        Row{CallStatus::Declined, EndReason::Declined, false, false},
        Row{CallStatus::Ended, EndReason::HungUp, true, false},
        Row{CallStatus::Error, EndReason::NoPath, true, false}}) {
    Office office;
    hub::CallRecord record = record_of("c-1", kAda, kBen, row.status, row.reason);
    if (row.accepted) record.accepted_at = kNow - 20'000;
    office.store.write(record);
    const auto entry = [&](const std::string& token) {
      return office.ask(Request("GET", "/calls").bearer(token)).json().at(0);
    };
    EXPECT_EQ(entry(kBensToken)["missed"], row.missed) << protocol::wire_name(row.reason);
    EXPECT_EQ(entry(kBensToken)["incoming"], true);
    EXPECT_EQ(entry(kAdasToken)["missed"], false);
  }
}

TEST(History, ALiveCallIsNeitherMissedNorEnded) {
  Office office;
  hub::CallRecord record = record_of("c-1", kAda, kBen, CallStatus::Dialling, std::nullopt);
  record.ended_at.reset();
  office.store.write(record);
  const nlohmann::json entry = office.ask(Request("GET", "/calls").bearer(kBensToken)).json().at(0);
  EXPECT_EQ(entry["missed"], false);
  EXPECT_FALSE(entry.contains("endedAt"));
  EXPECT_FALSE(entry.contains("reason"));
}

std::vector<std::string> ids_in(const Answered& answered) {
  std::vector<std::string> ids;
  for (const nlohmann::json& entry : answered.json()) ids.push_back(entry["id"].get<std::string>());
  return ids;
}

/// At this time.
hub::CallRecord at(hub::CallRecord record, std::int64_t requested) {
  record.requested_at = requested;
  return record;
}

TEST(History, IsOnesOwnAndPaged) {
  Office office;
  for (int number = 1; number <= 5; ++number) {
    office.store.write(at(record_of("c-" + std::to_string(number), kAda, kBen, CallStatus::Ended, EndReason::HungUp),
                          kNow - 1'000 * (10 - number)));
  }
  office.store.write(record_of("c-of-others", kBen, kCleo, CallStatus::Ended, EndReason::HungUp));
  const auto page = [&](const std::string& query) {
    return ids_in(office.ask(Request("GET", "/calls" + query).bearer(kAdasToken)));
  };
  EXPECT_EQ(page("?limit=2"), (std::vector<std::string>{"c-5", "c-4"}));
  EXPECT_EQ(page("?limit=2&before=c-4"), (std::vector<std::string>{"c-3", "c-2"}));
  EXPECT_EQ(page("?before=c-1"), std::vector<std::string>());
  EXPECT_EQ(page("").size(), 5u);
}

TEST(History, OfAGuestBeginsWhenHeCame) {
  Office office;
  office.store.write(at(record_of("c-old", kAda, kBen, CallStatus::Ended, EndReason::HungUp), kBenCameAt - 1));
  office.store.write(at(record_of("c-new", kAda, kBen, CallStatus::Ended, EndReason::HungUp), kBenCameAt));
  EXPECT_EQ(ids_in(office.ask(Request("GET", "/calls").bearer(kBensToken))), std::vector<std::string>{"c-new"});
  EXPECT_EQ(office.ask(Request("GET", "/calls/c-old").bearer(kBensToken)).status, 404u);
  EXPECT_EQ(office.ask(Request("GET", "/calls").bearer(kAdasToken)).json().size(), 2u) << "an account has no beginning";
}

TEST(History, OneCallIsToldWithItsEvents) {
  Office office;
  hub::CallRecord record = record_of("c-1", kAda, kBen, CallStatus::Ended, EndReason::HungUp);
  office.store.write(
      hub::CallEvent{CallId("c-1"), 1, kNow - 30'000, hub::CallMoment::Requested, protocol::Side::Caller, ""});
  office.store.write(hub::CallEvent{CallId("c-1"), 2, kNow - 29'900, hub::CallMoment::Delivered, std::nullopt, "2"});
  office.store.write(record);
  const nlohmann::json entry = office.ask(Request("GET", "/calls/c-1").bearer(kBensToken)).json();
  EXPECT_EQ(entry["id"], "c-1");
  EXPECT_EQ(entry["events"], nlohmann::json::parse(R"([{"at":1783999970000,"event":"requested","side":"caller"},
      {"at":1783999970100,"event":"delivered","detail":"2"}])"));
}

TEST(History, SomebodyElsesCallIsNoCall) {
  Office office;
  office.store.write(record_of("c-1", kAda, kBen, CallStatus::Ended, EndReason::HungUp));
  const Answered answered = office.ask(Request("GET", "/calls/c-1").bearer(kCleosToken));
  EXPECT_EQ(answered.status, 404u);
  EXPECT_EQ(answered.code(), "no-such-call");
}

}  // namespace
}  // namespace parley::api
