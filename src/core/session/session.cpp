#include "core/session/session.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/overloaded.hpp"
#include "core/base/visit.hpp"
#include "core/protocol/codec.hpp"
#include "core/protocol/text_rule.hpp"

namespace parley::session {
namespace {

using protocol::ErrorCode;
using protocol::Message;
using protocol::Outcome;

constexpr std::uint32_t kProtocolVersion = 1;
constexpr const char* kClientName = "parley-web";
constexpr std::uint16_t kPolicyViolation = 1008;  // RFC 6455 §7.4.1

// One transition: the handlers of the events, each with every phase written out.
class Turn {
 public:
  Turn(State& state, const Moment& moment) : state_(state), moment_(moment) {}

  Effects take() { return std::move(effects_); }

  void on(const Join& event) {
    if (!sayable(event.account)) return;
    if (!event.account && event.name &&
        protocol::check_text(protocol::Text::TypedName, *event.name, protocol::Limits{}))
      return refuse_name();
    const auto take_wish = [&] {
      state_.wish = event.name;
      state_.account = event.account;
      state_.tries = 0;
    };
    const auto wish_for = [&] {
      if (event.name != state_.wish || event.account != state_.account) become_another();
      take_wish();
    };
    parley::visit(Overloaded{
                      [&](const SignedOut&) {
                        wish_for();
                        state_.patience_over = true;  // there is no session to be patient for: Entry stays
                        connect();
                      },
                      [&](const Connecting& phase) {
                        wish_for();  // told in hello
                        if (!event.account) return;
                        close(phase.socket);
                        connect();
                      },
                      [&](const Greeting& phase) {
                        if (!event.account && !state_.account && event.name == state_.wish)
                          return;  // is being asked for already
                        close(phase.socket);
                        wish_for();
                        connect();
                      },
                      [&](const Online& phase) {
                        if (!event.account) return;
                        send(phase.socket, protocol::Bye{});
                        close(phase.socket);
                        stop(Timer::Heartbeat);
                        stop(Timer::Pong);
                        become_another();
                        take_wish();
                        connect();
                      },
                      [&](const BackingOff&) {
                        wish_for();
                        connect();
                      },
                  },
                  Phase(state_.phase));
  }

  void on(const Restore& event) {
    // The page's store can be written by anybody who uses this browser.
    const bool well_formed =
        !protocol::check_text(protocol::Text::Token, event.token, protocol::Limits{}) && sayable(event.account) &&
        (event.name.empty() || !protocol::check_text(protocol::Text::TypedName, event.name, protocol::Limits{}));
    if (!well_formed) return;
    parley::visit(Overloaded{
                      [&](const SignedOut&) {
                        state_.token = event.token;
                        state_.account = event.account;
                        state_.keeps_numbers = false;
                        state_.wish = event.name.empty() ? std::nullopt : std::optional(event.name);
                        state_.patience_over = true;
                        connect();
                      },
                      [&](const Connecting&) {},
                      [&](const Greeting&) {},
                      [&](const Online&) {},
                      [&](const BackingOff&) {},
                  },
                  Phase(state_.phase));
  }

  void on(const SignOut&) {
    const auto leave = [&] { end_session(std::nullopt); };
    parley::visit(Overloaded{
                      [&](const SignedOut&) {},
                      [&](const Connecting& phase) {
                        close(phase.socket);
                        leave();
                      },
                      [&](const Greeting& phase) {
                        close(phase.socket);
                        leave();
                      },
                      [&](const Online& phase) {
                        send(phase.socket, protocol::Bye{});
                        close(phase.socket);
                        leave();
                      },
                      [&](const BackingOff&) { leave(); },
                  },
                  Phase(state_.phase));
  }

  void on(const PageGone&) {
    parley::visit(Overloaded{
                      [&](const SignedOut&) {},
                      [&](const Connecting&) {},
                      [&](const Greeting&) {},
                      [&](const Online& phase) { send(phase.socket, protocol::Bye{}); },
                      [&](const BackingOff&) {},
                  },
                  Phase(state_.phase));
  }

