// Call records that are not in the database yet, on disk: a record that was appended survives the process, however it ends.
// Not its business: the power going (the database's commit is for that), and when entries are written where they belong.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/base/time.hpp"
#include "server/store/waiting_calls.hpp"

namespace parley::store {

struct JournalHealth {
  std::uint64_t waiting = 0;
  std::uint64_t lost = 0;     ///< it was full
  std::uint64_t damaged = 0;  ///< lines that could not be read at the start; one is usual after a crash
  Milliseconds oldest{};      ///< how long the first one has been waiting
  std::string problem;        ///< the file cannot be written; entries are kept in memory meanwhile
};

/// Files `journal-N`, each a list of lines. Every method may be called from any thread.
class Journal {
 public:
  struct Batch {
    std::vector<Entry> entries;  ///< oldest first
    std::uint64_t last = 0;      ///< for done()
  };

  /// Reads what an earlier process left behind. `limit`: bytes of all files together. Or a sentence.
  static Result<std::unique_ptr<Journal>, std::string> open(const std::filesystem::path& folder, std::size_t limit);

  /// What waits in a folder that another process may be using just now. Nothing is changed.
  static std::vector<Entry> read(const std::filesystem::path& folder);

  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;
  ~Journal();

  /// Handed to the system with one write(2) before this returns. Where that fails it is kept in memory, within bounds, and
  /// tried again; past the bounds it is lost and counted.
  void append(Entry entry);

  /// The oldest ones, `most` at most. They stay until done().
  Batch next(std::size_t most) const;
  /// All entries up to `last` are in the database: files that hold nothing else are removed.
  void done(std::uint64_t last);

  std::vector<Entry> waiting() const;
  bool empty() const;
  JournalHealth health() const;

 private:
  using Clock = std::chrono::steady_clock;
  struct Waiting {
    Entry entry;
    std::uint64_t segment = 0;  ///< the file that holds it; 0: none yet, it is in `line`
    std::string line;
    Clock::time_point since;
  };
  struct Segment {
    std::uint64_t number = 0;
    std::size_t bytes = 0;
  };

  Journal(std::filesystem::path folder, std::size_t limit);
  void load(std::uint64_t number);
  bool save(std::string_view line);  ///< into the last segment, which may be a new one
  void save_what_is_in_memory();
  bool begin_segment();

  const std::filesystem::path folder_;
  const std::size_t limit_;
  const std::size_t segment_limit_;

  mutable std::mutex mutex_;
  std::deque<Waiting> waiting_;
  std::uint64_t first_ = 1;       ///< the number of waiting_.front(), counted in this process
  std::deque<Segment> segments_;  ///< oldest first
  int file_ = -1;                 ///< the last segment
  bool torn_ = false;             ///< it ends in the middle of a line
  std::size_t bytes_ = 0;         ///< of all segments
  std::size_t unsaved_ = 0;       ///< bytes that are only in memory
  std::uint64_t lost_ = 0;
  std::uint64_t damaged_ = 0;
  std::string problem_;
};

}  // namespace parley::store
