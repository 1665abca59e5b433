#include "server/store/journal.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <sys/stat.h>
#include <unistd.h>

#include "server/store/journal_line.hpp"

namespace parley::store {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = "journal-";
/// What is kept in memory while the disk is full: some ten thousand records.
constexpr std::size_t kMemoryBytes = 4 * 1024 * 1024;
/// A file is begun anew past this, and the old one goes when all of it is in the database. One that is smaller is emptied only at
/// the end: reading it again after a crash changes nothing.
constexpr std::size_t kLargestSegment = 1024 * 1024;
constexpr std::size_t kSmallestSegment = 4 * 1024;

fs::path file_in(const fs::path& folder, std::uint64_t number) {
  return folder / (std::string(kPrefix) + std::to_string(number));
}

/// The numbers of the files, oldest first.
std::vector<std::uint64_t> segments_in(const fs::path& folder, std::error_code& error) {
  std::vector<std::uint64_t> numbers;
  for (const fs::directory_entry& each : fs::directory_iterator(folder, error)) {
    const std::string name = each.path().filename().string();
    std::uint64_t number = 0;
    if (!name.starts_with(kPrefix)) continue;
    const char* const end = name.data() + name.size();
    const auto read = std::from_chars(name.data() + kPrefix.size(), end, number);
    if (read.ec == std::errc() && read.ptr == end && number > 0) numbers.push_back(number);
  }
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

struct Content {
  std::vector<Entry> entries;
  std::size_t bytes = 0;
  std::size_t damaged = 0;  ///< lines that are none
};

Content read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  Content content;
  content.bytes = text.size();
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    if (auto entry = read_journal_line(line)) {
      content.entries.push_back(std::move(*entry));
    } else if (!line.empty()) {
      ++content.damaged;
    }
  }
  return content;
}

}  // namespace

Journal::Journal(fs::path folder, std::size_t limit)
    : folder_(std::move(folder)),
      limit_(limit),
      segment_limit_(std::clamp(limit / 8, kSmallestSegment, kLargestSegment)) {}

Result<std::unique_ptr<Journal>, std::string> Journal::open(const fs::path& folder, std::size_t limit) {
  std::unique_ptr<Journal> journal(new Journal(folder, limit));
  std::error_code error;
  const std::vector<std::uint64_t> numbers = segments_in(folder, error);
  if (error) return Failure{"Cannot read the data folder " + folder.string() + ": " + error.message() + "."};
  for (const std::uint64_t number : numbers) journal->load(number);
  // A file is begun at the first append; whether that will be possible is told now.
  if (access(folder.c_str(), W_OK | X_OK) != 0) {
    return Failure{"Cannot write to the data folder " + folder.string() + ": " + std::strerror(errno) + "."};
  }
  return journal;
}

Journal::~Journal() {
  if (file_ >= 0) close(file_);
  if (!waiting_.empty()) return;
  for (const Segment& segment : segments_) unlink(file_in(folder_, segment.number).c_str());
}

std::vector<Entry> Journal::read(const fs::path& folder) {
  std::vector<Entry> all;
  std::error_code ignored;
  for (const std::uint64_t number : segments_in(folder, ignored)) {
    Content content = read_file(file_in(folder, number));
    std::move(content.entries.begin(), content.entries.end(), std::back_inserter(all));
  }
  return all;
}

void Journal::load(std::uint64_t number) {
  Content content = read_file(file_in(folder_, number));
  const auto now = Clock::now();
  for (Entry& entry : content.entries) waiting_.push_back({std::move(entry), number, {}, now});
  segments_.push_back({number, content.bytes});
  bytes_ += content.bytes;
  damaged_ += content.damaged;
}

void Journal::append(Entry entry) {
  std::string line = journal_line(entry);
  const std::lock_guard guard(mutex_);
  if (bytes_ + unsaved_ + line.size() > limit_) {
    ++lost_;
    return;
  }
  Waiting waiting{std::move(entry), 0, {}, Clock::now()};
  if (unsaved_ > 0) save_what_is_in_memory();
  if (unsaved_ == 0 && save(line)) {
    waiting.segment = segments_.back().number;
  } else if (unsaved_ + line.size() <= kMemoryBytes) {
    unsaved_ += line.size();
    waiting.line = std::move(line);
  } else {
    ++lost_;
    return;
  }
  waiting_.push_back(std::move(waiting));
}

