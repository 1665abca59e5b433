#include "server/hub/chat.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "core/protocol/codec.hpp"
#include "server/hub/blocks.hpp"
#include "server/hub/state.hpp"
#include "server/hub/turn.hpp"

namespace parley::hub {
namespace {

using protocol::ErrorCode;
using protocol::Side;

// A command for many: encoded once, since only its number differs.
class SharedCommand {
 public:
  explicit SharedCommand(const protocol::Message& message) {
    constexpr std::string_view kNumber = "\"seq\":1";
    const std::string text = protocol::encode(message, 1);
    const std::size_t at = text.find(kNumber);
    before_ = text.substr(0, at + kNumber.size() - 1);
    after_ = text.substr(at + kNumber.size());
  }

  std::string numbered(protocol::Sequence number) const { return before_ + std::to_string(number) + after_; }

 private:
  std::string before_;
  std::string after_;
};

void deliver(State& state, Turn& turn, Session& session, const SharedCommand& line) {
  post_command(state, turn, session, line.numbered(session.outbox.next()));
}

// True if the person has a session that hears text.
bool deliver_to_person(State& state, Turn& turn, const PersonEntry& person, const SharedCommand& line) {
  bool heard = false;
  for (const SessionId& id : person.sessions) {
    Session* session = state.sessions.find(id);
    if (session == nullptr || session->program) continue;
    deliver(state, turn, *session, line);
    heard = true;
  }
  return heard;
}

bool hears_text(const State& state, const PersonEntry& person) {
  for (const SessionId& id : person.sessions) {
    const Session* session = state.sessions.find(id);
    if (session != nullptr && !session->program) return true;
  }
  return false;
}

// ---- to whom, or why to nobody ----

// The other side's session in a call that this session is in.
Result<Session*, ErrorCode> other_in_call(State& state, const Session& session, const CallId& id) {
  const CallEntry* call = state.calls.find(id);
  const auto side = call == nullptr ? std::nullopt : call->side_of(session.person);
  if (!side) return Failure{ErrorCode::NoSuchCall};
  const bool in_it = call->status == protocol::CallStatus::Ongoing && call->party(*side).session == session.id;
  if (!in_it) return Failure{ErrorCode::NotInCall};
  Session* other = state.sessions.find(call->party(protocol::other(*side)).session);
  if (other == nullptr || other->program) return Failure{ErrorCode::NotAllowed};
  return other;
}

// Who has blocked the writer is answered for as somebody who left.
Result<const PersonEntry*, ErrorCode> reader_of(const State& state, const PersonId& writer, const PersonId& to) {
  const PersonEntry* reader = state.people.find(to);
  if (reader == nullptr) return Failure{state.departed.knows(to) ? ErrorCode::Offline : ErrorCode::UnknownPerson};
  if (to == writer) return Failure{ErrorCode::SelfCall};
  if (is_hidden(*reader, writer)) return Failure{ErrorCode::Offline};
  if (!hears_text(state, *reader)) return Failure{ErrorCode::NotAllowed};
  return reader;
}

std::optional<Milliseconds> wait_to_address_all(const State& state, const Turn& turn, PersonEntry& writer) {
  if (!writer.lines_to_all) {
    writer.lines_to_all.emplace(state.config.lines_to_all_per_second, state.config.lines_to_all_burst, turn.now());
  }
  if (writer.lines_to_all->take(turn.now())) return std::nullopt;
  return writer.lines_to_all->wait();
}

void pass_to_all(State& state, Turn& turn, const PersonEntry& writer, const SharedCommand& line) {
  for (const auto& [id, reader] : state.people) {
    // Hidden either way: a line would tell somebody that the one who blocked him is here.
    if (is_hidden(reader, writer.face.id) || is_hidden(writer, id)) continue;
    deliver_to_person(state, turn, reader, line);
  }
}

}  // namespace

void pass_line(State& state, Turn& turn, Session& session, const protocol::Chat& line) {
  PersonEntry& writer = *state.people.find(session.person);
  protocol::Chat stamped = line;
  stamped.from = session.person;
  stamped.sent_at = turn.wall();
  const auto refused = [&](ErrorCode code, std::optional<Milliseconds> retry_after = {}) {
    refuse(state, turn, session, {.code = code, .answers = line.id, .retry_after = retry_after});
  };
  if (line.call) {
    const auto other = other_in_call(state, session, *line.call);
    if (!other) return refused(other.error());
    post(state, turn, *other.value(), stamped);
    post(state, turn, session, stamped);
    return;
  }
  if (!line.to) {
    if (const auto wait = wait_to_address_all(state, turn, writer)) return refused(ErrorCode::RateLimited, wait);
    pass_to_all(state, turn, writer, SharedCommand(stamped));  // the writer is one of all
    return;
  }
  const auto reader = reader_of(state, session.person, *line.to);
  if (!reader) return refused(reader.error());
  const SharedCommand command(stamped);
  deliver_to_person(state, turn, *reader.value(), command);
  deliver_to_person(state, turn, writer, command);
}

void pass_receipt(State& state, Turn& turn, const Session& session, const protocol::ChatReceipt& receipt) {
  const protocol::ChatReceipt stamped{receipt.id, std::nullopt, receipt.call, session.person};
  if (receipt.call) {
    const auto writer = other_in_call(state, session, *receipt.call);
    if (writer) return post(state, turn, *writer.value(), stamped);
  } else if (receipt.to) {
    const auto writer = reader_of(state, session.person, *receipt.to);
    if (writer && !is_hidden(*state.people.find(session.person), *receipt.to)) {
      deliver_to_person(state, turn, *writer.value(), SharedCommand(stamped));
      return;
    }
  }
  ++state.totals.stale_dropped;
}

}  // namespace parley::hub
