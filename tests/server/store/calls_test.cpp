// Calls and their events, on each of the three databases: written once however often they are told, and read back in pages.
#include <algorithm>
#include <chrono>

#include <gmock/gmock.h>

#include "tests/server/store/store_test.hpp"

namespace parley::store::test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Calls : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    if (!IsSkipped()) open();
  }
  std::vector<std::string> ids(const CallFilter& filter) {
    std::vector<std::string> found;
    for (const StoredCall& call : calls(filter)) found.push_back(call.record.call.value());
    return found;
  }
  std::optional<hub::CallRecord> record(const std::string& call) {
    CallFilter filter;
    filter.call = CallId(call);
    const auto found = calls(filter);
    return found.empty() ? std::nullopt : std::optional(found.front().record);
  }
};

INSTANTIATE_TEST_SUITE_P(All, Calls, ::testing::Values(Engine::Sqlite, Engine::MySql, Engine::PostgreSql), engine_name);

hub::CallRecord ended(hub::CallRecord record) {
  record.status = protocol::CallStatus::Ended;
  record.reason = protocol::EndReason::HungUp;
  record.ended_by = protocol::Side::Receiver;
  record.accepted_at = record.requested_at + 2'000;
  record.connected_at = record.requested_at + 2'500;
  record.ended_at = record.requested_at + 9'500;
  record.duration = Milliseconds(7'000);
  return record;
}

TEST_P(Calls, AreReadBackAsTheyWereWritten) {
  const hub::CallRecord whole = ended(call_of("c1", 3, 10'000));
  const hub::CallRecord bare = call_of("c2", 1, 20'000);
  store->write(whole);
  store->write(bare);
  EXPECT_EQ(record("c1"), whole);
  EXPECT_EQ(record("c2"), bare);
  wait_for_journal();
  EXPECT_EQ(record("c1"), whole);
  EXPECT_EQ(record("c2"), bare);
  reopen();
  EXPECT_EQ(record("c1"), whole);
  EXPECT_EQ(record("c2"), bare);
  EXPECT_EQ(record("c3"), std::nullopt);
}

TEST_P(Calls, AreReadFromTheJournalAndTheDatabaseAsOne) {
  for (int i = 1; i <= 40; ++i) {
    store->write(call_of("c" + std::to_string(i), 1, i));
    EXPECT_EQ(calls({}).size(), static_cast<std::size_t>(i));
  }
}

TEST_P(Calls, KeepTheHigherVersionWhateverComesLast) {
  hub::CallRecord newer = call_of("c1", 5, 10'000);
  newer.status = protocol::CallStatus::Ongoing;
  newer.accepted_at = 12'000;
  const auto both = [&](bool through_the_database) {
    store->write(newer);
    if (through_the_database) wait_for_journal();
    store->write(call_of("c1", 4, 10'000));
    if (through_the_database) wait_for_journal();
    store->write(newer);
    EXPECT_EQ(record("c1"), newer);
  };
  both(true);
  both(false);
  wait_for_journal();
  EXPECT_EQ(record("c1"), newer);
}

TEST_P(Calls, NeverLeaveTheirEnd) {
  const hub::CallRecord end = ended(call_of("c1", 3, 10'000));
  hub::CallRecord later = call_of("c1", 9, 10'000);
  later.status = protocol::CallStatus::Ongoing;
  store->write(end);
  store->write(later);
  EXPECT_EQ(record("c1"), end);
  wait_for_journal();
  store->write(later);
  wait_for_journal();
  EXPECT_EQ(record("c1"), end);
}

TEST_P(Calls, HaveEachEventOnce) {
  store->write(call_of("c1", 1, 10'000));
  hub::CallEvent silent = event_of("c1", 2, hub::CallMoment::Quality);
  silent.side.reset();
  silent.detail = "\xFF text that is none";
  for (int time = 0; time < 3; ++time) {
    store->write(event_of("c1", 1, hub::CallMoment::Requested));
    store->write(silent);
    store->write(event_of("c1", 3, hub::CallMoment::Ended));
    if (time < 2) wait_for_journal();
  }
  CallFilter filter;
  filter.with_events = true;
  const auto found = calls(filter);
  ASSERT_EQ(found.size(), 1);
  ASSERT_EQ(found[0].events.size(), 3);
  EXPECT_EQ(found[0].events[0], event_of("c1", 1, hub::CallMoment::Requested));
  EXPECT_EQ(found[0].events[1].moment, hub::CallMoment::Quality);
  EXPECT_EQ(found[0].events[1].side, std::nullopt);
  EXPECT_EQ(found[0].events[2], event_of("c1", 3, hub::CallMoment::Ended));
  filter.with_events = false;
  EXPECT_THAT(calls(filter)[0].events, IsEmpty());
}

TEST_P(Calls, ComeInPagesWithoutGapOrRepetition) {
  std::vector<std::string> expected;
  for (int i = 0; i < 25; ++i) {
    const std::string id = "c" + std::string(i < 10 ? "0" : "") + std::to_string(i);
    store->write(call_of(id, 1, 10'000 + i / 3));  // three in each millisecond
    expected.insert(expected.begin(), id);
    if (i == 12) wait_for_journal();
  }
  hub::CallRecord foreign = call_of("foreign", 1, 10'001);
  foreign.caller = PersonId("p-x");
  foreign.receiver = PersonId("p-y");
  store->write(foreign);
  std::vector<std::string> seen;
  CallFilter filter;
  filter.person = PersonId("p-grace");
  filter.limit = 4;
  for (auto page = ids(filter); !page.empty(); page = ids(filter)) {
    EXPECT_LE(page.size(), 4u);
    seen.insert(seen.end(), page.begin(), page.end());
    filter.before = CallId(page.back());
  }
  EXPECT_EQ(seen, expected);
  filter.before = CallId("unknown");
  EXPECT_THAT(ids(filter), IsEmpty());
}

TEST_P(Calls, AreFoundByPersonOnEitherSideByNameByTimeAndByTrouble) {
  hub::CallRecord incoming = call_of("in", 1, 20'000);
  std::swap(incoming.caller, incoming.receiver);
  std::swap(incoming.caller_name, incoming.receiver_name);
  hub::CallRecord broken = ended(call_of("broken", 2, 30'000));
  broken.status = protocol::CallStatus::Error;
  broken.reason = protocol::EndReason::NoPath;
  hub::CallRecord lost = ended(call_of("lost", 2, 40'000));
  lost.reason = protocol::EndReason::ConnectionLost;
  hub::CallRecord foreign = call_of("foreign", 1, 50'000);
  foreign.caller = PersonId("p-ada ");
  foreign.caller_name = "ada";
  foreign.receiver = PersonId("P-ADA");
  foreign.receiver_name = "ADA";
  store->write(call_of("out", 1, 10'000));
  for (const auto& each : {incoming, broken, lost, foreign}) store->write(each);
  for (const bool stored : {false, true}) {
    if (stored) wait_for_journal();
    CallFilter by_person;
    by_person.person = PersonId("p-ada");
    EXPECT_THAT(ids(by_person), ElementsAre("lost", "broken", "in", "out"));
    CallFilter by_name;
    by_name.name = "Ada";
    EXPECT_THAT(ids(by_name), ElementsAre("lost", "broken", "in", "out"));
    CallFilter by_time;
    by_time.since = 20'000;
    by_time.until = 40'000;
    EXPECT_THAT(ids(by_time), ElementsAre("broken", "in"));
    CallFilter errors;
    errors.errors_only = true;
    EXPECT_THAT(ids(errors), ElementsAre("lost", "broken"));
    CallFilter one;
    one.call = CallId("broken");
    EXPECT_THAT(ids(one), ElementsAre("broken"));
  }
}

TEST_P(Calls, GoWithTheirEventsWhenTheyAreTooOld) {
  for (int i = 0; i < 1'200; ++i) {  // more than one bite
    store->write(call_of("old" + std::to_string(i), 1, 1'000 + i));
  }
  store->write(event_of("old7", 1, hub::CallMoment::Requested));
  store->write(call_of("new", 1, 5'000));
  store->write(event_of("new", 1, hub::CallMoment::Requested));
  wait_for_journal();
  store->enforce_retention(5'000, 0, 0);
  CallFilter filter;
  filter.with_events = true;
  filter.limit = 5'000;
  ASSERT_TRUE(wait_until([&] { return calls(filter).size() == 1; }));
  EXPECT_EQ(calls(filter)[0].record.call, CallId("new"));
  EXPECT_EQ(calls(filter)[0].events.size(), 1);
  // Its events are gone as well: a call of that name has none.
  store->write(call_of("old7", 1, 9'000));
  filter.call = CallId("old7");
  EXPECT_THAT(calls(filter)[0].events, IsEmpty());
}

TEST_P(Calls, OfAProcessThatDiedEndWhenNobodyHasComeBackToThem) {
  constexpr WallTime kHours = 2 * 3'600'000;
  const auto wall = [] {
    return std::chrono::duration_cast<Milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
  };
  store->write(call_of("left", 1, 10'000));
  store->write(event_of("left", 1, hub::CallMoment::Requested));
  store->write(call_of("restored", 1, 10'000));
  store->write(ended(call_of("over", 1, 10'000)));
  reopen();
  store->write(call_of("restored", 2, 10'000));
  store->write(call_of("new", 1, wall() + kHours));
  wait_for_journal();
  store->enforce_retention(0, 0, wall());  // they may still be claimed
  EXPECT_FALSE(record("left")->reason);
  store->enforce_retention(0, 0, wall() + kHours);
  ASSERT_TRUE(wait_until([&] { return record("left")->reason == protocol::EndReason::ConnectionLost; }));
  EXPECT_EQ(record("left")->status, protocol::CallStatus::Ended);
  EXPECT_TRUE(record("left")->ended_at);
  EXPECT_FALSE(record("restored")->reason);
  EXPECT_FALSE(record("new")->reason);
  EXPECT_EQ(record("over")->reason, protocol::EndReason::HungUp);
}

TEST_P(Calls, WithMoreTextThanAColumnHoldsKeepNobodyWaiting) {
  hub::CallRecord record = call_of("c1", 1, 10'000);
  record.caller = PersonId(std::string(2'000, 'x'));
  record.caller_name = std::string(70'000, 'y');
  record.receiver_name = std::string("zero\0byte", 9);
  store->write(record);
  store->write(event_of(std::string(1'000, 'c'), 1, hub::CallMoment::Away));
  store->write(call_of("c2", 1, 20'000));
  wait_for_journal();
  EXPECT_THAT(ids({}), ElementsAre("c2", "c1"));
  EXPECT_EQ(store->health().lost_records, 0);
}

}  // namespace
}  // namespace parley::store::test
