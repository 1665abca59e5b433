// A database that is slow, locked, full, gone or silent: questions are answered in time, records wait, and nothing is lost.
#include <csignal>
#include <sys/resource.h>

#include <gmock/gmock.h>

#include "server/store/database.hpp"
#include "tests/server/store/store_test.hpp"

namespace parley::store::test {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

/// Writes more and more calls, and counts them afterwards.
class Outage : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    if (!IsSkipped()) open();
  }
  void TearDown() override {
    if (!server) return;
    server->thaw();
    if (killed_) server->start_again();
  }
  void write_calls(int count) {
    for (int i = 0; i < count; ++i) {
      ++written_;
      store->write(call_of("c" + std::to_string(written_), 1, 1'000 + written_));
      store->write(event_of("c" + std::to_string(written_), 1, hub::CallMoment::Requested));
    }
  }
  void kill_server() {
    server->kill_at_once();
    killed_ = true;
  }
  void start_server() {
    server->start_again();
    killed_ = false;
  }
  void expect_all_there() {
    wait_for_journal();
    CallFilter filter;
    filter.limit = 10'000;
    filter.with_events = true;
    const auto found = calls(filter);
    EXPECT_EQ(found.size(), static_cast<std::size_t>(written_));
    for (const StoredCall& call : found) EXPECT_EQ(call.events.size(), 1) << call.record.call.value();
    EXPECT_EQ(store->health().lost_records, 0);
    EXPECT_TRUE(wait_until([&] { return store->health().reachable; })) << store->health().problem;
    EXPECT_THAT(store->health().problem, IsEmpty());
    EXPECT_EQ(store->health().waiting_jobs, 0);
  }
  std::optional<Problem> find_somebody() {
    return problem_of(ask<std::optional<Account>>([&](auto answer) { store->find_account("ada", answer); }));
  }

  int written_ = 0;
  bool killed_ = false;
};

class ServerOutage : public Outage {};
class FileOutage : public Outage {};

INSTANTIATE_TEST_SUITE_P(Servers, ServerOutage, ::testing::Values(Engine::MySql, Engine::PostgreSql), engine_name);
INSTANTIATE_TEST_SUITE_P(File, FileOutage, ::testing::Values(Engine::Sqlite), engine_name);

TEST_P(ServerOutage, OfADatabaseThatDiesKeepsRecordsUntilItIsBack) {
  write_calls(20);
  kill_server();
  write_calls(20);
  EXPECT_EQ(problem_of(create(account_of("Ada", "p-ada"))), Problem::Unavailable);
  EXPECT_TRUE(wait_until([&] { return !store->health().reachable; }));
  EXPECT_THAT(store->health().problem, HasSubstr("atabase \"parley_"));
  EXPECT_GE(store->health().waiting_records, 40u);
  start_server();
  expect_all_there();
  EXPECT_TRUE(create(account_of("Ada", "p-ada")).ok());
}

TEST_P(ServerOutage, IsNotNoticedWhereTheDatabaseWasRestartedMeanwhile) {
  ASSERT_TRUE(create(account_of("Ada", "p-ada")).ok());
  kill_server();
  start_server();
  // The connection is broken, and nobody has looked: the question is asked a second time on a new one.
  EXPECT_TRUE(create(account_of("Grace", "p-grace")).ok());
  expect_all_there();
}

TEST_P(ServerOutage, OutlastingTheProcessLeavesTheRecordsToTheNextOne) {
  write_calls(20);
  kill_server();
  write_calls(20);
  EXPECT_THAT(open_store(options(), [](const auto& run) { run(); }).error(), Not(IsEmpty()));
  store->close(Milliseconds(0));
  close();
  start_server();
  open();
  expect_all_there();
}

TEST_P(ServerOutage, OfADatabaseThatSaysNothingIsToldInTime) {
  write_calls(5);
  wait_for_journal();
  server->freeze();
  // Without a bound the first one would wait for ever, and the others for it.
  std::vector<std::future<Result<Nothing, Problem>>> waiting;
  for (int i = 0; i < 5; ++i) {
    waiting.push_back(std::async(std::launch::async, [&, i] {
      return create(account_of("Ada " + std::to_string(i), "p-" + std::to_string(i)));
    }));
  }
  write_calls(5);
  for (auto& each : waiting) EXPECT_EQ(problem_of(each.get()), Problem::Unavailable);
  EXPECT_FALSE(store->health().reachable);
  EXPECT_THAT(store->health().problem, Not(IsEmpty()));
  EXPECT_GE(store->health().waiting_records, 10u);
  server->thaw();
  expect_all_there();
  EXPECT_TRUE(create(account_of("Grace", "p-grace")).ok());
}

TEST_P(ServerOutage, OfASilentDatabaseDoesNotHoldUpTheEnd) {
  server->freeze();
  write_calls(5);
  auto waiting = std::async(std::launch::async, [&] { return create(account_of("Ada", "p-ada")); });
  ASSERT_TRUE(wait_until([&] { return store->health().waiting_jobs > 0; }));
  store->close(Milliseconds(50));
  EXPECT_EQ(problem_of(waiting.get()), Problem::Unavailable);
  close();
  server->thaw();
  open();  // waits until the thread that was left to itself lets go of the folder
  expect_all_there();
}

TEST_P(ServerOutage, AtTheStartIsOneSentenceAndLeavesNothingBehind) {
  kill_server();
  StoreOptions elsewhere = options();
  elsewhere.data_dir = folder.path() / "new";
  const auto opened = open_store(elsewhere, [](const auto& run) { run(); });
  ASSERT_FALSE(opened.ok());
  EXPECT_THAT(opened.error(), HasSubstr("Cannot use the "));
  EXPECT_THAT(opened.error(), Not(HasSubstr("\n")));
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "new"));
}

