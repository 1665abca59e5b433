// Bytes drive a hub: sockets come and go, clients say valid and invalid things, programs ask, accounts change, time passes. After every event its
// invariants hold and everything it says is a message of the protocol to an open socket; in the end it has forgotten all.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/protocol/codec.hpp"
#include "server/hub/directory.hpp"
#include "server/hub/hub.hpp"

namespace {

using namespace parley;
using namespace parley::hub;
using namespace std::chrono_literals;

void require(bool holds, const std::string& what) {
  if (holds) return;
  std::fprintf(stderr, "violated: %s\n", what.c_str());
  std::abort();
}

class Bytes {
 public:
  Bytes(const std::uint8_t* data, std::size_t size) : data_(data), left_(size) {}
  bool empty() const { return left_ == 0; }
  std::uint8_t take() {
    if (left_ == 0) return 0;
    --left_;
    return *data_++;
  }
  std::string text(std::size_t most) {
    const std::size_t length = std::min(most, left_);
    std::string taken(reinterpret_cast<const char*>(data_), length);
    data_ += length;
    left_ -= length;
    return taken;
  }

 private:
  const std::uint8_t* data_;
  std::size_t left_;
};

struct Socket {
  std::string token;
  protocol::Sequence sequence = 1;
  bool program = false;
};

class World {
 public:
  explicit World(Bytes bytes) : bytes_(bytes), hub_(small_limits(bytes_.take()), "epoch") {}

  void run() {
    constexpr int kMostSteps = 400;
    for (int step = 0; step < kMostSteps && !bytes_.empty(); ++step) act();
    finish();
  }

 private:
  // Limits that a short input can reach.
  static Config small_limits(std::uint8_t switches) {
    Config config;
    config.media_server = (switches & 1U) != 0;
    config.trust_ids = (switches & 2U) != 0;
    config.guests = (switches & 12U) != 0;
    if ((switches & 16U) != 0) {
      config.mint_relay = [](const PersonId& person, std::int64_t wall) {
        return std::vector<protocol::IceServer>{
            {{"turn:turn.example.org"}, std::to_string(wall) + ":" + person.value(), "secret"}};
      };
    }
    config.sessions_per_person = 3;
    config.blocked_people = 2;
    config.sockets_per_address = 4;
    config.sessions = 6;
    config.outbox.messages = 8;
    config.message_limits.candidates = 4;
    config.people_per_list = 2;
    config.people_per_batch = 2;
    config.departed_people = 3;
    config.rings_to_one_per_minute = 3;
    return config;
  }

  void act() {
    switch (bytes_.take() % 28) {
      case 0:
      case 1: {
        const ConnectionId id = ++last_connection_;
        open_[id] = {};
        handle(SocketOpened{id, bytes_.take() % 4 == 0 ? "192.0.2.1" : "192.0.2." + std::to_string(id)});
        break;
      }
      case 2:
      case 3: say(hello()); break;
      case 4: {
        const ConnectionId id = pick_socket();
        if (open_.erase(id) != 0) handle(SocketClosed{id});
        break;
      }
      case 5: pass(Milliseconds(bytes_.take() * 10)); break;
      case 6: pass(Milliseconds(bytes_.take() * 1000)); break;
      case 7: handle(FrameReceived{pick_socket(), bytes_.text(bytes_.take())}); break;
      case 8: say(protocol::CallRequest{message_id(), pick_person(), std::nullopt, pick_media(), "v=0\r\n"}); break;
      case 9: say(protocol::CallRequest{message_id(), std::nullopt, pick_name(), pick_media(), "v=0\r\n"}); break;
      case 10: {
        const bool accept = bytes_.take() % 4 != 0;
        say(protocol::CallAnswer{message_id(), pick_call(), accept,
                                 accept ? std::optional(pick_media()) : std::nullopt});
        break;
      }
      case 11:
        say(protocol::CallEnd{message_id(), pick_call(), static_cast<protocol::EndCause>(bytes_.take() % 5)});
        break;
      case 12: say(negotiation()); break;
      case 13: {
        protocol::CallMedia media;
        media.call = pick_call();
        media.generation = generation();
        media.version = 1U + bytes_.take() % 8U;
        media.connected = bytes_.take() % 2 != 0;
        say(media);
        break;
      }
      case 14:
        say(protocol::CallClaim{message_id(), pick_call(), 1U + bytes_.take() % 4U,
                                bytes_.take() % 2 == 0 ? protocol::Side::Caller : protocol::Side::Receiver,
                                pick_person(), pick_person(), pick_media(), generation()});
        break;
      case 15: say(last_words()); break;
      case 16: say(account_hello()); break;
      case 17: ask(admit()); break;
      case 18: open_program(); break;
      case 19: ask(StartCall{pick_actor(), pick_person(), pick_person()}); break;
      case 20: ask(call_question()); break;
      case 21: ask(other_question()); break;
      case 22: handle(account_event()); break;
      case 23:
      case 24: say(about_a_meeting()); break;
      case 25:
      case 26: say(around_a_call()); break;
      default: {
        const ConnectionId id = pick_socket();
        if (open_.erase(id) != 0) handle(SocketClosed{id, true});
        break;
      }
    }
  }

