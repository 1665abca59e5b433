// A hub with a directory, a clock that a test moves, and clients that speak by the real codec. After every event the hub's
// invariants are checked.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "core/protocol/message.hpp"
#include "core/session/delivery.hpp"
#include "server/hub/config.hpp"
#include "server/hub/directory.hpp"
#include "server/hub/effect.hpp"
#include "server/hub/event.hpp"
#include "server/hub/hub.hpp"

namespace parley::hub::test {

using namespace std::chrono_literals;

class World;

/// One tab: what it has received, and the numbers of its commands. It can lose its socket and come back.
class Client {
 public:
  Client(World& world, std::string address) : world_(world), address_(std::move(address)) {}

  // ---- its socket ----
  void connect(const std::string& cookie = {});
  void set_device(std::string device) { device_ = std::move(device); }
  void lose_socket();
  bool is_open() const { return connection_ != 0; }
  ConnectionId connection() const { return connection_; }
  std::optional<std::uint16_t> close_code() const { return close_code_; }

  // ---- what it says ----
  void hello(std::optional<std::string> name = {});
  void sign_in(
      std::optional<std::string> token);  ///< to an account: with a login's token, or with the handshake's cookie
  void resume();                          ///< over a new socket, with the last number seen
  void reload();                          ///< over a new socket, with the token alone
  void say(protocol::Message message);    ///< numbered if it is a command
  void say_raw(std::string text);
  void repeat_last();  ///< the last command again, with its old number

  /// Rings by name or id and gives the request's id.
  MessageId ring_name(const std::string& name, protocol::Media media = protocol::Media::Video);
  MessageId ring(const Client& other, protocol::Media media = protocol::Media::Video);
  void accept(const CallId& call, std::optional<protocol::Media> media = {});
  void decline(const CallId& call);
  void end(const CallId& call, protocol::EndCause cause = protocol::EndCause::HangUp);
  void claim(const CallId& call, protocol::Side side, const PersonId& me, const PersonId& other,
             std::uint32_t version = 2, protocol::Generation generation = 1);
  void offer(const CallId& call, protocol::Generation generation, bool fresh = false);
  void answer(const CallId& call, protocol::Generation generation);
  void candidate(const CallId& call, protocol::Generation generation, const std::string& text = "candidate:1");
  void media(const CallId& call, std::uint32_t version, bool connected = false,
             std::optional<protocol::Quality> quality = {});

  // ---- what it has heard ----
  template <class T>
  std::vector<T> all() const {
    std::vector<T> found;
    for (const protocol::Envelope& envelope : heard_) {
      if (const T* message = std::get_if<T>(&envelope.message)) found.push_back(*message);
    }
    return found;
  }
  template <class T>
  std::optional<T> last() const {
    const auto found = all<T>();
    if (found.empty()) return std::nullopt;
    return found.back();
  }
  template <class T>
  std::size_t count() const {
    return all<T>().size();
  }
  /// Names of the messages heard, in order.
  std::vector<std::string> types() const;
  std::optional<protocol::ErrorCode> last_error() const;
  void forget_heard() { heard_.clear(); }

  PersonId id() const { return you_.id; }
  const protocol::Person& you() const { return you_; }
  const std::string& token() const { return token_; }
  MessageId last_request() const { return MessageId("m" + std::to_string(messages_)); }

 private:
  friend class World;
  void hear(const std::string& text);
  MessageId next_id() { return MessageId("m" + std::to_string(++messages_)); }

  World& world_;
  std::string address_;
  std::string device_;
  ConnectionId connection_ = 0;
  std::optional<std::uint16_t> close_code_;
  std::vector<protocol::Envelope> heard_;
  protocol::Person you_;
  std::string token_;
  session::Inbox inbox_;
  protocol::Sequence next_sequence_ = 1;
  std::string last_command_;
  unsigned messages_ = 0;
};

/// An event that a program heard.
struct Heard {
  std::string type;    ///< "INCOMING_CALL" for example
  std::string status;  ///< of its call
  std::string text;    ///< all of it
};

/// A handshake, of which a test names what matters to it.
struct Wish {
  std::string name;
  std::optional<PersonId> id = {};
  std::string location = {};
  std::optional<PersonId> actor = {};
  LoginId login = {};

  operator Admit() const {
    return Admit{name, id, location, {}, actor, login, {}};
  }  // NOLINT(google-explicit-constructor)
};

/// A program of the call API: its socket hears events, and it asks by questions.
class Program {
 public:
  Program(World& world, Admitted admitted) : world_(world), admitted_(std::move(admitted)) {}

  void connect();
  void lose_socket() { close(false); }
  void leave() { close(true); }
  bool is_open() const { return connection_ != 0; }
  ConnectionId connection() const { return connection_; }
  std::optional<std::uint16_t> close_code() const { return close_code_; }

  const PersonId& id() const { return admitted_.user.id; }
  const std::string& name() const { return admitted_.user.name; }
  const std::string& token() const { return admitted_.token; }
  const SessionId& session() const { return admitted_.session; }

