#include "tests/server/hub/world.hpp"

#include <random>

#include <gtest/gtest.h>

#include "core/protocol/codec.hpp"
#include "core/protocol/wire_names.hpp"
#include "server/hub/names.hpp"

namespace parley::hub::test {
namespace {

constexpr const char* kDescription = "v=0\r\n";

}  // namespace

// ---- Client -------------------------------------------------------------------------------------------------------

void Client::connect(const std::string& cookie) {
  connection_ = ++world_.last_connection_;
  close_code_.reset();
  world_.handle(SocketOpened{connection_, address_, cookie, device_});
}

void Client::lose_socket() {
  const ConnectionId lost = std::exchange(connection_, 0);
  if (lost != 0) world_.handle(SocketClosed{lost});
}

void Client::hello(std::optional<std::string> name) {
  say(protocol::Hello{1, "test/1", std::move(name), std::nullopt});
}

void Client::sign_in(std::optional<std::string> token) {
  protocol::Hello hello{1, "test/1", std::nullopt, std::nullopt};
  hello.account = protocol::AccountLogin{std::move(token)};
  say(hello);
}

void Client::resume() {
  connect();
  say(protocol::Hello{1, "test/1", std::nullopt, protocol::Resume{token_, inbox_.last_seen()}});
}

void Client::reload() {
  connect();
  say(protocol::Hello{1, "test/1", std::nullopt, protocol::Resume{token_, std::nullopt}});
}

void Client::say(protocol::Message message) {
  const bool numbered = protocol::is_command(message);
  std::string text = protocol::encode(message, numbered ? std::optional(next_sequence_++) : std::nullopt);
  if (numbered) last_command_ = text;
  say_raw(std::move(text));
}

void Client::say_raw(std::string text) { world_.handle(FrameReceived{connection_, std::move(text)}); }

void Client::repeat_last() { say_raw(last_command_); }

MessageId Client::ring_name(const std::string& name, protocol::Media media) {
  const MessageId id = next_id();
  say(protocol::CallRequest{id, std::nullopt, name, media, kDescription});
  return id;
}

MessageId Client::ring(const Client& other, protocol::Media media) {
  const MessageId id = next_id();
  say(protocol::CallRequest{id, other.id(), std::nullopt, media, kDescription});
  return id;
}

void Client::accept(const CallId& call, std::optional<protocol::Media> media) {
  say(protocol::CallAnswer{next_id(), call, true, media});
}

void Client::decline(const CallId& call) { say(protocol::CallAnswer{next_id(), call, false, std::nullopt}); }

void Client::end(const CallId& call, protocol::EndCause cause) { say(protocol::CallEnd{next_id(), call, cause}); }

void Client::claim(const CallId& call, protocol::Side side, const PersonId& me, const PersonId& other,
                   std::uint32_t version, protocol::Generation generation) {
  say(protocol::CallClaim{next_id(), call, version, side, me, other, protocol::Media::Video, generation});
}

void Client::offer(const CallId& call, protocol::Generation generation, bool fresh) {
  say(protocol::Offer{call, generation, fresh, kDescription, std::nullopt});
}

void Client::answer(const CallId& call, protocol::Generation generation) {
  say(protocol::Answer{call, generation, kDescription, std::nullopt});
}

void Client::candidate(const CallId& call, protocol::Generation generation, const std::string& text) {
  say(protocol::IceCandidate{call, generation, protocol::Candidate{text, "0", 0U, std::nullopt}, std::nullopt});
}

void Client::media(const CallId& call, std::uint32_t version, bool connected,
                   std::optional<protocol::Quality> quality) {
  protocol::CallMedia media;
  media.call = call;
  media.version = version;
  media.microphone = true;
  media.connected = connected;
  media.quality = quality;
  say(media);
}

std::vector<std::string> Client::types() const {
  std::vector<std::string> names;
  for (const protocol::Envelope& envelope : heard_) names.emplace_back(protocol::type_name(envelope.message));
  return names;
}

std::optional<protocol::ErrorCode> Client::last_error() const {
  const auto error = last<protocol::Error>();
  if (!error) return std::nullopt;
  return error->code;
}

void Client::hear(const std::string& text) {
  auto envelope = protocol::decode(text);
  ASSERT_TRUE(envelope.ok()) << text << ": " << protocol::to_string(envelope.error());
  ASSERT_TRUE(protocol::server_may_send(envelope.value().message)) << text;
  if (const auto* signed_in = std::get_if<protocol::ClientId>(&envelope.value().message)) {
    you_ = signed_in->you;
    token_ = signed_in->token;
    if (signed_in->outcome != protocol::Outcome::Resumed) {
      inbox_ = session::Inbox();
      next_sequence_ = 1;
    }
  }
  if (const auto* renamed = std::get_if<protocol::Renamed>(&envelope.value().message)) you_ = renamed->you;
  ASSERT_EQ(protocol::is_command(envelope.value().message), envelope.value().sequence.has_value()) << text;
  if (const auto sequence = envelope.value().sequence) {
    ASSERT_EQ(inbox_.receive(*sequence), session::Inbox::Verdict::Fresh) << text;
  }
  heard_.push_back(std::move(envelope).value());
}

// ---- Program ------------------------------------------------------------------------------------------------------

namespace {

// The text of a field of an event; the first one of this name.
std::string field(const std::string& text, const std::string& key) {
  const std::string before = "\"" + key + "\":\"";
  const std::size_t at = text.find(before);
  if (at == std::string::npos) return {};
  const std::size_t begin = at + before.size();
  return text.substr(begin, text.find('"', begin) - begin);
}

}  // namespace

void Program::connect() {
  connection_ = ++world_.last_connection_;
  close_code_.reset();
  const std::string address = "203.0.113." + std::to_string(connection_);
  world_.handle(SocketOpened{connection_, address, {}, {}, admitted_.session});
}

void Program::close(bool orderly) {
  const ConnectionId lost = std::exchange(connection_, 0);
  if (lost != 0) world_.handle(SocketClosed{lost, orderly});
}

Reply Program::start(const PersonId& receiver) { return world_.ask(StartCall{id(), id(), receiver}); }
Reply Program::answer(const CallId& call, bool accept) { return world_.ask(AnswerCall{id(), call, accept}); }
Reply Program::end(const CallId& call) { return world_.ask(EndCall{id(), call, id()}); }

std::vector<std::string> Program::event_types() const {
  std::vector<std::string> types;
  for (const Heard& event : events_) types.push_back(event.type);
  return types;
}

// ---- World --------------------------------------------------------------------------------------------------------

World::World(Config config) : config_(std::move(config)), hub_(std::make_unique<Hub>(config_, "epoch-0")) {}

Client& World::connect(const std::string& address) {
  clients_.push_back(std::make_unique<Client>(*this, address));
  clients_.back()->connect();
  return *clients_.back();
}

Client& World::join(const std::string& name) {
  // Every client from an address of its own, so that only the tests of that limit meet it.
  Client& client = connect("192.0.2." + std::to_string(clients_.size()));
  client.hello(name);
  EXPECT_TRUE(client.last<protocol::ClientId>().has_value()) << name;
  pass(config_.presence_batch);
  return client;
}

Client& World::join_as(const Client& other) {
  account_ = CredentialVerified{0, other.id(), other.you().name, LoginId("login")};
  Client& client = connect();
  client.sign_in("l-token");
  account_.reset();
  EXPECT_EQ(client.id(), other.id());
  pass(config_.presence_batch);
  return client;
}

void World::add_account(const std::string& name, const std::vector<PersonId>& blocked) {
  std::vector<protocol::BlockedPerson> list;
  for (const PersonId& id : blocked) list.push_back({id, std::nullopt});
  accounts_["l-" + name] = CredentialVerified{0, account_id(name), name, login_of(name), std::move(list)};
  EXPECT_TRUE(directory_.reserve(read_name(name).value(), account_id(name)));
}

Client& World::sign_in(const std::string& name, const std::string& device) {
  clients_.push_back(std::make_unique<Client>(*this, "192.0.2." + std::to_string(clients_.size())));
  Client& client = *clients_.back();
  client.set_device(device);
  client.connect();
  client.sign_in("l-" + name);
  EXPECT_EQ(client.id(), account_id(name));
  pass(config_.presence_batch);
  return client;
}

Reply World::ask(Question question) {
  const RequestId request = ++last_request_;
  handle(Asked{request, std::move(question)});
  const auto reply = replies_.find(request);
  EXPECT_NE(reply, replies_.end()) << "every question is answered";
  return reply == replies_.end() ? Reply(Done{}) : reply->second;
}

std::optional<Refused> World::refusal(Question question) {
  const Reply reply = ask(std::move(question));
  const Refused* refused = std::get_if<Refused>(&reply);
  return refused == nullptr ? std::nullopt : std::optional(*refused);
}

Program& World::admit(const std::string& name, std::optional<PersonId> id) {
  Admit wish;
  wish.name = name;
  wish.id = std::move(id);
  return admit(std::move(wish));
}

Program& World::admit(Admit admit) {
  programs_.push_back(std::make_unique<Program>(*this, ask_for<Admitted>(std::move(admit))));
  programs_.back()->connect();
  pass(config_.presence_batch);
  return *programs_.back();
}

void World::pass(Milliseconds time) {
  const Instant until = now_ + time;
  while (const auto due = hub_->next_deadline()) {
    if (*due > until) break;
    const Milliseconds step = std::max(0ms, *due - now_);
    now_ += step;
    wall_ += step.count();
    handle(TimePassed{});
  }
  wall_ += (until - now_).count();
  now_ = until;
}

void World::handle(const Event& event) {
  last_effects_.clear();
  std::vector<Event> queue{event};
  for (std::size_t i = 0; i < queue.size(); ++i) apply(Event(queue[i]), queue);
}

void World::apply(const Event& event, std::vector<Event>& queue) {
  Moment moment{now_, wall_, {}};
  std::mt19937_64 random(++entropy_);
  for (auto& byte : moment.entropy) byte = static_cast<std::uint8_t>(random());
  std::vector<Effect> effects;
  const std::size_t before = probe == nullptr ? 0 : probe();
  hub_->handle(event, moment, effects);
  if (probe != nullptr) probed += probe() - before;
  const auto wrong = hub_->check_invariants();
  EXPECT_TRUE(wrong.empty()) << wrong.front();
  for (const Effect& effect : effects) carry_out(effect, queue);
  last_effects_.insert(last_effects_.end(), effects.begin(), effects.end());
}

void World::carry_out(const Effect& effect, std::vector<Event>& queue) {
  if (const auto* send = std::get_if<SendFrame>(&effect)) {
    if (Client* client = client_of(send->connection)) client->hear(*send->frame.text);
    if (Program* program = program_of(send->connection)) {
      const std::string& text = *send->frame.text;
      program->events_.push_back({field(text, "type"), field(text, "status"), text});
    }
  } else if (const auto* close = std::get_if<CloseSocket>(&effect)) {
    if (Client* client = client_of(close->connection)) {
      client->close_code_ = close->code;
      client->connection_ = 0;
      queue.emplace_back(SocketClosed{close->connection});
    }
    if (Program* program = program_of(close->connection)) {
      program->close_code_ = close->code;
      program->connection_ = 0;
      queue.emplace_back(SocketClosed{close->connection});
    }
  } else if (const auto* write = std::get_if<WriteRecord>(&effect)) {
    records_.push_back(write->record);
  } else if (const auto* note = std::get_if<NoteCall>(&effect)) {
    notes_.push_back(note->event);
  } else if (const auto* replied = std::get_if<Replied>(&effect)) {
    EXPECT_TRUE(replies_.emplace(replied->request, replied->reply).second) << "a question is answered once";
  } else if (const auto* verify = std::get_if<VerifyCredential>(&effect); verify != nullptr && knows(verify->token)) {
    const auto found = accounts_.find(verify->token);
    CredentialVerified verified = found == accounts_.end() ? *account_ : found->second;
    verified.admission = verify->admission;
    queue.emplace_back(std::move(verified));
  } else if (!directory_muted_) {
    if (auto answer = directory_.answer(effect)) queue.push_back(std::move(*answer));
  }
}

Client* World::client_of(ConnectionId connection) {
  for (const auto& client : clients_) {
    if (client->connection_ == connection) return client.get();
  }
  return nullptr;
}

Program* World::program_of(ConnectionId connection) {
  for (const auto& program : programs_) {
    if (program->connection_ == connection) return program.get();
  }
  return nullptr;
}

void World::restart() {
  for (const auto& client : clients_) client->connection_ = 0;
  for (const auto& program : programs_) program->connection_ = 0;
  hub_ = std::make_unique<Hub>(config_, "epoch-" + std::to_string(++epochs_));
  directory_ = MemoryDirectory();
}

void World::end() {
  for (const auto& client : clients_) client->lose_socket();
  for (const auto& program : programs_) program->lose_socket();
  pass(config_.resume + config_.resume + config_.keep_ended + config_.departed);
}

std::vector<protocol::CallStatus> World::statuses(const CallId& call) const {
  std::vector<protocol::CallStatus> found;
  for (const CallRecord& record : records_) {
    if (record.call == call) found.push_back(record.status);
  }
  return found;
}

std::vector<std::string> World::story(const CallId& call) const {
  std::vector<std::string> told;
  for (const CallEvent& event : notes_) {
    if (event.call != call) continue;
    EXPECT_EQ(event.number, told.size() + 1) << "events are numbered within the call";
    std::string line(word_of(event.moment));
    if (event.side) line += " " + std::string(protocol::wire_name(*event.side));
    if (!event.detail.empty()) line += " " + event.detail;
    told.push_back(std::move(line));
  }
  return told;
}

// ---- calls in a state ---------------------------------------------------------------------------------------------------

CallId ringing_call(Client& caller, Client& receiver, protocol::Media media) {
  caller.ring(receiver, media);
  const auto call = receiver.last<protocol::Call>();
  EXPECT_TRUE(call.has_value());
  EXPECT_EQ(call->status, protocol::CallStatus::Dialling);
  return call->id;
}

CallId ongoing_call(Client& caller, Client& receiver) {
  const CallId call = ringing_call(caller, receiver);
  receiver.accept(call);
  receiver.answer(call, 1);
  EXPECT_EQ(caller.last<protocol::Call>()->status, protocol::CallStatus::Ongoing);
  return call;
}

CallId connected_call(Client& caller, Client& receiver) {
  const CallId call = ongoing_call(caller, receiver);
  caller.media(call, 1, true);
  receiver.media(call, 1, true);
  EXPECT_TRUE(caller.last<protocol::Call>()->elapsed.has_value());
  return call;
}

}  // namespace parley::hub::test
