// A question to the database on its way: answered exactly once, by whoever is first – the database, or the clock.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <utility>

#include "server/store/database.hpp"
#include "server/store/store.hpp"

namespace parley::store {

class Question {
 public:
  virtual ~Question() = default;
  /// Asks the database and answers. Throws where that fails; nothing is answered then.
  virtual void ask(Database& database) = 0;
  /// Unavailable, unless it has been answered.
  virtual void give_up() = 0;
  virtual bool answered() const = 0;

  std::chrono::steady_clock::time_point overdue_at;
};

template <class T>
class QuestionOf final : public Question {
 public:
  using Work = std::function<Result<T, Problem>(Database&)>;

  QuestionOf(Work work, Answer<T> answer, std::shared_ptr<const Deliver> deliver)
      : work_(std::move(work)), answer_(std::move(answer)), deliver_(std::move(deliver)) {}

  void ask(Database& database) override { answer(work_(database)); }
  void give_up() override { answer(Failure{Problem::Unavailable}); }
  bool answered() const override { return answered_; }

 private:
  void answer(Result<T, Problem> result) {
    if (answered_.exchange(true) || !answer_) return;
    // std::function wants what it holds to be copyable.
    auto shared = std::make_shared<Result<T, Problem>>(std::move(result));
    (*deliver_)([answer = std::move(answer_), shared] { answer(std::move(*shared)); });
  }

  Work work_;
  Answer<T> answer_;
  std::shared_ptr<const Deliver> deliver_;
  std::atomic<bool> answered_ = false;
};

}  // namespace parley::store
