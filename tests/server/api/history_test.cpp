#include <gtest/gtest.h>

#include "core/protocol/wire_names.hpp"
#include "tests/server/api/office.hpp"

namespace parley::api {
namespace {

using protocol::CallStatus;
using protocol::EndReason;

store::StoredCall stored(const std::string& id, const PersonId& caller, const PersonId& receiver, CallStatus status,
                         std::optional<EndReason> reason) {
  store::StoredCall call;
  call.record.call = CallId(id);
  call.record.caller = caller;
  call.record.caller_name = "Name of " + caller.value();
  call.record.receiver = receiver;
  call.record.receiver_name = "Name of " + receiver.value();
  call.record.media = protocol::Media::Video;
  call.record.status = status;
  call.record.reason = reason;
  call.record.requested_at = kNow - 30'000;
  call.record.ended_at = kNow - 10'000;
  return call;
}

TEST(History, AnEntryIsTheCallAndWhatOnlyAHistoryTells) {
  Office office;
  store::StoredCall call = stored("c-1", kAda, kBen, CallStatus::Ended, EndReason::HungUp);
  call.record.accepted_at = kNow - 25'000;
  call.record.duration = Milliseconds{14'500};
  office.store.stored_calls = {call};
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
    store::StoredCall call = stored("c-1", kAda, kBen, row.status, row.reason);
    if (row.accepted) call.record.accepted_at = kNow - 20'000;
    office.store.stored_calls = {call};
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
  store::StoredCall call = stored("c-1", kAda, kBen, CallStatus::Dialling, std::nullopt);
  call.record.ended_at.reset();
  office.store.stored_calls = {call};
  const nlohmann::json entry = office.ask(Request("GET", "/calls").bearer(kBensToken)).json().at(0);
  EXPECT_EQ(entry["missed"], false);
  EXPECT_FALSE(entry.contains("endedAt"));
  EXPECT_FALSE(entry.contains("reason"));
}

TEST(History, IsOnesOwnAndPaged) {
  Office office;
  EXPECT_EQ(office.ask(Request("GET", "/calls?limit=5&before=c-9").bearer(kAdasToken)).json(), nlohmann::json::array());
  ASSERT_TRUE(office.store.asked_for);
  EXPECT_EQ(office.store.asked_for->person, kAda);
  EXPECT_EQ(office.store.asked_for->limit, 5u);
  EXPECT_EQ(office.store.asked_for->before, CallId("c-9"));
  EXPECT_EQ(office.store.asked_for->since, std::nullopt);
  EXPECT_FALSE(office.store.asked_for->with_events);
}

TEST(History, OfAGuestBeginsWhenHeCame) {
  Office office;
  office.ask(Request("GET", "/calls").bearer(kBensToken));
  EXPECT_EQ(office.store.asked_for->person, kBen);
  EXPECT_EQ(office.store.asked_for->since, kBenCameAt);
  office.ask(Request("GET", "/calls/c-1").bearer(kBensToken));
  EXPECT_EQ(office.store.asked_for->since, kBenCameAt);
}

TEST(History, OneCallIsToldWithItsEvents) {
  Office office;
  store::StoredCall call = stored("c-1", kAda, kBen, CallStatus::Ended, EndReason::HungUp);
  call.events = {{CallId("c-1"), 1, kNow - 30'000, hub::CallMoment::Requested, protocol::Side::Caller, ""},
                 {CallId("c-1"), 2, kNow - 29'900, hub::CallMoment::Delivered, std::nullopt, "2"}};
  office.store.stored_calls = {call};
  const nlohmann::json entry = office.ask(Request("GET", "/calls/c-1").bearer(kBensToken)).json();
  EXPECT_EQ(entry["id"], "c-1");
  EXPECT_EQ(entry["events"], nlohmann::json::parse(R"([{"at":1783999970000,"event":"requested","side":"caller"},
      {"at":1783999970100,"event":"delivered","detail":"2"}])"));
}

TEST(History, SomebodyElsesCallIsNoCall) {
  Office office;
  office.store.stored_calls = {stored("c-1", kAda, kBen, CallStatus::Ended, EndReason::HungUp)};
  const Answered answered = office.ask(Request("GET", "/calls/c-1").bearer(kCleosToken));
  EXPECT_EQ(answered.status, 404u);
  EXPECT_EQ(answered.code(), "no-such-call");
}

}  // namespace
}  // namespace parley::api
