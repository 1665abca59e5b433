#include "server/report/report.hpp"

#include <algorithm>
#include <utility>

#include "core/protocol/json_writer.hpp"
#include "core/protocol/wire_names.hpp"
#include "server/report/csv.hpp"
#include "server/report/report_time.hpp"
#include "server/report/text_table.hpp"

namespace parley::report {
namespace {

using protocol::JsonWriter;
using store::LoginAttempt;
using store::StoredCall;

template <class Enum>
std::string word(const std::optional<Enum>& value) {
  return value ? std::string(protocol::wire_name(*value)) : std::string();
}

std::string time_or_nothing(const std::optional<std::int64_t>& time) { return time ? iso_time(*time) : std::string(); }

/// From the request until the answer, or until it ended without one.
std::string rang_for(const hub::CallRecord& record) {
  const auto until = record.accepted_at ? record.accepted_at : record.ended_at;
  return until ? spoken_duration(Milliseconds(std::max<std::int64_t>(0, *until - record.requested_at))) : std::string();
}

std::string or_dash(std::string text) { return text.empty() ? "-" : std::move(text); }

// ---- JSON -----------------------------------------------------------------------------------------------------------

void put(JsonWriter& writer, std::string_view key, std::string_view value) {
  writer.key(key);
  writer.string(value);
}

void put_number(JsonWriter& writer, std::string_view key, std::int64_t value) {
  writer.key(key);
  writer.number(static_cast<std::uint64_t>(std::max<std::int64_t>(0, value)));
}

void put_time(JsonWriter& writer, std::string_view key, const std::optional<std::int64_t>& time) {
  if (time) put_number(writer, key, *time);
}

template <class Enum>
void put_word(JsonWriter& writer, std::string_view key, const std::optional<Enum>& value) {
  if (value) put(writer, key, protocol::wire_name(*value));
}

void put_person(JsonWriter& writer, std::string_view key, const PersonId& person, const std::string& name) {
  writer.key(key);
  writer.begin_object();
  put(writer, "id", person.value());
  put(writer, "name", name);
  writer.end_object();
}

void put_call_members(JsonWriter& writer, const hub::CallRecord& record) {
  put(writer, "id", record.call.value());
  put_number(writer, "version", record.version);
  put_person(writer, "caller", record.caller, record.caller_name);
  put_person(writer, "receiver", record.receiver, record.receiver_name);
  put(writer, "media", protocol::wire_name(record.media));
  put(writer, "status", protocol::wire_name(record.status));
  put_word(writer, "reason", record.reason);
  put_word(writer, "endedBy", record.ended_by);
  put_number(writer, "requestedAt", record.requested_at);
  put_time(writer, "acceptedAt", record.accepted_at);
  put_time(writer, "connectedAt", record.connected_at);
  put_time(writer, "endedAt", record.ended_at);
  put_number(writer, "durationMs", record.duration.count());
}

void put_event(JsonWriter& writer, const hub::CallEvent& event) {
  writer.begin_object();
  put_number(writer, "number", event.number);
  put_number(writer, "at", event.at);
  put(writer, "event", hub::word_of(event.moment));
  put_word(writer, "side", event.side);
  if (!event.detail.empty()) put(writer, "detail", event.detail);
  writer.end_object();
}

std::string calls_json(const std::vector<StoredCall>& calls) {
  JsonWriter writer(512 * (calls.size() + 1));
  writer.begin_object();
  writer.key("calls");
  writer.begin_array();
  for (const StoredCall& call : calls) {
    writer.begin_object();
    put_call_members(writer, call.record);
    writer.end_object();
  }
  writer.end_array();
  writer.end_object();
  return std::move(writer).take() + '\n';
}

std::string call_json(const StoredCall& call) {
  JsonWriter writer(2'048);
  writer.begin_object();
  put_call_members(writer, call.record);
  writer.key("events");
  writer.begin_array();
  for (const hub::CallEvent& event : call.events) put_event(writer, event);
  writer.end_array();
  writer.end_object();
  return std::move(writer).take() + '\n';
}

std::string logins_json(const std::vector<LoginAttempt>& attempts) {
  JsonWriter writer(256 * (attempts.size() + 1));
  writer.begin_object();
  writer.key("logins");
  writer.begin_array();
  for (const LoginAttempt& attempt : attempts) {
    writer.begin_object();
    put_number(writer, "at", attempt.at);
    if (attempt.person) put(writer, "person", attempt.person->value());
    put(writer, "name", attempt.name);
    put(writer, "address", attempt.address);
    put(writer, "device", attempt.device);
    put(writer, "outcome", attempt.outcome);
    writer.end_object();
  }
  writer.end_array();
  writer.end_object();
  return std::move(writer).take() + '\n';
}

// ---- CSV ------------------------------------------------------------------------------------------------------------

std::string calls_csv(const std::vector<StoredCall>& calls) {
  std::string text = csv_line({"requested", "call", "caller", "caller name", "receiver", "receiver name", "media",
                               "status", "reason", "ended by", "accepted", "connected", "ended", "duration ms"});
  for (const auto& [record, events] : calls) {
    text += csv_line({iso_time(record.requested_at), record.call.value(), record.caller.value(), record.caller_name,
                      record.receiver.value(), record.receiver_name, protocol::wire_name(record.media),
                      protocol::wire_name(record.status), word(record.reason), word(record.ended_by),
                      time_or_nothing(record.accepted_at), time_or_nothing(record.connected_at),
                      time_or_nothing(record.ended_at), std::to_string(record.duration.count())});
  }
  return text;
}

std::string call_csv(const StoredCall& call) {
  std::string text = csv_line({"call", "number", "at", "event", "side", "detail"});
  for (const hub::CallEvent& event : call.events) {
    text += csv_line({event.call.value(), std::to_string(event.number), iso_time(event.at), hub::word_of(event.moment),
                      word(event.side), event.detail});
  }
  return text;
}

std::string logins_csv(const std::vector<LoginAttempt>& attempts) {
  std::string text = csv_line({"at", "outcome", "name", "person", "address", "device"});
  for (const LoginAttempt& attempt : attempts) {
    text += csv_line({iso_time(attempt.at), attempt.outcome, attempt.name,
                      attempt.person ? attempt.person->value() : std::string(), attempt.address, attempt.device});
  }
  return text;
}

// ---- text -----------------------------------------------------------------------------------------------------------

std::string calls_text(const std::vector<StoredCall>& calls) {
  if (calls.empty()) return "No calls.\n";
  std::vector<std::vector<std::string>> lines = {
      {"REQUESTED", "CALL", "CALLER", "RECEIVER", "MEDIA", "STATUS", "REASON", "RANG", "LASTED"}};
  for (const auto& [record, events] : calls) {
    lines.push_back({iso_time(record.requested_at), record.call.value(), record.caller_name, record.receiver_name,
                     std::string(protocol::wire_name(record.media)), std::string(protocol::wire_name(record.status)),
                     or_dash(word(record.reason)), or_dash(rang_for(record)),
                     record.connected_at ? spoken_duration(record.duration) : "-"});
  }
  return text_table(lines);
}

std::string call_text(const StoredCall& call) {
  const hub::CallRecord& record = call.record;
  std::vector<std::vector<std::string>> facts = {
      {"Call", record.call.value()},
      {"From", record.caller_name + " (" + record.caller.value() + ")"},
      {"To", record.receiver_name + " (" + record.receiver.value() + ")"},
      {"Media", std::string(protocol::wire_name(record.media))},
      {"Status", std::string(protocol::wire_name(record.status)) + (record.reason ? ", " + word(record.reason) : "") +
                     (record.ended_by ? ", by the " + word(record.ended_by) : "")},
      {"Requested", iso_time(record.requested_at)},
  };
  if (record.accepted_at) facts.push_back({"Accepted", iso_time(*record.accepted_at)});
  if (record.connected_at) facts.push_back({"Connected", iso_time(*record.connected_at)});
  if (record.ended_at) facts.push_back({"Ended", iso_time(*record.ended_at)});
  if (record.connected_at) facts.push_back({"Lasted", spoken_duration(record.duration)});
  std::string text = text_table(facts);
  if (call.events.empty()) return text;
  std::vector<std::vector<std::string>> story = {{"AFTER", "EVENT", "SIDE", "DETAIL"}};
  for (const hub::CallEvent& event : call.events) {
    const Milliseconds after(std::max<std::int64_t>(0, event.at - record.requested_at));
    story.push_back(
        {spoken_duration(after), std::string(hub::word_of(event.moment)), or_dash(word(event.side)), event.detail});
  }
  return text + '\n' + text_table(story);
}

std::string logins_text(const std::vector<LoginAttempt>& attempts) {
  if (attempts.empty()) return "No sign-ins.\n";
  std::vector<std::vector<std::string>> lines = {{"AT", "OUTCOME", "NAME", "PERSON", "ADDRESS", "DEVICE"}};
  for (const LoginAttempt& attempt : attempts) {
    lines.push_back({iso_time(attempt.at), attempt.outcome, or_dash(attempt.name),
                     attempt.person ? attempt.person->value() : "-", or_dash(attempt.address),
                     or_dash(attempt.device)});
  }
  return text_table(lines);
}

}  // namespace

std::optional<Format> format_from(std::string_view word) {
  if (word == "text") return Format::Text;
  if (word == "json") return Format::Json;
  if (word == "csv") return Format::Csv;
  return std::nullopt;
}

std::string_view content_type(Format format) {
  switch (format) {
    case Format::Text: return "text/plain; charset=utf-8";
    case Format::Json: return "application/json";
    case Format::Csv: return "text/csv; charset=utf-8; header=present";
  }
  return {};
}

std::string calls_report(const std::vector<StoredCall>& calls, Format format) {
  switch (format) {
    case Format::Text: return calls_text(calls);
    case Format::Json: return calls_json(calls);
    case Format::Csv: return calls_csv(calls);
  }
  return {};
}

std::string call_report(const StoredCall& call, Format format) {
  switch (format) {
    case Format::Text: return call_text(call);
    case Format::Json: return call_json(call);
    case Format::Csv: return call_csv(call);
  }
  return {};
}

std::string logins_report(const std::vector<LoginAttempt>& attempts, Format format) {
  switch (format) {
    case Format::Text: return logins_text(attempts);
    case Format::Json: return logins_json(attempts);
    case Format::Csv: return logins_csv(attempts);
  }
  return {};
}

}  // namespace parley::report
