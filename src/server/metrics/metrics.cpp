#include "server/metrics/metrics.hpp"

#include <algorithm>
#include <initializer_list>
#include <prometheus/histogram.h>
#include <prometheus/metric_family.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/protocol/wire_names.hpp"

namespace parley::metrics {
namespace {

using prometheus::ClientMetric;
using prometheus::Histogram;
using prometheus::MetricFamily;
using prometheus::MetricType;

using Labels = std::initializer_list<std::pair<std::string_view, std::string_view>>;

/// A family whose values are read at once and not kept: most of them are counted elsewhere.
class Family {
 public:
  Family(MetricType type, std::string_view name, std::string_view help)
      : family_{std::string(name), std::string(help), type, {}} {}

  Family& value(double value, Labels labels = {}) {
    ClientMetric metric;
    for (const auto& [name, text] : labels) metric.label.push_back({std::string(name), std::string(text)});
    (family_.type == MetricType::Counter ? metric.counter.value : metric.gauge.value) = value;
    family_.metric.push_back(std::move(metric));
    return *this;
  }

  MetricFamily take() { return std::move(family_); }

 private:
  MetricFamily family_;
};

double seconds(Milliseconds time) { return static_cast<double>(time.count()) / 1000; }
double seconds_between(std::int64_t from, std::int64_t to) {
  return seconds(Milliseconds(std::max<std::int64_t>(0, to - from)));
}

template <class Number>
double number(Number value) {
  return static_cast<double>(value);
}

class Exposition {
 public:
  void gauge(std::string_view name, std::string_view help, double value, Labels labels = {}) {
    families_.push_back(Family(MetricType::Gauge, name, help).value(value, labels).take());
  }
  void counter(std::string_view name, std::string_view help, double value) {
    families_.push_back(Family(MetricType::Counter, name, help).value(value).take());
  }
  void add(MetricFamily family) { families_.push_back(std::move(family)); }
  void add(std::vector<MetricFamily> families) {
    for (MetricFamily& family : families) families_.push_back(std::move(family));
  }
  std::string text() const { return prometheus::TextSerializer().prometheus::Serializer::Serialize(families_); }

 private:
  std::vector<MetricFamily> families_;
};

void add_hub(Exposition& figures, const hub::Stats& hub, std::size_t ongoing) {
  figures.gauge("parley_websockets", "WebSockets that are open.", number(hub.connections));
  figures.gauge("parley_addresses", "Addresses with a WebSocket.", number(hub.addresses));
  figures.gauge("parley_sessions", "Sessions, those waiting for a resume included.", number(hub.sessions));
  figures.gauge("parley_people", "People who are online.", number(hub.people));
  figures.gauge("parley_hub_waiting", "What the hub waits for.", number(hub.admissions), {{"for", "admission"}});
  figures.gauge("parley_hub_deadlines", "Deadlines that the hub keeps.", number(hub.deadlines));

  const std::size_t live = hub.live_calls;
  figures.add(Family(MetricType::Gauge, "parley_calls_live", "Calls that ring or go on.")
                  .value(number(live - std::min(live, ongoing)), {{"status", "DIALLING"}})
                  .value(number(std::min(live, ongoing)), {{"status", "ONGOING"}})
                  .take());
  figures.counter("parley_calls_started_total",
                  "Calls, those refused as busy and those claimed after a restart included.", number(hub.calls_made));
  Family ended(MetricType::Counter, "parley_calls_ended_total", "Calls that are over.");
  for (std::size_t reason = 0; reason < hub.ended_by_reason.size(); ++reason) {
    const auto why = static_cast<protocol::EndReason>(reason);
    ended.value(number(hub.ended_by_reason[reason]),
                {{"status", protocol::wire_name(protocol::status_of(why))}, {"reason", protocol::wire_name(why)}});
  }
  figures.add(ended.take());

  figures.counter("parley_messages_received_total", "Messages that came in.", number(hub.frames_received));
  figures.counter("parley_messages_sent_total", "Messages that went out.", number(hub.frames_sent));
  figures.counter("parley_messages_refused_total", "Messages answered with an error.", number(hub.messages_refused));
  figures.counter("parley_messages_stale_total", "Messages dropped since newer ones had made them void.",
                  number(hub.stale_dropped));
  figures.counter("parley_sign_ins_total", "New sessions.", number(hub.sign_ins));
  figures.counter("parley_sign_ins_refused_total", "Sessions that were refused.", number(hub.sign_ins_refused));
  figures.counter("parley_sessions_resumed_total", "Sessions that went on where they were.", number(hub.resumed));
  figures.counter("parley_sessions_reset_total", "Clients that came back and had to begin anew.", number(hub.reset));
  figures.counter("parley_relay_renewals_total", "Times that a session was told new credentials of the relay.",
                  number(hub.relay_renewals));
  figures.counter("parley_questions_total", "Questions of the call API.", number(hub.questions));
}

void add_outside(Exposition& figures, const hub::Stats& hub, const Outside& outside) {
  figures.gauge("parley_sockets", "Connections that are open.", number(outside.sockets));
  figures.counter("parley_http_requests_total", "HTTP requests.", number(outside.http_requests));
  figures.add(Family(MetricType::Counter, "parley_rate_limited_total", "What was refused since it was too much.")
                  .value(number(outside.sockets_refused), {{"what", "socket"}})
                  .value(number(outside.http_requests_limited), {{"what", "http"}})
                  .value(number(hub.rate_limited), {{"what", "hub"}})
                  .value(number(outside.logins_throttled), {{"what", "login"}})
                  .value(number(outside.passwords_refused), {{"what", "password"}})
                  .take());
  figures.add(Family(MetricType::Counter, "parley_logins_total", "Passwords that were tried.")
                  .value(number(outside.logins), {{"outcome", "signed-in"}})
                  .value(number(outside.logins_failed), {{"outcome", "failed"}})
                  .value(number(outside.logins_throttled), {{"outcome", "throttled"}})
                  .take());
}

void add_queues(Exposition& figures, const store::Health& store, const Outside& outside) {
  figures.add(Family(MetricType::Gauge, "parley_queue_depth", "What waits to be done.")
                  .value(number(store.waiting_jobs), {{"queue", "database"}})
                  .value(number(store.waiting_records), {{"queue", "journal"}})
                  .value(number(outside.passwords_waiting), {{"queue", "password"}})
                  .take());
  figures.gauge("parley_database_up", "Whether the database answers.", store.reachable ? 1 : 0);
  figures.gauge("parley_database_lag_seconds", "Age of the oldest record that is in the journal alone.",
                seconds(store.lag));
  figures.counter("parley_records_lost_total", "Records that did not fit the journal.", number(store.lost_records));
}

}  // namespace

class Metrics::Impl {
 public:
  explicit Impl(BuildInfo build)
      : build_(std::move(build)),
        ring_(histogram("parley_ring_to_accept_seconds", "From the request to the answer.",
                        {0.5, 1, 2, 3, 5, 8, 13, 20, 30, 45, 60})),
        media_(histogram("parley_accept_to_media_seconds", "From the answer to media on both sides.",
                         {0.1, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10, 30})),
        loop_(histogram("parley_loop_delay_seconds", "How much later than asked for a timer of the loop ran.",
                        {0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1})) {}

