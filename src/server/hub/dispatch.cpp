#include "server/hub/dispatch.hpp"

#include <optional>
#include <string>
#include <utility>

#include "core/base/overloaded.hpp"
#include "core/protocol/codec.hpp"
#include "server/hub/admission.hpp"
#include "server/hub/blocks.hpp"
#include "server/hub/chat.hpp"
#include "server/hub/claims.hpp"
#include "server/hub/consent.hpp"
#include "server/hub/departure.hpp"
#include "server/hub/handover.hpp"
#include "server/hub/meetings.hpp"
#include "server/hub/presence.hpp"
#include "server/hub/relay.hpp"
#include "server/hub/state.hpp"
#include "server/hub/turn.hpp"

namespace parley::hub {
namespace {

using protocol::ErrorCode;

void refuse_bad(State& state, Turn& turn, Connection& connection, std::string where, std::string what) {
  refuse(state, turn, connection, {.code = ErrorCode::BadMessage, .where = std::move(where), .what = std::move(what)});
}

// The session takes the message into account at most once. False: it was a repetition, or it was refused.
bool is_due(State& state, Turn& turn, Connection& connection, Session& session, const protocol::Envelope& envelope) {
  if (!protocol::is_command(envelope.message)) return true;
  if (!envelope.sequence) {
    refuse_bad(state, turn, connection, "/seq", "is missing");
    return false;
  }
  switch (session.inbox.receive(*envelope.sequence)) {
    case session::Inbox::Verdict::Fresh: break;
    case session::Inbox::Verdict::Repeated: ++state.totals.stale_dropped; return false;
    case session::Inbox::Verdict::Gap: refuse_bad(state, turn, connection, "/seq", "skips a message"); return false;
  }
  if (const auto up_to = session.inbox.acknowledgement_due()) send(state, turn, connection.id, protocol::Ack{*up_to});
  return true;
}

void dispatch(State& state, Turn& turn, Connection& connection, Session& session, const protocol::Message& message) {
  std::visit(
      Overloaded{
          [&](const protocol::Hello&) { refuse_bad(state, turn, connection, "/type", "comes once, and it has come"); },
          [&](const protocol::CallRequest& request) { request_call(state, turn, session, request); },
          [&](const protocol::CallAnswer& answer) { answer_call(state, turn, session, answer); },
          [&](const protocol::CallEnd& end) {
            if (!end_claimed_call(state, turn, session, end)) end_call(state, turn, session, end);
          },
          [&](const protocol::CallClaim& claim) { claim_call(state, turn, session, claim); },
          [&](const protocol::Offer& offer) { relay_offer(state, turn, session, offer); },
          [&](const protocol::Answer& answer) { relay_answer(state, turn, session, answer); },
          [&](const protocol::IceCandidate& candidate) { relay_candidate(state, turn, session, candidate); },
          [&](const protocol::CallMedia& media) { relay_media(state, turn, session, media); },
          [&](const protocol::CallTake& take) { take_call(state, turn, session, take); },
          [&](const protocol::Chat& line) { pass_line(state, turn, session, line); },
          [&](const protocol::ChatReceipt& receipt) { pass_receipt(state, turn, session, receipt); },
          [&](const protocol::SetPresence& wish) {
            wish_presence(state, turn, *state.people.find(session.person), wish.presence);
          },
          [&](const protocol::Block& order) { block_person(state, turn, session, order); },
          [&](const protocol::RoomJoin& join) { join_meeting(state, turn, session, join); },
          [&](const protocol::RoomLeave& leave) { leave_meeting(state, turn, session, leave); },
          [&](const protocol::Ack& ack) {
            if (!session.outbox.acknowledge(ack.up_to)) {
              refuse_bad(state, turn, connection, "/upTo", "was never sent");
            }
          },
          [&](const protocol::Ping& ping) { send(state, turn, connection.id, protocol::Pong{ping.number}); },
          [](const protocol::Pong&) {},
          [&](const protocol::Bye&) { say_bye(state, turn, session); },
          // What only a server says was refused before.
          [](const protocol::Room&) {},
          [](const protocol::Blocks&) {},
          [](const protocol::ClientId&) {},
          [](const protocol::IceServers&) {},
          [](const protocol::Renamed&) {},
          [](const protocol::PeerList&) {},
          [](const protocol::PeerJoined&) {},
          [](const protocol::PeerLeft&) {},
          [](const protocol::Call&) {},
          [](const protocol::Error&) {},
      },
      message);
}

// Before a session: hello, and what belongs to the connection itself.
void dispatch_unsigned(State& state, Turn& turn, Connection& connection, const protocol::Message& message) {
  constexpr std::uint16_t kNormalClosure = 1000;
  if (const auto* ping = std::get_if<protocol::Ping>(&message)) {
    send(state, turn, connection.id, protocol::Pong{ping->number});
  } else if (std::holds_alternative<protocol::Bye>(message)) {
    turn.emit(CloseSocket{connection.id, kNormalClosure, "bye"});
    forget_connection(state, turn, connection.id);
  } else if (connection.admission != 0) {
    refuse_bad(state, turn, connection, "/type", "must wait for the answer to hello");
  } else if (const auto* hello = std::get_if<protocol::Hello>(&message)) {
    say_hello(state, turn, connection, *hello);
  } else {
    refuse_bad(state, turn, connection, "/type", "must be hello first");
  }
}

}  // namespace

void receive_frame(State& state, Turn& turn, const FrameReceived& event) {
  Connection* connection = state.connections.find(event.connection);
  if (connection == nullptr) return;
  ++state.totals.frames_received;
  Session* session = state.sessions.find(connection->session);
  const bool program = session != nullptr && session->program;
  if (!connection->messages.take(turn.now())) {
    // The message is lost for this socket, so it ends here; a session comes back and sends it again.
    const ConnectionId id = connection->id;
    const Refusal refusal{.code = ErrorCode::RateLimited, .retry_after = connection->messages.wait()};
    if (program) {
      ++state.totals.rate_limited;
    } else {
      refuse(state, turn, *connection, refusal);
    }
    close_connection(state, turn, id, ErrorCode::RateLimited);
    return;
  }
  if (program) return;  // its requests come by HTTP; what it says here means nothing
  const auto envelope = protocol::decode(event.text, state.config.message_limits);
  if (!envelope) {
    const protocol::DecodeError& error = envelope.error();
    refuse(state, turn, *connection, {.code = error.code, .where = error.where, .what = error.what});
    return;
  }
  const protocol::Message& message = envelope.value().message;
  if (!protocol::client_may_send(message)) {
    refuse_bad(state, turn, *connection, "/type", "is for the server to send");
    return;
  }
  if (session == nullptr) {
    dispatch_unsigned(state, turn, *connection, message);
  } else if (is_due(state, turn, *connection, *session, envelope.value())) {
    dispatch(state, turn, *connection, *session, message);
  }
}

}  // namespace parley::hub
