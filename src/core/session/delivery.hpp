// Delivery of commands, each once, over sockets that are lost: numbers, what is kept for replay, and what was seen already.
// The same two classes serve both ends. State messages pass them by.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/protocol/message.hpp"

namespace parley::session {

/// Commands sent and not yet acknowledged. Bounded: past the bound the oldest are dropped, and a peer that needs them
/// must be reset.
class Outbox {
 public:
  struct Limits {
    std::size_t messages = 256;
    std::size_t bytes = 512 * 1024;
    friend bool operator==(const Limits&, const Limits&) = default;
  };

  Outbox();
  explicit Outbox(Limits limits);

  /// The number that the next command gets.
  protocol::Sequence next() const { return next_; }

  /// Keeps an encoded command that carries the number `next()`.
  void keep(std::string encoded);

  /// Forgets everything up to this number. False if it was never sent: the peer is confused, nothing changes.
  [[nodiscard]] bool acknowledge(protocol::Sequence up_to);

  /// Everything after this number, oldest first; nothing if some of it was dropped or the number was never sent.
  std::optional<std::vector<std::string>> replay_after(protocol::Sequence last_seen) const;

  std::size_t size() const { return kept_.size(); }
  std::size_t bytes() const { return bytes_; }

  friend bool operator==(const Outbox&, const Outbox&) = default;

 private:
  void forget_oldest(std::size_t count);

  Limits limits_;
  protocol::Sequence next_ = 1;
  std::vector<std::string>
      kept_;  ///< the last of them carries next_ - 1; allocates nothing while empty, as in most sessions
  std::size_t bytes_ = 0;
};

/// Numbers received. Tells fresh commands from repeated ones and says when an acknowledgement is due.
class Inbox {
 public:
  enum class Verdict { Fresh, Repeated, Gap };

  Verdict receive(protocol::Sequence sequence);
  protocol::Sequence last_seen() const { return last_seen_; }

  /// A number to acknowledge now, after every eighth command; nothing in between.
  std::optional<protocol::Sequence> acknowledgement_due();

  friend bool operator==(const Inbox&, const Inbox&) = default;

 private:
  protocol::Sequence last_seen_ = 0;
  protocol::Sequence acknowledged_ = 0;
};

}  // namespace parley::session
