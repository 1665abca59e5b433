#include "server/net/hub_runner.hpp"

#include <chrono>
#include <utility>

#include <boost/asio/post.hpp>

#include "core/base/overloaded.hpp"
#include "server/net/call_words.hpp"

namespace parley::net {
namespace {

constexpr std::uint16_t kGoingAway = 1001;  // RFC 6455 §7.4.1

std::chrono::steady_clock::time_point to_steady(Instant instant) {
  return std::chrono::steady_clock::time_point(instant.time_since_epoch());
}

}  // namespace

Instant now() {
  return Instant(std::chrono::duration_cast<Milliseconds>(std::chrono::steady_clock::now().time_since_epoch()));
}

std::int64_t wall_clock() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
      .count();
}

HubRunner::HubRunner(boost::asio::io_context& io, hub::Config config, Milliseconds liveness, Log& log)
    : io_(io),
      log_(log),
      hub_(std::move(config), random_hex(16)),
      deadline_timer_(io),
      liveness_timer_(io),
      liveness_(liveness) {
  watch_liveness();
}

void HubRunner::ask(hub::Question question, std::function<void(const hub::Reply&)> then) {
  const hub::RequestId request = ++last_request_;
  waiting_.emplace(request, std::move(then));
  post(hub::Asked{request, std::move(question)});
}

void HubRunner::opened(hub::SocketOpened opened, std::shared_ptr<Connection> connection) {
  connections_.emplace(opened.connection, std::move(connection));
  post(std::move(opened));
}

void HubRunner::received(hub::ConnectionId connection, std::string text) {
  post(hub::FrameReceived{connection, std::move(text)});
}

void HubRunner::closed(hub::ConnectionId connection, bool orderly) {
  if (connections_.erase(connection) == 0) return;
  post(hub::SocketClosed{connection, orderly});
  tell_if_empty();
}

void HubRunner::tell_if_empty() {
  if (!connections_.empty() || !when_empty_) return;
  boost::asio::post(io_, std::exchange(when_empty_, nullptr));
}

void HubRunner::stop(Milliseconds come_back, std::function<void()> when_empty) {
  if (std::exchange(stopping_, true)) return;
  when_empty_ = std::move(when_empty);
  post(hub::Stopping{come_back});
  const auto left = connections_;  // closing may take some out
  for (const auto& [id, connection] : left) connection->close(kGoingAway, "server-stopping");
  tell_if_empty();
}

void HubRunner::post(hub::Event event) {
  events_.push_back(std::move(event));
  if (!draining_) drain();
}

void HubRunner::drain() {
  // Also when an effect could not be carried out, for want of memory: the next event finds the queue at work again.
  struct Draining {
    HubRunner& runner;
    explicit Draining(HubRunner& owner) : runner(owner) { runner.draining_ = true; }
    ~Draining() {
      runner.draining_ = false;
      runner.effects_.clear();
    }
    Draining(const Draining&) = delete;
    Draining& operator=(const Draining&) = delete;
  };
  {
    const Draining draining(*this);
    while (!events_.empty()) {
      const hub::Event event = std::move(events_.front());
      events_.pop_front();
      ++turn_;
      effects_.clear();
      hub_.handle(event, hub::Moment{now(), wall_clock(), entropy_.take()}, effects_);
      keep_records();
      // Carrying an effect out may post events, never effects.
      for (const hub::Effect& effect : effects_) carry_out(effect);
    }
  }
  arm_deadline();
}

/// What a client is told must already be in the journal: a server that dies between the two would forget what it said.
void HubRunner::keep_records() {
  for (const hub::Effect& effect : effects_) {
    if (const auto* write = std::get_if<hub::WriteRecord>(&effect); write != nullptr && ports_.record) {
      ports_.record(write->record);
    } else if (const auto* note = std::get_if<hub::NoteCall>(&effect); note != nullptr && ports_.note) {
      ports_.note(note->event);
    }
  }
}

void HubRunner::carry_out(const hub::Effect& effect) {
  const auto ask_directory = [this](const hub::Effect& question) {
    if (std::optional<hub::Event> answer = directory_.answer(question)) post(std::move(*answer));
  };
  const auto with_connection = [this](hub::ConnectionId id, const auto& action) {
    const auto found = connections_.find(id);
    if (found == connections_.end()) return;
    const std::shared_ptr<Connection> kept = found->second;  // sending may find the socket gone and take it out
    action(*kept);
  };
  std::visit(Overloaded{
                 [&](const hub::SendFrame& send) {
                   with_connection(send.connection, [&](Connection& connection) { connection.send(send.frame); });
                 },
                 [&](const hub::CloseSocket& close) {
                   with_connection(close.connection,
                                   [&](Connection& connection) { connection.close(close.code, close.reason); });
                 },
                 [&](const hub::Replied& replied) {
                   auto asked = waiting_.extract(replied.request);
                   if (!asked.empty()) asked.mapped()(replied.reply);
                 },
                 [&](const hub::VerifyCredential& question) {
                   if (!ports_.verify) return ask_directory(effect);
                   ports_.verify(question.admission, question.token);
                 },
                 [&](const hub::ClaimName&) { ask_directory(effect); },
                 [&](const hub::ReserveName&) { ask_directory(effect); },
                 [&](const hub::ReleaseName&) { ask_directory(effect); },
                 [&](const hub::KeepBlock& order) {
                   if (ports_.keep_block) ports_.keep_block(order);
                 },
                 [&](const hub::WriteRecord& write) {
                   const hub::CallRecord& record = write.record;
                   log_.info("record", {{"call", record.call.value()},
                                        {"version", std::uint64_t{record.version}},
                                        {"status", word(record.status)},
                                        {"reason", record.reason ? word(*record.reason) : std::string_view("none")},
                                        {"duration-ms", std::int64_t{record.duration.count()}}});
                 },
                 [](const hub::NoteCall&) {},  // kept before
                 [&](const hub::Log& line) {
                   log_.write(line.level, line.what,
                              {{"connection", line.connection}, {"call", line.call.value()}, {"detail", line.detail}});
                 },
             },
             effect);
}

void HubRunner::arm_deadline() {
  const std::optional<Instant> due = hub_.next_deadline();
  if (!due || (armed_ && *armed_ <= *due))
    return;  // firing early is harmless, and cheaper than rearming at every event
  armed_ = due;
  deadline_timer_.expires_at(to_steady(*due));
  deadline_timer_.async_wait([this](const boost::system::error_code& error) {
    if (error) return;  // rearmed for an earlier moment
    armed_.reset();
    post(hub::TimePassed{});
  });
}

void HubRunner::watch_liveness() {
  liveness_timer_.expires_after(liveness_);
  liveness_timer_.async_wait([this](const boost::system::error_code& error) {
    if (error) return;
    const Instant moment = now();
    std::vector<std::shared_ptr<Connection>> looked_at;
    looked_at.reserve(connections_.size());
    for (const auto& [id, connection] : connections_) looked_at.push_back(connection);
    for (const auto& connection : looked_at) connection->check_liveness(moment);
    watch_liveness();
  });
}

}  // namespace parley::net
