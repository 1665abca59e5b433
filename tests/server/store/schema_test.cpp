// The schema: new, older, newer, half made, and made by many at once.
#include "server/store/schema.hpp"

#include <array>
#include <thread>

#include <gmock/gmock.h>

#include "server/store/database.hpp"
#include "tests/server/store/store_test.hpp"

namespace parley::store::test {
namespace {

using ::testing::HasSubstr;

class Schema : public StoreTest {
 protected:
  std::unique_ptr<Database> connect() {
    DatabaseUrl parsed;
    if (GetParam() == Engine::Sqlite) {
      parsed.path = folder.path() / "test.db";
    } else {
      parsed = read_database_url(url).value();
    }
    return std::make_unique<Database>(parsed, Milliseconds(30'000));
  }
};

INSTANTIATE_TEST_SUITE_P(All, Schema, ::testing::Values(Engine::Sqlite, Engine::MySql, Engine::PostgreSql),
                         engine_name);

constexpr std::string_view kOne[] = {"CREATE TABLE IF NOT EXISTS one (id {key} NOT NULL PRIMARY KEY){table}",
                                     "{index} one_id ON one (id)"};
constexpr std::string_view kTwo[] = {"CREATE TABLE IF NOT EXISTS two (id {key} NOT NULL PRIMARY KEY){table}",
                                     "CREATE TABLE IF NOT EXISTS three (id {key} NOT NULL PRIMARY KEY){table}"};
constexpr std::string_view kBroken[] = {"CREATE TABLE IF NOT EXISTS two (id {key} NOT NULL PRIMARY KEY){table}",
                                        "CREATE NONSENSE"};
constexpr std::array kFirstOnly = {Migration{"one", kOne}};
constexpr std::array kBoth = {Migration{"one", kOne}, Migration{"two", kTwo}};
constexpr std::array kHalfWay = {Migration{"one", kOne}, Migration{"broken", kBroken}};

TEST_P(Schema, IsBroughtUpStepByStep) {
  const auto database = connect();
  EXPECT_EQ(schema_version(*database), std::nullopt);
  EXPECT_EQ(migrate(*database, kFirstOnly), std::nullopt);
  EXPECT_EQ(schema_version(*database), 1);
  EXPECT_EQ(migrate(*database, kBoth), std::nullopt);
  EXPECT_EQ(schema_version(*database), 2);
  EXPECT_EQ(migrate(*database, kBoth), std::nullopt);
  database->sql() << "INSERT INTO three (id) VALUES ('x')";
}

TEST_P(Schema, StoppedHalfWayIsFinishedAtTheNextStart) {
  // What a kill between two statements leaves behind: the step is begun, in MySQL with its first table made.
  EXPECT_THROW(migrate(*connect(), kHalfWay), soci::soci_error);
  const auto database = connect();
  EXPECT_LE(schema_version(*database).value_or(0), 1);
  EXPECT_EQ(migrate(*database, kBoth), std::nullopt);
  EXPECT_EQ(schema_version(*database), 2);
  database->sql() << "INSERT INTO one (id) VALUES ('x')";
  database->sql() << "INSERT INTO two (id) VALUES ('x')";
  database->sql() << "INSERT INTO three (id) VALUES ('x')";
}

TEST_P(Schema, WithoutItsVersionIsRepaired) {
  {
    const auto database = connect();
    ASSERT_EQ(migrate(*database, kBoth), std::nullopt);
    database->sql() << "DELETE FROM parley_schema";  // killed between the table and its row
  }
  const auto database = connect();
  EXPECT_EQ(schema_version(*database), std::nullopt);
  EXPECT_EQ(migrate(*database, kBoth), std::nullopt);
  EXPECT_EQ(schema_version(*database), 2);
}

TEST_P(Schema, ThatIsNewerIsRefusedAndLeftAlone) {
  const auto database = connect();
  ASSERT_EQ(migrate(*database, kBoth), std::nullopt);
  const auto problem = migrate(*database, kFirstOnly);
  ASSERT_TRUE(problem);
  EXPECT_THAT(*problem, HasSubstr("newer Parley (its schema is version 2; this program knows up to 1)"));
  EXPECT_EQ(schema_version(*database), 2);
}

TEST_P(Schema, ThatIsNewerKeepsTheStoreFromOpening) {
  open();
  close();
  {
    Database database(database_url(), Milliseconds(1'000));
    database.sql() << "UPDATE parley_schema SET version = 99";
  }
  StoreOptions elsewhere = options();
  if (GetParam() != Engine::Sqlite) elsewhere.data_dir = folder.path() / "new";
  const auto opened = open_store(elsewhere, [](const auto& run) { run(); });
  ASSERT_FALSE(opened.ok());
  EXPECT_THAT(opened.error(), HasSubstr("newer Parley"));
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "new"));
}

TEST_P(Schema, IsMadeOnceWhenManyStartTogether) {
  std::vector<std::thread> threads;
  std::array<std::optional<std::string>, 6> problems;
  for (auto& problem : problems) {
    threads.emplace_back([&problem, this, number = threads.size()] {
      StoreOptions mine = options();
      mine.data_dir = folder.path() / ("data" + std::to_string(number));
      if (GetParam() == Engine::Sqlite) mine.database = "sqlite://" + (folder.path() / "shared.db").string();
      auto opened = open_store(mine, [](const auto& run) { run(); });
      if (!opened) problem = opened.error();
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const auto& problem : problems) EXPECT_EQ(problem, std::nullopt);
}

}  // namespace
}  // namespace parley::store::test
