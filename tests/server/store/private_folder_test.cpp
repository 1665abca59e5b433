// The data folder: its owner's alone, used by one process, and not there when nothing came of it.
#include "server/store/private_folder.hpp"

#include <filesystem>

#include <gmock/gmock.h>

#include "tests/server/store/store_test.hpp"

namespace parley::store::test {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

fs::perms mode(const fs::path& path) { return fs::status(path).permissions(); }

std::string problem_with(const StoreOptions& options) {
  auto opened = open_store(options, [](const auto& run) { run(); });
  return opened ? "" : opened.error();
}

TEST(PrivateFolder, IsMadeForItsOwnerAlone) {
  TemporaryFolder folder;
  StoreOptions options;
  options.data_dir = folder.path() / "a" / "data";
  auto store = open_or_fail(options);
  store->write(call_of("c1", 1, 1));
  EXPECT_TRUE(wait_until([&] { return store->health().waiting_records == 0; }));
  EXPECT_EQ(mode(folder.path() / "a"), fs::perms(0700));
  EXPECT_EQ(mode(options.data_dir), fs::perms(0700));
  std::vector<std::string> names;
  for (const auto& file : fs::directory_iterator(options.data_dir)) {
    EXPECT_EQ(mode(file.path()), fs::perms(0600)) << file.path();
    names.push_back(file.path().filename());
  }
  EXPECT_THAT(names,
              ::testing::UnorderedElementsAre("lock", "journal-1", "parley.db", "parley.db-wal", "parley.db-shm"));
}

TEST(PrivateFolder, ThatIsOursOrEmptyIsClosedToOthers) {
  TemporaryFolder folder;
  StoreOptions options;
  options.data_dir = folder.path() / "data";
  fs::create_directory(options.data_dir);
  fs::permissions(options.data_dir, fs::perms(0755));
  open_or_fail(options).reset();
  EXPECT_EQ(mode(options.data_dir), fs::perms(0700));
  fs::permissions(options.data_dir, fs::perms(0755));
  fs::permissions(fs::path(options.data_dir) / "parley.db", fs::perms(0644));
  open_or_fail(options).reset();
  EXPECT_EQ(mode(options.data_dir), fs::perms(0700));
  EXPECT_EQ(mode(fs::path(options.data_dir) / "parley.db"), fs::perms(0600));
}

TEST(PrivateFolder, OfSomebodyElsesFilesIsRefused) {
  TemporaryFolder folder;
  folder.write("data/photo.jpg", "x");
  fs::permissions(folder.path() / "data", fs::perms(0755));
  StoreOptions options;
  options.data_dir = folder.path() / "data";
  EXPECT_THAT(problem_with(options), HasSubstr("is open to others"));
  EXPECT_EQ(mode(options.data_dir), fs::perms(0755));
  EXPECT_FALSE(fs::exists(fs::path(options.data_dir) / "lock"));
}

TEST(PrivateFolder, ThatCannotBeMadeIsOneSentence) {
  TemporaryFolder folder;
  folder.write("file", "x");
  StoreOptions options;
  options.data_dir = folder.path() / "file" / "data";
  EXPECT_THAT(problem_with(options), HasSubstr("Cannot make the data folder"));
  options.data_dir = folder.path() / "file";
  EXPECT_THAT(problem_with(options), HasSubstr("is not a folder"));
  options.data_dir = "";
  EXPECT_THAT(problem_with(options), HasSubstr("No folder is named"));
}

TEST(PrivateFolder, IsNotThereWhereTheDatabaseIsWrong) {
  TemporaryFolder folder;
  StoreOptions options;
  options.data_dir = folder.path() / "data";
  for (const char* database :
       {"nonsense", "mysql://localhost", "sqlite:///nowhere/at/all.db", "postgresql://x/y?z=1"}) {
    options.database = database;
    EXPECT_NE(problem_with(options), "") << database;
    EXPECT_FALSE(fs::exists(options.data_dir)) << database;
  }
}

TEST(PrivateFolder, WithAFileThatIsNoDatabaseIsLeftAsItWas) {
  TemporaryFolder folder;
  folder.write("data/parley.db", std::string(5'000, 'x'));
  fs::permissions(folder.path() / "data", fs::perms(0700));
  StoreOptions options;
  options.data_dir = folder.path() / "data";
  EXPECT_THAT(problem_with(options), HasSubstr("not a database"));
  EXPECT_EQ(fs::file_size(folder.path() / "data" / "parley.db"), 5'000u);
  EXPECT_FALSE(fs::exists(folder.path() / "data" / "lock"));
}

TEST(PrivateFolder, IsUsedByOneProcessAtATime) {
  TemporaryFolder folder;
  StoreOptions options;
  options.data_dir = folder.path() / "data";
  auto store = open_or_fail(options);
  EXPECT_THAT(problem_with(options), HasSubstr("Another server uses the data folder"));
  store.reset();
  EXPECT_EQ(problem_with(options), "");
}

}  // namespace
}  // namespace parley::store::test
