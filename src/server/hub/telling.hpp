// Who hears of a call, and how: sessions of `/ws` get the whole call after each change, programs an event when its status
// changes. Not its business: what changes (consent.hpp).
#pragma once

#include "core/protocol/message.hpp"
#include "server/hub/call_entry.hpp"
#include "server/hub/sessions.hpp"

namespace parley::hub {

struct State;
class Turn;

// ---- sessions of `/ws` ----

/// Sends the call as it is now to the bound sessions; a receiver who has not answered hears it in all sessions that ring.
void tell_call(State& state, Turn& turn, const CallEntry& call);

/// An answered call to the other sessions of both persons: those that rang stop, and each knows that it could go on with the call
/// (handover.hpp). Once the call is over, to those of them that believe it to live.
void tell_elsewhere(State& state, Turn& turn, const CallEntry& call);

/// Sends the call to one session of a side.
void tell_session(State& state, Turn& turn, const CallEntry& call, protocol::Side side, Session& session);

/// Everything about calls that a session must know after it signed in or came back. `Resumed` sessions have had the
/// negotiation by replay.
void tell_calls(State& state, Turn& turn, Session& session, protocol::Outcome outcome);

// ---- programs ----

/// The status has just become what it is: INCOMING_CALL to the receiver, ACCEPT_CALL and DECLINE_CALL to the caller, END_CALL to
/// both, and to a program whose ringing stops since its person answered elsewhere.
void tell_programs(State& state, Turn& turn, const CallEntry& call);

/// A program's socket is there, maybe again: what it must know of the calls that live, or that ended meanwhile.
void tell_program_again(State& state, Turn& turn, Session& session);

/// The program has had the end of this call in the answer to its request: no event tells it once more.
void forget_told(Session& session, const CallId& call);

}  // namespace parley::hub
