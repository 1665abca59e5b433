// The story of a call: its events, numbered, for whoever asks later what happened to it. Emitted after the record that they
// belong to. Not its business: what happens (consent.hpp, relay.hpp).
#pragma once

#include <optional>
#include <string>

#include "core/protocol/message.hpp"
#include "server/hub/call_entry.hpp"
#include "server/hub/effect.hpp"

namespace parley::hub {

struct State;
class Turn;

void note_call(Turn& turn, CallEntry& call, CallMoment moment, std::optional<protocol::Side> side = {},
               std::string detail = {});

/// A side reports this quality. Noted when it changed, at most once in five seconds; what was held back is noted later.
void note_quality(Turn& turn, CallEntry& call, protocol::Side side);

/// The call is over: what was held back, and why it ended.
void note_end(Turn& turn, CallEntry& call);

/// A session lost its socket or came back: noted if a live call is bound to it.
void note_session(State& state, Turn& turn, const Session& session, CallMoment moment);

/// The call was known to an earlier process, which has numbered events of it that nobody here knows.
void number_after_restart(const Turn& turn, CallEntry& call);

}  // namespace parley::hub
