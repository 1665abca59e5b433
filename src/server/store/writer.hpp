// The one thread that speaks with the database: asks what was asked, brings the journal in, and comes back after the database was
// away. A second one watches the clock, since a database may also say nothing at all.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "server/store/database.hpp"
#include "server/store/journal.hpp"
#include "server/store/private_folder.hpp"
#include "server/store/question.hpp"

namespace parley::store {

/// Small things that nobody waits for, "used at" and login attempts: written with the next records, kept in memory until then.
using Note = std::function<void(Database&)>;

class Writer : public std::enable_shared_from_this<Writer> {
 public:
  Writer(DatabaseUrl url, Milliseconds busy, std::shared_ptr<PrivateFolder> folder, std::shared_ptr<Journal> journal);
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  /// Begins with a connection that is open already.
  void start(std::unique_ptr<Database> database);

  /// Answered Unavailable at once where too many wait.
  void ask(std::shared_ptr<Question> question);
  void note(Note note);
  /// Something was appended to the journal.
  void wake();

  Health health() const;

  /// Asks and writes what waits as far as `limit` allows. A thread that is stuck in the database is left to itself; it touches
  /// nothing but this object, which it keeps alive.
  void close(Milliseconds limit);

 private:
  using Clock = std::chrono::steady_clock;

  void run();
  void watch();
  void answer_one(const std::shared_ptr<Question>& question);
  bool write_what_waits();
  void take_pulse();
  bool connect();
  bool still_connected();
  void failed(std::string_view words);

  const DatabaseUrl url_;
  const Milliseconds busy_;
  const std::shared_ptr<PrivateFolder> folder_;  ///< locked for as long as the thread lives
  const std::shared_ptr<Journal> journal_;

  // Of the writing thread alone.
  std::unique_ptr<Database> database_;
  Clock::time_point connect_at_;  ///< not before
  Milliseconds connect_pause_{};
  Clock::time_point write_at_;  ///< not before
  Milliseconds write_pause_{};
  bool behind_ = false;  ///< more waited than one batch holds

  mutable std::mutex mutex_;
  std::condition_variable work_;     ///< for the writing thread
  std::condition_variable clock_;    ///< for the watching thread
  std::condition_variable stopped_;  ///< for close()
  std::deque<std::shared_ptr<Question>> questions_;
  std::shared_ptr<Question> current_;
  std::deque<Note> notes_;
  bool appended_ = false;
  bool closing_ = false;
  bool finished_ = false;
  bool connected_ = false;
  bool writes_ = true;  ///< the last attempt to write went through
  std::string problem_;
  Clock::time_point close_by_;

  std::thread writing_;
  std::thread watching_;
};

}  // namespace parley::store
