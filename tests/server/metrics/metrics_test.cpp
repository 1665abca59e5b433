#include "server/metrics/metrics.hpp"

#include <map>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

namespace parley::metrics {
namespace {

using protocol::CallStatus;
using protocol::EndReason;

/// The samples of an exposition: `name{labels}` and value.
std::map<std::string, double> samples(const std::string& text) {
  std::map<std::string, double> found;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line.front() == '#') continue;
    const std::size_t space = line.rfind(' ');
    const bool added = found.emplace(line.substr(0, space), std::stod(line.substr(space + 1))).second;
    EXPECT_TRUE(added) << "there twice: " << line;
  }
  return found;
}

std::map<std::string, double> samples(const Metrics& metrics, const hub::Stats& hub = {},
                                      const store::Health& store = {}, const Outside& outside = {}) {
  return samples(metrics.text(hub, store, outside));
}

double sum_of(const std::map<std::string, double>& all, const std::string& name) {
  double sum = 0;
  for (const auto& [key, value] : all) {
    if (key == name || key.starts_with(name + "{")) sum += value;
  }
  return sum;
}

hub::CallRecord dialling(const std::string& id) {
  hub::CallRecord record;
  record.call = CallId(id);
  record.status = CallStatus::Dialling;
  record.requested_at = 1'000'000;
  return record;
}
hub::CallRecord accepted(hub::CallRecord record, std::int64_t after) {
  record.status = CallStatus::Ongoing;
  record.accepted_at = record.requested_at + after;
  ++record.version;
  return record;
}
hub::CallRecord connected(hub::CallRecord record, std::int64_t after) {
  record.connected_at = *record.accepted_at + after;
  ++record.version;
  return record;
}
hub::CallRecord ended(hub::CallRecord record) {
  record.status = CallStatus::Ended;
  record.reason = EndReason::HungUp;
  ++record.version;
  return record;
}

TEST(Metrics, TellWhatRuns) {
  const Metrics metrics({"1.2.3", "parley.1"});
  EXPECT_EQ(samples(metrics).at("parley_build_info{version=\"1.2.3\",protocol=\"parley.1\"}"), 1);
}

TEST(Metrics, CallsThatWereStartedHaveEndedOrLive) {
  Metrics metrics({"1", "parley.1"});
  metrics.observe(dialling("c-1"));
  metrics.observe(dialling("c-2"));
  metrics.observe(accepted(dialling("c-2"), 4'000));
  hub::Stats hub;
  hub.calls_made = 7;
  hub.calls_ended = 5;
  hub.live_calls = 2;
  hub.ended_by_reason[static_cast<std::size_t>(EndReason::HungUp)] = 3;
  hub.ended_by_reason[static_cast<std::size_t>(EndReason::Busy)] = 2;
  const auto all = samples(metrics, hub);
  EXPECT_EQ(all.at("parley_calls_started_total"), 7);
  EXPECT_EQ(all.at("parley_calls_ended_total{status=\"ENDED\",reason=\"hung-up\"}"), 3);
  EXPECT_EQ(all.at("parley_calls_ended_total{status=\"ERROR\",reason=\"busy\"}"), 2);
  EXPECT_EQ(all.at("parley_calls_ended_total{status=\"MISSED\",reason=\"no-answer\"}"), 0);
  EXPECT_EQ(all.at("parley_calls_live{status=\"DIALLING\"}"), 1);
  EXPECT_EQ(all.at("parley_calls_live{status=\"ONGOING\"}"), 1);
  EXPECT_EQ(sum_of(all, "parley_calls_started_total"),
            sum_of(all, "parley_calls_ended_total") + sum_of(all, "parley_calls_live"));
}

TEST(Metrics, TimeHowLongPeopleRingAndWaitForAPicture) {
  Metrics metrics({"1", "parley.1"});
  const hub::CallRecord call = dialling("c-1");
  metrics.observe(call);
  metrics.observe(accepted(call, 4'000));
  metrics.observe(connected(accepted(call, 4'000), 250));
  metrics.observe(connected(accepted(call, 4'000), 250));  // written again: nothing new
  metrics.observe(ended(connected(accepted(call, 4'000), 250)));
  const auto all = samples(metrics);
  EXPECT_EQ(all.at("parley_ring_to_accept_seconds_count"), 1);
  EXPECT_EQ(all.at("parley_ring_to_accept_seconds_sum"), 4);
  EXPECT_EQ(all.at("parley_ring_to_accept_seconds_bucket{le=\"3\"}"), 0);
  EXPECT_EQ(all.at("parley_ring_to_accept_seconds_bucket{le=\"5\"}"), 1);
  EXPECT_EQ(all.at("parley_accept_to_media_seconds_count"), 1);
  EXPECT_EQ(all.at("parley_accept_to_media_seconds_sum"), 0.25);
  EXPECT_EQ(sum_of(all, "parley_calls_live"), 0);
}

TEST(Metrics, ACallOfAnotherProcessIsNotTimed) {
  Metrics metrics({"1", "parley.1"});
  const hub::CallRecord claimed = accepted(dialling("c-1"), 4'000);
  metrics.observe(claimed);
  metrics.observe(connected(claimed, 90'000));
  hub::Stats hub;
  hub.live_calls = 1;
  const auto all = samples(metrics, hub);
  EXPECT_EQ(all.at("parley_ring_to_accept_seconds_count"), 0);
  EXPECT_EQ(all.at("parley_accept_to_media_seconds_count"), 0);
  EXPECT_EQ(all.at("parley_calls_live{status=\"ONGOING\"}"), 1);
}

TEST(Metrics, ShowQueuesLimitsAndTheDatabase) {
  const Metrics metrics({"1", "parley.1"});
  hub::Stats hub;
  hub.rate_limited = 3;
  store::Health store;
  store.reachable = false;
  store.waiting_records = 12;
  store.waiting_jobs = 4;
  store.lag = Milliseconds{1'500};
  Outside outside;
  outside.sockets = 9;
  outside.logins = 2;
  outside.logins_failed = 6;
  outside.logins_throttled = 1;
  outside.passwords_waiting = 5;
  const auto all = samples(metrics, hub, store, outside);
  EXPECT_EQ(all.at("parley_sockets"), 9);
  EXPECT_EQ(all.at("parley_queue_depth{queue=\"journal\"}"), 12);
  EXPECT_EQ(all.at("parley_queue_depth{queue=\"database\"}"), 4);
  EXPECT_EQ(all.at("parley_queue_depth{queue=\"password\"}"), 5);
  EXPECT_EQ(all.at("parley_database_up"), 0);
  EXPECT_EQ(all.at("parley_database_lag_seconds"), 1.5);
  EXPECT_EQ(all.at("parley_rate_limited_total{what=\"hub\"}"), 3);
  EXPECT_EQ(all.at("parley_rate_limited_total{what=\"login\"}"), 1);
  EXPECT_EQ(all.at("parley_logins_total{outcome=\"failed\"}"), 6);
}

TEST(Metrics, TimeTheLoop) {
  Metrics metrics({"1", "parley.1"});
  metrics.observe_loop_delay(Milliseconds{3});
  metrics.observe_loop_delay(Milliseconds{-1});
  const auto all = samples(metrics);
  EXPECT_EQ(all.at("parley_loop_delay_seconds_count"), 2);
  EXPECT_EQ(all.at("parley_loop_delay_seconds_bucket{le=\"0.002\"}"), 1);
}

}  // namespace
}  // namespace parley::metrics
