// Every state of negotiation, and every state of the media path, met by every event; and the lists of arrows in its header.
#include "core/call/negotiation.hpp"

#include "tests/core/call/builders.hpp"
#include "tests/support/transition_table.hpp"

namespace parley::call::negotiation {
namespace {

using test::Sample;

// In all of them the attempt, the peer connection and, but for a restart, the generation are number 1.
std::vector<Sample<Machine>> states() {
  Machine applying = awaiting_answer();
  applying.on(AnswerCame{answer(1)});
  Machine accepted = invited_without_offer();
  accepted.on(Accept{1, CallId("call-1")});
  Machine restart = lost_caller();
  restart.live(kRestartAfter, 0);
  Machine restarted = flowing_receiver();
  restarted.on(OfferCame{offer(2)});
  return {
      {"Closed", Machine{}},
      {"Offering", offering()},
      {"Offering(restart)", restart},
      {"Offered", offered()},
      {"AwaitingAnswer", awaiting_answer()},
      {"AwaitingAnswer(applying)", applying},
      {"AwaitingAnswer(restart)", restarting_caller()},
      {"Invited", invited()},
      {"Invited(accepted)", accepted},
      {"Answering", answering()},
      {"Answering(restart)", restarted},
      {"Stable(caller)", flowing_caller()},
      {"Stable(receiver)", flowing_receiver()},
  };
}

std::vector<Sample<Machine>> paths() {
  Machine found = connecting_caller();
  found.on(IceChanged{1, IceState::Connected});
  return {
      {"None", answering()},
      {"Connecting(caller)", connecting_caller()},
      {"Connecting(ICE is done)", found},
      {"Connecting(receiver)", connecting_receiver()},
      {"Flowing(caller)", flowing_caller()},
      {"Flowing(receiver)", flowing_receiver()},
      {"Lost(caller)", lost_caller()},
      {"Lost(receiver)", lost_receiver()},
  };
}

std::vector<Sample<Event>> events() {
  const CallId call("call-1");
  protocol::CallMedia media;
  media.call = call;
  media.version = 99;
  media.microphone = media.camera = true;
  protocol::CallMedia asks = media;
  asks.restart = 2;
  return {
      {"Prepare", Prepare{2}},
      {"Begin", Begin{1, call}},
      {"Invite", Invite{2, CallId("call-2")}},
      {"Accept", Accept{1, call}},
      {"Agreed", Agreed{1}},
      {"Rejoin(caller)", Rejoin{2, call, Side::Caller, 4}},
      {"Rejoin(receiver)", Rejoin{2, call, Side::Receiver, 4}},
      {"Release", Release{1}},
      {"Release(of another attempt)", Release{7}},
      {"OfferCame", OfferCame{offer(1)}},
      {"OfferCame(restart)", OfferCame{offer(2)}},
      {"OfferCame(fresh)", OfferCame{offer(3, true)}},
      {"AnswerCame", AnswerCame{answer(1)}},
      {"AnswerCame(restart)", AnswerCame{answer(2)}},
      {"CandidateCame", CandidateCame{his_candidate(1)}},
      {"CandidateCame(restart)", CandidateCame{his_candidate(2)}},
      {"MediaCame", MediaCame{media}},
      {"MediaCame(asks for a restart)", MediaCame{asks}},
      {"OfferMade", OfferMade{1, 1, description("ours1")}},
      {"OfferMade(restart)", OfferMade{1, 2, description("ours2")}},
      {"AnswerMade", AnswerMade{1, 1, description("ours1")}},
      {"AnswerMade(restart)", AnswerMade{1, 2, description("ours2")}},
      {"AnswerApplied", AnswerApplied{1, 1}},
      {"AnswerApplied(restart)", AnswerApplied{1, 2}},
      {"LocalCandidate", LocalCandidate{1, candidate("ours1")}},
      {"LocalCandidate(of another peer)", LocalCandidate{7, candidate("ours1")}},
      {"PeerFailed", PeerFailed{1, 1}},
      {"PeerFailed(restart)", PeerFailed{1, 2}},
      {"IceChanged(Connected)", IceChanged{1, IceState::Connected}},
      {"IceChanged(Disconnected)", IceChanged{1, IceState::Disconnected}},
      {"IceChanged(Failed)", IceChanged{1, IceState::Failed}},
      {"Pulse(packets)", Pulse{1, 1'000}},
      {"Pulse(nothing new)", Pulse{1, 10}},
      {"NetworkChanged", NetworkChanged{}},
      {"TimerPassed(Preparation)", TimerPassed{CallTimer::Preparation}},
      {"TimerPassed(RingLimit)", TimerPassed{CallTimer::RingLimit}},
      {"TimerPassed(Reconnect)", TimerPassed{CallTimer::Reconnect}},
      {"TimerPassed(Setup)", TimerPassed{CallTimer::Setup}},
  };
}

std::string words(const Effect& effect) {
  const std::string name(name_of(effect));
  if (const auto* send = std::get_if<Send>(&effect)) return name + "(" + std::string(name_of(send->message)) + ")";
  if (const auto* started = std::get_if<StartTimer>(&effect)) return name + "(" + print(started->timer) + ")";
  if (const auto* stopped = std::get_if<StopTimer>(&effect)) return name + "(" + print(stopped->timer) + ")";
  return name;
}

std::string phase_words(const State& state) { return std::string(name_of(state.phase)); }
std::string path_words(const State& state) { return print(state.path); }

// Each event comes so long after the state was entered that packets which have not come since are missed.
test::TransitionTable table(const std::vector<Sample<Machine>>& all_states, std::string (*words_of)(const State&)) {
  const auto all_events = events();
  return {test::names_of(all_states), test::names_of(all_events), [&](std::size_t state, std::size_t event) {
            Machine machine = all_states[state].value;
            const State before = machine.state;
            machine.after(kSilence).on(all_events[event].value);
            test::Outcome outcome;
            for (const Effect& effect : machine.effects) outcome.effects.push_back(words(effect));
            outcome.abbreviate({"StopTimer(Preparation)", "StopTimer(Setup)", "StopTimer(Reconnect)"}, "StopAllTimers");
            outcome.to = words_of(machine.state);
            outcome.changed = words_of(before) != outcome.to || before.attempt != machine.state.attempt ||
                              !(before.phase == machine.state.phase);
            return outcome;
          }};
}

TEST(NegotiationTable, HasARowForEachPhaseAndAColumnForEachEvent) {
  test::expect_all_alternatives<Phase>(states(), [](const Machine& machine) { return machine.state.phase; });
  test::expect_all_alternatives<Event>(events(), [](const Event& event) { return event; });
}

TEST(NegotiationTable, IsWhatTheMachineDoes) {
  table(states(), phase_words).expect(R"(
Prepare
  Closed, Invited, Invited(accepted)                          -> Offering: StopAllTimers, CreatePeer, MakeOffer, StartTimer(Preparation)
  Offering, Offering(restart), Offered, AwaitingAnswer        -> Offering: ClosePeer, StopAllTimers, CreatePeer, MakeOffer, StartTimer(Preparation)
  AwaitingAnswer(applying), AwaitingAnswer(restart)           -> Offering: ClosePeer, StopAllTimers, CreatePeer, MakeOffer, StartTimer(Preparation)
  Answering, Answering(restart), Stable(caller)               -> Offering: ClosePeer, StopAllTimers, CreatePeer, MakeOffer, StartTimer(Preparation)
  Stable(receiver)                                            -> Offering: ClosePeer, StopAllTimers, CreatePeer, MakeOffer, StartTimer(Preparation)
Begin
  Closed, Offering, Offering(restart), AwaitingAnswer         .
  Offered                                                     -> AwaitingAnswer
  AwaitingAnswer(applying), AwaitingAnswer(restart), Invited  .
  Invited(accepted), Answering, Answering(restart)            .
  Stable(caller), Stable(receiver)                            .
Invite
  Closed, Invited, Invited(accepted)                          -> Invited: StopAllTimers
  Offering, Offering(restart), Offered, AwaitingAnswer        -> Invited: ClosePeer, StopAllTimers
  AwaitingAnswer(applying), AwaitingAnswer(restart)           -> Invited: ClosePeer, StopAllTimers
  Answering, Answering(restart), Stable(caller)               -> Invited: ClosePeer, StopAllTimers
  Stable(receiver)                                            -> Invited: ClosePeer, StopAllTimers
Accept
  Closed, Offering, Offering(restart), Offered, Answering     .
  AwaitingAnswer, AwaitingAnswer(applying), Stable(caller)    .
  AwaitingAnswer(restart), Answering(restart)                 .
  Invited                                                     -> Answering: CreatePeer, MakeAnswer, StartTimer(Preparation)
  Invited(accepted)                                           stays: StartTimer(Preparation)
  Stable(receiver)                                            .
Agreed
  Closed, Offering(restart), AwaitingAnswer(restart)          .
  Offering, Offered, AwaitingAnswer, Invited, Answering       stays: StartTimer(Setup)
  AwaitingAnswer(applying), Invited(accepted)                 stays: StartTimer(Setup)
  Answering(restart), Stable(caller), Stable(receiver)        .
Rejoin(caller)
  Closed, Invited, Invited(accepted)                          -> Offering: StopAllTimers, StartTimer(Setup), CreatePeer, MakeOffer, StartTimer(Preparation)
  Offering, Offering(restart), Offered, AwaitingAnswer        -> Offering: ClosePeer, StopAllTimers, StartTimer(Setup), CreatePeer, MakeOffer, StartTimer(Preparation)
  AwaitingAnswer(applying), AwaitingAnswer(restart)           -> Offering: ClosePeer, StopAllTimers, StartTimer(Setup), CreatePeer, MakeOffer, StartTimer(Preparation)
  Answering, Answering(restart), Stable(caller)               -> Offering: ClosePeer, StopAllTimers, StartTimer(Setup), CreatePeer, MakeOffer, StartTimer(Preparation)
  Stable(receiver)                                            -> Offering: ClosePeer, StopAllTimers, StartTimer(Setup), CreatePeer, MakeOffer, StartTimer(Preparation)
Rejoin(receiver)
  Closed, Invited, Invited(accepted)                          -> Invited: StopAllTimers, StartTimer(Setup)
  Offering, Offering(restart), Offered, AwaitingAnswer        -> Invited: ClosePeer, StopAllTimers, StartTimer(Setup)
  AwaitingAnswer(applying), AwaitingAnswer(restart)           -> Invited: ClosePeer, StopAllTimers, StartTimer(Setup)
  Answering, Answering(restart), Stable(caller)               -> Invited: ClosePeer, StopAllTimers, StartTimer(Setup)
  Stable(receiver)                                            -> Invited: ClosePeer, StopAllTimers, StartTimer(Setup)
Release
  Closed                                                      .
  Offering, Offering(restart), Offered, AwaitingAnswer        -> Closed: ClosePeer, StopAllTimers
  AwaitingAnswer(applying), AwaitingAnswer(restart)           -> Closed: ClosePeer, StopAllTimers
  Invited, Invited(accepted)                                  -> Closed: StopAllTimers
  Answering, Answering(restart), Stable(caller)               -> Closed: ClosePeer, StopAllTimers
  Stable(receiver)                                            -> Closed: ClosePeer, StopAllTimers
Release(of another attempt)
  Closed, Offering, Offering(restart), Offered, Invited       .
  AwaitingAnswer, AwaitingAnswer(applying), Answering         .
  AwaitingAnswer(restart), Invited(accepted), Stable(caller)  .
  Answering(restart), Stable(receiver)                        .
OfferCame
  Closed, Offering, Offering(restart), Offered, Invited       .
  AwaitingAnswer, AwaitingAnswer(applying), Answering         .
  AwaitingAnswer(restart), Answering(restart)                 .
  Invited(accepted)                                           -> Answering: CreatePeer, MakeAnswer, StartTimer(Preparation)
  Stable(caller), Stable(receiver)                            .
OfferCame(restart)
  Closed, Offering, Offering(restart), Offered                .
  AwaitingAnswer, AwaitingAnswer(applying), Stable(caller)    .
  AwaitingAnswer(restart), Answering(restart)                 .
  Invited                                                     -> Invited
  Invited(accepted)                                           -> Answering: CreatePeer, MakeAnswer, StartTimer(Preparation)
  Answering                                                   stays: MakeAnswer, StartTimer(Preparation)
  Stable(receiver)                                            -> Answering: MakeAnswer, StartTimer(Preparation)
OfferCame(fresh)
  Closed, Offering, Offering(restart), Offered                .
  AwaitingAnswer, AwaitingAnswer(applying), Stable(caller)    .
  AwaitingAnswer(restart)                                     .
  Invited                                                     -> Invited
  Invited(accepted)                                           -> Answering: CreatePeer, MakeAnswer, StartTimer(Preparation)
  Answering, Answering(restart)                               stays: ClosePeer, CreatePeer, MakeAnswer, StartTimer(Preparation)
  Stable(receiver)                                            -> Answering: ClosePeer, CreatePeer, MakeAnswer, StartTimer(Preparation)
AnswerCame
  Closed, Offering, Offering(restart), Offered, Invited       .
  AwaitingAnswer                                              -> AwaitingAnswer: ApplyAnswer, StartTimer(Preparation)
  AwaitingAnswer(applying), AwaitingAnswer(restart)           .
  Invited(accepted), Answering, Answering(restart)            .
  Stable(caller), Stable(receiver)                            .
AnswerCame(restart)
  Closed, Offering, Offering(restart), Offered, Invited       .
  AwaitingAnswer, AwaitingAnswer(applying), Answering         .
  AwaitingAnswer(restart)                                     -> AwaitingAnswer: ApplyAnswer, StartTimer(Preparation)
  Invited(accepted), Answering(restart), Stable(caller)       .
  Stable(receiver)                                            .
CandidateCame
  Closed, Offering, Offering(restart), Offered, Invited       .
  AwaitingAnswer, AwaitingAnswer(applying), Answering         .
  AwaitingAnswer(restart), Invited(accepted)                  .
  Answering(restart)                                          .
  Stable(caller), Stable(receiver)                            stays: AddCandidate
CandidateCame(restart)
  Closed, Offering, Offering(restart), Offered, Invited       .
  AwaitingAnswer, AwaitingAnswer(applying), Answering         .
  AwaitingAnswer(restart), Invited(accepted), Stable(caller)  .
  Answering(restart), Stable(receiver)                        .
MediaCame
  Closed, Offering, Offering(restart), Offered, Invited       .
  AwaitingAnswer, AwaitingAnswer(applying), Answering         .
  AwaitingAnswer(restart), Invited(accepted), Stable(caller)  .
  Answering(restart), Stable(receiver)                        .
MediaCame(asks for a restart)
  Closed, Offering, Offering(restart), Offered, Invited       .
  AwaitingAnswer, AwaitingAnswer(applying), Answering         .
  AwaitingAnswer(restart), Invited(accepted)                  .
  Answering(restart), Stable(receiver)                        .
  Stable(caller)                                              -> Offering: MakeOffer, StartTimer(Preparation)
OfferMade
  Closed, Offering(restart), Offered, AwaitingAnswer          .
  Offering                                                    -> Offered: StopTimer(Preparation), OfferIsReady
  AwaitingAnswer(applying), AwaitingAnswer(restart), Invited  .
  Invited(accepted), Answering, Answering(restart)            .
  Stable(caller), Stable(receiver)                            .
OfferMade(restart)
  Closed, Offering, Offered, AwaitingAnswer, Invited          .
  Offering(restart)                                           -> AwaitingAnswer: StopTimer(Preparation), Send(Offer)
  AwaitingAnswer(applying), AwaitingAnswer(restart)           .
  Invited(accepted), Answering, Answering(restart)            .
  Stable(caller), Stable(receiver)                            .
AnswerMade
  Closed, Offering, Offering(restart), Offered, Invited       .
  AwaitingAnswer, AwaitingAnswer(applying), Stable(caller)    .
  AwaitingAnswer(restart), Invited(accepted)                  .
  Answering                                                   -> Stable: Send(Answer), StopTimer(Preparation)
  Answering(restart), Stable(receiver)                        .
AnswerMade(restart)
  Closed, Offering, Offering(restart), Offered, Invited       .
  AwaitingAnswer, AwaitingAnswer(applying), Answering         .
  AwaitingAnswer(restart), Invited(accepted), Stable(caller)  .
  Answering(restart)                                          -> Stable: Send(Answer), StopTimer(Preparation)
  Stable(receiver)                                            .
AnswerApplied
  Closed, Offering, Offering(restart), Offered, Invited       .
  AwaitingAnswer, AwaitingAnswer(applying)                    -> Stable: StopTimer(Preparation)
  AwaitingAnswer(restart), Invited(accepted), Answering       .
  Answering(restart), Stable(caller), Stable(receiver)        .
AnswerApplied(restart)
  Closed, Offering, Offering(restart), Offered, Invited       .
  AwaitingAnswer, AwaitingAnswer(applying), Answering         .
  AwaitingAnswer(restart)                                     -> Stable: StopTimer(Preparation)
  Invited(accepted), Answering(restart), Stable(caller)       .
  Stable(receiver)                                            .
LocalCandidate
  Closed, Offering, Offering(restart), Offered, Invited       .
  AwaitingAnswer, AwaitingAnswer(applying), Stable(caller)    stays: Send(IceCandidate)
  AwaitingAnswer(restart), Invited(accepted), Answering       .
  Answering(restart)                                          .
  Stable(receiver)                                            stays: Send(IceCandidate)
LocalCandidate(of another peer)
  Closed, Offering, Offering(restart), Offered, Invited       .
  AwaitingAnswer, AwaitingAnswer(applying), Answering         .
  AwaitingAnswer(restart), Invited(accepted), Stable(caller)  .
  Answering(restart), Stable(receiver)                        .
PeerFailed
  Closed, Offering(restart), Offered, Invited                 .
  Offering, AwaitingAnswer, AwaitingAnswer(applying)          stays: StopTimer(Preparation), GiveUp
  AwaitingAnswer(restart), Invited(accepted), Stable(caller)  .
  Answering                                                   stays: StopTimer(Preparation), GiveUp
  Answering(restart), Stable(receiver)                        .
PeerFailed(restart)
  Closed, Offering, Offered, AwaitingAnswer, Invited          .
  Offering(restart), AwaitingAnswer(restart)                  -> Stable: StopTimer(Preparation)
  AwaitingAnswer(applying), Invited(accepted), Answering      .
  Answering(restart)                                          -> Stable: StopTimer(Preparation)
  Stable(caller), Stable(receiver)                            .
IceChanged(Connected)
  Closed, Offering, Offering(restart), Offered, Invited       .
  AwaitingAnswer, AwaitingAnswer(applying), Answering         .
  AwaitingAnswer(restart), Invited(accepted), Stable(caller)  .
  Answering(restart), Stable(receiver)                        .
IceChanged(Disconnected)
  Closed, Offering, Offering(restart), Offered, Invited       .
  AwaitingAnswer, AwaitingAnswer(applying), Answering         .
  AwaitingAnswer(restart), Invited(accepted), Stable(caller)  .
  Answering(restart), Stable(receiver)                        .
IceChanged(Failed)
  Closed, Offering, Offering(restart), Offered, Invited       .
  AwaitingAnswer, AwaitingAnswer(applying), Answering         .
  AwaitingAnswer(restart), Invited(accepted), Stable(caller)  .
  Answering(restart), Stable(receiver)                        .
Pulse(packets)
  Closed, Offering, Offered, AwaitingAnswer, Invited          .
  Offering(restart), AwaitingAnswer(restart)                  stays: StopTimer(Setup), StopTimer(Reconnect)
  AwaitingAnswer(applying), Invited(accepted), Answering      .
  Answering(restart), Stable(caller), Stable(receiver)        .
Pulse(nothing new)
  Closed, Offering, Offering(restart), Offered, Invited       .
  AwaitingAnswer, AwaitingAnswer(applying), Answering         .
  AwaitingAnswer(restart), Invited(accepted)                  .
  Answering(restart), Stable(caller), Stable(receiver)        stays: StartTimer(Reconnect)
NetworkChanged
  Closed, Offering, Offering(restart), Offered, Invited       .
  AwaitingAnswer, AwaitingAnswer(applying), Answering         .
  AwaitingAnswer(restart), Invited(accepted)                  .
  Answering(restart), Stable(receiver)                        .
  Stable(caller)                                              -> Offering: MakeOffer, StartTimer(Preparation)
TimerPassed(Preparation)
  Closed, Offered, AwaitingAnswer, AwaitingAnswer(restart)    .
  Offering, AwaitingAnswer(applying), Answering               stays: StopTimer(Preparation), GiveUp
  Offering(restart), Answering(restart)                       -> Stable: StopTimer(Preparation)
  Invited, Stable(caller), Stable(receiver)                   .
  Invited(accepted)                                           stays: GiveUp
TimerPassed(RingLimit)
  Closed, Offering, Offering(restart), Offered, Invited       .
  AwaitingAnswer, AwaitingAnswer(applying), Answering         .
  AwaitingAnswer(restart), Invited(accepted), Stable(caller)  .
  Answering(restart), Stable(receiver)                        .
TimerPassed(Reconnect)
  Closed, Offering, Offered, AwaitingAnswer, Invited          .
  Offering(restart), AwaitingAnswer(restart)                  stays: StartTimer(Reconnect)
  AwaitingAnswer(applying), Invited(accepted), Answering      .
  Answering(restart), Stable(caller), Stable(receiver)        .
TimerPassed(Setup)
  Closed, Offering, Offering(restart), Offered, Invited       .
  AwaitingAnswer, AwaitingAnswer(applying), Answering         .
  AwaitingAnswer(restart), Invited(accepted), Stable(caller)  .
  Answering(restart), Stable(receiver)                        .
)");
}

TEST(NegotiationTable, HasTheArrowsThatTheHeaderLists) {
#ifdef __EMSCRIPTEN__
  GTEST_SKIP() << "reads a source file";
#else
  EXPECT_EQ(test::words(table(states(), phase_words).arrows()),
            test::words(test::listed_arrows("core/call/negotiation.hpp", "Arrows of negotiation")));
#endif
}

TEST(MediaPathTable, IsWhatTheMachineDoes) {
  table(paths(), path_words).expect(R"(
Prepare
  None, Connecting(caller), Connecting(ICE is done)           -> None: ClosePeer, StopAllTimers, CreatePeer, MakeOffer, StartTimer(Preparation)
  Connecting(receiver), Flowing(caller), Flowing(receiver)    -> None: ClosePeer, StopAllTimers, CreatePeer, MakeOffer, StartTimer(Preparation)
  Lost(caller), Lost(receiver)                                -> None: ClosePeer, StopAllTimers, CreatePeer, MakeOffer, StartTimer(Preparation)
Begin
  None, Connecting(caller), Connecting(ICE is done)           .
  Connecting(receiver), Flowing(caller), Flowing(receiver)    .
  Lost(caller), Lost(receiver)                                .
Invite
  None, Connecting(caller), Connecting(ICE is done)           -> None: ClosePeer, StopAllTimers
  Connecting(receiver), Flowing(caller), Flowing(receiver)    -> None: ClosePeer, StopAllTimers
  Lost(caller), Lost(receiver)                                -> None: ClosePeer, StopAllTimers
Accept
  None, Connecting(caller), Connecting(ICE is done)           .
  Connecting(receiver), Flowing(caller), Flowing(receiver)    .
  Lost(caller), Lost(receiver)                                .
Agreed
  None                                                        -> Connecting: StartTimer(Setup)
  Connecting(caller), Connecting(ICE is done), Lost(caller)   .
  Connecting(receiver), Flowing(caller), Flowing(receiver)    .
  Lost(receiver)                                              .
Rejoin(caller)
  None, Connecting(caller), Connecting(ICE is done)           -> Connecting: ClosePeer, StopAllTimers, StartTimer(Setup), CreatePeer, MakeOffer, StartTimer(Preparation)
  Connecting(receiver), Flowing(caller), Flowing(receiver)    -> Connecting: ClosePeer, StopAllTimers, StartTimer(Setup), CreatePeer, MakeOffer, StartTimer(Preparation)
  Lost(caller), Lost(receiver)                                -> Connecting: ClosePeer, StopAllTimers, StartTimer(Setup), CreatePeer, MakeOffer, StartTimer(Preparation)
Rejoin(receiver)
  None, Connecting(caller), Connecting(ICE is done)           -> Connecting: ClosePeer, StopAllTimers, StartTimer(Setup)
  Connecting(receiver), Flowing(caller), Flowing(receiver)    -> Connecting: ClosePeer, StopAllTimers, StartTimer(Setup)
  Lost(caller), Lost(receiver)                                -> Connecting: ClosePeer, StopAllTimers, StartTimer(Setup)
Release
  None, Connecting(caller), Connecting(ICE is done)           -> None: ClosePeer, StopAllTimers
  Connecting(receiver), Flowing(caller), Flowing(receiver)    -> None: ClosePeer, StopAllTimers
  Lost(caller), Lost(receiver)                                -> None: ClosePeer, StopAllTimers
Release(of another attempt)
  None, Connecting(caller), Connecting(ICE is done)           .
  Connecting(receiver), Flowing(caller), Flowing(receiver)    .
  Lost(caller), Lost(receiver)                                .
OfferCame
  None, Connecting(caller), Connecting(ICE is done)           .
  Connecting(receiver), Flowing(caller), Flowing(receiver)    .
  Lost(caller), Lost(receiver)                                .
OfferCame(restart)
  None                                                        stays: MakeAnswer, StartTimer(Preparation)
  Connecting(caller), Connecting(ICE is done), Lost(caller)   .
  Connecting(receiver)                                        -> Connecting: MakeAnswer, StartTimer(Preparation)
  Flowing(caller)                                             .
  Flowing(receiver)                                           -> Flowing: MakeAnswer, StartTimer(Preparation)
  Lost(receiver)                                              -> Lost: MakeAnswer, StartTimer(Preparation)
OfferCame(fresh)
  None                                                        stays: ClosePeer, CreatePeer, MakeAnswer, StartTimer(Preparation)
  Connecting(caller), Connecting(ICE is done), Lost(caller)   .
  Connecting(receiver)                                        -> Connecting: ClosePeer, CreatePeer, MakeAnswer, StartTimer(Preparation)
  Flowing(caller)                                             .
  Flowing(receiver)                                           -> Flowing: ClosePeer, CreatePeer, MakeAnswer, StartTimer(Preparation)
  Lost(receiver)                                              -> Lost: ClosePeer, CreatePeer, MakeAnswer, StartTimer(Preparation)
AnswerCame
  None, Connecting(caller), Connecting(ICE is done)           .
  Connecting(receiver), Flowing(caller), Flowing(receiver)    .
  Lost(caller), Lost(receiver)                                .
AnswerCame(restart)
  None, Connecting(caller), Connecting(ICE is done)           .
  Connecting(receiver), Flowing(caller), Flowing(receiver)    .
  Lost(caller), Lost(receiver)                                .
CandidateCame
  None                                                        .
  Connecting(caller), Connecting(ICE is done), Lost(caller)   stays: AddCandidate
  Connecting(receiver), Flowing(caller), Flowing(receiver)    stays: AddCandidate
  Lost(receiver)                                              stays: AddCandidate
CandidateCame(restart)
  None, Connecting(caller), Connecting(ICE is done)           .
  Connecting(receiver), Flowing(caller), Flowing(receiver)    .
  Lost(caller), Lost(receiver)                                .
MediaCame
  None, Connecting(caller), Connecting(ICE is done)           .
  Connecting(receiver), Flowing(caller), Flowing(receiver)    .
  Lost(caller), Lost(receiver)                                .
MediaCame(asks for a restart)
  None, Connecting(receiver), Flowing(receiver)               .
  Connecting(caller), Connecting(ICE is done)                 -> Connecting: MakeOffer, StartTimer(Preparation)
  Flowing(caller)                                             -> Flowing: MakeOffer, StartTimer(Preparation)
  Lost(caller)                                                -> Lost: MakeOffer, StartTimer(Preparation)
  Lost(receiver)                                              .
OfferMade
  None, Connecting(caller), Connecting(ICE is done)           .
  Connecting(receiver), Flowing(caller), Flowing(receiver)    .
  Lost(caller), Lost(receiver)                                .
OfferMade(restart)
  None, Connecting(caller), Connecting(ICE is done)           .
  Connecting(receiver), Flowing(caller), Flowing(receiver)    .
  Lost(caller), Lost(receiver)                                .
AnswerMade
  None                                                        -> None: Send(Answer), StopTimer(Preparation)
  Connecting(caller), Connecting(ICE is done), Lost(caller)   .
  Connecting(receiver), Flowing(caller), Flowing(receiver)    .
  Lost(receiver)                                              .
AnswerMade(restart)
  None, Connecting(caller), Connecting(ICE is done)           .
  Connecting(receiver), Flowing(caller), Flowing(receiver)    .
  Lost(caller), Lost(receiver)                                .
AnswerApplied
  None, Connecting(caller), Connecting(ICE is done)           .
  Connecting(receiver), Flowing(caller), Flowing(receiver)    .
  Lost(caller), Lost(receiver)                                .
AnswerApplied(restart)
  None, Connecting(caller), Connecting(ICE is done)           .
  Connecting(receiver), Flowing(caller), Flowing(receiver)    .
  Lost(caller), Lost(receiver)                                .
LocalCandidate
  None                                                        .
  Connecting(caller), Connecting(ICE is done), Lost(caller)   stays: Send(IceCandidate)
  Connecting(receiver), Flowing(caller), Flowing(receiver)    stays: Send(IceCandidate)
  Lost(receiver)                                              stays: Send(IceCandidate)
LocalCandidate(of another peer)
  None, Connecting(caller), Connecting(ICE is done)           .
  Connecting(receiver), Flowing(caller), Flowing(receiver)    .
  Lost(caller), Lost(receiver)                                .
PeerFailed
  None                                                        stays: StopTimer(Preparation), GiveUp
  Connecting(caller), Connecting(ICE is done), Lost(caller)   .
  Connecting(receiver), Flowing(caller), Flowing(receiver)    .
  Lost(receiver)                                              .
PeerFailed(restart)
  None, Connecting(caller), Connecting(ICE is done)           .
  Connecting(receiver), Flowing(caller), Flowing(receiver)    .
  Lost(caller), Lost(receiver)                                .
IceChanged(Connected)
  None, Connecting(caller), Connecting(ICE is done)           .
  Connecting(receiver), Flowing(caller), Flowing(receiver)    .
  Lost(caller), Lost(receiver)                                .
IceChanged(Disconnected)
  None, Connecting(caller), Connecting(ICE is done)           .
  Connecting(receiver), Flowing(caller), Flowing(receiver)    .
  Lost(caller), Lost(receiver)                                .
IceChanged(Failed)
  None, Connecting(receiver), Flowing(caller)                 .
  Connecting(caller), Connecting(ICE is done)                 -> Connecting: MakeOffer, StartTimer(Preparation)
  Flowing(receiver), Lost(receiver)                           .
  Lost(caller)                                                -> Lost: MakeOffer, StartTimer(Preparation)
Pulse(packets)
  None, Connecting(caller), Connecting(receiver)              .
  Connecting(ICE is done), Lost(caller), Lost(receiver)       -> Flowing: StopTimer(Setup), StopTimer(Reconnect)
  Flowing(caller), Flowing(receiver)                          .
Pulse(nothing new)
  None, Connecting(caller), Connecting(receiver)              .
  Connecting(ICE is done)                                     -> Flowing: StopTimer(Setup), StopTimer(Reconnect)
  Flowing(caller), Flowing(receiver)                          -> Lost: StartTimer(Reconnect)
  Lost(caller), Lost(receiver)                                .
NetworkChanged
  None, Connecting(receiver), Flowing(receiver)               .
  Connecting(caller), Connecting(ICE is done)                 -> Connecting: MakeOffer, StartTimer(Preparation)
  Flowing(caller)                                             -> Flowing: MakeOffer, StartTimer(Preparation)
  Lost(caller)                                                -> Lost: MakeOffer, StartTimer(Preparation)
  Lost(receiver)                                              .
TimerPassed(Preparation)
  None                                                        stays: StopTimer(Preparation), GiveUp
  Connecting(caller), Connecting(ICE is done), Lost(caller)   .
  Connecting(receiver), Flowing(caller), Flowing(receiver)    .
  Lost(receiver)                                              .
TimerPassed(RingLimit)
  None, Connecting(caller), Connecting(ICE is done)           .
  Connecting(receiver), Flowing(caller), Flowing(receiver)    .
  Lost(caller), Lost(receiver)                                .
TimerPassed(Reconnect)
  None, Connecting(caller), Connecting(ICE is done)           .
  Connecting(receiver), Flowing(caller), Flowing(receiver)    .
  Lost(caller)                                                -> Lost: MakeOffer, StartTimer(Preparation), StartTimer(Reconnect)
  Lost(receiver)                                              stays: StartTimer(Reconnect)
TimerPassed(Setup)
  None, Flowing(caller), Flowing(receiver), Lost(caller)      .
  Connecting(caller), Connecting(receiver)                    stays: GiveUp
  Connecting(ICE is done)                                     -> Flowing: StopTimer(Setup), StopTimer(Reconnect)
  Lost(receiver)                                              .
)");
}

TEST(MediaPathTable, HasTheArrowsThatTheHeaderLists) {
#ifdef __EMSCRIPTEN__
  GTEST_SKIP() << "reads a source file";
#else
  EXPECT_EQ(test::words(table(paths(), path_words).arrows()),
            test::words(test::listed_arrows("core/call/negotiation.hpp", "Arrows of the media path")));
#endif
}

}  // namespace
}  // namespace parley::call::negotiation
