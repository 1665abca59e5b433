#include "server/hub/trace.hpp"

#include "core/base/overloaded.hpp"
#include "core/protocol/codec.hpp"
#include "core/protocol/wire_names.hpp"

namespace parley::hub {
namespace {

std::string socket(ConnectionId connection) { return "#" + std::to_string(connection); }

std::string frame(const std::string& text) {
  const auto envelope = protocol::decode(text);
  if (envelope) return protocol::to_string(envelope.value());
  return std::to_string(text.size()) + " bytes: " + protocol::to_string(envelope.error());
}

std::string word(protocol::ErrorCode code) { return std::string(protocol::wire_name(code)); }

std::string question_name(const Question& question) {
  return std::visit(
      Overloaded{
          [](const Admit&) { return std::string("admit a program"); },
          [](const WhoIs&) { return std::string("tell whose a token is"); },
          [](const ListUsers&) { return std::string("list the people online"); },
          [](const StartCall& start) { return "call " + start.receiver.value() + " for " + start.caller.value(); },
          [](const AnswerCall& answer) { return (answer.accept ? "accept " : "decline ") + answer.call.value(); },
          [](const EndCall& end) { return "end " + end.call.value() + " for " + end.user.value(); },
          [](const FindCall& find) { return "tell of " + find.call.value() + " to " + find.person.value(); },
          [](const SetBlocked& set) {
            return (set.blocked ? "block " : "unblock ") + set.other.value() + " for " + set.person.value();
          },
          [](const ListBlocked& list) { return "list whom " + list.person.value() + " has blocked"; },
      },
      question);
}

std::string reply_words(const Reply& reply) {
  return std::visit(
      Overloaded{
          [](const Admitted& admitted) { return "a session of " + admitted.user.id.value(); },
          [](const Known& known) { return known.person.value(); },
          [](const Users& users) { return std::to_string(users.users.size()) + " people"; },
          [](const CallView& view) { return view.id.value() + " " + std::string(protocol::wire_name(view.status)); },
          [](const Done&) { return std::string("done"); },
          [](const Refused& refused) { return "a refusal: " + word(refused.code); },
      },
      reply);
}

}  // namespace

std::string to_string(const Event& event) {
  return std::visit(
      Overloaded{
          [](const SocketOpened& opened) { return socket(opened.connection) + " opened from " + opened.address; },
          [](const FrameReceived& received) { return socket(received.connection) + " says " + frame(received.text); },
          [](const SocketClosed& closed) {
            return socket(closed.connection) + (closed.orderly ? " closed in an orderly way" : " closed");
          },
          [](const CredentialVerified& verified) {
            return "sign-in " + std::to_string(verified.admission) + " is of " + verified.person.value();
          },
          [](const CredentialRefused& refused) {
            return "sign-in " + std::to_string(refused.admission) + " refused: " + word(refused.code);
          },
          [](const NameClaimed& claimed) {
            return "sign-in " + std::to_string(claimed.admission) + " has its name as " + claimed.person.value();
          },
          [](const NameRefused& refused) {
            return "sign-in " + std::to_string(refused.admission) + " has not its name: " + word(refused.code);
          },
          [](const NameChanged& changed) { return changed.person.value() + " holds another name"; },
          [](const LoginsEnded& ended) {
            return std::to_string(ended.logins.size()) + " sign-ins are over: " + word(ended.why);
          },
          [](const NameReserved& reserved) { return "a name is reserved for " + reserved.person.value(); },
          [](const BlocksChanged& changed) {
            return changed.person.value() + " has blocked " + std::to_string(changed.blocked.size());
          },
          [](const Asked& asked) {
            return "question " + std::to_string(asked.request) + " to " + question_name(asked.question);
          },
          [](const TimePassed&) { return std::string("time passed"); },
          [](const Stopping& stopping) {
            return "stopping, back in " + std::to_string(stopping.come_back.count()) + " ms";
          },
      },
      event);
}

std::string to_string(const Effect& effect) {
  return std::visit(
      Overloaded{
          [](const SendFrame& send) { return "to " + socket(send.connection) + ": " + frame(*send.frame.text); },
          [](const CloseSocket& close) {
            return "close " + socket(close.connection) + " with " + std::to_string(close.code) + " " + close.reason;
          },
          [](const KeepBlock& order) {
            return "keep that " + order.person.value() + (order.blocked ? " has blocked " : " has not blocked ") +
                   order.other.value();
          },
          [](const Replied& replied) {
            return "question " + std::to_string(replied.request) + " is answered by " + reply_words(replied.reply);
          },
          [](const VerifyCredential& verify) {
            return "whose token has sign-in " + std::to_string(verify.admission) + "?";
          },
          [](const ClaimName& claim) {
            return "claim a name for " + claim.person.value() + " of sign-in " + std::to_string(claim.admission);
          },
          [](const ReserveName& reserve) { return "reserve a name for " + reserve.person.value(); },
          [](const ReleaseName& release) { return "release the name of " + release.person.value(); },
          [](const WriteRecord& write) {
            const CallRecord& record = write.record;
            return "record " + record.call.value() + " version " + std::to_string(record.version) + " " +
                   std::string(protocol::wire_name(record.status)) +
                   (record.reason ? " " + std::string(protocol::wire_name(*record.reason)) : std::string());
          },
          [](const NoteCall& note) {
            const CallEvent& event = note.event;
            return "note " + event.call.value() + " number " + std::to_string(event.number) + " " +
                   std::string(word_of(event.moment)) +
                   (event.side ? " by the " + std::string(protocol::wire_name(*event.side)) : std::string()) +
                   (event.detail.empty() ? "" : ": " + event.detail);
          },
          [](const Log& log) { return "log: " + log.what + (log.detail.empty() ? "" : " " + log.detail); },
      },
      effect);
}

}  // namespace parley::hub
