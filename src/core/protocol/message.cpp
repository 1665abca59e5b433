#include "core/protocol/message.hpp"

#include "core/base/overloaded.hpp"
#include "core/base/visit.hpp"
#include "core/protocol/fields.hpp"

namespace parley::protocol {

const char* type_name(const Message& message) {
  return parley::visit([]<class M>(const M&) { return Fields<M>::kType; }, message);
}

bool is_command(const Message& message) {
  return parley::visit(Overloaded{
                           [](const CallRequest&) { return true; },
                           [](const CallAnswer&) { return true; },
                           [](const CallEnd&) { return true; },
                           [](const CallClaim&) { return true; },
                           [](const Offer&) { return true; },
                           [](const Answer&) { return true; },
                           [](const IceCandidate&) { return true; },
                           [](const Chat&) { return true; },
                           [](const ChatReceipt&) { return true; },
                           [](const SetPresence&) { return true; },
                           [](const RoomJoin&) { return true; },
                           [](const RoomLeave&) { return true; },
                           [](const CallTake&) { return true; },
                           [](const Block&) { return true; },
                           [](const Error& error) { return error.answers.has_value(); },
                           [](const Hello&) { return false; },
                           [](const ClientId&) { return false; },
                           [](const IceServers&) { return false; },
                           [](const Renamed&) { return false; },
                           [](const PeerList&) { return false; },
                           [](const PeerJoined&) { return false; },
                           [](const PeerLeft&) { return false; },
                           [](const Call&) { return false; },
                           [](const CallMedia&) { return false; },
                           [](const Room&) { return false; },
                           [](const Blocks&) { return false; },
                           [](const Ack&) { return false; },
                           [](const Ping&) { return false; },
                           [](const Pong&) { return false; },
                           [](const Bye&) { return false; },
                       },
                       message);
}

namespace {

enum class Sender { Client, Server, Both };

Sender sender_of(const Message& message) {
  return parley::visit(
      Overloaded{
          [](const SetPresence&) { return Sender::Client; }, [](const RoomJoin&) { return Sender::Client; },
          [](const RoomLeave&) { return Sender::Client; },   [](const CallTake&) { return Sender::Client; },
          [](const Block&) { return Sender::Client; },       [](const Room&) { return Sender::Server; },
          [](const Blocks&) { return Sender::Server; },      [](const ChatReceipt&) { return Sender::Both; },
          [](const Hello&) { return Sender::Client; },       [](const CallRequest&) { return Sender::Client; },
          [](const CallAnswer&) { return Sender::Client; },  [](const CallEnd&) { return Sender::Client; },
          [](const CallClaim&) { return Sender::Client; },   [](const ClientId&) { return Sender::Server; },
          [](const PeerList&) { return Sender::Server; },    [](const PeerJoined&) { return Sender::Server; },
          [](const PeerLeft&) { return Sender::Server; },    [](const Call&) { return Sender::Server; },
          [](const IceServers&) { return Sender::Server; },  [](const Renamed&) { return Sender::Server; },
          [](const Error&) { return Sender::Server; },       [](const Offer&) { return Sender::Both; },
          [](const Answer&) { return Sender::Both; },        [](const IceCandidate&) { return Sender::Both; },
          [](const CallMedia&) { return Sender::Both; },     [](const Chat&) { return Sender::Both; },
          [](const Ack&) { return Sender::Both; },           [](const Ping&) { return Sender::Both; },
          [](const Pong&) { return Sender::Both; },          [](const Bye&) { return Sender::Both; },
      },
      message);
}

}  // namespace

bool client_may_send(const Message& message) { return sender_of(message) != Sender::Server; }

bool server_may_send(const Message& message) { return sender_of(message) != Sender::Client; }

}  // namespace parley::protocol