/// Another program that holds the file's write lock.
class Locked {
 public:
  explicit Locked(const std::filesystem::path& file) : database_(url(file), Milliseconds(30'000)) {
    database_.sql() << "BEGIN IMMEDIATE";
  }
  ~Locked() { database_.sql() << "ROLLBACK"; }
  Locked(const Locked&) = delete;
  Locked& operator=(const Locked&) = delete;

 private:
  static DatabaseUrl url(const std::filesystem::path& file) {
    DatabaseUrl url;
    url.path = file;
    return url;
  }
  Database database_;
};

TEST_P(FileOutage, OfALockedFileLetsRecordsWaitAndReadersRead) {
  ASSERT_TRUE(create(account_of("Ada", "p-ada")).ok());
  {
    const Locked lock(folder.path() / "data" / "parley.db");
    write_calls(20);
    EXPECT_TRUE(wait_until([&] { return !store->health().reachable; }));
    EXPECT_THAT(store->health().problem, HasSubstr("database is locked"));
    EXPECT_EQ(problem_of(create(account_of("Grace", "p-grace"))), Problem::Unavailable);
    EXPECT_EQ(find_somebody(), std::nullopt);
    EXPECT_EQ(calls({}).size(), 20u);  // out of the journal
  }
  expect_all_there();
  EXPECT_TRUE(create(account_of("Grace", "p-grace")).ok());
}

/// No file of this process can grow beyond some bytes, as if the disk were full.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) {
    getrlimit(RLIMIT_FSIZE, &before_);
    handler_ = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FullDisk() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;

 private:
  rlimit before_{};
  void (*handler_)(int) = nullptr;
};

TEST_P(FileOutage, OfAFullDiskKeepsRecordsInMemoryUntilThereIsRoom) {
  ASSERT_TRUE(create(account_of("Ada", "p-ada")).ok());
  write_calls(5);
  wait_for_journal();
  {
    const FullDisk full(1);
    write_calls(50);
    EXPECT_TRUE(wait_until([&] { return !store->health().reachable; }));
    EXPECT_THAT(store->health().problem, Not(IsEmpty()));
    EXPECT_EQ(store->health().waiting_records, 100u);
    EXPECT_EQ(problem_of(create(account_of("Grace", "p-grace"))), Problem::Unavailable);
    EXPECT_EQ(find_somebody(), std::nullopt);
    EXPECT_EQ(store->health().lost_records, 0);
  }
  expect_all_there();
  EXPECT_TRUE(create(account_of("Grace", "p-grace")).ok());
}

TEST_P(FileOutage, BeyondTheJournalsBoundCountsWhatIsLost) {
  close();
  StoreOptions small = options();
  small.journal_bytes = 16 * 1024;
  store = open_or_fail(small);
  {
    const Locked lock(folder.path() / "data" / "parley.db");
    write_calls(200);
    const Health health = store->health();
    EXPECT_GT(health.lost_records, 0u);
    EXPECT_EQ(health.lost_records + health.waiting_records, 400u);
  }
  wait_for_journal();
  // There is room again.
  const auto lost = store->health().lost_records;
  store->write(call_of("after", 1, kNever));
  wait_for_journal();
  EXPECT_EQ(store->health().lost_records, lost);
  EXPECT_EQ(calls({}).front().record.call, CallId("after"));
}

TEST_P(FileOutage, OfAFloodAnswersAtOnceWhatFindsNoPlaceInTheQueue) {
  std::atomic<int> unavailable = 0;
  std::atomic<int> answered = 0;
  {
    const Locked lock(folder.path() / "data" / "parley.db");
    for (int i = 0; i < 1'500; ++i) {
      store->create_account(account_of("Ada", "p-ada"), [&](const auto& result) {
        if (problem_of(result) == Problem::Unavailable) ++unavailable;
        ++answered;
      });
    }
    EXPECT_GE(answered, 1'500 - 1'025);
    EXPECT_EQ(answered, unavailable);
  }
  EXPECT_TRUE(wait_until([&] { return answered == 1'500; }));
}

}  // namespace
}  // namespace parley::store::test
