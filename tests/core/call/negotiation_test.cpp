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
      {"InRoom(accepted)", accepted_room()},
      {"InRoom", flowing_room()},
  };
}

std::vector<Sample<Machine>> paths() {
  Machine found = connecting_caller();
  found.on(IceChanged{1, IceState::Connected});
  Machine relayed = flowing_caller();
  relayed.on(Pulse{1, 11, true});
  Machine outside = flowing_room();
  outside.on(IceChanged{1, IceState::Failed});
  return {
      {"None", answering()},
      {"Connecting(caller)", connecting_caller()},
      {"Connecting(ICE is done)", found},
      {"Connecting(receiver)", connecting_receiver()},
      {"Flowing(caller)", flowing_caller()},
      {"Flowing(receiver)", flowing_receiver()},
      {"Lost(caller)", lost_caller()},
      {"Lost(receiver)", lost_receiver()},
      {"Flowing(relayed)", relayed},
      {"Connecting(room)", connecting_room()},
      {"Flowing(room)", flowing_room()},
      {"Lost(room)", lost_room()},
      {"Lost(out of the room)", outside},
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
      {"Begin(room)", Begin{1, call, true}},
      {"Invite", Invite{2, CallId("call-2")}},
      {"Accept", Accept{1, call}},
      {"Accept(room)", Accept{1, call, true}},
      {"Agreed", Agreed{1}},
      {"Rejoin(caller)", Rejoin{2, call, Side::Caller, 4}},
      {"Rejoin(receiver)", Rejoin{2, call, Side::Receiver, 4}},
      {"Rejoin(room)", Rejoin{2, call, Side::Caller, 4, true}},
      {"Release", Release{1}},
      {"Release(of another attempt)", Release{7}},
      {"ServersRenewed", ServersRenewed{}},
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
      {"RoomMedia", RoomMedia{1, true, false}},
      {"RoomFailed(refused)", RoomFailed{1, RoomProblem::Refused}},
      {"RoomFailed(unreachable)", RoomFailed{1, RoomProblem::Unreachable}},
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
  Closed, Invited, Invited(accepted), InRoom(accepted)        -> Offering: StopAllTimers, CreatePeer, MakeOffer, StartTimer(Preparation)
  Offering, Offering(restart), Offered, AwaitingAnswer        -> Offering: ClosePeer, StopAllTimers, CreatePeer, MakeOffer, StartTimer(Preparation)
  AwaitingAnswer(applying), AwaitingAnswer(restart), InRoom   -> Offering: ClosePeer, StopAllTimers, CreatePeer, MakeOffer, StartTimer(Preparation)
  Answering, Answering(restart), Stable(caller)               -> Offering: ClosePeer, StopAllTimers, CreatePeer, MakeOffer, StartTimer(Preparation)
  Stable(receiver)                                            -> Offering: ClosePeer, StopAllTimers, CreatePeer, MakeOffer, StartTimer(Preparation)
Begin
  Closed, Offering, Offering(restart), AwaitingAnswer         .
  Offered                                                     -> AwaitingAnswer
  AwaitingAnswer(applying), AwaitingAnswer(restart), Invited  .
  Invited(accepted), Answering, Answering(restart), InRoom    .
  Stable(caller), Stable(receiver), InRoom(accepted)          .
Begin(room)
  Closed, AwaitingAnswer, AwaitingAnswer(applying), Invited   .
  Offering, Offering(restart), Offered                        -> InRoom: ClosePeer, StopTimer(Preparation)
  AwaitingAnswer(restart), Invited(accepted), Answering       .
  Answering(restart), Stable(caller), Stable(receiver)        .
  InRoom(accepted), InRoom                                    .
Invite
  Closed, Invited, Invited(accepted), InRoom(accepted)        -> Invited: StopAllTimers
  Offering, Offering(restart), Offered, AwaitingAnswer        -> Invited: ClosePeer, StopAllTimers
  AwaitingAnswer(applying), AwaitingAnswer(restart), InRoom   -> Invited: ClosePeer, StopAllTimers
  Answering, Answering(restart), Stable(caller)               -> Invited: ClosePeer, StopAllTimers
  Stable(receiver)                                            -> Invited: ClosePeer, StopAllTimers
Accept
  Closed, Offering, Offering(restart), Offered, Answering     .
  AwaitingAnswer, AwaitingAnswer(applying), Stable(caller)    .
  AwaitingAnswer(restart), Answering(restart), InRoom         .
  Invited                                                     -> Answering: CreatePeer, MakeAnswer, StartTimer(Preparation)
  Invited(accepted)                                           stays: StartTimer(Preparation)
  Stable(receiver), InRoom(accepted)                          .
Accept(room)
  Closed, Offering, Offering(restart), Offered, Answering     .
  AwaitingAnswer, AwaitingAnswer(applying), Stable(caller)    .
  AwaitingAnswer(restart), Answering(restart), InRoom         .
  Invited, Invited(accepted)                                  -> InRoom: StopTimer(Preparation)
  Stable(receiver), InRoom(accepted)                          .
Agreed
  Closed, Offering(restart), AwaitingAnswer(restart), InRoom  .
  Offering, Offered, AwaitingAnswer, Invited, Answering       stays: StartTimer(Setup)
  AwaitingAnswer(applying), Invited(accepted)                 stays: StartTimer(Setup)
  Answering(restart), Stable(caller), Stable(receiver)        .
  InRoom(accepted)                                            stays: StartTimer(Setup), JoinRoom
Rejoin(caller)
  Closed, Invited, Invited(accepted), InRoom(accepted)        -> Offering: StopAllTimers, StartTimer(Setup), CreatePeer, MakeOffer, StartTimer(Preparation)
  Offering, Offering(restart), Offered, AwaitingAnswer        -> Offering: ClosePeer, StopAllTimers, StartTimer(Setup), CreatePeer, MakeOffer, StartTimer(Preparation)
  AwaitingAnswer(applying), AwaitingAnswer(restart), InRoom   -> Offering: ClosePeer, StopAllTimers, StartTimer(Setup), CreatePeer, MakeOffer, StartTimer(Preparation)
  Answering, Answering(restart), Stable(caller)               -> Offering: ClosePeer, StopAllTimers, StartTimer(Setup), CreatePeer, MakeOffer, StartTimer(Preparation)
  Stable(receiver)                                            -> Offering: ClosePeer, StopAllTimers, StartTimer(Setup), CreatePeer, MakeOffer, StartTimer(Preparation)
Rejoin(receiver)
  Closed, Invited, Invited(accepted), InRoom(accepted)        -> Invited: StopAllTimers, StartTimer(Setup)
  Offering, Offering(restart), Offered, AwaitingAnswer        -> Invited: ClosePeer, StopAllTimers, StartTimer(Setup)
  AwaitingAnswer(applying), AwaitingAnswer(restart), InRoom   -> Invited: ClosePeer, StopAllTimers, StartTimer(Setup)
  Answering, Answering(restart), Stable(caller)               -> Invited: ClosePeer, StopAllTimers, StartTimer(Setup)
  Stable(receiver)                                            -> Invited: ClosePeer, StopAllTimers, StartTimer(Setup)
Rejoin(room)
  Closed, Invited, Invited(accepted), InRoom(accepted)        -> InRoom: StopAllTimers, StartTimer(Setup), StopTimer(Preparation), JoinRoom
  Offering, Offering(restart), Offered, AwaitingAnswer        -> InRoom: ClosePeer, StopAllTimers, StartTimer(Setup), StopTimer(Preparation), JoinRoom
  AwaitingAnswer(applying), AwaitingAnswer(restart), InRoom   -> InRoom: ClosePeer, StopAllTimers, StartTimer(Setup), StopTimer(Preparation), JoinRoom
  Answering, Answering(restart), Stable(caller)               -> InRoom: ClosePeer, StopAllTimers, StartTimer(Setup), StopTimer(Preparation), JoinRoom
  Stable(receiver)                                            -> InRoom: ClosePeer, StopAllTimers, StartTimer(Setup), StopTimer(Preparation), JoinRoom
Release
  Closed                                                      .
  Offering, Offering(restart), Offered, AwaitingAnswer        -> Closed: ClosePeer, StopAllTimers
  AwaitingAnswer(applying), AwaitingAnswer(restart), InRoom   -> Closed: ClosePeer, StopAllTimers
  Invited, Invited(accepted), InRoom(accepted)                -> Closed: StopAllTimers
  Answering, Answering(restart), Stable(caller)               -> Closed: ClosePeer, StopAllTimers
  Stable(receiver)                                            -> Closed: ClosePeer, StopAllTimers
Release(of another attempt)
  Closed, Offering, Offering(restart), Offered, Invited       .
  AwaitingAnswer, AwaitingAnswer(applying), Answering         .
  AwaitingAnswer(restart), Invited(accepted), Stable(caller)  .
  Answering(restart), Stable(receiver), InRoom(accepted)      .
  InRoom                                                      .
ServersRenewed
  Closed, Invited, Invited(accepted), InRoom(accepted)        .
  Offering, Offering(restart), Offered, AwaitingAnswer        stays: SetServers
  AwaitingAnswer(applying), AwaitingAnswer(restart)           stays: SetServers
  Answering, Answering(restart), Stable(caller)               stays: SetServers
  Stable(receiver)                                            stays: SetServers
  InRoom                                                      .
OfferCame
  Closed, Offering, Offering(restart), Offered, Invited       .
  AwaitingAnswer, AwaitingAnswer(applying), Answering         .
  AwaitingAnswer(restart), Answering(restart), InRoom         .
  Invited(accepted)                                           -> Answering: CreatePeer, MakeAnswer, StartTimer(Preparation)
  Stable(caller), Stable(receiver), InRoom(accepted)          .
OfferCame(restart)
  Closed, Offering, Offering(restart), Offered, InRoom        .
  AwaitingAnswer, AwaitingAnswer(applying), Stable(caller)    .
  AwaitingAnswer(restart), Answering(restart)                 .
  Invited                                                     -> Invited
  Invited(accepted)                                           -> Answering: CreatePeer, MakeAnswer, StartTimer(Preparation)
  Answering                                                   stays: MakeAnswer, StartTimer(Preparation)
  Stable(receiver)                                            -> Answering: MakeAnswer, StartTimer(Preparation)
  InRoom(accepted)                                            .
OfferCame(fresh)
  Closed, Offering, Offering(restart), Offered, InRoom        .
  AwaitingAnswer, AwaitingAnswer(applying), Stable(caller)    .
  AwaitingAnswer(restart), InRoom(accepted)                   .
  Invited                                                     -> Invited
  Invited(accepted)                                           -> Answering: CreatePeer, MakeAnswer, StartTimer(Preparation)
  Answering, Answering(restart)                               stays: ClosePeer, CreatePeer, MakeAnswer, StartTimer(Preparation)
  Stable(receiver)                                            -> Answering: ClosePeer, CreatePeer, MakeAnswer, StartTimer(Preparation)
AnswerCame
  Closed, Offering, Offering(restart), Offered, Invited       .
  AwaitingAnswer                                              -> AwaitingAnswer: ApplyAnswer, StartTimer(Preparation)
  AwaitingAnswer(applying), AwaitingAnswer(restart), InRoom   .
  Invited(accepted), Answering, Answering(restart)            .
  Stable(caller), Stable(receiver), InRoom(accepted)          .
AnswerCame(restart)
  Closed, Offering, Offering(restart), Offered, Invited       .
  AwaitingAnswer, AwaitingAnswer(applying), Answering         .
  AwaitingAnswer(restart)                                     -> AwaitingAnswer: ApplyAnswer, StartTimer(Preparation)
  Invited(accepted), Answering(restart), Stable(caller)       .
  Stable(receiver), InRoom(accepted), InRoom                  .
CandidateCame
  Closed, Offering, Offering(restart), Offered, Invited       .
  AwaitingAnswer, AwaitingAnswer(applying), Answering         .
  AwaitingAnswer(restart), Invited(accepted), InRoom          .
  Answering(restart), InRoom(accepted)                        .
  Stable(caller), Stable(receiver)                            stays: AddCandidate
CandidateCame(restart)
  Closed, Offering, Offering(restart), Offered, Invited       .
  AwaitingAnswer, AwaitingAnswer(applying), Answering         .
  AwaitingAnswer(restart), Invited(accepted), Stable(caller)  .
  Answering(restart), Stable(receiver), InRoom(accepted)      .
  InRoom                                                      .
MediaCame
  Closed, Offering, Offering(restart), Offered, Invited       .
  AwaitingAnswer, AwaitingAnswer(applying), Answering         .
  AwaitingAnswer(restart), Invited(accepted), Stable(caller)  .
  Answering(restart), Stable(receiver), InRoom(accepted)      .
  InRoom                                                      .
MediaCame(asks for a restart)
  Closed, Offering, Offering(restart), Offered, Invited       .
  AwaitingAnswer, AwaitingAnswer(applying), Answering         .
  AwaitingAnswer(restart), Invited(accepted), InRoom          .
  Answering(restart), Stable(receiver), InRoom(accepted)      .
  Stable(caller)                                              -> Offering: MakeOffer, StartTimer(Preparation)
OfferMade
  Closed, Offering(restart), Offered, AwaitingAnswer, InRoom  .
  Offering                                                    -> Offered: StopTimer(Preparation), OfferIsReady
  AwaitingAnswer(applying), AwaitingAnswer(restart), Invited  .
  Invited(accepted), Answering, Answering(restart)            .
  Stable(caller), Stable(receiver), InRoom(accepted)          .
OfferMade(restart)
  Closed, Offering, Offered, AwaitingAnswer, Invited, InRoom  .
  Offering(restart)                                           -> AwaitingAnswer: StopTimer(Preparation), Send(Offer)
  AwaitingAnswer(applying), AwaitingAnswer(restart)           .
  Invited(accepted), Answering, Answering(restart)            .
  Stable(caller), Stable(receiver), InRoom(accepted)          .
AnswerMade
  Closed, Offering, Offering(restart), Offered, Invited       .
  AwaitingAnswer, AwaitingAnswer(applying), Stable(caller)    .
  AwaitingAnswer(restart), Invited(accepted), InRoom          .
  Answering                                                   -> Stable: Send(Answer), StopTimer(Preparation)
  Answering(restart), Stable(receiver), InRoom(accepted)      .
AnswerMade(restart)
  Closed, Offering, Offering(restart), Offered, Invited       .
  AwaitingAnswer, AwaitingAnswer(applying), Answering         .
  AwaitingAnswer(restart), Invited(accepted), Stable(caller)  .
  Answering(restart)                                          -> Stable: Send(Answer), StopTimer(Preparation)
  Stable(receiver), InRoom(accepted), InRoom                  .
AnswerApplied
  Closed, Offering, Offering(restart), Offered, Invited       .
  AwaitingAnswer, AwaitingAnswer(applying)                    -> Stable: StopTimer(Preparation)
  AwaitingAnswer(restart), Invited(accepted), Answering       .
  Answering(restart), Stable(caller), Stable(receiver)        .
  InRoom(accepted), InRoom                                    .
AnswerApplied(restart)
  Closed, Offering, Offering(restart), Offered, Invited       .
  AwaitingAnswer, AwaitingAnswer(applying), Answering         .
  AwaitingAnswer(restart)                                     -> Stable: StopTimer(Preparation)
  Invited(accepted), Answering(restart), Stable(caller)       .
  Stable(receiver), InRoom(accepted), InRoom                  .
LocalCandidate
  Closed, Offering, Offering(restart), Offered, Invited       .
  AwaitingAnswer, AwaitingAnswer(applying)                    .
  Stable(caller)                                              stays: Send(IceCandidate)
  AwaitingAnswer(restart), Invited(accepted), Answering       .
  Answering(restart), InRoom(accepted), InRoom                .
  Stable(receiver)                                            stays: Send(IceCandidate)
LocalCandidate(of another peer)
  Closed, Offering, Offering(restart), Offered, Invited       .
  AwaitingAnswer, AwaitingAnswer(applying), Answering         .
  AwaitingAnswer(restart), Invited(accepted), Stable(caller)  .
  Answering(restart), Stable(receiver), InRoom(accepted)      .
  InRoom                                                      .
PeerFailed
  Closed, Offering(restart), Offered, Invited, InRoom         .
  Offering, AwaitingAnswer, AwaitingAnswer(applying)          stays: StopTimer(Preparation), GiveUp
  AwaitingAnswer(restart), Invited(accepted), Stable(caller)  .
  Answering                                                   stays: StopTimer(Preparation), GiveUp
  Answering(restart), Stable(receiver), InRoom(accepted)      .
PeerFailed(restart)
  Closed, Offering, Offered, AwaitingAnswer, Invited, InRoom  .
  Offering(restart), AwaitingAnswer(restart)                  -> Stable: StopTimer(Preparation)
  AwaitingAnswer(applying), Invited(accepted), Answering      .
  Answering(restart)                                          -> Stable: StopTimer(Preparation)
  Stable(caller), Stable(receiver), InRoom(accepted)          .
IceChanged(Connected)
  Closed, Offering, Offering(restart), Offered, Invited       .
  AwaitingAnswer, AwaitingAnswer(applying), Answering         .
  AwaitingAnswer(restart), Invited(accepted), Stable(caller)  .
  Answering(restart), Stable(receiver), InRoom(accepted)      .
  InRoom                                                      .
IceChanged(Disconnected)
  Closed, Offering, Offering(restart), Offered, Invited       .
  AwaitingAnswer, AwaitingAnswer(applying), Answering         .
  AwaitingAnswer(restart), Invited(accepted), Stable(caller)  .
  Answering(restart), Stable(receiver), InRoom(accepted)      .
  InRoom                                                      .
IceChanged(Failed)
  Closed, Offering, Offering(restart), Offered, Invited       .
  AwaitingAnswer, AwaitingAnswer(applying), Answering         .
  AwaitingAnswer(restart), Invited(accepted), Stable(caller)  .
  Answering(restart), Stable(receiver), InRoom(accepted)      .
  InRoom                                                      stays: ClosePeer, StartTimer(Reconnect)
Pulse(packets)
  Closed, Offering, Offered, AwaitingAnswer, Invited, InRoom  .
  Offering(restart), AwaitingAnswer(restart)                  stays: StopTimer(Setup), StopTimer(Reconnect)
  AwaitingAnswer(applying), Invited(accepted), Answering      .
  Answering(restart), Stable(caller), Stable(receiver)        .
  InRoom(accepted)                                            .
Pulse(nothing new)
  Closed, Offering, Offering(restart), Offered, Invited       .
  AwaitingAnswer, AwaitingAnswer(applying), Answering         .
  AwaitingAnswer(restart), Invited(accepted), InRoom          .
  Answering(restart), Stable(caller), Stable(receiver)        stays: StartTimer(Reconnect)
  InRoom(accepted)                                            .
RoomMedia
  Closed, Offering, Offering(restart), Offered, Invited       .
  AwaitingAnswer, AwaitingAnswer(applying), Answering         .
  AwaitingAnswer(restart), Invited(accepted), Stable(caller)  .
  Answering(restart), Stable(receiver), InRoom(accepted)      .
  InRoom                                                      .
RoomFailed(refused)
  Closed, Offering, Offering(restart), Offered, Invited       .
  AwaitingAnswer, AwaitingAnswer(applying), Answering         .
  AwaitingAnswer(restart), Invited(accepted), Stable(caller)  .
  Answering(restart), Stable(receiver), InRoom(accepted)      .
  InRoom                                                      stays: GiveUp
RoomFailed(unreachable)
  Closed, Offering, Offering(restart), Offered, Invited       .
  AwaitingAnswer, AwaitingAnswer(applying), Answering         .
  AwaitingAnswer(restart), Invited(accepted), Stable(caller)  .
  Answering(restart), Stable(receiver), InRoom(accepted)      .
  InRoom                                                      stays: ClosePeer, StartTimer(Reconnect)
NetworkChanged
  Closed, Offering, Offering(restart), Offered, Invited       .
  AwaitingAnswer, AwaitingAnswer(applying), Answering         .
  AwaitingAnswer(restart), Invited(accepted), InRoom          .
  Answering(restart), Stable(receiver), InRoom(accepted)      .
  Stable(caller)                                              -> Offering: MakeOffer, StartTimer(Preparation)
TimerPassed(Preparation)
  Closed, Offered, AwaitingAnswer, AwaitingAnswer(restart)    .
  Offering, AwaitingAnswer(applying), Answering               stays: StopTimer(Preparation), GiveUp
  Offering(restart), Answering(restart)                       -> Stable: StopTimer(Preparation)
  Invited, Stable(caller), Stable(receiver), InRoom           .
  Invited(accepted)                                           stays: GiveUp
  InRoom(accepted)                                            .
TimerPassed(RingLimit)
  Closed, Offering, Offering(restart), Offered, Invited       .
  AwaitingAnswer, AwaitingAnswer(applying), Answering         .
  AwaitingAnswer(restart), Invited(accepted), Stable(caller)  .
  Answering(restart), Stable(receiver), InRoom(accepted)      .
  InRoom                                                      .
TimerPassed(Reconnect)
  Closed, Offering, Offered, AwaitingAnswer, Invited, InRoom  .
  Offering(restart), AwaitingAnswer(restart)                  stays: StartTimer(Reconnect)
  AwaitingAnswer(applying), Invited(accepted), Answering      .
  Answering(restart), Stable(caller), Stable(receiver)        .
  InRoom(accepted)                                            .
TimerPassed(Setup)
  Closed, Offering, Offering(restart), Offered, Invited       .
  AwaitingAnswer, AwaitingAnswer(applying), Answering         .
  AwaitingAnswer(restart), Invited(accepted), Stable(caller)  .
  Answering(restart), Stable(receiver), InRoom(accepted)      .
  InRoom                                                      .
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
  Lost(caller), Lost(receiver), Flowing(relayed), Lost(room)  -> None: ClosePeer, StopAllTimers, CreatePeer, MakeOffer, StartTimer(Preparation)
  Connecting(room), Flowing(room)                             -> None: ClosePeer, StopAllTimers, CreatePeer, MakeOffer, StartTimer(Preparation)
  Lost(out of the room)                                       -> None: StopAllTimers, CreatePeer, MakeOffer, StartTimer(Preparation)
Begin
  None, Connecting(caller), Connecting(ICE is done)           .
  Connecting(receiver), Flowing(caller), Flowing(receiver)    .
  Lost(caller), Lost(receiver), Flowing(relayed), Lost(room)  .
  Connecting(room), Flowing(room), Lost(out of the room)      .
Begin(room)
  None, Connecting(caller), Connecting(ICE is done)           .
  Connecting(receiver), Flowing(caller), Flowing(receiver)    .
  Lost(caller), Lost(receiver), Flowing(relayed), Lost(room)  .
  Connecting(room), Flowing(room), Lost(out of the room)      .
Invite
  None, Connecting(caller), Connecting(ICE is done)           -> None: ClosePeer, StopAllTimers
  Connecting(receiver), Flowing(caller), Flowing(receiver)    -> None: ClosePeer, StopAllTimers
  Lost(caller), Lost(receiver), Flowing(relayed), Lost(room)  -> None: ClosePeer, StopAllTimers
  Connecting(room), Flowing(room)                             -> None: ClosePeer, StopAllTimers
  Lost(out of the room)                                       -> None: StopAllTimers
Accept
  None, Connecting(caller), Connecting(ICE is done)           .
  Connecting(receiver), Flowing(caller), Flowing(receiver)    .
  Lost(caller), Lost(receiver), Flowing(relayed), Lost(room)  .
  Connecting(room), Flowing(room), Lost(out of the room)      .
Accept(room)
  None, Connecting(caller), Connecting(ICE is done)           .
  Connecting(receiver), Flowing(caller), Flowing(receiver)    .
  Lost(caller), Lost(receiver), Flowing(relayed), Lost(room)  .
  Connecting(room), Flowing(room), Lost(out of the room)      .
Agreed
  None                                                        -> Connecting: StartTimer(Setup)
  Connecting(caller), Connecting(ICE is done), Lost(caller)   .
  Connecting(receiver), Flowing(caller), Flowing(receiver)    .
  Lost(receiver), Flowing(relayed), Connecting(room)          .
  Flowing(room), Lost(room), Lost(out of the room)            .
Rejoin(caller)
  None, Connecting(caller), Connecting(ICE is done)           -> Connecting: ClosePeer, StopAllTimers, StartTimer(Setup), CreatePeer, MakeOffer, StartTimer(Preparation)
  Connecting(receiver), Flowing(caller), Flowing(receiver)    -> Connecting: ClosePeer, StopAllTimers, StartTimer(Setup), CreatePeer, MakeOffer, StartTimer(Preparation)
  Lost(caller), Lost(receiver), Flowing(relayed), Lost(room)  -> Connecting: ClosePeer, StopAllTimers, StartTimer(Setup), CreatePeer, MakeOffer, StartTimer(Preparation)
  Connecting(room), Flowing(room)                             -> Connecting: ClosePeer, StopAllTimers, StartTimer(Setup), CreatePeer, MakeOffer, StartTimer(Preparation)
  Lost(out of the room)                                       -> Connecting: StopAllTimers, StartTimer(Setup), CreatePeer, MakeOffer, StartTimer(Preparation)
Rejoin(receiver)
  None, Connecting(caller), Connecting(ICE is done)           -> Connecting: ClosePeer, StopAllTimers, StartTimer(Setup)
  Connecting(receiver), Flowing(caller), Flowing(receiver)    -> Connecting: ClosePeer, StopAllTimers, StartTimer(Setup)
  Lost(caller), Lost(receiver), Flowing(relayed), Lost(room)  -> Connecting: ClosePeer, StopAllTimers, StartTimer(Setup)
  Connecting(room), Flowing(room)                             -> Connecting: ClosePeer, StopAllTimers, StartTimer(Setup)
  Lost(out of the room)                                       -> Connecting: StopAllTimers, StartTimer(Setup)
Rejoin(room)
  None, Connecting(caller), Connecting(ICE is done)           -> Connecting: ClosePeer, StopAllTimers, StartTimer(Setup), StopTimer(Preparation), JoinRoom
  Connecting(receiver), Flowing(caller), Flowing(receiver)    -> Connecting: ClosePeer, StopAllTimers, StartTimer(Setup), StopTimer(Preparation), JoinRoom
  Lost(caller), Lost(receiver), Flowing(relayed), Lost(room)  -> Connecting: ClosePeer, StopAllTimers, StartTimer(Setup), StopTimer(Preparation), JoinRoom
  Connecting(room), Flowing(room)                             -> Connecting: ClosePeer, StopAllTimers, StartTimer(Setup), StopTimer(Preparation), JoinRoom
  Lost(out of the room)                                       -> Connecting: StopAllTimers, StartTimer(Setup), StopTimer(Preparation), JoinRoom
Release
  None, Connecting(caller), Connecting(ICE is done)           -> None: ClosePeer, StopAllTimers
  Connecting(receiver), Flowing(caller), Flowing(receiver)    -> None: ClosePeer, StopAllTimers
  Lost(caller), Lost(receiver), Flowing(relayed), Lost(room)  -> None: ClosePeer, StopAllTimers
  Connecting(room), Flowing(room)                             -> None: ClosePeer, StopAllTimers
  Lost(out of the room)                                       -> None: StopAllTimers
Release(of another attempt)
  None, Connecting(caller), Connecting(ICE is done)           .
  Connecting(receiver), Flowing(caller), Flowing(receiver)    .
  Lost(caller), Lost(receiver), Flowing(relayed), Lost(room)  .
  Connecting(room), Flowing(room), Lost(out of the room)      .
ServersRenewed
  None, Connecting(caller), Connecting(ICE is done)           stays: SetServers
  Connecting(receiver), Flowing(caller), Flowing(receiver)    stays: SetServers
  Lost(caller), Lost(receiver)                                stays: SetServers
  Flowing(relayed)                                            -> Flowing: SetServers, MakeOffer, StartTimer(Preparation)
  Connecting(room), Flowing(room), Lost(room)                 .
  Lost(out of the room)                                       .
OfferCame
  None, Connecting(caller), Connecting(ICE is done)           .
  Connecting(receiver), Flowing(caller), Flowing(receiver)    .
  Lost(caller), Lost(receiver), Flowing(relayed), Lost(room)  .
  Connecting(room), Flowing(room), Lost(out of the room)      .
OfferCame(restart)
  None                                                        stays: MakeAnswer, StartTimer(Preparation)
  Connecting(caller), Connecting(ICE is done), Lost(caller)   .
  Connecting(receiver)                                        -> Connecting: MakeAnswer, StartTimer(Preparation)
  Flowing(caller), Flowing(relayed), Connecting(room)         .
  Flowing(receiver)                                           -> Flowing: MakeAnswer, StartTimer(Preparation)
  Lost(receiver)                                              -> Lost: MakeAnswer, StartTimer(Preparation)
  Flowing(room), Lost(room), Lost(out of the room)            .
OfferCame(fresh)
  None                                                        stays: ClosePeer, CreatePeer, MakeAnswer, StartTimer(Preparation)
  Connecting(caller), Connecting(ICE is done), Lost(caller)   .
  Connecting(receiver)                                        -> Connecting: ClosePeer, CreatePeer, MakeAnswer, StartTimer(Preparation)
  Flowing(caller), Flowing(relayed), Connecting(room)         .
  Flowing(receiver)                                           -> Flowing: ClosePeer, CreatePeer, MakeAnswer, StartTimer(Preparation)
  Lost(receiver)                                              -> Lost: ClosePeer, CreatePeer, MakeAnswer, StartTimer(Preparation)
  Flowing(room), Lost(room), Lost(out of the room)            .
AnswerCame
  None, Connecting(caller), Connecting(ICE is done)           .
  Connecting(receiver), Flowing(caller), Flowing(receiver)    .
  Lost(caller), Lost(receiver), Flowing(relayed), Lost(room)  .
  Connecting(room), Flowing(room), Lost(out of the room)      .
AnswerCame(restart)
  None, Connecting(caller), Connecting(ICE is done)           .
  Connecting(receiver), Flowing(caller), Flowing(receiver)    .
  Lost(caller), Lost(receiver), Flowing(relayed), Lost(room)  .
  Connecting(room), Flowing(room), Lost(out of the room)      .
CandidateCame
  None, Connecting(room), Flowing(room), Lost(room)           .
  Connecting(caller), Connecting(ICE is done), Lost(caller)   stays: AddCandidate
  Connecting(receiver), Flowing(caller), Flowing(receiver)    stays: AddCandidate
  Lost(receiver), Flowing(relayed)                            stays: AddCandidate
  Lost(out of the room)                                       .
CandidateCame(restart)
  None, Connecting(caller), Connecting(ICE is done)           .
  Connecting(receiver), Flowing(caller), Flowing(receiver)    .
  Lost(caller), Lost(receiver), Flowing(relayed), Lost(room)  .
  Connecting(room), Flowing(room), Lost(out of the room)      .
MediaCame
  None, Connecting(caller), Connecting(ICE is done)           .
  Connecting(receiver), Flowing(caller), Flowing(receiver)    .
  Lost(caller), Lost(receiver), Flowing(relayed), Lost(room)  .
  Connecting(room), Flowing(room), Lost(out of the room)      .
MediaCame(asks for a restart)
  None, Connecting(receiver), Flowing(receiver), Lost(room)   .
  Connecting(caller), Connecting(ICE is done)                 -> Connecting: MakeOffer, StartTimer(Preparation)
  Flowing(caller), Flowing(relayed)                           -> Flowing: MakeOffer, StartTimer(Preparation)
  Lost(caller)                                                -> Lost: MakeOffer, StartTimer(Preparation)
  Lost(receiver), Connecting(room), Flowing(room)             .
  Lost(out of the room)                                       .
OfferMade
  None, Connecting(caller), Connecting(ICE is done)           .
  Connecting(receiver), Flowing(caller), Flowing(receiver)    .
  Lost(caller), Lost(receiver), Flowing(relayed), Lost(room)  .
  Connecting(room), Flowing(room), Lost(out of the room)      .
OfferMade(restart)
  None, Connecting(caller), Connecting(ICE is done)           .
  Connecting(receiver), Flowing(caller), Flowing(receiver)    .
  Lost(caller), Lost(receiver), Flowing(relayed), Lost(room)  .
  Connecting(room), Flowing(room), Lost(out of the room)      .
AnswerMade
  None                                                        -> None: Send(Answer), StopTimer(Preparation)
  Connecting(caller), Connecting(ICE is done), Lost(caller)   .
  Connecting(receiver), Flowing(caller), Flowing(receiver)    .
  Lost(receiver), Flowing(relayed), Connecting(room)          .
  Flowing(room), Lost(room), Lost(out of the room)            .
AnswerMade(restart)
  None, Connecting(caller), Connecting(ICE is done)           .
  Connecting(receiver), Flowing(caller), Flowing(receiver)    .
  Lost(caller), Lost(receiver), Flowing(relayed), Lost(room)  .
  Connecting(room), Flowing(room), Lost(out of the room)      .
AnswerApplied
  None, Connecting(caller), Connecting(ICE is done)           .
  Connecting(receiver), Flowing(caller), Flowing(receiver)    .
  Lost(caller), Lost(receiver), Flowing(relayed), Lost(room)  .
  Connecting(room), Flowing(room), Lost(out of the room)      .
AnswerApplied(restart)
  None, Connecting(caller), Connecting(ICE is done)           .
  Connecting(receiver), Flowing(caller), Flowing(receiver)    .
  Lost(caller), Lost(receiver), Flowing(relayed), Lost(room)  .
  Connecting(room), Flowing(room), Lost(out of the room)      .
LocalCandidate
  None, Connecting(room), Flowing(room), Lost(room)           .
  Connecting(caller), Connecting(ICE is done), Lost(caller)   stays: Send(IceCandidate)
  Connecting(receiver), Flowing(caller), Flowing(receiver)    stays: Send(IceCandidate)
  Lost(receiver), Flowing(relayed)                            stays: Send(IceCandidate)
  Lost(out of the room)                                       .
LocalCandidate(of another peer)
  None, Connecting(caller), Connecting(ICE is done)           .
  Connecting(receiver), Flowing(caller), Flowing(receiver)    .
  Lost(caller), Lost(receiver), Flowing(relayed), Lost(room)  .
  Connecting(room), Flowing(room), Lost(out of the room)      .
PeerFailed
  None                                                        stays: StopTimer(Preparation), GiveUp
  Connecting(caller), Connecting(ICE is done), Lost(caller)   .
  Connecting(receiver), Flowing(caller), Flowing(receiver)    .
  Lost(receiver), Flowing(relayed), Connecting(room)          .
  Flowing(room), Lost(room), Lost(out of the room)            .
PeerFailed(restart)
  None, Connecting(caller), Connecting(ICE is done)           .
  Connecting(receiver), Flowing(caller), Flowing(receiver)    .
  Lost(caller), Lost(receiver), Flowing(relayed), Lost(room)  .
  Connecting(room), Flowing(room), Lost(out of the room)      .
IceChanged(Connected)
  None, Connecting(caller), Connecting(ICE is done)           .
  Connecting(receiver), Flowing(caller), Flowing(receiver)    .
  Lost(caller), Lost(receiver), Flowing(relayed), Lost(room)  .
  Connecting(room), Flowing(room), Lost(out of the room)      .
IceChanged(Disconnected)
  None, Connecting(caller), Connecting(ICE is done)           .
  Connecting(receiver), Flowing(caller), Flowing(receiver)    .
  Lost(caller), Lost(receiver), Flowing(relayed), Lost(room)  .
  Connecting(room), Flowing(room), Lost(out of the room)      .
IceChanged(Failed)
  None, Connecting(receiver), Flowing(caller)                 .
  Connecting(caller), Connecting(ICE is done)                 -> Connecting: MakeOffer, StartTimer(Preparation)
  Flowing(receiver), Lost(receiver), Flowing(relayed)         .
  Lost(caller)                                                -> Lost: MakeOffer, StartTimer(Preparation)
  Connecting(room), Lost(room)                                stays: ClosePeer, StartTimer(Reconnect)
  Flowing(room)                                               -> Lost: ClosePeer, StartTimer(Reconnect)
  Lost(out of the room)                                       .
Pulse(packets)
  None, Connecting(caller), Connecting(receiver)              .
  Connecting(ICE is done), Lost(caller), Lost(receiver)       -> Flowing: StopTimer(Setup), StopTimer(Reconnect)
  Flowing(caller), Flowing(receiver), Flowing(relayed)        .
  Connecting(room), Flowing(room), Lost(out of the room)      .
  Lost(room)                                                  -> Flowing: StopTimer(Setup), StopTimer(Reconnect)
Pulse(nothing new)
  None, Connecting(caller), Connecting(receiver), Lost(room)  .
  Connecting(ICE is done)                                     -> Flowing: StopTimer(Setup), StopTimer(Reconnect)
  Flowing(caller), Flowing(receiver), Flowing(relayed)        -> Lost: StartTimer(Reconnect)
  Lost(caller), Lost(receiver), Connecting(room)              .
  Flowing(room), Lost(out of the room)                        .
RoomMedia
  None, Connecting(caller), Connecting(ICE is done)           .
  Connecting(receiver), Flowing(caller), Flowing(receiver)    .
  Lost(caller), Lost(receiver), Flowing(relayed), Lost(room)  .
  Connecting(room), Flowing(room), Lost(out of the room)      .
RoomFailed(refused)
  None, Connecting(caller), Connecting(ICE is done)           .
  Connecting(receiver), Flowing(caller), Flowing(receiver)    .
  Lost(caller), Lost(receiver), Flowing(relayed)              .
  Connecting(room), Flowing(room), Lost(room)                 stays: GiveUp
  Lost(out of the room)                                       .
RoomFailed(unreachable)
  None, Connecting(caller), Connecting(ICE is done)           .
  Connecting(receiver), Flowing(caller), Flowing(receiver)    .
  Lost(caller), Lost(receiver), Flowing(relayed)              .
  Connecting(room), Lost(room)                                stays: ClosePeer, StartTimer(Reconnect)
  Flowing(room)                                               -> Lost: ClosePeer, StartTimer(Reconnect)
  Lost(out of the room)                                       .
NetworkChanged
  None, Connecting(receiver), Flowing(receiver), Lost(room)   .
  Connecting(caller), Connecting(ICE is done)                 -> Connecting: MakeOffer, StartTimer(Preparation)
  Flowing(caller), Flowing(relayed)                           -> Flowing: MakeOffer, StartTimer(Preparation)
  Lost(caller)                                                -> Lost: MakeOffer, StartTimer(Preparation)
  Lost(receiver), Connecting(room), Flowing(room)             .
  Lost(out of the room)                                       stays: JoinRoom
TimerPassed(Preparation)
  None                                                        stays: StopTimer(Preparation), GiveUp
  Connecting(caller), Connecting(ICE is done), Lost(caller)   .
  Connecting(receiver), Flowing(caller), Flowing(receiver)    .
  Lost(receiver), Flowing(relayed), Connecting(room)          .
  Flowing(room), Lost(room), Lost(out of the room)            .
TimerPassed(RingLimit)
  None, Connecting(caller), Connecting(ICE is done)           .
  Connecting(receiver), Flowing(caller), Flowing(receiver)    .
  Lost(caller), Lost(receiver), Flowing(relayed), Lost(room)  .
  Connecting(room), Flowing(room), Lost(out of the room)      .
TimerPassed(Reconnect)
  None, Connecting(caller), Connecting(ICE is done)           .
  Connecting(receiver), Flowing(caller), Flowing(receiver)    .
  Lost(caller)                                                -> Lost: MakeOffer, StartTimer(Preparation), StartTimer(Reconnect)
  Lost(receiver), Lost(room)                                  stays: StartTimer(Reconnect)
  Flowing(relayed), Connecting(room), Flowing(room)           .
  Lost(out of the room)                                       stays: JoinRoom, StartTimer(Reconnect)
TimerPassed(Setup)
  None, Flowing(caller), Flowing(receiver), Lost(caller)      .
  Connecting(caller), Connecting(receiver), Connecting(room)  stays: GiveUp
  Connecting(ICE is done)                                     -> Flowing: StopTimer(Setup), StopTimer(Reconnect)
  Lost(receiver), Flowing(relayed), Flowing(room)             .
  Lost(room), Lost(out of the room)                           .
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