bool Journal::save(std::string_view line) {
  if ((file_ < 0 || segments_.back().bytes >= segment_limit_) && !begin_segment() && file_ < 0) return false;
  Segment& segment = segments_.back();
  std::string whole(torn_ ? "\n" : "");
  whole += line;
  const ssize_t written = write(file_, whole.data(), whole.size());
  if (written == static_cast<ssize_t>(whole.size())) {
    torn_ = false;
    segment.bytes += whole.size();
    bytes_ += whole.size();
    problem_.clear();
    return true;
  }
  problem_ = std::string("The journal cannot be written: ") + std::strerror(written < 0 ? errno : ENOSPC);
  if (written > 0 && ftruncate(file_, static_cast<off_t>(segment.bytes)) != 0) {
    torn_ = true;
    segment.bytes += static_cast<std::size_t>(written);
    bytes_ += static_cast<std::size_t>(written);
  }
  return false;
}

void Journal::save_what_is_in_memory() {
  for (Waiting& each : waiting_) {
    if (each.segment != 0) continue;
    if (!save(each.line)) return;
    each.segment = segments_.back().number;
    unsaved_ -= each.line.size();
    each.line = {};
  }
}

bool Journal::begin_segment() {
  const std::uint64_t number = segments_.empty() ? 1 : segments_.back().number + 1;
  const int file = ::open(file_in(folder_, number).c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
  if (file < 0) {
    problem_ = std::string("The journal cannot be written: ") + std::strerror(errno);
    return false;
  }
  if (file_ >= 0) close(file_);
  file_ = file;
  torn_ = false;
  segments_.push_back({number, 0});
  return true;
}

Journal::Batch Journal::next(std::size_t most) const {
  const std::lock_guard guard(mutex_);
  Batch batch;
  const std::size_t count = std::min(most, waiting_.size());
  batch.entries.reserve(count);
  for (std::size_t i = 0; i < count; ++i) batch.entries.push_back(waiting_[i].entry);
  batch.last = first_ + count - 1;
  return batch;
}

void Journal::done(std::uint64_t last) {
  std::vector<fs::path> finished;
  {
    const std::lock_guard guard(mutex_);
    while (!waiting_.empty() && first_ <= last) {
      unsaved_ -= waiting_.front().line.size();
      waiting_.pop_front();
      ++first_;
    }
    // Entries that were saved late may stand in a later file than those after them: every one is asked.
    std::uint64_t needed = segments_.empty() ? 0 : segments_.back().number;
    for (const Waiting& each : waiting_) {
      if (each.segment != 0) needed = std::min(needed, each.segment);
      if (needed <= segments_.front().number) break;
    }
    while (!segments_.empty() && segments_.front().number < needed) {
      bytes_ -= segments_.front().bytes;
      finished.push_back(file_in(folder_, segments_.front().number));
      segments_.pop_front();
    }
    // A full disk, a small limit: the last one is emptied when it holds nothing that waits.
    if (waiting_.empty() && file_ >= 0 && segments_.back().bytes >= segment_limit_ / 2 && ftruncate(file_, 0) == 0) {
      bytes_ -= segments_.back().bytes;
      segments_.back().bytes = 0;
      torn_ = false;
    }
    if (waiting_.empty()) problem_.clear();
  }
  for (const fs::path& file : finished) unlink(file.c_str());
}

std::vector<Entry> Journal::waiting() const { return next(SIZE_MAX).entries; }

bool Journal::empty() const {
  const std::lock_guard guard(mutex_);
  return waiting_.empty();
}

JournalHealth Journal::health() const {
  const std::lock_guard guard(mutex_);
  JournalHealth health{waiting_.size(), lost_, damaged_, Milliseconds(0), problem_};
  if (!waiting_.empty()) {
    health.oldest = std::chrono::duration_cast<Milliseconds>(Clock::now() - waiting_.front().since);
  }
  return health;
}

}  // namespace parley::store
