#include "core/protocol/check.hpp"

#include <concepts>
#include <cstdint>
#include <utility>
#include <vector>

#include "core/base/visit.hpp"
#include "core/protocol/fields.hpp"
#include "core/protocol/path.hpp"
#include "core/protocol/text_rule.hpp"
#include "core/protocol/wire_names.hpp"

namespace parley::protocol {
namespace {

/// Visits the fields of a message and keeps the first error.
class Checker {
 public:
  explicit Checker(const Limits& limits) : limits_(limits) {}

  const Limits& limits() const { return limits_; }
  std::optional<DecodeError> take_error() && { return std::move(error_); }

  template <class T, class... Rule>
  void required(const char* key, const T& value, Rule... rule) {
    if (error_) return;
    path_.enter(key);
    judge(value, rule...);
    path_.leave();
  }

  template <class T, class... Rule>
  void optional(const char* key, const std::optional<T>& value, Rule... rule) {
    if (value) required(key, *value, rule...);
  }

  template <class T, class... Rule>
  void unless_default(const char* key, const T& value, Rule... rule) {
    required(key, value, rule...);
  }

  template <class T>
  void nullable(const char* key, const std::optional<T>& value) {
    optional(key, value);
  }

  template <class T, class... Rule>
  void list(const char* key, const std::vector<T>& values, std::uint32_t max, Rule... rule) {
    if (error_) return;
    path_.enter(key);
    if (values.size() > max) {
      fail(ErrorCode::TooLarge,
           "has " + std::to_string(values.size()) + " entries, at most " + std::to_string(max) + " are allowed");
    }
    for (std::size_t index = 0; index < values.size() && !error_; ++index) {
      path_.enter(index);
      judge(values[index], rule...);
      path_.leave();
    }
    path_.leave();
  }

  /// What is wrong with the message at `key` for a reason that lies in several fields.
  void refuse(const char* key, const char* what) {
    if (error_) return;
    path_.enter(key);
    fail(ErrorCode::BadMessage, what);
    path_.leave();
  }

 private:
  void judge(const std::string& text, Text kind) {
    if (auto problem = check_text(kind, text, limits_)) fail(problem->code, std::move(problem->what));
  }

  template <class Tag>
  void judge(const StrongId<Tag>& id) {
    judge(id.value(), Text::Id);
  }

  template <std::integral Number>
  void judge(Number number, Range range) {
    // A negative number becomes a huge one here, which no range holds.
    check_range(static_cast<std::uint64_t>(number), range);
  }
  void judge(Milliseconds duration, Range range) { check_range(static_cast<std::uint64_t>(duration.count()), range); }

  void judge(bool) {}

  template <Enumeration Enum>
  void judge(const Enum& value) {
    if (static_cast<std::size_t>(value) >= wire_names<Enum>().size()) fail(ErrorCode::BadMessage, "is no known value");
  }

  template <class T>
  void judge(const T& object) {
    Fields<T>::visit(*this, object);
  }

  void check_range(std::uint64_t number, Range range) {
    if (number >= range.min && number <= range.max) return;
    fail(ErrorCode::BadMessage,
         "must be a whole number from " + std::to_string(range.min) + " to " + std::to_string(range.max));
  }

  void fail(ErrorCode code, std::string what) { error_ = DecodeError{code, path_.pointer(), std::move(what)}; }

  const Limits& limits_;
  Path path_;
  std::optional<DecodeError> error_;
};

// What the fields of one message say together.

template <class M>
void check_together(Checker&, const M&) {}

void check_servers(Checker& checker, const std::vector<IceServer>& servers) {
  for (const IceServer& server : servers) {
    if (server.urls.empty()) checker.refuse("iceServers", "has a server without urls");
    if (server.username.empty() != server.credential.empty()) {
      checker.refuse("iceServers", "has a server with only one of username and credential");
    }
  }
}

void check_together(Checker& checker, const ClientId& client) { check_servers(checker, client.ice_servers); }
void check_together(Checker& checker, const IceServers& message) { check_servers(checker, message.servers); }

void check_together(Checker& checker, const CallRequest& request) {
  if (request.to && request.name) checker.refuse("name", "must be left out where to is given");
  if (!request.to && !request.name) checker.refuse("to", "is missing, and so is name");
}

void check_together(Checker& checker, const Call& call) {
  const bool terminal = is_terminal(call.status);
  const bool dialling = call.status == CallStatus::Dialling;
  if (terminal && !call.reason) checker.refuse("reason", "is missing in a call that is over");
  if (!terminal && call.reason) checker.refuse("reason", "is only for a call that is over");
  if (call.reason && status_of(*call.reason) != call.status) checker.refuse("reason", "does not go with this status");
  if (!terminal && call.ended_by) checker.refuse("endedBy", "is only for a call that is over");
  if (dialling && call.accepted) checker.refuse("accepted", "is only for a call that was accepted");
  if (call.status == CallStatus::Ongoing && !call.accepted) checker.refuse("accepted", "is missing in an ongoing call");
  if (!dialling && call.asked) checker.refuse("asked", "is only for a call that rings");
  if (!dialling && call.ring_left) checker.refuse("ringLeftMs", "is only for a call that rings");
  if (!call.elsewhere && call.device) checker.refuse("device", "is only for a call that was answered elsewhere");
  if (dialling && call.elapsed) checker.refuse("elapsedMs", "is only for a call that was accepted");
}

void check_together(Checker& checker, const CallAnswer& answer) {
  if (!answer.accept && answer.media) checker.refuse("media", "is only for an answer that accepts");
}

void check_together(Checker& checker, const CallMedia& media) {
  if (media.fresh && !media.restart) checker.refuse("fresh", "is only for a message that asks to restart");
}

void check_together(Checker& checker, const Chat& chat) {
  if (chat.to && chat.call) checker.refuse("callId", "must be left out where to is given");
}

void check_together(Checker& checker, const ChatReceipt& receipt) {
  if (!receipt.to && !receipt.from) checker.refuse("to", "is missing, and so is from");
}

void check_together(Checker& checker, const SetPresence& wish) {
  if (wish.presence == Presence::Busy) checker.refuse("presence", "is for the server to say");
}

void check_together(Checker& checker, const Room& room) {
  const bool meeting = room.state == RoomState::Meeting;
  if (meeting && !room.other) checker.refuse("other", "is missing in a meeting");
  if (!meeting && room.other) checker.refuse("other", "is only for a meeting");
  if (!meeting && room.asks) checker.refuse("asks", "is only for a meeting");
}

}  // namespace

std::optional<DecodeError> check(const Message& message, const Limits& limits) {
  Checker checker(limits);
  parley::visit(
      [&]<class M>(const M& alternative) {
        Fields<M>::visit(checker, alternative);
        check_together(checker, alternative);
      },
      message);
  return std::move(checker).take_error();
}

std::optional<DecodeError> check(const Envelope& envelope, const Limits& limits) {
  const bool command = is_command(envelope.message);
  Checker checker(limits);
  if (command && !envelope.sequence) checker.refuse("seq", "is missing in a command");
  if (!command && envelope.sequence) checker.refuse("seq", "is only for commands");
  checker.optional("seq", envelope.sequence, kSequence);
  if (auto error = std::move(checker).take_error()) return error;
  return check(envelope.message, limits);
}

}  // namespace parley::protocol