  // ---- accounts: two, whose ids, names and logins are made of a letter ----

  std::string pick_letter() { return std::string(1, static_cast<char>('a' + bytes_.take() % 2)); }
  static PersonId account_id(const std::string& letter) { return PersonId("p-account-" + letter); }
  static LoginId login_of(const std::string& letter) { return LoginId("login-" + letter); }

  protocol::Message account_hello() {
    protocol::Message message = hello();
    std::get_if<protocol::Hello>(&message)->account = protocol::AccountLogin{"l-" + pick_letter()};
    return message;
  }

  Event verify(const VerifyCredential& question) {
    if (question.token.rfind("l-", 0) != 0 || bytes_.take() % 8 == 7) {
      return CredentialRefused{question.admission, protocol::ErrorCode::TokenExpired};
    }
    const std::string letter = question.token.substr(2);
    return CredentialVerified{question.admission, account_id(letter), "Account " + letter, login_of(letter),
                              pick_block_list()};
  }

  Event account_event() {
    switch (bytes_.take() % 3) {
      case 0: return LoginsEnded{{login_of(pick_letter())}, protocol::ErrorCode::SignedOut};
      case 1: return NameReserved{pick_name(), account_id(pick_letter())};
      default: return BlocksChanged{pick_person(), pick_blocked()};
    }
  }

  std::vector<protocol::BlockedPerson> pick_block_list() {
    std::vector<protocol::BlockedPerson> list;
    for (const PersonId& id : pick_blocked()) list.push_back({id, std::nullopt});
    return list;
  }

  std::vector<PersonId> pick_blocked() {
    std::vector<PersonId> blocked;
    for (int left = bytes_.take() % 4; left > 0; --left) blocked.push_back(pick_person());
    return blocked;
  }

  // ---- programs ----

  Admit admit() {
    const std::uint8_t kind = bytes_.take();
    Admit admit;
    admit.name = pick_name();
    if (kind % 2 == 0) admit.id = pick_program();
    if (kind % 4 == 0) admit.actor = admit.id;
    if (kind % 8 == 1) {
      const std::string letter = pick_letter();
      admit.actor = account_id(letter);
      admit.login = login_of(letter);
      admit.blocked = pick_block_list();
    }
    return admit;
  }

  void open_program() {
    if (admitted_.empty()) return;
    const ConnectionId id = ++last_connection_;
    open_[id].program = true;
    const SessionId& session = admitted_[bytes_.take() % admitted_.size()];
    handle(SocketOpened{id, "198.51.100." + std::to_string(id), {}, {}, session});
  }

  Question call_question() {
    switch (bytes_.take() % 3) {
      case 0: return AnswerCall{pick_actor(), pick_call(), bytes_.take() % 4 != 0};
      case 1: return EndCall{pick_actor(), pick_call(), pick_person()};
      default: return FindCall{pick_call(), pick_person()};
    }
  }

  Question other_question() {
    switch (bytes_.take() % 3) {
      case 0: return WhoIs{tokens_.empty() ? "t-none" : tokens_[bytes_.take() % tokens_.size()]};
      case 1: return ListUsers{pick_actor()};
      default: return SetBlocked{pick_person(), pick_person(), bytes_.take() % 3 != 0};
    }
  }

  void ask(Question question) {
    const RequestId request = ++last_request_;
    handle(Asked{request, std::move(question)});
    require(answered_ == request, "every question is answered at once");
  }

  void learn(const Reply& reply) {
    if (const auto* admitted = std::get_if<Admitted>(&reply)) {
      admitted_.push_back(admitted->session);
      tokens_.push_back(admitted->token);
      people_.push_back(admitted->user.id);
    } else if (const auto* view = std::get_if<CallView>(&reply)) {
      know_call(view->id);
    }
  }

  void know_call(const CallId& id) {
    if (std::find(calls_.begin(), calls_.end(), id) == calls_.end()) calls_.push_back(id);
  }

