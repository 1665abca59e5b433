#include "server/hub/state.hpp"

#include <cstdint>
#include <memory>

#include "core/protocol/codec.hpp"
#include "server/hub/story.hpp"

namespace parley::hub {
namespace {

using protocol::ErrorCode;

// What only a broken or a hostile client sends; an honest one may meet a few of them in a race.
bool is_bad(ErrorCode code) {
  return code == ErrorCode::BadMessage || code == ErrorCode::TooLarge || code == ErrorCode::NoSuchCall ||
         code == ErrorCode::NotAllowed || code == ErrorCode::TokenExpired;
}

void count_refusal(State& state, Turn& turn, Connection& connection, ErrorCode code) {
  ++state.totals.messages_refused;
  if (code == ErrorCode::RateLimited) ++state.totals.rate_limited;
  if (!is_bad(code) || connection.bad_messages.take(turn.now())) return;
  ++state.totals.rate_limited;
  turn.log(LogLevel::Warning, "too many bad messages", connection.id);
  close_connection(state, turn, connection.id, ErrorCode::RateLimited);
}

}  // namespace

std::string call_prefix_of(std::string_view epoch) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::uint32_t hash = 2166136261U;  // FNV-1a
  for (const char character : epoch) hash = (hash ^ static_cast<std::uint8_t>(character)) * 16777619U;
  std::string prefix = "c-";
  for (int shift = 28; shift >= 0; shift -= 4) prefix += kDigits[(hash >> shift) & 15U];
  return prefix;
}

void post_command(State& state, Turn& turn, Session& session, std::string text) {
  if (session.program) return;
  if (session.connection != 0) {
    send_frame(state, turn, session.connection, Frame{std::make_shared<const std::string>(text)});
  }
  session.outbox.keep(std::move(text));
}

void post_to_person(State& state, Turn& turn, const PersonEntry& person, const protocol::Message& message) {
  for (const SessionId& id : person.sessions) {
    if (Session* session = state.sessions.find(id)) post(state, turn, *session, message);
  }
}

protocol::Error error_message(const Refusal& refusal) {
  protocol::Error error;
  error.code = refusal.code;
  const std::int64_t wait_ms = refusal.retry_after.value_or(Milliseconds{0}).count();
  error.message = protocol::sentence(refusal.code, {refusal.name, refusal.suggestion, (wait_ms + 999) / 1000});
  if (!refusal.what.empty()) {  // for whoever writes a client
    const std::string where = refusal.where.value_or("");
    error.message = (where.empty() ? "The message" : where) + " " + refusal.what + ".";
  }
  error.answers = refusal.answers;
  error.where = refusal.where;
  error.retry_after = refusal.retry_after;
  if (!refusal.suggestion.empty()) error.suggestion = refusal.suggestion;
  return error;
}

void count_end(State& state, protocol::EndReason reason) {
  ++state.totals.calls_ended;
  ++state.totals.ended_by_reason[static_cast<std::size_t>(reason)];
}

void send_frame(State& state, Turn& turn, ConnectionId connection, const Frame& frame) {
  ++state.totals.frames_sent;
  turn.emit(SendFrame{connection, frame});
}

void send(State& state, Turn& turn, ConnectionId connection, const protocol::Message& message) {
  send_frame(state, turn, connection,
             Frame{std::make_shared<const std::string>(protocol::encode(message, std::nullopt))});
}

void post(State& state, Turn& turn, Session& session, const protocol::Message& message) {
  if (session.program) return;
  if (protocol::is_command(message)) {
    post_command(state, turn, session, protocol::encode(message, session.outbox.next()));
  } else if (session.connection != 0) {
    send(state, turn, session.connection, message);
  }
}

void refuse(State& state, Turn& turn, Connection& connection, const Refusal& refusal) {
  send(state, turn, connection.id, error_message(refusal));
  count_refusal(state, turn, connection, refusal.code);
}

void refuse(State& state, Turn& turn, Session& session, const Refusal& refusal) {
  post(state, turn, session, error_message(refusal));
  if (Connection* connection = state.connections.find(session.connection)) {
    count_refusal(state, turn, *connection, refusal.code);
  }
}

void forget_connection(State& state, Turn& turn, ConnectionId id) {
  Connection* connection = state.connections.find(id);
  if (connection == nullptr) return;
  state.deadlines.cancel(connection->hello_due);
  state.admissions.erase(connection->admission);
  if (Session* session = state.sessions.find(connection->session)) {
    session->connection = 0;
    state.deadlines.cancel(session->relay_due);
    note_session(state, turn, *session, CallMoment::Away);
    session->resume_due = state.deadlines.add(turn.now() + state.config.resume, ResumeDue{session->id});
  }
  state.connections.erase(id);
}

void replace_connection(State& state, Turn& turn, Session& session) {
  const ConnectionId old = session.connection;
  Connection* connection = state.connections.find(old);
  if (connection == nullptr) return;
  post(state, turn, session, protocol::Bye{ErrorCode::Replaced, std::nullopt});
  connection->session = {};  // so that the session does not begin to wait
  session.connection = 0;
  state.deadlines.cancel(session.relay_due);
  close_connection(state, turn, old, ErrorCode::Replaced);
}

void close_connection(State& state, Turn& turn, ConnectionId id, ErrorCode why) {
  constexpr std::uint16_t kPolicyViolation = 1008;  // RFC 6455, section 7.4.1: for rows without a code of ours
  const protocol::ErrorRow& row = protocol::row(why);
  turn.emit(CloseSocket{id, row.close_code == 0 ? kPolicyViolation : row.close_code, std::string(row.wire)});
  forget_connection(state, turn, id);
}

}  // namespace parley::hub
