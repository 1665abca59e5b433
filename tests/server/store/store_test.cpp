#include "tests/server/store/store_test.hpp"

#include <chrono>
#include <thread>

namespace parley::store::test {

DatabaseServer* shared_server(Engine engine, std::string& why_not) {
  struct Shared {
    explicit Shared(Engine which) : server(DatabaseServer::start(which, why)) {}
    std::string why;
    std::unique_ptr<DatabaseServer> server;
  };
  if (engine == Engine::Sqlite) return nullptr;
  if (engine == Engine::MySql) {
    static Shared mysql(Engine::MySql);
    why_not = mysql.why;
    return mysql.server.get();
  }
  static Shared postgresql(Engine::PostgreSql);
  why_not = postgresql.why;
  return postgresql.server.get();
}

std::unique_ptr<Store> open_or_fail(const StoreOptions& options) {
  // Answers come on the store's own thread: the tests wait for them on theirs.
  auto opened = open_store(options, [](const std::function<void()>& run) { run(); });
  if (!opened) {
    ADD_FAILURE() << opened.error();
    std::abort();
  }
  return std::move(opened).value();
}

bool wait_until(const std::function<bool()>& condition) {
  const auto give_up_at = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (!condition()) {
    if (std::chrono::steady_clock::now() > give_up_at) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return true;
}

Account account_of(const std::string& name, const std::string& person) {
  return {PersonId(person), hub::read_name(name).value(), "$argon2id$v=19$of " + name, 1'000};
}

Login login_of(const std::string& person, const std::string& id, WallTime expires_at) {
  return {LoginId(id), PersonId(person), "hash of " + id, "Firefox on Linux", 1'000, 1'000, expires_at};
}

hub::CallRecord call_of(const std::string& call, std::uint32_t version, WallTime requested_at) {
  hub::CallRecord record;
  record.call = CallId(call);
  record.version = version;
  record.caller = PersonId("p-ada");
  record.caller_name = "Ada";
  record.receiver = PersonId("p-grace");
  record.receiver_name = "Grace";
  record.media = protocol::Media::Video;
  record.status = protocol::CallStatus::Dialling;
  record.requested_at = requested_at;
  return record;
}

hub::CallEvent event_of(const std::string& call, std::uint32_t number, hub::CallMoment moment) {
  return {CallId(call), number, 5'000 + number, moment, protocol::Side::Receiver, "detail"};
}

void StoreTest::SetUp() {
  if (GetParam() == Engine::Sqlite) return;
  std::string why_not;
  server = shared_server(GetParam(), why_not);
  if (!server) GTEST_SKIP() << why_not;
  url = server->new_database();
}

StoreOptions StoreTest::options() const {
  StoreOptions options;
  options.data_dir = folder.path() / "data";
  options.database = url;
  options.busy = Milliseconds(1'000);
  return options;
}

DatabaseUrl StoreTest::database_url() const {
  if (GetParam() != Engine::Sqlite) return read_database_url(url).value();
  DatabaseUrl file;
  file.path = folder.path() / "data" / "parley.db";
  return file;
}

Result<Nothing, Problem> StoreTest::create(const Account& account) {
  return ask<Nothing>([&](auto answer) { store->create_account(account, answer); });
}

Result<Nothing, Problem> StoreTest::add(const Login& login) {
  return ask<Nothing>([&](auto answer) { store->add_login(login, answer); });
}

std::vector<StoredCall> StoreTest::calls(const CallFilter& filter) {
  auto found = ask<std::vector<StoredCall>>([&](auto answer) { store->calls(filter, answer); });
  EXPECT_TRUE(found.ok());
  return found ? std::move(found).value() : std::vector<StoredCall>();
}

void StoreTest::wait_for_journal() {
  EXPECT_TRUE(wait_until([&] { return store->health().waiting_records == 0; })) << store->health().problem;
}

std::string engine_name(const ::testing::TestParamInfo<Engine>& info) {
  switch (info.param) {
    case Engine::Sqlite: return "Sqlite";
    case Engine::MySql: return "MariaDb";
    case Engine::PostgreSql: return "PostgreSql";
  }
  return "";
}

}  // namespace parley::store::test