  PersonId pick_program() { return PersonId("robot-" + std::to_string(bytes_.take() % 3)); }
  std::optional<PersonId> pick_actor() {
    if (bytes_.take() % 4 == 0) return std::nullopt;
    return pick_person();
  }

  // ---- clients of /ws ----

  protocol::Message hello() {
    protocol::Hello hello;
    const std::uint8_t kind = bytes_.take();
    if (kind % 4 == 0 && !tokens_.empty()) {
      hello.resume = protocol::Resume{tokens_[bytes_.take() % tokens_.size()], std::nullopt};
      if (kind % 8 == 0) hello.resume->last_seen = bytes_.take() % 16U;
    }
    if (kind % 3 != 0) hello.name = pick_name();
    return hello;
  }

  protocol::Message negotiation() {
    switch (bytes_.take() % 3) {
      case 0: return protocol::Offer{pick_call(), generation(), bytes_.take() % 2 == 0, "v=0\r\n", std::nullopt};
      case 1: return protocol::Answer{pick_call(), generation(), "v=0\r\n", std::nullopt};
      default: return protocol::IceCandidate{pick_call(), generation(), std::nullopt, std::nullopt};
    }
  }

  // Two meeting points, so that people meet.
  protocol::Message about_a_meeting() {
    const std::string room = bytes_.take() % 3 == 0 ? "a-secret-of-two-people" : "another-secret-of-two";
    switch (bytes_.take() % 5) {
      case 0: return protocol::RoomLeave{message_id(), room};
      case 1:
      case 2: return protocol::CallRequest{message_id(), pick_person(), std::nullopt, pick_media(), "v=0\r\n", room};
      default: return protocol::RoomJoin{message_id(), room};
    }
  }

  protocol::Message around_a_call() {
    switch (bytes_.take() % 6) {
      case 0:
      case 1: return protocol::CallTake{message_id(), pick_call()};
      case 2: {
        constexpr std::array kWishes = {protocol::Presence::Free, protocol::Presence::Away,
                                        protocol::Presence::DoNotDisturb};
        return protocol::SetPresence{message_id(), kWishes[bytes_.take() % kWishes.size()]};
      }
      case 3: return protocol::Block{message_id(), pick_person(), bytes_.take() % 3 != 0};
      case 4: {
        protocol::Chat line{message_id(), std::nullopt, std::nullopt, "text", std::nullopt, std::nullopt};
        const std::uint8_t kind = bytes_.take();
        if (kind % 3 == 1) line.to = pick_person();
        if (kind % 3 == 2) line.call = pick_call();
        return line;
      }
      default: {
        protocol::ChatReceipt receipt{message_id(), pick_person(), std::nullopt, std::nullopt};
        if (bytes_.take() % 2 == 0) receipt.call = pick_call();
        return receipt;
      }
    }
  }

  protocol::Message last_words() {
    switch (bytes_.take() % 4) {
      case 0: return protocol::Bye{};
      case 1: return protocol::Ack{bytes_.take() % 16U};
      default: return protocol::Ping{bytes_.take()};
    }
  }

  MessageId message_id() { return MessageId("m" + std::to_string(++messages_)); }
  protocol::Media pick_media() { return bytes_.take() % 2 == 0 ? protocol::Media::Video : protocol::Media::Voice; }
  protocol::Generation generation() { return 1U + bytes_.take() % 3U; }
  std::string pick_name() { return std::string("Name ") + static_cast<char>('a' + bytes_.take() % 6); }
  PersonId pick_person() { return people_.empty() ? PersonId("p-none") : people_[bytes_.take() % people_.size()]; }
  CallId pick_call() {
    const std::uint8_t which = bytes_.take();
    return calls_.empty() || which % 8 == 7 ? CallId("c-claimed") : calls_[which % calls_.size()];
  }
  ConnectionId pick_socket() {
    if (open_.empty()) return 0;
    return std::next(open_.begin(), bytes_.take() % static_cast<std::ptrdiff_t>(open_.size()))->first;
  }

  void say(const protocol::Message& message) {
    const ConnectionId id = pick_socket();
    const auto socket = open_.find(id);
    if (socket == open_.end()) return;
    std::optional<protocol::Sequence> sequence;
    if (protocol::is_command(message)) sequence = socket->second.sequence++;
    handle(FrameReceived{id, protocol::encode(message, sequence)});
  }

  void pass(Milliseconds time) {
    const Instant until = now_ + time;
    while (const auto due = hub_.next_deadline()) {
      if (*due > until) break;
      now_ = std::max(now_, *due);
      handle(TimePassed{});
    }
    now_ = until;
  }

