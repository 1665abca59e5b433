// Random valid messages from a seed: every field of every message, by the same descriptions that the codec uses.
#pragma once

#include <cstdint>

#include "core/protocol/message.hpp"

namespace parley::protocol {

/// The same seed makes the same message on every machine. Commands are numbered.
Envelope random_message(std::uint64_t seed);

}  // namespace parley::protocol
