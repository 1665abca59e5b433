#include "server/store/journal_line.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <utility>

#include <boost/crc.hpp>
#include <nlohmann/json.hpp>

#include "core/protocol/json_writer.hpp"
#include "server/store/stored_names.hpp"
#include "server/store/text_fit.hpp"

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

/// Written without building a tree: this is on the way of every ring.
class LineWriter {
 public:
  LineWriter() { json_.begin_object(); }

  LineWriter& text(std::string_view key, std::string_view value) {
    json_.key(key);
    json_.string(fit(value, std::string::npos));  // what is not UTF-8 could not be read back
    return *this;
  }
  LineWriter& number(std::string_view key, std::int64_t value) {
    json_.key(key);
    json_.number(static_cast<std::uint64_t>(std::max<std::int64_t>(0, value)));
    return *this;
  }
  LineWriter& number(std::string_view key, const std::optional<std::int64_t>& value) {
    return value ? number(key, *value) : *this;
  }
  template <class Enum>
  LineWriter& word(std::string_view key, const std::optional<Enum>& value) {
    return value ? text(key, protocol::wire_name(*value)) : *this;
  }
  std::string take() {
    json_.end_object();
    return std::move(json_).take();
  }

 private:
  protocol::JsonWriter json_{512};
};

std::string json_of(const hub::CallRecord& record) {
  return LineWriter()
      .text("call", record.call.value())
      .number("version", record.version)
      .text("caller", record.caller.value())
      .text("callerName", record.caller_name)
      .text("receiver", record.receiver.value())
      .text("receiverName", record.receiver_name)
      .text("media", protocol::wire_name(record.media))
      .text("status", protocol::wire_name(record.status))
      .word("reason", record.reason)
      .word("endedBy", record.ended_by)
      .number("requestedAt", record.requested_at)
      .number("acceptedAt", record.accepted_at)
      .number("connectedAt", record.connected_at)
      .number("endedAt", record.ended_at)
      .number("durationMs", record.duration.count())
      .take();
}

std::string json_of(const hub::CallEvent& event) {
  return LineWriter()
      .text("call", event.call.value())
      .number("number", event.number)
      .number("at", event.at)
      .text("moment", hub::word_of(event.moment))
      .word("side", event.side)
      .text("detail", event.detail)
      .take();
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
  const std::string text = std::visit([](const auto& value) { return json_of(value); }, entry);
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
