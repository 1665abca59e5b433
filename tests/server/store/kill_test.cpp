// kill -9 at any moment: what the store has acknowledged is there afterwards, once.
#include <csignal>
#include <fcntl.h>
#include <map>
#include <random>
#include <set>
#include <sstream>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include "tests/server/store/store_test.hpp"

namespace parley::store::test {
namespace {

/// What one life of the writer has acknowledged.
struct Acknowledged {
  std::set<std::string> accounts;
  std::set<std::string> logins;
  std::map<std::string, std::uint32_t> calls;   ///< with the highest version
  std::map<std::string, std::uint32_t> events;  ///< with the highest number
};

class Kill : public StoreTest {
 protected:
  /// Lets the writer live for so long after its first word, or (`from_birth`) after its start, and kills it.
  Acknowledged live_and_die(const std::string& name, std::chrono::microseconds lifetime, bool from_birth) {
    int ends[2];
    EXPECT_EQ(pipe2(ends, O_CLOEXEC), 0);
    const StoreOptions where = options();
    const pid_t pid = fork();
    if (pid == 0) {
      prctl(PR_SET_PDEATHSIG, SIGKILL);
      dup2(ends[1], STDOUT_FILENO);
      execl(PARLEY_HASTY_WRITER, PARLEY_HASTY_WRITER, where.data_dir.c_str(), where.database.c_str(), name.c_str(),
            nullptr);
      _exit(127);
    }
    ::close(ends[1]);
    std::string output;
    char bytes[65'536];
    const auto read_some = [&] {
      const ssize_t count = read(ends[0], bytes, sizeof bytes);
      if (count > 0) output.append(bytes, static_cast<std::size_t>(count));
      return count > 0;
    };
    std::thread killer;
    const auto kill_later = [&] {
      killer = std::thread([=] {
        std::this_thread::sleep_for(lifetime);
        kill(pid, SIGKILL);
      });
    };
    if (from_birth) kill_later();
    bool more = read_some();
    if (!from_birth) kill_later();
    while (more) more = read_some();
    killer.join();
    ::close(ends[0]);
    int status = 0;
    waitpid(pid, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status)) << "it ended by itself: " << status;
    return read_acknowledged(output);
  }

  static Acknowledged read_acknowledged(const std::string& output) {
    Acknowledged all;
    std::istringstream words(output.substr(0, output.rfind('\n') + 1));
    std::string what;
    std::string id;
    for (std::uint32_t number = 0; words >> what >> id;) {
      if (what == "account") all.accounts.insert(id);
      if (what == "login") all.logins.insert(id);
      if (what == "call" && words >> number) all.calls[id] = std::max(all.calls[id], number);
      if (what == "event" && words >> number) all.events[id] = std::max(all.events[id], number);
    }
    return all;
  }

  void audit(const Acknowledged& expected) {
    open();
    const auto names = ask<std::vector<std::pair<PersonId, hub::Name>>>([&](auto answer) { store->all_names(answer); });
    std::set<std::string> accounts;
    for (const auto& [person, name] : names.value()) accounts.insert(person.value());
    for (const std::string& id : expected.accounts) EXPECT_TRUE(accounts.contains(id)) << id;
    for (const std::string& id : expected.logins) {
      const auto login = ask<std::optional<SignedIn>>([&](auto answer) { store->find_login("hash " + id, answer); });
      EXPECT_TRUE(login.ok() && login.value()) << id;
    }
    wait_for_journal();
    for (const auto& [id, version] : expected.calls) {
      CallFilter filter;
      filter.call = CallId(id);
      filter.with_events = true;
      const auto found = calls(filter);
      ASSERT_EQ(found.size(), 1) << id;
      EXPECT_GE(found[0].record.version, version) << id;
      const auto known = expected.events.find(id);
      const std::size_t events = known == expected.events.end() ? 0 : known->second;
      EXPECT_GE(found[0].events.size(), events) << id;
      std::set<std::uint32_t> numbers;
      for (const hub::CallEvent& event : found[0].events) EXPECT_TRUE(numbers.insert(event.number).second) << id;
    }
    EXPECT_EQ(store->health().lost_records, 0);
    close();
  }

  std::mt19937 random{std::random_device{}()};
};

INSTANTIATE_TEST_SUITE_P(All, Kill, ::testing::Values(Engine::Sqlite, Engine::MySql, Engine::PostgreSql), engine_name);

TEST_P(Kill, AtAnyMomentLosesNothingAcknowledged) {
  const int rounds = GetParam() == Engine::Sqlite ? 25 : 5;
  std::size_t accounts = 0;
  std::size_t logins = 0;
  std::size_t calls_told = 0;
  for (int round = 0; round < rounds && !HasFailure(); ++round) {
    const std::chrono::microseconds lifetime(std::uniform_int_distribution(0, 60'000)(random));
    SCOPED_TRACE("round " + std::to_string(round) + ", killed after " + std::to_string(lifetime.count()) + " us");
    const Acknowledged told = live_and_die("r" + std::to_string(round), lifetime, false);
    accounts += told.accounts.size();
    logins += told.logins.size();
    calls_told += told.calls.size();
    audit(told);
  }
  // Or else nothing was tested.
  EXPECT_GT(accounts, 0u);
  EXPECT_GT(logins, 0u);
  EXPECT_GT(calls_told, 0u);
}

TEST_P(Kill, WhileTheTablesAreMadeIsRepairedAtTheNextStart) {
  const int rounds = GetParam() == Engine::Sqlite ? 10 : 5;
  for (int round = 0; round < rounds && !HasFailure(); ++round) {
    if (round > 0) SetUp();  // an empty database
    std::error_code ignored;
    std::filesystem::remove_all(folder.path() / "data", ignored);
    const std::chrono::microseconds lifetime(std::uniform_int_distribution(2'000, 60'000)(random));
    SCOPED_TRACE("killed after " + std::to_string(lifetime.count()) + " us");
    audit(live_and_die("b" + std::to_string(round), lifetime, true));
  }
}

}  // namespace
}  // namespace parley::store::test