  void on(const SocketOpened& event) {
    parley::visit(Overloaded{
                      [&](const SignedOut&) {},
                      [&](const Connecting& phase) {
                        if (phase.socket == event.socket) greet(phase.socket);
                      },
                      [&](const Greeting&) {},
                      [&](const Online&) {},
                      [&](const BackingOff&) {},
                  },
                  Phase(state_.phase));
  }

  void on(const FrameCame& event) {
    parley::visit(Overloaded{
                      [&](const SignedOut&) {},
                      [&](const Connecting&) {},
                      [&](const Greeting& phase) {
                        if (phase.socket == event.socket) greeted_by(event.text);
                      },
                      [&](const Online& phase) {
                        if (phase.socket == event.socket) receive(event.text);
                      },
                      [&](const BackingOff&) {},
                  },
                  Phase(state_.phase));
  }

  void on(const SocketClosed& event) {
    parley::visit(Overloaded{
                      [&](const SignedOut&) {},
                      [&](const Connecting& phase) {
                        if (phase.socket == event.socket) handshake_failed(phase.socket);
                      },
                      [&](const Greeting& phase) {
                        if (phase.socket == event.socket) closed(event);
                      },
                      [&](const Online& phase) {
                        if (phase.socket == event.socket) closed(event);
                      },
                      [&](const BackingOff&) {},
                  },
                  Phase(state_.phase));
  }

  void on(const ProbeAnswered& event) {
    parley::visit(Overloaded{
                      [&](const SignedOut&) {},
                      [&](const Connecting& phase) {  // the first try again comes at once, sooner than this answer
                        if (event.socket + 1 == phase.socket && state_.trouble) understand(event);
                      },
                      [&](const Greeting&) {},
                      [&](const Online&) {},
                      [&](const BackingOff& phase) {
                        if (phase.probing != event.socket) return;
                        state_.phase = BackingOff{phase.until, std::nullopt};
                        understand(event);
                      },
                  },
                  Phase(state_.phase));
  }

  void on(const TimerPassed& event) {
    switch (event.timer) {
      case Timer::Connect: return connect_limit_passed();
      case Timer::Backoff: return backoff_passed();
      case Timer::Pong: return pong_limit_passed();
      case Timer::Heartbeat: return probe_liveness();
      case Timer::Patience:
        if (!std::holds_alternative<Online>(state_.phase)) state_.patience_over = true;
        return;
    }
  }

  void on(const Wake&) {
    parley::visit(Overloaded{
                      [&](const SignedOut&) {},
                      [&](const Connecting&) {},
                      [&](const Greeting&) {},
                      [&](const Online&) { probe_liveness(); },
                      [&](const BackingOff&) { connect(); },
                  },
                  Phase(state_.phase));
  }

  void on(const SendMessage& event) {
    const auto keep = [&] {
      if (state_.identity && protocol::is_command(event.message)) keep_command(event.message);
    };
    parley::visit(Overloaded{
                      [&](const SignedOut&) {},
                      [&](const Connecting&) { keep(); },
                      [&](const Greeting&) { keep(); },
                      [&](const Online& phase) {
                        if (protocol::is_command(event.message)) {
                          effects_.push_back(SendText{phase.socket, keep_command(event.message)});
                        } else {
                          send(phase.socket, event.message);
                        }
                      },
                      [&](const BackingOff&) { keep(); },
                  },
                  Phase(state_.phase));
  }

 private:
  // ---- on the way in

  // The protocol carries this login.
  static bool sayable(const std::optional<protocol::AccountLogin>& account) {
    return !account || !account->token ||
           !protocol::check_text(protocol::Text::Token, *account->token, protocol::Limits{});
  }

  // A name that the protocol does not even carry: answered here as the server would.
  void refuse_name() {
    Farewell why{Farewell::Kind::Refused, ErrorCode::NameInvalid, {}, {}, {}};
    parley::visit(Overloaded{
                      [&](const SignedOut&) { state_.phase = SignedOut{std::move(why)}; },
                      [&](const Connecting&) {},
                      [&](const Greeting&) {},
                      [&](const Online&) {},
                      [&](const BackingOff&) { end_session(std::move(why)); },
                  },
                  Phase(state_.phase));
  }