  /// The answers to requests, as this program's person.
  Reply start(const PersonId& receiver);
  Reply answer(const CallId& call, bool accept);
  Reply end(const CallId& call);

  const std::vector<Heard>& events() const { return events_; }
  std::vector<std::string> event_types() const;
  void forget_events() { events_.clear(); }

 private:
  friend class World;
  void close(bool orderly);

  World& world_;
  Admitted admitted_;
  ConnectionId connection_ = 0;
  std::optional<std::uint16_t> close_code_;
  std::vector<Heard> events_;
};

class World {
 public:
  explicit World(Config config = {});

  /// A client with a socket that has said nothing.
  Client& connect(const std::string& address = "192.0.2.1");
  /// A client that is signed in under this name; presence has been told.
  Client& join(const std::string& name);
  /// Another session of the same person, as an account's token gives it.
  Client& join_as(const Client& other);

  /// An account whose login has the token "l-NAME": its name is reserved.
  void add_account(const std::string& name, const std::vector<PersonId>& blocked = {});
  static PersonId account_id(const std::string& name) { return PersonId("p-account-" + name); }
  static LoginId login_of(const std::string& name) { return LoginId("login-" + name); }
  /// A client that is signed in to this account.
  Client& sign_in(const std::string& name, const std::string& device = {});

  // ---- the call API ----
  Reply ask(Question question);
  template <class T>
  T ask_for(Question question) {
    const Reply reply = ask(std::move(question));
    const T* found = std::get_if<T>(&reply);
    EXPECT_NE(found, nullptr) << "another kind of answer";
    return found == nullptr ? T{} : *found;
  }
  std::optional<Refused> refusal(Question question);
  /// A program with its socket; the id is issued if none is wished.
  Program& admit(const std::string& name, std::optional<PersonId> id = {});
  Program& admit(Admit admit);

  /// Lets this much time pass, every deadline at its instant.
  void pass(Milliseconds time);
  /// Whatever is due now.
  void settle() { pass(0ms); }
  void handle(const Event& event);
  void stop(Milliseconds come_back = 2000ms) { handle(Stopping{come_back}); }
  /// The process ends without a word and starts again with another epoch: all sockets are lost.
  void restart();
  /// Everybody closes the socket, and time passes until nothing is left to forget.
  void end();

  Instant now() const { return now_; }
  Hub& hub() { return *hub_; }
  Stats stats() const { return hub_->stats(); }
  MemoryDirectory& directory() { return directory_; }
  const std::vector<CallRecord>& records() const { return records_; }
  /// The statuses written for a call, in order.
  std::vector<protocol::CallStatus> statuses(const CallId& call) const;
  /// The story of a call: "requested", "delivered 1", "answered video" and so on.
  std::vector<std::string> story(const CallId& call) const;
  const std::vector<CallEvent>& notes() const { return notes_; }
  const std::vector<Effect>& last_effects() const { return last_effects_; }
  /// Counts something (allocations, say) inside the hub alone: what the probe grew by is added to `probed`.
  std::size_t (*probe)() = nullptr;
  std::size_t probed = 0;

  /// Answers the directory's questions itself instead of MemoryDirectory: nothing is answered.
  void mute_directory() { directory_muted_ = true; }

 private:
  void apply(const Event& event, std::vector<Event>& queue);
  void carry_out(const Effect& effect, std::vector<Event>& queue);
  bool knows(const std::string& token) const { return account_.has_value() || accounts_.contains(token); }
  Client* client_of(ConnectionId connection);
  Program* program_of(ConnectionId connection);

  friend class Client;
  friend class Program;
  Config config_;
  std::unique_ptr<Hub> hub_;
  MemoryDirectory directory_;
  std::vector<std::unique_ptr<Client>> clients_;
  std::vector<std::unique_ptr<Program>> programs_;
  std::vector<CallRecord> records_;
  std::vector<CallEvent> notes_;
  std::map<RequestId, Reply> replies_;
  std::vector<Effect> last_effects_;
  std::optional<CredentialVerified> account_;           ///< whom the next unknown token belongs to
  std::map<std::string, CredentialVerified> accounts_;  ///< by token
  Instant now_{1'000'000ms};
  std::int64_t wall_ = 1'700'000'000'000;
  std::uint64_t entropy_ = 0;
  ConnectionId last_connection_ = 0;
  RequestId last_request_ = 0;
  unsigned epochs_ = 0;
  bool directory_muted_ = false;
};

/// Ada has rung, and Bob is asked.
CallId ringing_call(Client& caller, Client& receiver, protocol::Media media = protocol::Media::Video);
/// Bob has accepted and answered Ada's offer.
CallId ongoing_call(Client& caller, Client& receiver);
/// Both have reported the other's media.
CallId connected_call(Client& caller, Client& receiver);

}  // namespace parley::hub::test
