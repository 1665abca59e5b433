#include "server/api/history_json.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>

#include "core/protocol/json_writer.hpp"
#include "core/protocol/wire_names.hpp"
#include "server/hub/call_json.hpp"

namespace parley::api {
namespace {

using protocol::CallStatus;
using protocol::JsonWriter;

/// Rung for in vain, whatever became of it: neither answered nor declined.
bool is_missed(const hub::CallRecord& record, const PersonId& person) {
  return record.receiver == person && protocol::is_terminal(record.status) && !record.accepted_at &&
         record.status != CallStatus::Declined;
}

void write_number(JsonWriter& writer, std::string_view key, std::int64_t number) {
  writer.key(key);
  writer.number(static_cast<std::uint64_t>(std::max<std::int64_t>(0, number)));
}

void write_entry_members(JsonWriter& writer, const hub::CallRecord& record, const PersonId& person) {
  hub::CallView view;
  view.id = record.call;
  view.caller = {record.caller, record.caller_name, {}};
  view.receiver = {record.receiver, record.receiver_name, {}};
  view.status = record.status;
  view.reason = record.reason;
  hub::write_call_members(writer, view);
  writer.key("media");
  writer.string(protocol::wire_name(record.media));
  if (record.reason) {
    writer.key("reason");
    writer.string(protocol::wire_name(*record.reason));
  }
  write_number(writer, "requestedAt", record.requested_at);
  if (record.accepted_at) write_number(writer, "acceptedAt", *record.accepted_at);
  if (record.ended_at) write_number(writer, "endedAt", *record.ended_at);
  write_number(writer, "durationMs", record.duration.count());
  writer.key("incoming");
  writer.boolean(record.receiver == person);
  writer.key("missed");
  writer.boolean(is_missed(record, person));
}

void write_event(JsonWriter& writer, const hub::CallEvent& event) {
  writer.begin_object();
  write_number(writer, "at", event.at);
  writer.key("event");
  writer.string(hub::word_of(event.moment));
  if (event.side) {
    writer.key("side");
    writer.string(protocol::wire_name(*event.side));
  }
  if (!event.detail.empty()) {
    writer.key("detail");
    writer.string(event.detail);
  }
  writer.end_object();
}

}  // namespace

std::string history_json(const std::vector<store::StoredCall>& calls, const PersonId& person) {
  JsonWriter writer(512 * (calls.size() + 1));
  writer.begin_array();
  for (const store::StoredCall& call : calls) {
    writer.begin_object();
    write_entry_members(writer, call.record, person);
    writer.end_object();
  }
  writer.end_array();
  return std::move(writer).take();
}

std::string history_entry_json(const store::StoredCall& call, const PersonId& person) {
  JsonWriter writer(2048);
  writer.begin_object();
  write_entry_members(writer, call.record, person);
  writer.key("events");
  writer.begin_array();
  for (const hub::CallEvent& event : call.events) write_event(writer, event);
  writer.end_array();
  writer.end_object();
  return std::move(writer).take();
}

}  // namespace parley::api
