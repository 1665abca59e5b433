#include "server/store/waiting_calls.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace parley::store {
namespace {

bool went_wrong(const hub::CallRecord& record) {
  return record.status == protocol::CallStatus::Error || record.reason == protocol::EndReason::ConnectionLost;
}

CallPlace place(const hub::CallRecord& record) { return {record.requested_at, record.call}; }

}  // namespace

bool supersedes(const hub::CallRecord& newer, const hub::CallRecord& older) {
  return newer.version > older.version && !protocol::is_terminal(older.status);
}

std::vector<Entry> condensed(const std::vector<Entry>& entries) {
  std::vector<Entry> kept;
  std::unordered_map<CallId, std::size_t> records;
  std::map<std::pair<CallId, std::uint32_t>, std::size_t> events;
  for (const Entry& entry : entries) {
    if (const auto* record = std::get_if<hub::CallRecord>(&entry)) {
      const auto [at, first] = records.try_emplace(record->call, kept.size());
      if (first) {
        kept.push_back(entry);
      } else if (supersedes(*record, std::get<hub::CallRecord>(kept[at->second]))) {
        kept[at->second] = entry;
      }
    } else if (const auto& event = std::get<hub::CallEvent>(entry);
               events.try_emplace({event.call, event.number}, kept.size()).second) {
      kept.push_back(entry);
    }
  }
  return kept;
}

bool matches(const hub::CallRecord& record, const CallFilter& filter, const std::optional<CallPlace>& before) {
  if (filter.call && record.call != *filter.call) return false;
  if (filter.person && record.caller != *filter.person && record.receiver != *filter.person) return false;
  if (filter.name && record.caller_name != *filter.name && record.receiver_name != *filter.name) return false;
  if (filter.since && record.requested_at < *filter.since) return false;
  if (filter.until && record.requested_at >= *filter.until) return false;
  if (before && !(place(record) < *before)) return false;
  return !filter.errors_only || went_wrong(record);
}

std::vector<StoredCall> merged(std::vector<StoredCall> stored, const std::vector<Entry>& waiting,
                               const CallFilter& filter, const std::optional<CallPlace>& before) {
  for (const Entry& entry : condensed(waiting)) {
    const auto* record = std::get_if<hub::CallRecord>(&entry);
    if (!record) continue;
    const auto known = std::find_if(stored.begin(), stored.end(),
                                    [&](const StoredCall& call) { return call.record.call == record->call; });
    if (known == stored.end()) {
      stored.push_back({*record, {}});
    } else if (supersedes(*record, known->record)) {
      known->record = *record;
    }
  }
  std::erase_if(stored, [&](const StoredCall& call) { return !matches(call.record, filter, before); });
  std::sort(stored.begin(), stored.end(),
            [](const StoredCall& left, const StoredCall& right) { return place(right.record) < place(left.record); });
  // The same call may have been found twice, as its caller's and as its receiver's.
  stored.erase(std::unique(stored.begin(), stored.end(),
                           [](const StoredCall& left, const StoredCall& right) {
                             return left.record.call == right.record.call;
                           }),
               stored.end());
  if (stored.size() > filter.limit) stored.resize(filter.limit);
  if (!filter.with_events) return stored;
  for (StoredCall& call : stored) {
    for (const Entry& entry : waiting) {
      const auto* event = std::get_if<hub::CallEvent>(&entry);
      if (!event || event->call != call.record.call) continue;
      const bool known = std::any_of(call.events.begin(), call.events.end(),
                                     [&](const hub::CallEvent& each) { return each.number == event->number; });
      if (!known) call.events.push_back(*event);
    }
    std::sort(call.events.begin(), call.events.end(),
              [](const hub::CallEvent& left, const hub::CallEvent& right) { return left.number < right.number; });
  }
  return stored;
}

}  // namespace parley::store
