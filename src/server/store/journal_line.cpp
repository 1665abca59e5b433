#include "server/store/journal_line.hpp"

#include <charconv>
#include <cstdint>
#include <cstdio>

#include <boost/crc.hpp>
#include <nlohmann/json.hpp>

#include "server/store/stored_names.hpp"

namespace parley::store {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kChecksumDigits = 8;

std::string checksum(std::string_view text) {
  boost::crc_32_type crc;
  crc.process_bytes(text.data(), text.size());
  char digits[kChecksumDigits + 1];
  std::snprintf(digits, sizeof digits, "%08x", static_cast<unsigned>(crc.checksum()));
  return digits;
}

template <class T>
void put(Json& json, const char* key, const std::optional<T>& value) {
  if (!value) return;
  if constexpr (std::is_enum_v<T>) {
    json[key] = protocol::wire_name(*value);
  } else {
    json[key] = *value;
  }
}

Json to_json(const hub::CallRecord& record) {
  Json json{{"call", record.call.value()},
            {"version", record.version},
            {"caller", record.caller.value()},
            {"callerName", record.caller_name},
            {"receiver", record.receiver.value()},
            {"receiverName", record.receiver_name},
            {"media", protocol::wire_name(record.media)},
            {"status", protocol::wire_name(record.status)},
            {"requestedAt", record.requested_at},
            {"durationMs", record.duration.count()}};
  put(json, "reason", record.reason);
  put(json, "endedBy", record.ended_by);
  put(json, "acceptedAt", record.accepted_at);
  put(json, "connectedAt", record.connected_at);
  put(json, "endedAt", record.ended_at);
  return json;
}

Json to_json(const hub::CallEvent& event) {
  Json json{{"call", event.call.value()},
            {"number", event.number},
            {"at", event.at},
            {"moment", hub::word_of(event.moment)},
            {"detail", event.detail}};
  put(json, "side", event.side);
  return json;
}

/// Reads members; once one is missing or of another type, `ok` is false and stays so.
struct Reader {
  const Json& json;
  bool ok = true;

  std::string text(const char* key) {
    const auto found = json.find(key);
    ok = ok && found != json.end() && found->is_string();
    return ok ? *found->get_ptr<const std::string*>() : std::string();
  }
  std::int64_t number(const char* key) {
    const auto found = json.find(key);
    ok = ok && found != json.end() && found->is_number_integer();
    return ok ? found->get<std::int64_t>() : 0;
  }
  std::optional<std::int64_t> optional_number(const char* key) {
    return json.contains(key) ? std::optional(number(key)) : std::nullopt;
  }
  template <class Enum>
  Enum word(const char* key) {
    const auto value = from_name<Enum>(text(key));
    ok = ok && value;
    return value.value_or(Enum{});
  }
  template <class Enum>
  std::optional<Enum> optional_word(const char* key) {
    return json.contains(key) ? std::optional(word<Enum>(key)) : std::nullopt;
  }
};

std::optional<Entry> read_record(const Json& json) {
  Reader in{json};
  hub::CallRecord record;
  record.call = CallId(in.text("call"));
  record.version = static_cast<std::uint32_t>(in.number("version"));
  record.caller = PersonId(in.text("caller"));
  record.caller_name = in.text("callerName");
  record.receiver = PersonId(in.text("receiver"));
  record.receiver_name = in.text("receiverName");
  record.media = in.word<protocol::Media>("media");
  record.status = in.word<protocol::CallStatus>("status");
  record.reason = in.optional_word<protocol::EndReason>("reason");
  record.ended_by = in.optional_word<protocol::Side>("endedBy");
  record.requested_at = in.number("requestedAt");
  record.accepted_at = in.optional_number("acceptedAt");
  record.connected_at = in.optional_number("connectedAt");
  record.ended_at = in.optional_number("endedAt");
  record.duration = Milliseconds(in.number("durationMs"));
  if (!in.ok) return std::nullopt;
  return record;
}

std::optional<Entry> read_event(const Json& json) {
  Reader in{json};
  hub::CallEvent event;
  event.call = CallId(in.text("call"));
  event.number = static_cast<std::uint32_t>(in.number("number"));
  event.at = in.number("at");
  const auto moment = moment_from(in.text("moment"));
  event.side = in.optional_word<protocol::Side>("side");
  event.detail = in.text("detail");
  if (!in.ok || !moment) return std::nullopt;
  event.moment = *moment;
  return event;
}

}  // namespace

std::string journal_line(const Entry& entry) {
  const Json json = std::visit([](const auto& value) { return to_json(value); }, entry);
  const std::string text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  return checksum(text) + ' ' + text + '\n';
}

std::optional<Entry> read_journal_line(std::string_view line) {
  if (line.size() <= kChecksumDigits + 1 || line[kChecksumDigits] != ' ') return std::nullopt;
  const std::string_view text = line.substr(kChecksumDigits + 1);
  if (checksum(text) != line.substr(0, kChecksumDigits)) return std::nullopt;
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  return json.contains("moment") ? read_event(json) : read_record(json);
}

}  // namespace parley::store
