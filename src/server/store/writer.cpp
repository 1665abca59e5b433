#include "server/store/writer.hpp"

#include <algorithm>
#include <exception>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <utility>

#include "server/store/call_tables.hpp"
#include "server/store/schema.hpp"

namespace parley::store {
namespace {

constexpr std::size_t kMostQuestions = 1024;
constexpr std::size_t kMostNotes = 4096;
constexpr std::size_t kBatch = 1024;
/// Records are safe in the journal: a moment's gathering saves commits, and of a call's records only the last is written.
constexpr Milliseconds kGather{40};
constexpr Milliseconds kFirstPause{100};
constexpr Milliseconds kLongestPause{5'000};
/// How often a connection that nobody uses is asked whether it still lives.
constexpr Milliseconds kPulse{5'000};
constexpr Milliseconds kPulseOfTheSick{250};
/// Records that have been due for so long are written before the next question.
constexpr Milliseconds kStarved{500};
/// Records can wait better than people: they do not hold up questions behind somebody else's lock.
constexpr Milliseconds kShortWait{200};

Milliseconds longer(Milliseconds pause) { return std::clamp(pause * 2, kFirstPause, kLongestPause); }

}  // namespace

Writer::Writer(DatabaseUrl url, Milliseconds busy, std::shared_ptr<PrivateFolder> folder,
               std::shared_ptr<Journal> journal)
    : url_(std::move(url)), busy_(busy), folder_(std::move(folder)), journal_(std::move(journal)) {}

void Writer::start(std::unique_ptr<Database> database) {
  database_ = std::move(database);
  connected_ = true;
  appended_ = !journal_->empty();
  const auto self = shared_from_this();
  writing_ = std::thread([self] { self->run(); });
  watching_ = std::thread([self] { self->watch(); });
}

void Writer::ask(std::shared_ptr<Question> question) {
  {
    const std::lock_guard guard(mutex_);
    if (!closing_ && questions_.size() < kMostQuestions) {
      // What the database may take for itself, and a little for those before.
      question->overdue_at = Clock::now() + busy_ + Milliseconds(2'000);
      questions_.push_back(std::move(question));
      work_.notify_one();
      if (questions_.size() == 1) clock_.notify_one();
      return;
    }
  }
  question->give_up();
}

void Writer::note(Note note) {
  const std::lock_guard guard(mutex_);
  if (closing_ || notes_.size() >= kMostNotes) return;
  notes_.push_back(std::move(note));
  work_.notify_one();
}

void Writer::wake() {
  const std::lock_guard guard(mutex_);
  if (!std::exchange(appended_, true)) work_.notify_one();
}

Health Writer::health() const {
  const JournalHealth journal = journal_->health();
  Health health;
  health.waiting_records = journal.waiting;
  health.lost_records = journal.lost;
  health.lag = journal.oldest;
  const std::lock_guard guard(mutex_);
  const bool silent = current_ && Clock::now() > current_->overdue_at;
  health.reachable = connected_ && writes_ && !silent;
  health.waiting_jobs = questions_.size() + (current_ && !current_->answered() ? 1 : 0);
  if (silent) {
    health.problem = "The " + described(url_) + " does not answer.";
  } else if (!problem_.empty()) {
    health.problem = problem_;
  } else {
    health.problem = journal.problem;
  }
  return health;
}

void Writer::close(Milliseconds limit) {
  std::deque<std::shared_ptr<Question>> left;
  {
    std::unique_lock lock(mutex_);
    if (closing_ || !writing_.joinable()) return;
    closing_ = true;
    close_by_ = Clock::now() + limit;
    work_.notify_one();
    clock_.notify_one();
    stopped_.wait_until(lock, close_by_, [&] { return finished_; });
    left.swap(questions_);
    if (current_) left.push_back(current_);
  }
  for (const auto& question : left) question->give_up();
  watching_.join();
  const std::lock_guard guard(mutex_);
  if (finished_) {
    writing_.join();
  } else {
    writing_.detach();
  }
}

void Writer::watch() {
  std::unique_lock lock(mutex_);
  while (!closing_) {
    std::vector<std::shared_ptr<Question>> overdue;
    std::optional<Clock::time_point> next;
    const auto now = Clock::now();
    const auto look = [&](const std::shared_ptr<Question>& question) {
      if (!question || question->answered()) return;
      if (question->overdue_at <= now) {
        overdue.push_back(question);
      } else if (!next || question->overdue_at < *next) {
        next = question->overdue_at;
      }
    };
    look(current_);
    for (const auto& question : questions_) look(question);
    // One that was not begun is not carried out later either: whoever was told "unavailable" may be asking again.
    std::erase_if(questions_, [&](const auto& question) { return question->overdue_at <= now; });
    if (!overdue.empty()) {
      lock.unlock();
      for (const auto& question : overdue) question->give_up();
      lock.lock();
    } else if (next) {
      clock_.wait_until(lock, *next);
    } else {
      clock_.wait(lock);
    }
  }
}

void Writer::run() {
  std::unique_lock lock(mutex_);
  std::optional<Clock::time_point> gathered_at;
  auto pulse_at = Clock::now() + kPulse;
  for (;;) {
    const auto now = Clock::now();
    const bool waits = appended_ || !notes_.empty();
    if (!waits) {
      gathered_at.reset();
    } else if (!gathered_at) {
      gathered_at = now + kGather;
    }
    const auto write_at = waits ? std::max(*gathered_at, write_at_) : Clock::time_point::max();
    // People who wait for an answer come first, within reason.
    const bool asked = !questions_.empty() && (!waits || now < write_at + kStarved);
    if (asked) {
      current_ = std::move(questions_.front());
      questions_.pop_front();
      const auto question = current_;
      clock_.notify_one();
      lock.unlock();
      answer_one(question);
      lock.lock();
      current_.reset();
    } else if (waits && (closing_ || now >= write_at)) {
      lock.unlock();
      const bool written = write_what_waits();
      lock.lock();
      // Who has fallen behind gathers nothing.
      gathered_at = behind_ ? std::optional(Clock::now()) : std::nullopt;
      if (closing_ && (!written || Clock::now() >= close_by_)) break;
    } else if (closing_) {
      break;
    } else if (now >= pulse_at) {
      lock.unlock();
      take_pulse();
      lock.lock();
    } else {
      work_.wait_until(lock, std::min(write_at, pulse_at));
      continue;
    }
    pulse_at = Clock::now() + (connected_ && writes_ ? kPulse : kPulseOfTheSick);
  }
  database_.reset();
  connected_ = false;
  finished_ = true;
  stopped_.notify_all();
}

void Writer::answer_one(const std::shared_ptr<Question>& question) {
  if (question->answered()) return;
  // A connection that broke while nobody looked is worth a second attempt, unless the first one may have been carried out.
  for (int attempt = 0; attempt < 2; ++attempt) {
    if (!database_ && !connect()) break;
    try {
      database_->wait_for_locks(busy_);
      database_->forget_commit();
      question->ask(*database_);
      return;
    } catch (const std::exception& error) {
      const bool unsure = database_->commit_was_tried();
      failed(error.what());
      if (still_connected() || unsure) break;
    }
  }
  question->give_up();
}

bool Writer::write_what_waits() {
  std::deque<Note> notes;
  {
    const std::lock_guard guard(mutex_);
    appended_ = false;
    notes.swap(notes_);
  }
  bool written = false;
  if (database_ || connect()) {
    try {
      database_->wait_for_locks(std::min(busy_, kShortWait));
      const Journal::Batch batch = journal_->next(kBatch);
      if (!batch.entries.empty()) {
        write_entries(*database_, batch.entries);
        journal_->done(batch.last);
      }
      behind_ = batch.entries.size() == kBatch;
      if (!notes.empty()) {
        Transaction transaction(*database_);
        for (const Note& note : notes) note(*database_);
        transaction.commit();
      }
      written = true;
    } catch (const std::exception& error) {
      failed(error.what());
      still_connected();
    }
  }
  const bool more = !journal_->empty();
  const std::lock_guard guard(mutex_);
  if (written) {
    writes_ = true;
    problem_.clear();
    write_pause_ = {};
    appended_ = appended_ || more;
  } else {
    write_pause_ = longer(write_pause_);
    write_at_ = Clock::now() + write_pause_;
    appended_ = true;
    notes_.insert(notes_.begin(), std::make_move_iterator(notes.begin()), std::make_move_iterator(notes.end()));
  }
  return written;
}

void Writer::take_pulse() {
  if (!still_connected() && !connect()) return;
  {
    const std::lock_guard guard(mutex_);
    if (writes_) return;
  }
  try {
    database_->wait_for_locks(std::min(busy_, kShortWait));
    Transaction transaction(*database_);
    database_->sql() << "UPDATE parley_schema SET version = version WHERE id = 1";
    transaction.commit();
    const std::lock_guard guard(mutex_);
    writes_ = true;
    problem_.clear();
  } catch (const std::exception& error) {
    failed(error.what());
  }
}

bool Writer::connect() {
  if (Clock::now() < connect_at_) return false;
  try {
    database_ = std::make_unique<Database>(url_, busy_);
    // It may have been restored from a backup meanwhile, or brought on by a newer server.
    if (auto problem = migrate(*database_, migrations())) throw std::runtime_error(*problem);
    connect_pause_ = {};
    const std::lock_guard guard(mutex_);
    connected_ = true;
    if (writes_) problem_.clear();
    return true;
  } catch (const std::exception& error) {
    database_.reset();
    connect_pause_ = longer(connect_pause_);
    connect_at_ = Clock::now() + connect_pause_;
    failed(error.what());
    return false;
  }
}

bool Writer::still_connected() {
  if (database_ && database_->answers()) return true;
  database_.reset();
  const std::lock_guard guard(mutex_);
  connected_ = false;
  return false;
}

void Writer::failed(std::string_view words) {
  const std::lock_guard guard(mutex_);
  // Whether writing works again is found out by the next attempt, or by the next pulse.
  if (database_) writes_ = false;
  problem_ = described(url_) + ": " + one_line(words, url_.password);
}

}  // namespace parley::store
