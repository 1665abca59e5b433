// Who asked, who rings, who accepted, who ended: every change of a call's status, and who is told of it.
// Not its business: what the two sides negotiate (relay.hpp).
#pragma once

#include <cstdint>
#include <optional>

#include "core/protocol/message.hpp"
#include "server/hub/call_entry.hpp"
#include "server/hub/sessions.hpp"

namespace parley::hub {

struct State;
class Turn;

// ---- what clients ask for ----
void request_call(State& state, Turn& turn, Session& session, const protocol::CallRequest& request);
void answer_call(State& state, Turn& turn, Session& session, const protocol::CallAnswer& answer);
void end_call(State& state, Turn& turn, Session& session, const protocol::CallEnd& end);

// ---- what happens by itself ----

/// Nobody answered in time.
void ring_out(State& state, Turn& turn, const CallId& call);

/// A session is gone for good, and no longer among its person's.
void leave_call(State& state, Turn& turn, const Session& session);

/// The server stops. Calls that ring end; calls that are ongoing are claimed from the server that follows.
void end_dialling_calls(State& state, Turn& turn);

// ---- what others build on ----

/// Puts a live call into the table and makes both persons busy. Nobody is told yet.
CallEntry& begin_call(State& state, Turn& turn, CallEntry call);

/// Live -> terminal: told to both sides, recorded, kept readable for a while.
void finish_call(State& state, Turn& turn, CallEntry& call, protocol::CallStatus status, protocol::EndReason reason,
                 std::optional<protocol::Side> by);

/// Sends the call as it is now to the bound sessions; a receiver who has not answered hears it in all sessions.
void tell_call(State& state, Turn& turn, const CallEntry& call);

/// Sends the call to one session of a side.
void tell_session(State& state, Turn& turn, const CallEntry& call, protocol::Side side, Session& session);

/// Everything about calls that a session must know after it signed in or came back. `Resumed` sessions have had the
/// negotiation by replay.
void tell_calls(State& state, Turn& turn, Session& session, protocol::Outcome outcome);

/// Writes the record of the call as it is now.
void record_call(Turn& turn, const CallEntry& call);

/// The side on which this session may speak in this call. Otherwise it is refused: a third party and an unknown call are
/// the same to it (no-such-call), an ended one is call-over, a session that is not bound is not-allowed.
struct Standing {
  CallEntry* call = nullptr;
  protocol::Side side{};
};
std::optional<Standing> standing_in(State& state, Turn& turn, Session& session, const CallId& call,
                                    const std::optional<MessageId>& answers);

}  // namespace parley::hub
