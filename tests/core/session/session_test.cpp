// Every state of the session met by every event, and the list of arrows in its header.
#include "core/session/session.hpp"

#include "tests/core/protocol/samples.hpp"
#include "tests/core/session/builders.hpp"
#include "tests/support/transition_table.hpp"

namespace parley::session {
namespace {

using protocol::ErrorCode;
using protocol::Outcome;
using test::Sample;

// In all of them the socket is number 1.
std::vector<Sample<State>> states() {
  Machine waits = unreachable_session();
  waits.on(ProbeAnswered{1, false});
  return {
      {"SignedOut", State{}},
      {"Connecting", connecting().state},
      {"Greeting", greeting_session().state},
      {"Online", online_session().state},
      {"Online(doubts)", doubting_session().state},
      {"BackingOff(first try)", waits.state},
      {"BackingOff(probing)", unreachable_session().state},
      {"BackingOff(lost)", lost_session().state},
  };
}

Event says(const protocol::Message& message) {
  return FrameCame{1, protocol::encode(message, protocol::is_command(message) ? std::optional<protocol::Sequence>(1)
                                                                              : std::nullopt)};
}

std::vector<Sample<Event>> events() {
  protocol::Error taken;
  taken.code = ErrorCode::NameTaken;
  protocol::Error busy;
  busy.code = ErrorCode::RateLimited;
  protocol::Bye restarting;
  restarting.code = ErrorCode::ServerStopping;
  restarting.come_back = 2s;
  protocol::Bye replaced;
  replaced.code = ErrorCode::Replaced;
  return {
      {"Join", Join{"Ada"}},
      {"Join(another name)", Join{"Bea"}},
      {"Join(an account)", Join{"Ada", protocol::AccountLogin{}}},
      {"Join(a name that nobody can have)", Join{std::string(100'000, 'x')}},
      {"Restore", Restore{"token-0", "Ada"}},
      {"Restore(a token that nobody can have)", Restore{"\n", "Ada"}},
      {"SignOut", SignOut{}},
      {"PageGone", PageGone{}},
      {"SocketOpened", SocketOpened{1}},
      {"SocketOpened(of another socket)", SocketOpened{7}},
      {"FrameCame(client-id)", says(greeting(Outcome::New))},
      {"FrameCame(client-id of another socket)", FrameCame{7, protocol::encode(greeting(Outcome::New))}},
      {"FrameCame(error: never again)", says(taken)},
      {"FrameCame(error: later)", says(busy)},
      {"FrameCame(bye)", says(replaced)},
      {"FrameCame(bye, come back)", says(restarting)},
      {"FrameCame(nonsense)", FrameCame{1, "{"}},
      {"FrameCame(ping)", says(protocol::Ping{5})},
      {"FrameCame(pong)", says(protocol::Pong{1})},
      {"FrameCame(ack of nothing sent)", says(protocol::Ack{9})},
      {"FrameCame(peer-list)", says(protocol::PeerList{})},
      {"FrameCame(ice-servers)", says(protocol::IceServers{})},
      {"FrameCame(renamed)", says(protocol::Renamed{protocol::person("p-ada", "Ada 2"), ErrorCode::NameReserved})},
      {"FrameCame(chat)", says(chat("hello"))},
      {"FrameCame(chat, after a gap)", FrameCame{1, protocol::encode(chat("hello"), 3)}},
      {"FrameCame(what only clients send)", says(protocol::CallEnd{MessageId("m"), CallId("c"), {}})},
      {"SocketClosed", SocketClosed{1, 1006, ""}},
      {"SocketClosed(of another socket)", SocketClosed{7, 1006, ""}},
      {"SocketClosed(replaced)", SocketClosed{1, 4409, ""}},
      {"SocketClosed(stopping)", SocketClosed{1, 4503, ""}},
      {"SocketClosed(by policy)", SocketClosed{1, 1008, "no"}},
      {"ProbeAnswered", ProbeAnswered{1, true}},
      {"ProbeAnswered(of another socket)", ProbeAnswered{7, true}},
      {"TimerPassed(Connect)", TimerPassed{Timer::Connect}},
      {"TimerPassed(Backoff)", TimerPassed{Timer::Backoff}},
      {"TimerPassed(Pong)", TimerPassed{Timer::Pong}},
      {"TimerPassed(Heartbeat)", TimerPassed{Timer::Heartbeat}},
      {"TimerPassed(Patience)", TimerPassed{Timer::Patience}},
      {"Wake", Wake{}},
      {"SendMessage(a command)", SendMessage{chat("hello")}},
      {"SendMessage(state)", SendMessage{protocol::Ping{1}}},
  };
}

std::string words(const Effect& effect) {
  const std::string name(name_of(effect));
  if (const auto* text = std::get_if<SendText>(&effect)) {
    return "Send(" + std::string(protocol::type_name(protocol::decode(text->text).value().message)) + ")";
  }
  if (const auto* started = std::get_if<StartTimer>(&effect)) return name + "(" + print(started->timer) + ")";
  if (const auto* stopped = std::get_if<StopTimer>(&effect)) return name + "(" + print(stopped->timer) + ")";
  if (const auto* deliver = std::get_if<Deliver>(&effect))
    return name + "(" + protocol::type_name(deliver->message) + ")";
  if (const auto* store = std::get_if<Store>(&effect)) return store->token.empty() ? "Forget" : name;
  return name;
}

test::TransitionTable table() {
  const auto all_states = states();
  const auto all_events = events();
  return {test::names_of(all_states), test::names_of(all_events), [&](std::size_t state, std::size_t event) {
            State after = all_states[state].value;
            test::Outcome outcome;
            for (const Effect& effect : transition(after, all_events[event].value, Moment{kStart, 0}))
              outcome.effects.push_back(words(effect));
            outcome.abbreviate({"StopTimer(Connect)", "StopTimer(Backoff)", "StopTimer(Pong)", "StopTimer(Heartbeat)",
                                "StopTimer(Patience)"},
                               "StopAllTimers");
            outcome.to = name_of(after.phase);
            outcome.changed = !(after.phase == all_states[state].value.phase);
            return outcome;
          }};
}

TEST(SessionTable, HasARowForEachPhaseAndAColumnForEachEvent) {
  test::expect_all_alternatives<Phase>(states(), [](const State& state) { return state.phase; });
  test::expect_all_alternatives<Event>(events(), [](const Event& event) { return event; });
}

TEST(SessionTable, IsWhatTheMachineDoes) {
  table().expect(R"(
Join
  SignedOut                                                   -> Connecting: StopTimer(Patience), StopTimer(Backoff), OpenSocket, StartTimer(Connect)
  Connecting, Greeting, Online, Online(doubts)                .
  BackingOff(first try), BackingOff(probing)                  -> Connecting: StopTimer(Backoff), OpenSocket, StartTimer(Connect)
  BackingOff(lost)                                            -> Connecting: StopTimer(Backoff), OpenSocket, StartTimer(Connect)
Join(another name)
  SignedOut, BackingOff(first try), BackingOff(probing)       -> Connecting: StopTimer(Patience), StopTimer(Backoff), OpenSocket, StartTimer(Connect)
  Connecting                                                  stays: StopTimer(Patience)
  Greeting                                                    -> Connecting: CloseSocket, StopTimer(Patience), StopTimer(Backoff), OpenSocket, StartTimer(Connect)
  Online, Online(doubts)                                      .
  BackingOff(lost)                                            -> Connecting: SessionOver, StopTimer(Patience), StopTimer(Backoff), OpenSocket, StartTimer(Connect)
Join(an account)
  SignedOut, BackingOff(first try), BackingOff(probing)       -> Connecting: StopTimer(Patience), StopTimer(Backoff), OpenSocket, StartTimer(Connect)
  Connecting                                                  -> Connecting: StopTimer(Patience), CloseSocket, StopTimer(Backoff), OpenSocket, StartTimer(Connect)
  Greeting                                                    -> Connecting: CloseSocket, StopTimer(Patience), StopTimer(Backoff), OpenSocket, StartTimer(Connect)
  Online, Online(doubts)                                      -> Connecting: Send(bye), CloseSocket, StopTimer(Heartbeat), StopTimer(Pong), SessionOver, StopTimer(Patience), StopTimer(Backoff), OpenSocket, StartTimer(Connect)
  BackingOff(lost)                                            -> Connecting: SessionOver, StopTimer(Patience), StopTimer(Backoff), OpenSocket, StartTimer(Connect)
Join(a name that nobody can have)
  SignedOut                                                   -> SignedOut
  Connecting, Greeting, Online, Online(doubts)                .
  BackingOff(first try), BackingOff(probing)                  -> SignedOut: StopAllTimers, Forget
  BackingOff(lost)                                            -> SignedOut: StopAllTimers, Forget, SessionOver
Restore
  SignedOut                                                   -> Connecting: StopTimer(Backoff), OpenSocket, StartTimer(Connect)
  Connecting, Greeting, Online, Online(doubts)                .
  BackingOff(first try), BackingOff(probing)                  .
  BackingOff(lost)                                            .
Restore(a token that nobody can have)
  SignedOut, Connecting, Greeting, Online, Online(doubts)     .
  BackingOff(first try), BackingOff(probing)                  .
  BackingOff(lost)                                            .
SignOut
  SignedOut                                                   .
  Connecting, Greeting                                        -> SignedOut: CloseSocket, StopAllTimers, Forget
  Online, Online(doubts)                                      -> SignedOut: Send(bye), CloseSocket, StopAllTimers, Forget, SessionOver
  BackingOff(first try), BackingOff(probing)                  -> SignedOut: StopAllTimers, Forget
  BackingOff(lost)                                            -> SignedOut: StopAllTimers, Forget, SessionOver
PageGone
  SignedOut, Connecting, Greeting, BackingOff(first try)      .
  Online, Online(doubts)                                      stays: Send(bye)
  BackingOff(probing), BackingOff(lost)                       .
SocketOpened
  SignedOut, Greeting, Online, Online(doubts)                 .
  Connecting                                                  -> Greeting: Send(hello)
  BackingOff(first try), BackingOff(probing)                  .
  BackingOff(lost)                                            .
SocketOpened(of another socket)
  SignedOut, Connecting, Greeting, Online, Online(doubts)     .
  BackingOff(first try), BackingOff(probing)                  .
  BackingOff(lost)                                            .
FrameCame(client-id)
  SignedOut, Connecting, Online, Online(doubts)               .
  Greeting                                                    -> Online: StopTimer(Connect), StopTimer(Patience), StartTimer(Heartbeat), Store, SignedIn
  BackingOff(first try), BackingOff(probing)                  .
  BackingOff(lost)                                            .
FrameCame(client-id of another socket)
  SignedOut, Connecting, Greeting, Online, Online(doubts)     .
  BackingOff(first try), BackingOff(probing)                  .
  BackingOff(lost)                                            .
FrameCame(error: never again)
  SignedOut, Connecting, BackingOff(first try)                .
  Greeting                                                    -> SignedOut: CloseSocket, StopAllTimers, Forget
  Online, Online(doubts)                                      stays: Deliver(error)
  BackingOff(probing), BackingOff(lost)                       .
FrameCame(error: later)
  SignedOut, Connecting, BackingOff(first try)                .
  Greeting                                                    -> BackingOff: CloseSocket, StopTimer(Connect), StartTimer(Backoff)
  Online, Online(doubts)                                      stays: Deliver(error)
  BackingOff(probing), BackingOff(lost)                       .
FrameCame(bye)
  SignedOut, Connecting, BackingOff(first try)                .
  Greeting                                                    -> SignedOut: CloseSocket, StopAllTimers, Forget
  Online, Online(doubts)                                      -> SignedOut: CloseSocket, StopAllTimers, Forget, SessionOver
  BackingOff(probing), BackingOff(lost)                       .
FrameCame(bye, come back)
  SignedOut, Connecting, BackingOff(first try)                .
  Greeting                                                    -> BackingOff: CloseSocket, StopTimer(Heartbeat), StopTimer(Pong), StopTimer(Connect), StartTimer(Backoff)
  Online, Online(doubts)                                      -> BackingOff: CloseSocket, StopTimer(Heartbeat), StopTimer(Pong), StartTimer(Patience), StopTimer(Connect), StartTimer(Backoff)
  BackingOff(probing), BackingOff(lost)                       .
FrameCame(nonsense)
  SignedOut, Connecting, Greeting, Online, Online(doubts)     .
  BackingOff(first try), BackingOff(probing)                  .
  BackingOff(lost)                                            .
FrameCame(ping)
  SignedOut, Connecting, Greeting, BackingOff(first try)      .
  Online, Online(doubts)                                      stays: Send(pong)
  BackingOff(probing), BackingOff(lost)                       .
FrameCame(pong)
  SignedOut, Connecting, Greeting, Online, BackingOff(lost)   .
  Online(doubts)                                              -> Online: StopTimer(Pong), StartTimer(Heartbeat)
  BackingOff(first try), BackingOff(probing)                  .
FrameCame(ack of nothing sent)
  SignedOut, Connecting, Greeting, BackingOff(first try)      .
  Online, Online(doubts)                                      -> BackingOff: CloseSocket, StopTimer(Heartbeat), StopTimer(Pong), StartTimer(Patience), StopTimer(Connect), StartTimer(Backoff)
  BackingOff(probing), BackingOff(lost)                       .
FrameCame(peer-list)
  SignedOut, Connecting, Greeting, BackingOff(first try)      .
  Online, Online(doubts)                                      stays: Deliver(peer-list), StateTold
  BackingOff(probing), BackingOff(lost)                       .
FrameCame(ice-servers)
  SignedOut, Connecting, Greeting, BackingOff(first try)      .
  Online, Online(doubts)                                      stays: Deliver(ice-servers)
  BackingOff(probing), BackingOff(lost)                       .
FrameCame(renamed)
  SignedOut, Connecting, Greeting, BackingOff(first try)      .
  Online, Online(doubts)                                      stays: Store, Deliver(renamed)
  BackingOff(probing), BackingOff(lost)                       .
FrameCame(chat)
  SignedOut, Connecting, Greeting, BackingOff(first try)      .
  Online, Online(doubts)                                      stays: Deliver(chat)
  BackingOff(probing), BackingOff(lost)                       .
FrameCame(chat, after a gap)
  SignedOut, Connecting, Greeting, BackingOff(first try)      .
  Online, Online(doubts)                                      -> BackingOff: CloseSocket, StopTimer(Heartbeat), StopTimer(Pong), StartTimer(Patience), StopTimer(Connect), StartTimer(Backoff)
  BackingOff(probing), BackingOff(lost)                       .
FrameCame(what only clients send)
  SignedOut, Connecting, Greeting, Online, Online(doubts)     .
  BackingOff(first try), BackingOff(probing)                  .
  BackingOff(lost)                                            .
SocketClosed
  SignedOut, BackingOff(first try), BackingOff(probing)       .
  Connecting                                                  -> BackingOff: StopTimer(Connect), StartTimer(Backoff), Probe
  Greeting                                                    -> BackingOff: StopTimer(Heartbeat), StopTimer(Pong), StopTimer(Connect), StartTimer(Backoff)
  Online, Online(doubts)                                      -> BackingOff: StopTimer(Heartbeat), StopTimer(Pong), StartTimer(Patience), StopTimer(Connect), StartTimer(Backoff)
  BackingOff(lost)                                            .
SocketClosed(of another socket)
  SignedOut, Connecting, Greeting, Online, Online(doubts)     .
  BackingOff(first try), BackingOff(probing)                  .
  BackingOff(lost)                                            .
SocketClosed(replaced)
  SignedOut, BackingOff(first try), BackingOff(probing)       .
  Connecting                                                  -> BackingOff: StopTimer(Connect), StartTimer(Backoff), Probe
  Greeting                                                    -> SignedOut: StopAllTimers, Forget
  Online, Online(doubts)                                      -> SignedOut: StopAllTimers, Forget, SessionOver
  BackingOff(lost)                                            .
SocketClosed(stopping)
  SignedOut, BackingOff(first try), BackingOff(probing)       .
  Connecting                                                  -> BackingOff: StopTimer(Connect), StartTimer(Backoff), Probe
  Greeting                                                    -> BackingOff: StopTimer(Heartbeat), StopTimer(Pong), StopTimer(Connect), StartTimer(Backoff)
  Online, Online(doubts)                                      -> BackingOff: StopTimer(Heartbeat), StopTimer(Pong), StartTimer(Patience), StopTimer(Connect), StartTimer(Backoff)
  BackingOff(lost)                                            .
SocketClosed(by policy)
  SignedOut, BackingOff(first try), BackingOff(probing)       .
  Connecting                                                  -> BackingOff: StopTimer(Connect), StartTimer(Backoff), Probe
  Greeting                                                    -> SignedOut: StopAllTimers, Forget
  Online, Online(doubts)                                      -> SignedOut: StopAllTimers, Forget, SessionOver
  BackingOff(lost)                                            .
ProbeAnswered
  SignedOut, Connecting, Greeting, Online, Online(doubts)     .
  BackingOff(first try), BackingOff(lost)                     .
  BackingOff(probing)                                         -> BackingOff
ProbeAnswered(of another socket)
  SignedOut, Connecting, Greeting, Online, Online(doubts)     .
  BackingOff(first try), BackingOff(probing)                  .
  BackingOff(lost)                                            .
TimerPassed(Connect)
  SignedOut, Online, Online(doubts), BackingOff(first try)    .
  Connecting                                                  -> BackingOff: CloseSocket, StopTimer(Connect), StartTimer(Backoff), Probe
  Greeting                                                    -> BackingOff: CloseSocket, StopTimer(Connect), StartTimer(Backoff)
  BackingOff(probing), BackingOff(lost)                       .
TimerPassed(Backoff)
  SignedOut, Connecting, Greeting, Online, Online(doubts)     .
  BackingOff(first try), BackingOff(probing)                  -> Connecting: StopTimer(Backoff), OpenSocket, StartTimer(Connect)
  BackingOff(lost)                                            -> Connecting: StopTimer(Backoff), OpenSocket, StartTimer(Connect)
TimerPassed(Pong)
  SignedOut, Connecting, Greeting, Online, BackingOff(lost)   .
  Online(doubts)                                              -> BackingOff: CloseSocket, StopTimer(Heartbeat), StopTimer(Pong), StartTimer(Patience), StopTimer(Connect), StartTimer(Backoff)
  BackingOff(first try), BackingOff(probing)                  .
TimerPassed(Heartbeat)
  SignedOut, Connecting, Greeting, Online(doubts)             .
  Online                                                      -> Online: Send(ping), StopTimer(Heartbeat), StartTimer(Pong)
  BackingOff(first try), BackingOff(probing)                  .
  BackingOff(lost)                                            .
TimerPassed(Patience)
  SignedOut, Connecting, Greeting, Online, Online(doubts)     .
  BackingOff(first try), BackingOff(probing)                  .
  BackingOff(lost)                                            .
Wake
  SignedOut, Connecting, Greeting, Online(doubts)             .
  Online                                                      -> Online: Send(ping), StopTimer(Heartbeat), StartTimer(Pong)
  BackingOff(first try), BackingOff(probing)                  -> Connecting: StopTimer(Backoff), OpenSocket, StartTimer(Connect)
  BackingOff(lost)                                            -> Connecting: StopTimer(Backoff), OpenSocket, StartTimer(Connect)
SendMessage(a command)
  SignedOut, Connecting, Greeting, BackingOff(first try)      .
  Online, Online(doubts)                                      stays: Send(chat)
  BackingOff(probing), BackingOff(lost)                       .
SendMessage(state)
  SignedOut, Connecting, Greeting, BackingOff(first try)      .
  Online, Online(doubts)                                      stays: Send(ping)
  BackingOff(probing), BackingOff(lost)                       .
)");
}

TEST(SessionTable, HasTheArrowsThatTheHeaderLists) {
#ifdef __EMSCRIPTEN__
  GTEST_SKIP() << "reads a source file";
#else
  EXPECT_EQ(test::words(table().arrows()),
            test::words(test::listed_arrows("core/session/session.hpp", "Arrows of the session")));
#endif
}

}  // namespace
}  // namespace parley::session
