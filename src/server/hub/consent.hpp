// Who asked, who rings, who accepted, who ended: every change of a call's status.
// Not its business: who is told, and how (telling.hpp), and what the two sides negotiate (relay.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/base/result.hpp"
#include "core/protocol/message.hpp"
#include "server/hub/call_entry.hpp"
#include "server/hub/people.hpp"
#include "server/hub/sessions.hpp"

namespace parley::hub {

struct State;
class Turn;

// ---- what clients of `/ws` ask for ----
void request_call(State& state, Turn& turn, Session& session, const protocol::CallRequest& request);
void answer_call(State& state, Turn& turn, Session& session, const protocol::CallAnswer& answer);
void end_call(State& state, Turn& turn, Session& session, const protocol::CallEnd& end);

// ---- what happens by itself ----

/// Nobody answered in time.
void ring_out(State& state, Turn& turn, const CallId& call);

/// A session is gone for good, and no longer among its person's. `on_purpose`: it left, and was not lost.
void leave_call(State& state, Turn& turn, const Session& session, bool on_purpose);

/// The server stops. Calls that ring end; calls that are ongoing are claimed from the server that follows.
void end_dialling_calls(State& state, Turn& turn);

// ---- what others build on ----

/// What a ring is asked with.
struct RingWish {
  protocol::Media media = protocol::Media::Video;
  std::optional<MessageId> request{};  ///< of `/ws`
  std::string offer{};                 ///< of `/ws`; dropped where the media run through the media server
  SessionId meeting{};                 ///< the session that alone is to ring; empty: all that can
};

/// Why nobody rings. Nothing was changed, but that a busy receiver's call is in the record.
struct RingRefusal {
  protocol::ErrorCode code{};
  std::optional<Milliseconds> retry_after{};
  CallId call{};  ///< busy or do-not-disturb: as it is recorded
};

/// Rings the receiver for this session's person; or, if the receiver is ringing him right now, accepts that call.
Result<CallEntry*, RingRefusal> ring(State& state, Turn& turn, Session& session, PersonEntry& receiver,
                                     const RingWish& wish);

/// Dialling -> Ongoing, in this session of the receiver.
void accept_call(State& state, Turn& turn, CallEntry& call, Session& session, protocol::Media with);

/// Puts a live call into the table and makes both persons busy. Nobody is told yet.
CallEntry& begin_call(State& state, Turn& turn, CallEntry call);

/// Live -> terminal: told to both sides, recorded, kept readable for a while.
void finish_call(State& state, Turn& turn, CallEntry& call, protocol::CallStatus status, protocol::EndReason reason,
                 std::optional<protocol::Side> by);

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