  void handle(const Event& first) {
    std::vector<Event> queue{first};
    for (std::size_t i = 0; i < queue.size(); ++i) {
      const Event event = queue[i];
      hub::Moment moment{now_, 1'700'000'000'000 + now_.time_since_epoch().count(), {}};
      ++turns_;
      for (std::size_t b = 0; b < sizeof turns_; ++b) {  // unique, which is all that ids need here
        for (std::size_t at = b; at < moment.entropy.size(); at += sizeof turns_) {
          moment.entropy[at] = static_cast<std::uint8_t>(turns_ >> (8U * b)) ^ static_cast<std::uint8_t>(at / 16);
        }
      }
      std::vector<Effect> effects;
      hub_.handle(event, moment, effects);
      const auto wrong = hub_.check_invariants();
      require(wrong.empty(), wrong.empty() ? std::string() : wrong.front());
      for (const Effect& effect : effects) carry_out(effect, queue);
    }
  }

  void carry_out(const Effect& effect, std::vector<Event>& queue) {
    if (const auto* send = std::get_if<SendFrame>(&effect)) {
      const auto socket = open_.find(send->connection);
      require(socket != open_.end(), "frames go to open sockets");
      if (socket->second.program) {
        require(send->frame.text->rfind("{\"type\":\"", 0) == 0, "programs hear events");
        require(send->frame.text->find("_CALL\",\"call\":{") != std::string::npos, "programs hear of calls only");
        return;
      }
      const auto envelope = protocol::decode(*send->frame.text);
      require(envelope.ok(), "the hub speaks the protocol: " + *send->frame.text);
      require(protocol::server_may_send(envelope.value().message), "the hub says what a server may say");
      learn(socket->second, envelope.value().message);
    } else if (const auto* close = std::get_if<CloseSocket>(&effect)) {
      require(open_.erase(close->connection) == 1, "open sockets are closed once");
      queue.emplace_back(SocketClosed{close->connection});
    } else if (const auto* write = std::get_if<WriteRecord>(&effect)) {
      record(write->record);
    } else if (const auto* note = std::get_if<NoteCall>(&effect)) {
      require(records_.contains(note->event.call), "a story belongs to a record");
    } else if (const auto* replied = std::get_if<Replied>(&effect)) {
      require(answered_ < replied->request, "a question is answered once");
      answered_ = replied->request;
      learn(replied->reply);
    } else if (const auto* question = std::get_if<VerifyCredential>(&effect)) {
      queue.push_back(verify(*question));
    } else if (auto answer = directory_.answer(effect)) {
      queue.push_back(std::move(*answer));
    }
  }

  void learn(Socket& socket, const protocol::Message& message) {
    if (const auto* signed_in = std::get_if<protocol::ClientId>(&message)) {
      socket.token = signed_in->token;
      socket.sequence = signed_in->last_seen + 1;
      tokens_.push_back(signed_in->token);
      people_.push_back(signed_in->you.id);
    } else if (const auto* call = std::get_if<protocol::Call>(&message)) {
      know_call(call->id);
    }
  }

  // A version is written once with one status. Calls that were claimed may begin again after they were forgotten.
  void record(const CallRecord& written) {
    const auto before = records_.find(written.call);
    const bool claimed = written.call == CallId("c-claimed");
    if (!claimed && before != records_.end() && before->second.version >= written.version) {
      require(!hub_knew_it_all_along(written), "a record only grows");
    }
    records_[written.call] = written;
  }
  bool hub_knew_it_all_along(const CallRecord& written) const {
    return written.requested_at == records_.at(written.call).requested_at;
  }

  void finish() {
    while (!open_.empty()) {
      const ConnectionId id = open_.begin()->first;
      open_.erase(open_.begin());
      handle(SocketClosed{id});
    }
    pass(8000s);
    require(hub_.stats().held() == Stats{}, "everything is forgotten in the end");
    require(directory_.size() == 0, "all names are released in the end");
    for (const auto& [id, last] : records_)
      require(protocol::is_terminal(last.status), "every call ends: " + id.value());
  }

  Bytes bytes_;
  Hub hub_;
  MemoryDirectory directory_;
  Instant now_{1000ms};
  std::map<ConnectionId, Socket> open_;
  std::vector<std::string> tokens_;
  std::vector<PersonId> people_;
  std::vector<CallId> calls_;
  std::map<CallId, CallRecord> records_;
  std::vector<SessionId> admitted_;
  ConnectionId last_connection_ = 0;
  RequestId last_request_ = 0;
  RequestId answered_ = 0;
  std::uint64_t turns_ = 0;
  unsigned messages_ = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  World(Bytes(data, size)).run();
  return 0;
}
