// Reading beside a running server.
#include "server/store/reader.hpp"

#include <gmock/gmock.h>

#include "server/store/database.hpp"
#include "tests/server/store/store_test.hpp"

namespace parley::store::test {
namespace {

using ::testing::HasSubstr;

class ReaderTest : public StoreTest {};

INSTANTIATE_TEST_SUITE_P(All, ReaderTest, ::testing::Values(Engine::Sqlite, Engine::MySql, Engine::PostgreSql),
                         engine_name);

TEST_P(ReaderTest, SeesWhatTheServerHasWrittenAndWhatWaits) {
  open();
  store->write(call_of("stored", 1, 10'000));
  store->note_attempt({1'000, PersonId("p-ada"), "Ada", "192.0.2.1", "curl", "signed-in"});
  wait_for_journal();
  const auto reader = Reader::open(options());
  ASSERT_TRUE(reader.ok());
  EXPECT_TRUE(wait_until([&] { return reader.value()->attempts({}, {}, {}, 10).value().size() == 1; }));
  for (int i = 0; i < 20; ++i) {
    store->write(call_of("new" + std::to_string(i), 1, 20'000));
    store->write(event_of("new" + std::to_string(i), 1, hub::CallMoment::Requested));
    // At once, wherever it is just now.
    CallFilter filter;
    filter.call = CallId("new" + std::to_string(i));
    filter.with_events = true;
    const auto found = reader.value()->calls(filter);
    ASSERT_TRUE(found.ok());
    ASSERT_EQ(found.value().size(), 1);
    EXPECT_EQ(found.value()[0].events.size(), 1);
  }
  EXPECT_EQ(reader.value()->calls({}).value().size(), 21);
}

TEST_P(ReaderTest, MakesNothingWhereThereIsNothing) {
  const auto reader = Reader::open(options());
  EXPECT_FALSE(reader.ok());
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "data"));
}

TEST_P(ReaderTest, ReadsNoSchemaThatItDoesNotKnow) {
  open();
  close();
  {
    Database database(database_url(), Milliseconds(1'000));
    database.sql() << "UPDATE parley_schema SET version = 99";
  }
  const auto reader = Reader::open(options());
  ASSERT_FALSE(reader.ok());
  EXPECT_THAT(reader.error(), HasSubstr("has schema 99"));
}

}  // namespace
}  // namespace parley::store::test
