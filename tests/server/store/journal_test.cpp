// The journal by itself: what was appended is there again, whatever happened to the file's end.
#include "server/store/journal.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

#include <gmock/gmock.h>

#include "server/store/journal_line.hpp"
#include "tests/server/store/store_test.hpp"

namespace parley::store::test {
namespace {

constexpr std::size_t kRoomy = 1024 * 1024;

class JournalTest : public ::testing::Test {
 protected:
  std::unique_ptr<Journal> open(std::size_t limit = kRoomy) {
    auto opened = Journal::open(folder.path(), limit);
    EXPECT_TRUE(opened.ok());
    return std::move(opened).value();
  }
  std::vector<std::filesystem::path> files() const {
    std::vector<std::filesystem::path> all;
    for (const auto& each : std::filesystem::directory_iterator(folder.path())) all.push_back(each.path());
    std::sort(all.begin(), all.end());
    return all;
  }
  /// As kill -9 leaves the folder: the journal's own end does nothing.
  static void abandon(std::unique_ptr<Journal> journal) {
    static auto* const abandoned = new std::vector<Journal*>;  // within reach for whoever looks for leaks
    abandoned->push_back(journal.release());
  }
  std::string content(const std::filesystem::path& path) const {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  static std::vector<std::uint32_t> versions(const std::vector<Entry>& entries) {
    std::vector<std::uint32_t> all;
    for (const Entry& entry : entries) all.push_back(std::get<hub::CallRecord>(entry).version);
    return all;
  }

  TemporaryFolder folder;
};

TEST(JournalLine, KeepsEveryMember) {
  hub::CallRecord record = call_of("c1", 7, 10'000);
  record.status = protocol::CallStatus::Error;
  record.reason = protocol::EndReason::NoPath;
  record.ended_by = protocol::Side::Caller;
  record.accepted_at = 1;
  record.connected_at = 2;
  record.ended_at = 3;
  record.duration = Milliseconds(4);
  record.caller_name = "quote \" backslash \\ line\nend \xE6\x9D\x8E";
  for (const Entry& entry :
       {Entry(record), Entry(call_of("c2", 1, 1)), Entry(event_of("c1", 3, hub::CallMoment::Away))}) {
    const std::string line = journal_line(entry);
    EXPECT_EQ(line.find('\n'), line.size() - 1);
    const auto read = read_journal_line(line.substr(0, line.size() - 1));
    ASSERT_TRUE(read);
    EXPECT_TRUE(*read == entry);
  }
}

TEST(JournalLine, IsRefusedWhereAnyByteIsMissingOrAltered) {
  const std::string line = journal_line(event_of("c1", 3, hub::CallMoment::Away));
  for (std::size_t length = 0; length + 1 < line.size(); ++length) {
    EXPECT_FALSE(read_journal_line(line.substr(0, length))) << length;
  }
  for (std::size_t at = 0; at + 1 < line.size(); ++at) {
    std::string altered = line.substr(0, line.size() - 1);
    altered[at] = static_cast<char>(altered[at] ^ 1);
    EXPECT_FALSE(read_journal_line(altered)) << at;
  }
}

TEST_F(JournalTest, GivesBackWhatAnEarlierProcessLeft) {
  auto journal = open();
  for (std::uint32_t version = 1; version <= 3; ++version) journal->append(call_of("c1", version, 1));
  abandon(std::move(journal));
  journal = open();
  EXPECT_THAT(versions(journal->waiting()), ::testing::ElementsAre(1, 2, 3));
  const auto batch = journal->next(2);
  EXPECT_THAT(versions(batch.entries), ::testing::ElementsAre(1, 2));
  journal->done(batch.last);
  EXPECT_THAT(versions(journal->waiting()), ::testing::ElementsAre(3));
  EXPECT_EQ(journal->health().waiting, 1);
}

TEST_F(JournalTest, LeavesOutALastLineThatWasTorn) {
  auto journal = open();
  journal->append(call_of("c1", 1, 1));
  journal->append(call_of("c1", 2, 1));
  abandon(std::move(journal));
  const auto file = files().at(0);
  const std::size_t whole = content(file).size();
  for (std::size_t cut = 1; cut < 40; cut += 13) {
    std::filesystem::resize_file(file, whole - cut);
    auto again = open();
    EXPECT_EQ(again->health().damaged, cut == 1 ? 0 : 1);  // without its line end alone it is whole
    again->append(call_of("c1", 9, 1));
    const auto expected = cut == 1 ? std::vector<std::uint32_t>{1, 2, 9} : std::vector<std::uint32_t>{1, 9};
    EXPECT_EQ(versions(again->waiting()), expected);
    std::filesystem::remove(files().at(1));
    abandon(std::move(again));
  }
}

TEST_F(JournalTest, ReadsWhatFollowsADamagedPlace) {
  auto journal = open();
  for (std::uint32_t version = 1; version <= 3; ++version) journal->append(call_of("c1", version, 1));
  abandon(std::move(journal));
  const auto file = files().at(0);
  std::string text = content(file);
  text[text.find('\n') + 20] ^= 1;
  std::ofstream(file, std::ios::binary) << text;
  journal = open();
  EXPECT_THAT(versions(journal->waiting()), ::testing::ElementsAre(1, 3));
  EXPECT_EQ(journal->health().damaged, 1);
}

TEST_F(JournalTest, IsOwnersAloneAndGoneWhenAllIsDone) {
  auto journal = open();
  journal->append(call_of("c1", 1, 1));
  ASSERT_EQ(files().size(), 1);
  EXPECT_EQ(std::filesystem::status(files()[0]).permissions(), std::filesystem::perms(0600));
  journal->done(journal->next(10).last);
  EXPECT_TRUE(journal->empty());
  journal.reset();
  EXPECT_EQ(files().size(), 0);
}

TEST_F(JournalTest, StaysSmallThoughItIsNeverEmpty) {
  constexpr std::size_t kLimit = 64 * 1024;
  auto journal = open(kLimit);
  std::uint32_t version = 0;
  journal->append(call_of("c1", ++version, 1));
  for (int i = 0; i < 5'000; ++i) {
    journal->append(call_of("c1", ++version, 1));
    journal->done(journal->next(1).last);  // one always waits
  }
  EXPECT_EQ(journal->health().lost, 0);
  EXPECT_THAT(versions(journal->waiting()), ::testing::ElementsAre(version));
  std::size_t bytes = 0;
  for (const auto& file : files()) bytes += std::filesystem::file_size(file);
  EXPECT_LE(bytes, kLimit);
}

TEST_F(JournalTest, LosesAndCountsWhatIsBeyondItsBound) {
  auto journal = open(8 * 1024);
  for (std::uint32_t version = 1; version <= 100; ++version) journal->append(call_of("c1", version, 1));
  const JournalHealth health = journal->health();
  EXPECT_EQ(health.waiting + health.lost, 100);
  EXPECT_GT(health.lost, 0);
  EXPECT_GT(health.waiting, 10);
  journal->done(journal->next(100).last);
  journal->append(call_of("c1", 101, 1));
  EXPECT_THAT(versions(journal->waiting()), ::testing::ElementsAre(101));
}

}  // namespace
}  // namespace parley::store::test
