// One valid message of each type, with every field and with the least; and short ways to make the parts of messages.
#pragma once

#include <string>
#include <vector>

#include "core/protocol/message.hpp"

namespace parley::protocol {

Person person(const std::string& id, const std::string& name);

/// A session description as short as one can be.
std::string description();

/// A call that rings, as its caller sees it.
Call ringing_call();

/// The message in an envelope, numbered 1 if it is a command.
Envelope numbered(Message message);

/// At least two of each type: with all optional fields, and with none.
std::vector<Envelope> sample_messages();

}  // namespace parley::protocol
