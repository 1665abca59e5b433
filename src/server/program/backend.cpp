#include "server/program/backend.hpp"

#include <chrono>
#include <optional>

#include <boost/asio/post.hpp>

#include "server/net/entropy.hpp"
#include "server/net/handshake.hpp"

namespace parley::program {
namespace {

constexpr int kMinutesBetweenRetention = 60;
constexpr std::int64_t kDay = std::int64_t{24} * 3600 * 1000;  // milliseconds

api::Config api_config(const Options& options) {
  api::Config config;
  config.allowed_origins = options.allowed_origins;
  config.guests = options.hub.guests;
  config.trust_ids = options.hub.trust_ids;
  config.livekit = options.livekit;
  return config;
}

accounts::Accounts::Options account_options(const Options& options) {
  accounts::Accounts::Options chosen;
  chosen.login_life = options.login_life;
  return chosen;
}

store::Deliver deliver_to(boost::asio::io_context& io) {
  return [&io](std::function<void()> work) { boost::asio::post(io, std::move(work)); };
}

}  // namespace

Result<std::unique_ptr<Backend>, std::string> Backend::open(const Options& options, const std::string& version,
                                                            boost::asio::io_context& io, net::HubRunner& hub,
                                                            const net::Traffic& traffic) {
  store::StoreOptions where;
  where.data_dir = options.data_dir;
  where.database = options.database;
  auto store = store::open_store(where, deliver_to(io));
  if (!store) return Failure{store.error()};
  std::unique_ptr<Backend> backend(
      new Backend(options, version, io, hub, traffic, std::move(store).value()));  // its constructor is private
  std::optional<bool> is_open;
  backend->accounts_.open([&](const auto& result) { is_open = result.ok(); });
  while (!is_open) io.run_one();
  if (!*is_open) return Failure{std::string("The accounts cannot be read: the database does not answer.")};
  backend->forget_what_is_old();
  return backend;
}

Backend::Backend(const Options& options, const std::string& version, boost::asio::io_context& io, net::HubRunner& hub,
                 const net::Traffic& traffic, std::unique_ptr<store::Store> store)
    : options_(options),
      hub_(hub),
      traffic_(traffic),
      metrics_({version, std::string(net::kSubprotocol)}),
      store_(std::move(store)),
      hasher_({}, deliver_to(io)),
      accounts_(*store_, hasher_, account_options(options), account_ports()),
      api_(api_config(options), api_ports()),
      account_routes_(accounts_, api_.credentials()),
      second_(io),
      minute_(io) {
  account_routes_.add_to(api_.router());
  hub_.connect(hub_ports());
  every_second();
  every_minute();
}

accounts::Accounts::Ports Backend::account_ports() {
  return {net::now, net::wall_clock, [this](hub::Event event) { hub_.tell(std::move(event)); },
          [this](const hub::Name& name, const PersonId& person) { hub_.directory().reserve(name, person); },
          [this](const PersonId& person) { hub_.directory().release_reserved(person); }};
}

api::Ports Backend::api_ports() {
  return {[this](hub::Question question, std::function<void(const hub::Reply&)> then) {
            hub_.ask(std::move(question), std::move(then));
          },
          api::login_finder(accounts_),
          [this](const PersonId& person, const std::vector<PersonId>& blocked) {
            accounts_.forget(person);
            hub_.tell(hub::BlocksChanged{person, blocked});
          },
          net::wall_clock,
          net::random_hex,
          *store_};
}

net::HubPorts Backend::hub_ports() {
  return {[this](hub::AdmissionId admission, const std::string& token) { accounts_.verify(admission, token); },
          [this](const hub::CallRecord& record) {
            store_->write(record);
            metrics_.observe(record);
          },
          [this](const hub::CallEvent& event) { store_->write(event); },
          [this](const hub::KeepBlock& order) { keep_block(order); }};
}

/// The hub has done it already for those who are online. What the store does not take holds until the next sign-in.
void Backend::keep_block(const hub::KeepBlock& order) {
  const auto kept = [this, person = order.person](const auto&) { accounts_.forget(person); };
  if (order.blocked) {
    api_.block_keeper().block(order.person, order.other, order.name, kept);
  } else {
    api_.block_keeper().unblock(order.person, order.other, kept);
  }
}

std::vector<std::pair<std::string, std::string>> Backend::troubles() const {
  const store::Health health = store_->health();
  if (health.reachable && health.lost_records == 0) return {};
  std::string why = health.problem.empty() ? "It does not answer." : health.problem;
  if (health.waiting_records > 0) why += " " + std::to_string(health.waiting_records) + " records wait.";
  if (health.lost_records > 0) why += " " + std::to_string(health.lost_records) + " records are lost.";
  return {{"database", std::move(why)}};
}

std::string Backend::figures() const {
  const accounts::Accounts::Stats& logins = accounts_.stats();
  const accounts::PasswordHasher::Stats passwords = hasher_.stats();
  metrics::Outside outside;
  outside.sockets = traffic_.open();
  outside.sockets_refused = traffic_.refused;
  outside.http_requests = traffic_.requests;
  outside.http_requests_limited = traffic_.limited;
  outside.logins = logins.created + logins.signed_in;
  outside.logins_failed = logins.wrong_password;
  outside.logins_throttled = logins.throttled;
  outside.passwords_waiting = passwords.waiting;
  outside.passwords_refused = passwords.refused;
  return metrics_.text(hub_.stats(), store_->health(), outside);
}

/// How late this timer is, so late is everything.
void Backend::every_second() {
  second_.expires_after(std::chrono::seconds(1));
  second_.async_wait([this](const boost::system::error_code& error) {
    if (error) return;
    metrics_.observe_loop_delay(
        std::chrono::duration_cast<Milliseconds>(std::chrono::steady_clock::now() - second_.expiry()));
    every_second();
  });
}

void Backend::every_minute() {
  minute_.expires_after(std::chrono::minutes(1));
  minute_.async_wait([this](const boost::system::error_code& error) {
    if (error) return;
    accounts_.sweep();
    if (++minutes_ % kMinutesBetweenRetention == 0) forget_what_is_old();
    every_minute();
  });
}

void Backend::forget_what_is_old() {
  const std::int64_t now = net::wall_clock();
  const std::int64_t before = options_.retention_days == 0 ? 0 : now - options_.retention_days * kDay;
  store_->enforce_retention(before, before, now);
}

}  // namespace parley::program
