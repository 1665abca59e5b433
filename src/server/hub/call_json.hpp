// Calls and people as the call API shows them, in answers and in events alike. The objects of `/ws` are core/protocol's.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/protocol/json_writer.hpp"
#include "server/hub/question.hpp"

namespace parley::hub {

/// `{ "name", "id", "location" }`
void write_user(protocol::JsonWriter& writer, const User& user);

/// `"id", "caller", "receiver", "status", "errMsg"?` as members of an object that the caller has begun. `errMsg` is there with
/// ERROR and MISSED: the word of the cause, "busy" for example.
void write_call_members(protocol::JsonWriter& writer, const CallView& call);

std::string call_json(const CallView& call);
std::string users_json(const std::vector<User>& users);

/// `{ "type", "call" }`: what a program hears of, "INCOMING_CALL" for example.
std::string call_event_json(std::string_view type, const CallView& call);

}  // namespace parley::hub
