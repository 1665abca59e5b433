// What is due when. Each entry can be taken back, so nothing stale is kept. Costs grow with the logarithm of the entries.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <variant>

#include "core/base/id.hpp"
#include "core/base/time.hpp"
#include "server/hub/event.hpp"

namespace parley::hub {

struct HelloDue {
  ConnectionId connection = 0;
};
struct ResumeDue {
  SessionId session;
};
struct RingDue {
  CallId call;
};
struct ClaimDue {
  SessionId session;
};
struct ForgetCallDue {
  CallId call;
};
struct RelayDue {
  SessionId session;
};
struct PresenceDue {};
struct ForgetDepartedDue {};

using Due =
    std::variant<HelloDue, ResumeDue, RingDue, ClaimDue, ForgetCallDue, RelayDue, PresenceDue, ForgetDepartedDue>;

class Deadlines {
 public:
  /// Names an entry; entries of the same instant come in the order in which they were added.
  using Handle = std::pair<Instant, std::uint64_t>;

  Handle add(Instant when, Due due) {
    const Handle handle{when, next_++};
    entries_.emplace(handle, std::move(due));
    return handle;
  }

  /// Takes an entry back and empties the handle. Harmless if it was taken or never set.
  void cancel(std::optional<Handle>& handle) {
    if (handle) entries_.erase(*handle);
    handle.reset();
  }

  std::optional<Instant> next() const {
    if (entries_.empty()) return std::nullopt;
    return entries_.begin()->first.first;
  }

  /// Removes and gives the first entry that is due.
  std::optional<Due> take(Instant now) {
    const auto first = entries_.begin();
    if (first == entries_.end() || first->first.first > now) return std::nullopt;
    Due due = std::move(first->second);
    entries_.erase(first);
    return due;
  }

  std::size_t size() const { return entries_.size(); }

 private:
  std::map<Handle, Due> entries_;
  std::uint64_t next_ = 0;
};

}  // namespace parley::hub