  void connect() {
    const SocketId socket = ++state_.sockets;
    state_.phase = Connecting{socket};
    stop(Timer::Backoff);
    effects_.push_back(OpenSocket{socket});
    start(Timer::Connect, kConnectLimit);
  }

  void greet(SocketId socket) {
    protocol::Hello hello;
    hello.version = kProtocolVersion;
    hello.client = kClientName;
    hello.account = state_.account;
    if (!state_.account) hello.name = state_.wish;
    if (!state_.token.empty()) {
      hello.resume =
          protocol::Resume{state_.token, state_.keeps_numbers ? std::optional(state_.inbox.last_seen()) : std::nullopt};
    }
    state_.phase = Greeting{socket};
    send(socket, std::move(hello));
  }

  void greeted_by(const std::string& text) {
    auto decoded = protocol::decode(text);
    if (!decoded) return;  // a word from a newer server; what matters follows, or the limit passes
    const SocketId socket = std::get<Greeting>(state_.phase).socket;
    parley::visit(Overloaded{
                      [&](const protocol::ClientId& message) { signed_in(socket, message); },
                      [&](const protocol::Error& message) { refused(socket, message); },
                      [&](const protocol::Bye& message) { goodbye(socket, message); },
                      [](const auto&) {},
                  },
                  decoded.value().message);
  }

  void signed_in(SocketId socket, const protocol::ClientId& message) {
    std::vector<std::string> replay;
    if (message.outcome == Outcome::Resumed) {
      auto missing = state_.outbox.replay_after(message.last_seen);
      if (!missing) return resynchronise(socket);
      replay = std::move(*missing);
      [[maybe_unused]] const bool known = state_.outbox.acknowledge(message.last_seen);
    } else {
      state_.inbox = Inbox{};
      state_.outbox = Outbox{};
    }
    state_.identity = message;
    state_.token = message.token;
    state_.keeps_numbers = true;
    state_.wish = message.you.name;
    state_.tries = 0;
    state_.lost_since.reset();
    state_.patience_over = false;
    state_.trouble.reset();
    state_.reset = message.outcome != Outcome::Resumed;
    state_.phase = Online{socket, std::nullopt};
    stop(Timer::Connect);
    stop(Timer::Patience);
    start(Timer::Heartbeat, kHeartbeatEvery);
    effects_.push_back(Store{message.token, message.you.name});
    effects_.push_back(SignedIn{message.outcome});
    for (std::string& text : replay) effects_.push_back(SendText{socket, std::move(text)});
  }

  void refused(SocketId socket, const protocol::Error& error) {
    close(socket);
    Farewell why{Farewell::Kind::Refused, error.code, state_.wish.value_or(""), error.suggestion.value_or(""), {}};
    if (protocol::row(error.code).retry == protocol::Retry::ByItself) {
      return back_off(std::move(why), std::nullopt, error.retry_after.value_or(Milliseconds{}));
    }
    end_session(std::move(why));
  }

  void handshake_failed(SocketId socket) {
    back_off(Farewell{Farewell::Kind::Unreachable, {}, {}, {}, {}}, socket);
    effects_.push_back(Probe{socket});
  }

  void understand(const ProbeAnswered& event) {
    state_.trouble =
        Farewell{event.reached ? Farewell::Kind::NotAccepted : Farewell::Kind::Unreachable, {}, {}, {}, {}};
  }

  // ---- while there is a session

