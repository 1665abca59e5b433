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

}  // namespace

std::string to_string(const Event& event) {
  return std::visit(
      Overloaded{
          [](const SocketOpened& opened) { return socket(opened.connection) + " opened from " + opened.address; },
          [](const FrameReceived& received) { return socket(received.connection) + " says " + frame(received.text); },
          [](const SocketClosed& closed) { return socket(closed.connection) + " closed"; },
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
          [](const VerifyCredential& verify) {
            return "whose token has sign-in " + std::to_string(verify.admission) + "?";
          },
          [](const ClaimName& claim) {
            return "claim a name for " + claim.person.value() + " of sign-in " + std::to_string(claim.admission);
          },
          [](const ReleaseName& release) { return "release the name of " + release.person.value(); },
          [](const WriteRecord& write) {
            const CallRecord& record = write.record;
            return "record " + record.call.value() + " version " + std::to_string(record.version) + " " +
                   std::string(protocol::wire_name(record.status)) +
                   (record.reason ? " " + std::string(protocol::wire_name(*record.reason)) : std::string());
          },
          [](const Log& log) { return "log: " + log.what + (log.detail.empty() ? "" : " " + log.detail); },
      },
      effect);
}

}  // namespace parley::hub
