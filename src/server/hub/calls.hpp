// The table of calls: those that live, and those that have ended and can still be read.
#pragma once

#include <cstddef>
#include <unordered_map>
#include <utility>

#include "core/base/id.hpp"
#include "server/hub/call_entry.hpp"

namespace parley::hub {

class Calls {
 public:
  CallEntry& add(CallEntry call) {
    CallId id = call.id;
    return by_id_.emplace(std::move(id), std::move(call)).first->second;
  }
  CallEntry* find(const CallId& id) {
    const auto entry = by_id_.find(id);
    return entry == by_id_.end() ? nullptr : &entry->second;
  }
  const CallEntry* find(const CallId& id) const {
    const auto entry = by_id_.find(id);
    return entry == by_id_.end() ? nullptr : &entry->second;
  }
  void erase(const CallId& id) { by_id_.erase(id); }

  std::size_t size() const { return by_id_.size(); }
  auto begin() { return by_id_.begin(); }
  auto end() { return by_id_.end(); }
  auto begin() const { return by_id_.begin(); }
  auto end() const { return by_id_.end(); }

 private:
  std::unordered_map<CallId, CallEntry> by_id_;
};

}  // namespace parley::hub
