// What a signalling session lives through: lost sockets, restarts of the server, goodbyes.
#include <algorithm>
#include <map>

#include "tests/core/protocol/samples.hpp"
#include "tests/core/session/builders.hpp"

namespace parley::session {
namespace {

using protocol::ErrorCode;
using protocol::Outcome;

TEST(SessionSituation, JoinsWithAName) {
  const auto hello = greeting_session().sent_message<protocol::Hello>();
  EXPECT_EQ(hello->name, "Ada");
  EXPECT_EQ(hello->resume, std::nullopt);
  EXPECT_TRUE(online_session().is<Online>());
}

TEST(SessionSituation, ATakenNameIsAnsweredWithASuggestion) {
  Machine ada = greeting_session();
  protocol::Error taken;
  taken.code = ErrorCode::NameTaken;
  taken.suggestion = "Ada 2";
  ada.hears(taken);
  EXPECT_EQ(std::get<SignedOut>(ada.state.phase).why,
            (Farewell{Farewell::Kind::Refused, ErrorCode::NameTaken, "Ada", "Ada 2", ""}));
}

TEST(SessionSituation, ResumeReplaysBothDirectionsEachOnce) {
  Machine ada = online_session();
  ada.hears(protocol::PeerList{});
  ada.on(SendMessage{chat("one")}).on(SendMessage{chat("two")});
  ada.hears(chat("from-server"));
  ada.on(SocketClosed{ada.socket(), 1006, ""}).on(SendMessage{chat("three")});
  EXPECT_TRUE(ada.effects.empty()) << "kept until the socket is back";

  ada.on(TimerPassed{Timer::Backoff}).on(SocketOpened{ada.socket()});
  EXPECT_EQ(ada.sent_message<protocol::Hello>()->resume, (protocol::Resume{"token-1", 1}));

  ada.hears(greeting(Outcome::Resumed, 1));  // the server has seen "one"
  const auto replayed = ada.sent();
  ASSERT_EQ(replayed.size(), 2u);
  EXPECT_EQ(std::get<protocol::Chat>(replayed[0].message).text, "two");
  EXPECT_EQ(replayed[0].sequence, 2u);
  EXPECT_EQ(std::get<protocol::Chat>(replayed[1].message).text, "three");

  EXPECT_FALSE(ada.hears(chat("from-server"), 1).delivers()) << "seen before the socket was lost";
  EXPECT_TRUE(ada.hears(chat("missed"), 2).delivers());
}

TEST(SessionSituation, GapResynchronises) {
  Machine ada = online_session();
  ada.hears(chat("too-far"), 5);
  EXPECT_TRUE(ada.is<BackingOff>());
  EXPECT_FALSE(ada.delivers());
  ada.on(TimerPassed{Timer::Backoff}).on(SocketOpened{ada.socket()});
  EXPECT_EQ(ada.sent_message<protocol::Hello>()->resume, (protocol::Resume{"token-1", std::nullopt}));
  ada.hears(greeting(Outcome::Reset));
  EXPECT_TRUE(ada.hears(chat("first"), 1).delivers()) << "both directions start again at 1";
}

TEST(SessionSituation, ResetIsToldOnceTheStateIsComplete) {
  Machine ada = resuming_session();
  ada.hears(greeting(Outcome::Reset));
  EXPECT_EQ(ada.effect<SignedIn>()->outcome, Outcome::Reset);
  EXPECT_FALSE(ada.hears(protocol::PeerList{{}, true, false}).effect<StateTold>().has_value());
  EXPECT_EQ(ada.hears(protocol::PeerList{{}, false, true}).effect<StateTold>(), (StateTold{true}));
  EXPECT_FALSE(ada.hears(protocol::PeerList{}).effect<StateTold>().has_value());
}

TEST(SessionSituation, AResetThatWasNotToldIsAskedForAgain) {
  Machine ada = online_session();  // the socket is lost before the state is complete
  ada.on(SocketClosed{ada.socket(), 1006, ""}).on(TimerPassed{Timer::Backoff}).on(SocketOpened{ada.socket()});
  EXPECT_EQ(ada.sent_message<protocol::Hello>()->resume, (protocol::Resume{"token-1", std::nullopt}));
}

TEST(SessionSituation, MoreThanTheOutboxKeepsIsAnsweredByAReset) {
  Machine ada = lost_session();
  for (int i = 0; i < 300; ++i) ada.on(SendMessage{chat(std::to_string(i))});
  ada.on(TimerPassed{Timer::Backoff}).on(SocketOpened{ada.socket()}).hears(greeting(Outcome::Resumed, 0));
  EXPECT_TRUE(ada.is<BackingOff>()) << "the oldest are gone";
  EXPECT_FALSE(ada.state.keeps_numbers);
}

TEST(SessionSituation, BacksOffWithFullJitter) {
  const std::vector<Milliseconds> most{0ms, 300ms, 1200ms, 2700ms, 4800ms, 7000ms, 7000ms};
  for (std::uint32_t tries = 0; tries < most.size(); ++tries) {
    EXPECT_EQ(backoff(tries, 0), 0ms);
    EXPECT_EQ(backoff(tries, 0x80000000), most[tries] / 2);
    EXPECT_LE(backoff(tries, 0xffffffff), most[tries]);
  }
  EXPECT_EQ(backoff(1'000'000, 0x80000000), 3500ms);
}

TEST(SessionSituation, ASessionStartsTheStepsAgain) {
  Machine ada = connecting();
  for (int i = 0; i < 3; ++i) ada.on(SocketClosed{ada.socket(), 1006, ""}).on(TimerPassed{Timer::Backoff});
  EXPECT_EQ(ada.state.tries, 3u);
  ada.on(SocketOpened{ada.socket()}).hears(greeting(Outcome::New));
  EXPECT_EQ(ada.state.tries, 0u);
}

TEST(SessionSituation, PatienceEndsFifteenSecondsAfterTheLoss) {
  Machine ada = lost_session();
  EXPECT_EQ(ada.state.lost_since, kStart);
  EXPECT_FALSE(ada.state.patience_over);
  ada.on(TimerPassed{Timer::Patience});
  EXPECT_TRUE(ada.state.patience_over);
  EXPECT_TRUE(ada.is<BackingOff>()) << "it goes on trying";
  ada.on(TimerPassed{Timer::Backoff}).on(SocketOpened{ada.socket()}).hears(greeting(Outcome::Resumed));
  EXPECT_FALSE(ada.state.patience_over) << "and comes back to Idle as the same person";
}

TEST(SessionSituation, PatienceStartsOnceHoweverOftenTryingFails) {
  Machine ada = lost_session();
  ada.on(TimerPassed{Timer::Backoff}).after(3s).on(SocketClosed{ada.socket(), 1006, ""});
  EXPECT_EQ(ada.state.lost_since, kStart);
  for (const auto& effect : ada.effects) {
    const auto* started = std::get_if<StartTimer>(&effect);
    EXPECT_FALSE(started && started->timer == Timer::Patience);
  }
}

TEST(SessionSituation, GoodbyeThatSaysWhenToComeBackIsObeyed) {
  Machine ada = online_session();
  protocol::Bye bye;
  bye.code = ErrorCode::ServerStopping;
  bye.come_back = 2s;
  ada.hears(bye);
  EXPECT_GE(std::get<BackingOff>(ada.state.phase).until, kStart + 2s);
  EXPECT_EQ(ada.trouble()->code, ErrorCode::ServerStopping);
}

TEST(SessionSituation, GoodbyeThatDoesNotEndsTheSession) {
  Machine ada = online_session();
  protocol::Bye bye;
  bye.code = ErrorCode::Replaced;
  ada.hears(bye);
  EXPECT_EQ(std::get<SignedOut>(ada.state.phase).why->code, ErrorCode::Replaced);
  EXPECT_TRUE(ada.effect<SessionOver>().has_value());
  EXPECT_EQ(ada.effect<Store>(), Store{}) << "a reload must not take the session back";
}

TEST(SessionSituation, WrongVersionIsNotTriedAgain) {
  Machine ada = greeting_session();
  protocol::Error wrong;
  wrong.code = ErrorCode::VersionUnsupported;
  ada.hears(wrong);
  EXPECT_EQ(std::get<SignedOut>(ada.state.phase).why->code, ErrorCode::VersionUnsupported);
}

TEST(SessionSituation, ACloseCodeSaysAsMuchAsAnError) {
  const std::map<std::uint16_t, bool> comes_back{{4409, false}, {4426, false}, {4503, true}, {4408, true},
                                                 {1006, true},  {1001, true},  {1008, false}};
  for (const auto& [code, again] : comes_back) {
    Machine ada = online_session();
    ada.on(SocketClosed{1, code, "because"});
    EXPECT_EQ(ada.is<BackingOff>(), again) << code;
  }
}

TEST(SessionSituation, TellsARefusalFromAServerThatIsNotThere) {
  EXPECT_EQ(unreachable_session().effect<Probe>(), (Probe{1}));
  EXPECT_EQ(unreachable_session().on(ProbeAnswered{1, true}).trouble()->kind, Farewell::Kind::NotAccepted);
  EXPECT_EQ(unreachable_session().on(ProbeAnswered{1, false}).trouble()->kind, Farewell::Kind::Unreachable);
}

TEST(SessionSituation, TheProbesAnswerCountsEvenAfterTheNextTryHasBegun) {
  Machine ada = unreachable_session();
  ada.on(TimerPassed{Timer::Backoff}).on(ProbeAnswered{1, true});
  EXPECT_EQ(ada.trouble()->kind, Farewell::Kind::NotAccepted);
}

TEST(SessionSituation, AServerThatNeverGreetsIsGivenUpAndTriedAgain) {
  Machine ada = greeting_session();
  ada.on(TimerPassed{Timer::Connect});
  EXPECT_TRUE(ada.effect<CloseSocket>().has_value());
  EXPECT_TRUE(ada.is<BackingOff>());
}

TEST(SessionSituation, AnUnansweredPingMeansALostSocket) {
  Machine ada = doubting_session();
  EXPECT_EQ(ada.sent_message<protocol::Ping>()->number, 1u);
  ada.on(TimerPassed{Timer::Pong});
  EXPECT_TRUE(ada.is<BackingOff>());
}

TEST(SessionSituation, AnAnsweredPingDoesNot) {
  Machine ada = doubting_session();
  ada.hears(protocol::Pong{1}).on(TimerPassed{Timer::Pong});
  EXPECT_TRUE(ada.is<Online>());
}

TEST(SessionSituation, WakingProbesALiveSocketAndHurriesALostOne) {
  EXPECT_TRUE(online_session().on(Wake{}).sent_message<protocol::Ping>().has_value());
  EXPECT_TRUE(lost_session().on(Wake{}).is<Connecting>());
}

TEST(SessionSituation, JoiningUnderAnotherNameAfterALossEndsWhatHungOnTheOldSession) {
  Machine ada = lost_session();
  ada.on(TimerPassed{Timer::Patience}).on(Join{"Bea"});
  EXPECT_TRUE(ada.effect<SessionOver>().has_value());
  ada.on(SocketOpened{ada.socket()});
  EXPECT_EQ(ada.sent_message<protocol::Hello>()->name, "Bea");
  EXPECT_EQ(ada.sent_message<protocol::Hello>()->resume, std::nullopt);
}

TEST(SessionSituation, JoiningUnderTheSameNameAfterALossResumes) {
  Machine ada = lost_session();
  ada.on(TimerPassed{Timer::Patience}).on(Join{"Ada"});
  EXPECT_FALSE(ada.effect<SessionOver>().has_value());
  ada.on(SocketOpened{ada.socket()});
  EXPECT_EQ(ada.sent_message<protocol::Hello>()->resume->token, "token-1");
}

TEST(SessionSituation, AnotherNameTypedWhileTheServerIsGreetedIsNotLost) {
  Machine ada = resuming_session();
  ada.on(Join{"Bea"}).on(SocketOpened{ada.socket()});
  EXPECT_EQ(ada.sent_message<protocol::Hello>()->name, "Bea");
}

TEST(SessionSituation, AReloadedPageComesBackByItsToken) {
  Machine ada;
  ada.on(Restore{"token-1", "Ada"}).on(SocketOpened{1});
  EXPECT_EQ(ada.sent_message<protocol::Hello>()->resume, (protocol::Resume{"token-1", std::nullopt}));
}

TEST(SessionSituation, SigningOutSaysGoodbyeAndForgets) {
  Machine ada = online_session();
  ada.on(SignOut{});
  EXPECT_TRUE(ada.sent_message<protocol::Bye>().has_value());
  EXPECT_EQ(ada.effect<Store>(), Store{});
  EXPECT_EQ(std::get<SignedOut>(ada.state.phase).why, std::nullopt);
}

TEST(SessionSituation, EveryEighthCommandIsAcknowledged) {
  Machine ada = online_session();
  for (int i = 0; i < 7; ++i) EXPECT_FALSE(ada.hears(chat("x")).sent_message<protocol::Ack>().has_value());
  EXPECT_EQ(ada.hears(chat("x")).sent_message<protocol::Ack>(), (protocol::Ack{8}));
}

TEST(SessionSituation, NoTimerRunsOnceSignedOut) {
  for (Machine machine : {connecting(), greeting_session(), doubting_session(), lost_session(), resuming_session()}) {
    machine.on(SignOut{});
    std::size_t stopped = 0;
    for (const auto& effect : machine.effects) {
      stopped += std::holds_alternative<StopTimer>(effect);
      EXPECT_FALSE(std::holds_alternative<StartTimer>(effect));
    }
    EXPECT_EQ(stopped, 5u);
  }
}

// ---- accounts

Machine account_session() {
  Machine ada;
  ada.on(Join{"Ada", protocol::AccountLogin{}}).on(SocketOpened{ada.socket()});
  protocol::ClientId hello = greeting(Outcome::New);
  hello.account = true;
  ada.hears(hello);
  return ada;
}

bool says_the_login_is_over(const Machine& machine) {
  return std::any_of(machine.effects.begin(), machine.effects.end(),
                     [](const Effect& effect) { return std::holds_alternative<LoginOver>(effect); });
}

TEST(SessionSituation, ComesInAsTheAccountOfTheCookie) {
  Machine ada;
  ada.on(Join{"Ada", protocol::AccountLogin{}}).on(SocketOpened{ada.socket()});
  const auto hello = ada.sent_message<protocol::Hello>();
  EXPECT_EQ(hello->account, protocol::AccountLogin{});
  EXPECT_EQ(hello->name, std::nullopt) << "the account has the name";
}

TEST(SessionSituation, APageOfAnotherOriginBringsTheLoginsToken) {
  Machine ada;
  ada.on(Join{"Ada", protocol::AccountLogin{"l-1"}}).on(SocketOpened{ada.socket()});
  EXPECT_EQ(ada.sent_message<protocol::Hello>()->account, protocol::AccountLogin{"l-1"});
  Machine none;
  none.on(Join{"Ada", protocol::AccountLogin{"\n"}});
  EXPECT_TRUE(none.is<SignedOut>()) << "a token that the protocol does not carry";
}

TEST(SessionSituation, AReloadedTabComesBackToItsSessionOrElseAsItsAccount) {
  Machine ada;
  ada.on(Restore{"token-0", "Ada", protocol::AccountLogin{}}).on(SocketOpened{ada.socket()});
  const auto hello = ada.sent_message<protocol::Hello>();
  EXPECT_EQ(hello->resume, (protocol::Resume{"token-0", std::nullopt}));
  EXPECT_EQ(hello->account, protocol::AccountLogin{});
}

TEST(SessionSituation, ALostSessionOfAnAccountResumesAsTheAccount) {
  Machine ada = account_session();
  ada.on(SocketClosed{ada.socket(), 1006, ""}).on(TimerPassed{Timer::Backoff}).on(SocketOpened{ada.socket()});
  const auto hello = ada.sent_message<protocol::Hello>();
  EXPECT_TRUE(hello->resume.has_value());
  EXPECT_EQ(hello->account, protocol::AccountLogin{});
}

TEST(SessionSituation, SigningInWhileComingInAsAGuestTakesANewSocketSinceTheCookieIsNewer) {
  Machine ada = connecting();
  const SocketId before = ada.socket();
  ada.on(Join{"Ada", protocol::AccountLogin{}});
  EXPECT_GT(ada.socket(), before);
  EXPECT_TRUE(ada.is<Connecting>());
}

TEST(SessionSituation, AnEndedLoginIsToldApartFromAnEndedSession) {
  for (const std::uint16_t code : {4401, 4410}) {
    Machine ada = account_session();
    ada.on(SocketClosed{ada.socket(), code, ""});
    EXPECT_TRUE(ada.is<SignedOut>());
    EXPECT_TRUE(says_the_login_is_over(ada)) << code;
    EXPECT_EQ(ada.state.account, std::nullopt);
  }
  for (const std::uint16_t code : {4409, 4426, 4507}) {
    Machine ada = account_session();
    ada.on(SocketClosed{ada.socket(), code, ""});
    EXPECT_TRUE(ada.is<SignedOut>());
    EXPECT_FALSE(says_the_login_is_over(ada)) << code;
  }
  Machine guest = online_session();
  guest.on(SocketClosed{guest.socket(), 4410, ""});
  EXPECT_FALSE(says_the_login_is_over(guest));
}

TEST(SessionSituation, AnotherNameIsKeptForComingBack) {
  Machine ada = online_session();
  ada.hears(protocol::Renamed{protocol::person("p-ada", "Ada 2"), ErrorCode::NameReserved});
  EXPECT_EQ(ada.state.identity->you.name, "Ada 2");
  ada.on(SocketClosed{ada.socket(), 1006, ""}).on(TimerPassed{Timer::Backoff}).on(SocketOpened{ada.socket()});
  EXPECT_EQ(ada.sent_message<protocol::Hello>()->name, "Ada 2");
}

TEST(SessionSituation, RenewedIceServersReplaceThoseOfTheGreeting) {
  Machine ada = online_session();
  const std::vector<protocol::IceServer> renewed{{{"turn:relay.example.org"}, "1:ada", "secret"}};
  ada.hears(protocol::IceServers{renewed});
  EXPECT_EQ(ada.state.identity->ice_servers, renewed);
}

}  // namespace
}  // namespace parley::session