  void receive(const std::string& text) {
    auto decoded = protocol::decode(text);
    if (!decoded) return;  // unknown to this version; if it was numbered, the gap is noticed at the next command
    const SocketId socket = std::get<Online>(state_.phase).socket;
    protocol::Envelope envelope = std::move(decoded).value();
    if (envelope.sequence) {
      switch (state_.inbox.receive(*envelope.sequence)) {
        case Inbox::Verdict::Fresh: break;
        case Inbox::Verdict::Repeated: return;
        case Inbox::Verdict::Gap: return resynchronise(socket);
      }
      if (const auto due = state_.inbox.acknowledgement_due()) send(socket, protocol::Ack{*due});
    }
    parley::visit(Overloaded{
                      [&](protocol::Ack& ack) {
                        if (!state_.outbox.acknowledge(ack.up_to)) resynchronise(socket);
                      },
                      [&](protocol::Ping& ping) { send(socket, protocol::Pong{ping.number}); },
                      [&](protocol::Pong& pong) { answered(pong); },
                      [&](protocol::Bye& bye) { goodbye(socket, bye); },
                      [&](protocol::PeerList& list) {
                        const bool complete = list.last;
                        effects_.push_back(Deliver{std::move(list)});
                        if (complete && state_.reset)
                          effects_.push_back(StateTold{*std::exchange(state_.reset, std::nullopt)});
                      },
                      [&](protocol::IceServers& message) {
                        state_.identity->ice_servers = message.servers;
                        effects_.push_back(Deliver{std::move(message)});
                      },
                      [&](protocol::Renamed& message) {
                        state_.identity->you = message.you;
                        state_.wish = message.you.name;
                        effects_.push_back(Store{state_.token, message.you.name});
                        effects_.push_back(Deliver{std::move(message)});
                      },
                      [&](auto& message) {
                        Message whole(std::move(message));
                        if (protocol::server_may_send(whole) && !std::holds_alternative<protocol::ClientId>(whole)) {
                          effects_.push_back(Deliver{std::move(whole)});
                        }
                      },
                  },
                  envelope.message);
  }

  void answered(const protocol::Pong& pong) {
    auto& phase = std::get<Online>(state_.phase);
    if (phase.ping != pong.number) return;
    phase.ping.reset();
    stop(Timer::Pong);
    start(Timer::Heartbeat, kHeartbeatEvery);
  }

  // A ping unless one is under way: its answer must come in time.
  void probe_liveness() {
    auto* phase = std::get_if<Online>(&state_.phase);
    if (!phase || phase->ping) return;
    phase->ping = ++state_.pings;
    send(phase->socket, protocol::Ping{state_.pings});
    stop(Timer::Heartbeat);
    start(Timer::Pong, kPongLimit);
  }

  std::string keep_command(const Message& message) {
    std::string text = protocol::encode(message, state_.outbox.next());
    state_.outbox.keep(text);
    return text;
  }

  // ---- on the way out

  void goodbye(SocketId socket, const protocol::Bye& bye) {
    close(socket);
    Farewell why{bye.code ? Farewell::Kind::Refused : Farewell::Kind::Closed, bye.code, {}, {}, {}};
    if (!bye.come_back) return end_session(std::move(why));
    lose();
    back_off(std::move(why), std::nullopt, *bye.come_back);
  }

  void closed(const SocketClosed& event) {
    if (const auto code = protocol::error_code_from_close(event.code)) {
      Farewell why{Farewell::Kind::Refused, *code, state_.wish.value_or(""), {}, event.reason};
      if (protocol::row(*code).retry == protocol::Retry::Never) return end_session(std::move(why));
      lose();
      return back_off(std::move(why), std::nullopt);
    }
    if (event.code == kPolicyViolation) return end_session(Farewell{Farewell::Kind::Closed, {}, {}, {}, event.reason});
    lose();
    back_off(Farewell{Farewell::Kind::Lost, {}, {}, {}, {}}, std::nullopt);
  }

  // The numbers of the two sides do not fit any more: come back as one who kept nothing.
  void resynchronise(SocketId socket) {
    close(socket);
    state_.keeps_numbers = false;
    lose();
    back_off(Farewell{Farewell::Kind::Lost, {}, {}, {}, {}}, std::nullopt);
  }

  void lose() {
    stop(Timer::Heartbeat);
    stop(Timer::Pong);
    if (state_.reset == true)
      state_.keeps_numbers = false;  // nobody knows yet what was lost: come back to be reset again
    state_.reset.reset();
    if (state_.lost_since || !state_.identity) return;
    state_.lost_since = moment_.now;
    start(Timer::Patience, kPatience);
  }