  void observe(const hub::CallRecord& record) {
    const auto known = calls_.find(record.call);
    if (protocol::is_terminal(record.status)) {
      if (known != calls_.end()) forget(known);
      return;
    }
    if (known == calls_.end()) {
      // One that is claimed after a restart was answered in another process: its times say nothing about this one.
      const Times times{!record.accepted_at, record.accepted_at.has_value(), record.connected_at.has_value()};
      calls_.emplace(record.call, times);
      if (times.accepted) ++ongoing_;
      return;
    }
    Times& times = known->second;
    if (record.accepted_at && !times.accepted) {
      times.accepted = true;
      ++ongoing_;
      ring_.Observe(seconds_between(record.requested_at, *record.accepted_at));
    }
    if (record.connected_at && !times.connected) {
      times.connected = true;
      if (times.ours && record.accepted_at) media_.Observe(seconds_between(*record.accepted_at, *record.connected_at));
    }
  }

  void observe_loop_delay(Milliseconds delay) { loop_.Observe(seconds(std::max(delay, Milliseconds{0}))); }

  std::string text(const hub::Stats& hub, const store::Health& store, const Outside& outside) const {
    Exposition figures;
    figures.gauge("parley_build_info", "What runs here.", 1,
                  {{"version", build_.version}, {"protocol", build_.protocol}});
    add_hub(figures, hub, ongoing_);
    add_outside(figures, hub, outside);
    add_queues(figures, store, outside);
    figures.add(registry_.Collect());
    return figures.text();
  }

 private:
  struct Times {
    bool ours;  ///< rang in this process
    bool accepted;
    bool connected;
  };
  using Calls = std::unordered_map<CallId, Times>;

  Histogram& histogram(const char* name, const char* help, Histogram::BucketBoundaries boundaries) {
    return prometheus::BuildHistogram().Name(name).Help(help).Register(registry_).Add({}, std::move(boundaries));
  }

  void forget(Calls::iterator call) {
    if (call->second.accepted) --ongoing_;
    calls_.erase(call);
  }

  BuildInfo build_;
  prometheus::Registry registry_;
  Histogram& ring_;
  Histogram& media_;
  Histogram& loop_;
  Calls calls_;  ///< those that live
  std::size_t ongoing_ = 0;
};

Metrics::Metrics(BuildInfo build) : impl_(std::make_unique<Impl>(std::move(build))) {}
Metrics::~Metrics() = default;

void Metrics::observe(const hub::CallRecord& record) { impl_->observe(record); }
void Metrics::observe_loop_delay(Milliseconds delay) { impl_->observe_loop_delay(delay); }

std::string Metrics::text(const hub::Stats& hub, const store::Health& store, const Outside& outside) const {
  return impl_->text(hub, store, outside);
}

}  // namespace parley::metrics
