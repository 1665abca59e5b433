// What the store's tests share: a store on each of the three databases, questions that are waited for, and people to write about.
#pragma once

#include <condition_variable>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "server/store/database_url.hpp"
#include "server/store/store.hpp"
#include "tests/support/databases/database_server.hpp"
#include "tests/support/temporary_folder.hpp"

namespace parley::store::test {

using parley::test::DatabaseServer;
using parley::test::TemporaryFolder;

/// The server of this engine that all tests of the program share; nothing where its programs are not installed (and `why_not`
/// says so), nor for SQLite.
DatabaseServer* shared_server(Engine engine, std::string& why_not);

/// Asks and waits for the answer: `ask<Nothing>([&](auto answer) { store.create_account(ada, answer); })`.
template <class T, class Ask>
Result<T, Problem> ask(Ask ask_it) {
  auto promise = std::make_shared<std::promise<Result<T, Problem>>>();
  auto future = promise->get_future();
  ask_it([promise](Result<T, Problem> result) { promise->set_value(std::move(result)); });
  return future.get();
}

/// Why there is no value.
template <class T>
std::optional<Problem> problem_of(const Result<T, Problem>& result) {
  return result ? std::nullopt : std::optional(result.error());
}

/// Opens a store that must open.
std::unique_ptr<Store> open_or_fail(const StoreOptions& options);

/// Waits until `condition` holds; false if it does not for a very long time.
bool wait_until(const std::function<bool()>& condition);

Account account_of(const std::string& name, const std::string& person);
Login login_of(const std::string& person, const std::string& id, WallTime expires_at);
hub::CallRecord call_of(const std::string& call, std::uint32_t version, WallTime requested_at);
hub::CallEvent event_of(const std::string& call, std::uint32_t number, hub::CallMoment moment);

/// Far in the future.
inline constexpr WallTime kNever = 4'000'000'000'000;

class StoreTest : public ::testing::TestWithParam<Engine> {
 protected:
  void SetUp() override;

  /// Options for a new store; each call of SetUp brings an empty database.
  StoreOptions options() const;
  /// Where its tables are, for whoever looks behind its back.
  DatabaseUrl database_url() const;
  void open() { store = open_or_fail(options()); }
  void close() { store.reset(); }
  void reopen() {
    close();
    open();
  }

  Result<Nothing, Problem> create(const Account& account);
  Result<Nothing, Problem> add(const Login& login);
  std::vector<StoredCall> calls(const CallFilter& filter);
  /// Waits until nothing is in the journal any more.
  void wait_for_journal();

  TemporaryFolder folder;
  DatabaseServer* server = nullptr;  ///< none for SQLite
  std::string url;                   ///< empty for SQLite
  std::unique_ptr<Store> store;
};

std::string engine_name(const ::testing::TestParamInfo<Engine>& info);

}  // namespace parley::store::test
