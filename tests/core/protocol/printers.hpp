// How GoogleTest shows the protocol's values: as they stand on the wire, secrets counted.
#pragma once

#include <ostream>

#include "core/protocol/codec.hpp"
#include "core/protocol/message.hpp"
#include "core/protocol/wire_names.hpp"

namespace parley {

template <class Tag>
void PrintTo(const StrongId<Tag>& id, std::ostream* stream) {
  *stream << '"' << id.value() << '"';
}

namespace protocol {

template <class T>
requires std::is_constructible_v<Message, const T&>
void PrintTo(const T& message, std::ostream* stream) { *stream << to_string(Message(message)); }

inline void PrintTo(const Envelope& envelope, std::ostream* stream) { *stream << to_string(envelope); }

inline void PrintTo(const DecodeError& error, std::ostream* stream) { *stream << to_string(error); }

template <class Enum>
requires requires(Enum value) { wire_name(value); }
void PrintTo(const Enum& value, std::ostream* stream) { *stream << wire_name(value); }

}  // namespace protocol
}  // namespace parley