  void back_off(Farewell why, std::optional<SocketId> probing, Milliseconds at_least = {}) {
    stop(Timer::Connect);
    const Milliseconds wait = at_least + backoff(state_.tries++, moment_.dice);
    state_.trouble = std::move(why);
    state_.phase = BackingOff{moment_.now + wait, probing};
    start(Timer::Backoff, wait);
  }

  void end_session(std::optional<Farewell> why) {
    for (const Timer timer : {Timer::Connect, Timer::Backoff, Timer::Pong, Timer::Heartbeat, Timer::Patience})
      stop(timer);
    const bool had_session = state_.identity.has_value();
    const bool login_over =
        state_.account && why && (why->code == ErrorCode::TokenExpired || why->code == ErrorCode::SignedOut);
    forget_session();
    state_.account.reset();
    state_.tries = 0;
    state_.lost_since.reset();
    state_.patience_over = false;
    state_.trouble.reset();
    state_.phase = SignedOut{std::move(why)};
    effects_.push_back(Store{});
    if (had_session) effects_.push_back(SessionOver{});
    if (login_over) effects_.push_back(LoginOver{});
  }

  // Another name or account is another person: what hung on the session that we had is over.
  void become_another() {
    if (state_.identity) effects_.push_back(SessionOver{});
    forget_session();
    state_.lost_since.reset();
    state_.patience_over = true;  // there is no session to be patient for any more
    stop(Timer::Patience);
  }

  void forget_session() {
    state_.token.clear();
    state_.keeps_numbers = false;
    state_.identity.reset();
    state_.inbox = Inbox{};
    state_.outbox = Outbox{};
    state_.reset.reset();
  }

  // ---- clocks

  void connect_limit_passed() {
    parley::visit(Overloaded{
                      [&](const SignedOut&) {},
                      [&](const Connecting& phase) {
                        close(phase.socket);
                        handshake_failed(phase.socket);
                      },
                      [&](const Greeting&
                              phase) {  // it let us in and says nothing: that a probe is answered would explain nothing
                        close(phase.socket);
                        back_off(Farewell{Farewell::Kind::Unreachable, {}, {}, {}, {}}, std::nullopt);
                      },
                      [&](const Online&) {},
                      [&](const BackingOff&) {},
                  },
                  Phase(state_.phase));
  }

  void backoff_passed() {
    if (std::holds_alternative<BackingOff>(state_.phase)) connect();
  }

  void pong_limit_passed() {
    const auto* phase = std::get_if<Online>(&state_.phase);
    if (!phase || !phase->ping) return;
    close(phase->socket);
    lose();
    back_off(Farewell{Farewell::Kind::Lost, {}, {}, {}, {}}, std::nullopt);
  }

  void start(Timer timer, Milliseconds after) { effects_.push_back(StartTimer{timer, after}); }
  void stop(Timer timer) { effects_.push_back(StopTimer{timer}); }
  void close(SocketId socket) { effects_.push_back(CloseSocket{socket, 1000}); }
  void send(SocketId socket, const Message& message) {
    effects_.push_back(SendText{socket, protocol::encode(message)});
  }

  State& state_;
  const Moment& moment_;
  Effects effects_;
};

}  // namespace

Effects transition(State& state, const Event& event, const Moment& moment) {
  Turn turn(state, moment);
  parley::visit([&](const auto& what) { turn.on(what); }, event);
  return turn.take();
}

Milliseconds backoff(std::uint32_t tries, std::uint32_t dice) {
  constexpr std::array<std::int64_t, 6> kSteps{0, 300, 1200, 2700, 4800, 7000};
  const std::int64_t most = kSteps[std::min<std::size_t>(tries, kSteps.size() - 1)];
  return Milliseconds{
      static_cast<std::int64_t>(static_cast<double>(most) * (static_cast<double>(dice) / 4294967296.0))};
}

}  // namespace parley::session
