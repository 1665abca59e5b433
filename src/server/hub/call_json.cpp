#include "server/hub/call_json.hpp"

#include <optional>
#include <utility>

#include "core/protocol/wire_names.hpp"

namespace parley::hub {
namespace {

using protocol::JsonWriter;

/// Why a call came to nothing, as a word.
std::optional<std::string_view> cause_of(const CallView& call) {
  if (call.status != protocol::CallStatus::Error && call.status != protocol::CallStatus::Missed) return std::nullopt;
  if (call.refused) return protocol::wire_name(*call.refused);
  if (call.reason) return protocol::wire_name(*call.reason);
  return std::nullopt;
}

}  // namespace

void write_user(JsonWriter& writer, const User& user) {
  writer.begin_object();
  writer.key("name");
  writer.string(user.name);
  writer.key("id");
  writer.string(user.id.value());
  writer.key("location");
  writer.string(user.location);
  writer.end_object();
}

void write_call_members(JsonWriter& writer, const CallView& call) {
  writer.key("id");
  writer.string(call.id.value());
  writer.key("caller");
  write_user(writer, call.caller);
  writer.key("receiver");
  write_user(writer, call.receiver);
  writer.key("status");
  writer.string(protocol::wire_name(call.status));
  if (const auto cause = cause_of(call)) {
    writer.key("errMsg");
    writer.string(*cause);
  }
}

std::string call_json(const CallView& call) {
  JsonWriter writer;
  writer.begin_object();
  write_call_members(writer, call);
  writer.end_object();
  return std::move(writer).take();
}

std::string users_json(const std::vector<User>& users) {
  JsonWriter writer(64 * (users.size() + 1));
  writer.begin_array();
  for (const User& user : users) write_user(writer, user);
  writer.end_array();
  return std::move(writer).take();
}

std::string call_event_json(std::string_view type, const CallView& call) {
  JsonWriter writer;
  writer.begin_object();
  writer.key("type");
  writer.string(type);
  writer.key("call");
  writer.begin_object();
  write_call_members(writer, call);
  writer.end_object();
  writer.end_object();
  return std::move(writer).take();
}

}  // namespace parley::hub
