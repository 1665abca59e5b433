// Every state of consent met by every event, and the list of arrows in its header.
#include "core/call/consent.hpp"

#include <algorithm>

#include "tests/core/call/builders.hpp"
#include "tests/support/transition_table.hpp"

namespace parley::call::consent {
namespace {

using protocol::EndReason;
using protocol::ErrorCode;
using test::Sample;

// In all of them the attempt is number 1. Our call is call-1, Ben's is call-2.
std::vector<Sample<State>> states() {
  Machine also_rings = preparing();
  also_rings.on(CallChanged{his_call()});
  Machine glare = requesting();
  glare.on(CallChanged{his_call()});
  Machine waits = requesting();
  waits.on(UserEnds{}).on(UserCalls{to_ben(), Media::Video}).on(OfferReady{2, "v=0"});
  return {
      {"Idle", State{}},
      {"Preparing", preparing().state},
      {"Preparing(he rings)", also_rings.state},
      {"Requesting", requesting().state},
      {"Requesting(he rings)", glare.state},
      {"Requesting(not sent)", waits.state},
      {"Dialling", dialling().state},
      {"Ringing", ringing().state},
      {"Answering", answering().state},
      {"Ongoing(caller)", ongoing_as_caller().state},
      {"Ongoing(receiver)", ongoing_as_receiver().state},
      {"Ended", ended().state},
  };
}

std::vector<Sample<Event>> events() {
  protocol::Call hers = his_call();
  hers.id = CallId("call-3");
  hers.caller = cleo();
  return {
      {"UserCalls", UserCalls{to_ben(), Media::Video}},
      {"OfferReady", OfferReady{1, "v=0"}},
      {"OfferReady(of another attempt)", OfferReady{7, "v=0"}},
      {"MediaFailed", MediaFailed{1, protocol::EndCause::NoPath}},
      {"MediaFailed(of another attempt)", MediaFailed{7, protocol::EndCause::NoPath}},
      {"CallChanged(ours rings)", CallChanged{our_call()}},
      {"CallChanged(ours is agreed)", CallChanged{agreed(our_call())}},
      {"CallChanged(ours is over)", CallChanged{over(our_call(), EndReason::Declined)}},
      {"CallChanged(his rings)", CallChanged{his_call()}},
      {"CallChanged(his is agreed)", CallChanged{agreed(his_call())}},
      {"CallChanged(his is over)", CallChanged{over(his_call(), EndReason::Cancelled)}},
      {"CallChanged(his is answered elsewhere)", CallChanged{answered_elsewhere(his_call())}},
      {"CallChanged(hers rings)", CallChanged{hers}},
      {"Refused(our first command)", refused(ErrorCode::Offline, MessageId("m1"))},
      {"Refused(nothing of ours)", Refused{}},
      {"UserAccepts", UserAccepts{Media::Video}},
      {"UserDeclines", UserDeclines{}},
      {"UserEnds", UserEnds{}},
      {"UserGoesBack", UserGoesBack{}},
      {"UserCallsAgain", UserCallsAgain{}},
      {"RingLimitPassed", RingLimitPassed{1}},
      {"RingLimitPassed(of another attempt)", RingLimitPassed{7}},
      {"SignallingBack", SignallingBack{}},
      {"StateTold(nothing of our call)", StateTold{false}},
      {"StateTold(nothing of our call; reset)", StateTold{true}},
      {"SessionOver", SessionOver{}},
  };
}

std::string words(const Effect& effect) {
  const auto* send = std::get_if<Send>(&effect);
  return std::string(name_of(effect)) + (send ? "(" + std::string(name_of(send->message)) + ")" : "");
}

test::TransitionTable table() {
  const auto all_states = states();
  const auto all_events = events();
  return {test::names_of(all_states), test::names_of(all_events), [&](std::size_t state, std::size_t event) {
            State after = all_states[state].value;
            if (std::holds_alternative<StateTold>(all_events[event].value))
              transition(after, SignallingBack{}, kStart, 1);
            const State before = after;
            test::Outcome outcome;
            for (const Effect& effect : transition(after, all_events[event].value, kStart, 1))
              outcome.effects.push_back(words(effect));
            outcome.to = name_of(after.phase);
            outcome.changed = !(after.phase == before.phase);
            return outcome;
          }};
}

TEST(ConsentTable, HasARowForEachPhaseAndAColumnForEachEvent) {
  test::expect_all_alternatives<Phase>(states(), [](const State& state) { return state.phase; });
  test::expect_all_alternatives<Event>(events(), [](const Event& event) { return event; });
}

TEST(ConsentTable, IsWhatTheMachineDoes) {
  table().expect(R"(
UserCalls
  Idle, Ended                                                 -> Preparing: Prepare
  Preparing, Preparing(he rings), Requesting, Dialling        .
  Requesting(he rings), Requesting(not sent), Ringing         .
  Answering, Ongoing(caller), Ongoing(receiver)               .
OfferReady
  Idle, Requesting, Requesting(he rings), Dialling, Ringing   .
  Preparing, Preparing(he rings)                              -> Requesting: Send(CallRequest)
  Requesting(not sent), Answering, Ongoing(caller), Ended     .
  Ongoing(receiver)                                           .
OfferReady(of another attempt)
  Idle, Preparing, Preparing(he rings), Requesting, Dialling  .
  Requesting(he rings), Requesting(not sent), Ringing, Ended  .
  Answering, Ongoing(caller), Ongoing(receiver)               .
MediaFailed
  Idle, Requesting(not sent), Ringing, Ended                  .
  Preparing, Requesting, Requesting(he rings)                 -> Idle: Release
  Preparing(he rings)                                         -> Ringing: Release, Invite, StartRingLimit
  Dialling, Answering, Ongoing(caller), Ongoing(receiver)     -> Ended: Send(CallEnd), Release
MediaFailed(of another attempt)
  Idle, Preparing, Preparing(he rings), Requesting, Dialling  .
  Requesting(he rings), Requesting(not sent), Ringing, Ended  .
  Answering, Ongoing(caller), Ongoing(receiver)               .
CallChanged(ours rings)
  Idle                                                        stays: Send(CallEnd)
  Preparing, Preparing(he rings), Dialling, Ringing, Ended    .
  Requesting, Requesting(he rings)                            -> Dialling: Begin
  Requesting(not sent)                                        -> Requesting: Send(CallEnd), Send(CallRequest)
  Answering, Ongoing(caller), Ongoing(receiver)               .
CallChanged(ours is agreed)
  Idle                                                        -> Ongoing: Rejoin
  Preparing, Preparing(he rings), Ringing, Answering, Ended   .
  Requesting, Requesting(he rings)                            -> Ongoing: Begin, Agreed
  Requesting(not sent)                                        -> Requesting: Send(CallEnd), Send(CallRequest)
  Dialling                                                    -> Ongoing: Agreed
  Ongoing(caller), Ongoing(receiver)                          .
CallChanged(ours is over)
  Idle, Preparing, Preparing(he rings), Ringing, Answering    .
  Requesting, Requesting(he rings), Dialling                  -> Ended: Release
  Requesting(not sent)                                        -> Requesting: Send(CallRequest)
  Ongoing(caller)                                             -> Ended: Release
  Ongoing(receiver)                                           .
  Ended                                                       -> Ended
CallChanged(his rings)
  Idle, Ended                                                 -> Ringing: Invite, StartRingLimit
  Preparing                                                   -> Preparing
  Preparing(he rings), Requesting(he rings), Dialling         .
  Requesting, Requesting(not sent)                            -> Requesting
  Ringing, Answering, Ongoing(caller), Ongoing(receiver)      .
CallChanged(his is agreed)
  Idle, Ended                                                 -> Ongoing: Rejoin
  Preparing, Preparing(he rings), Requesting, Dialling        .
  Requesting(he rings)                                        -> Requesting
  Requesting(not sent), Ongoing(caller), Ongoing(receiver)    .
  Ringing                                                     -> Idle: Send(CallEnd), Release
  Answering                                                   -> Ongoing: Agreed
CallChanged(his is over)
  Idle, Preparing, Requesting, Requesting(not sent), Ended    .
  Preparing(he rings)                                         -> Preparing
  Requesting(he rings)                                        -> Requesting
  Dialling, Ongoing(caller)                                   .
  Ringing                                                     -> Idle: Release
  Answering, Ongoing(receiver)                                -> Ended: Release
CallChanged(his is answered elsewhere)
  Idle, Preparing, Requesting, Requesting(not sent), Ended    .
  Preparing(he rings)                                         -> Preparing
  Requesting(he rings)                                        -> Requesting
  Dialling, Ongoing(caller)                                   .
  Ringing, Answering, Ongoing(receiver)                       -> Ended: Release
CallChanged(hers rings)
  Idle, Ended                                                 -> Ringing: Invite, StartRingLimit
  Preparing, Preparing(he rings)                              -> Ringing: Release, Invite, StartRingLimit
  Requesting, Requesting(he rings), Requesting(not sent)      -> Requesting
  Dialling, Ringing, Answering, Ongoing(caller)               .
  Ongoing(receiver)                                           .
Refused(our first command)
  Idle, Preparing, Preparing(he rings), Dialling, Ringing     .
  Requesting, Answering                                       -> Idle: Release
  Requesting(he rings)                                        -> Ringing: Release, Invite, StartRingLimit
  Requesting(not sent)                                        -> Requesting: Send(CallRequest)
  Ongoing(caller), Ongoing(receiver), Ended                   .
Refused(nothing of ours)
  Idle, Preparing, Preparing(he rings), Requesting, Dialling  .
  Requesting(he rings), Requesting(not sent), Ringing, Ended  .
  Answering, Ongoing(caller), Ongoing(receiver)               .
UserAccepts
  Idle, Preparing, Preparing(he rings), Requesting, Dialling  .
  Requesting(he rings), Requesting(not sent), Answering       .
  Ringing                                                     -> Answering: Send(CallAnswer), Accept
  Ongoing(caller), Ongoing(receiver), Ended                   .
UserDeclines
  Idle, Preparing, Preparing(he rings), Requesting, Dialling  .
  Requesting(he rings), Requesting(not sent), Answering       .
  Ringing                                                     -> Idle: Send(CallAnswer), Release
  Ongoing(caller), Ongoing(receiver), Ended                   .
UserEnds
  Idle, Ringing, Ended                                        .
  Preparing, Requesting, Requesting(he rings)                 -> Idle: Release
  Preparing(he rings)                                         -> Ringing: Release, Invite, StartRingLimit
  Requesting(not sent)                                        -> Idle: Release
  Dialling                                                    -> Idle: Send(CallEnd), Release
  Answering, Ongoing(caller), Ongoing(receiver)               -> Ended: Send(CallEnd), Release
UserGoesBack
  Idle, Preparing, Preparing(he rings), Requesting, Dialling  .
  Requesting(he rings), Requesting(not sent), Ringing         .
  Answering, Ongoing(caller), Ongoing(receiver)               .
  Ended                                                       -> Idle
UserCallsAgain
  Idle, Preparing, Preparing(he rings), Requesting, Dialling  .
  Requesting(he rings), Requesting(not sent), Ringing         .
  Answering, Ongoing(caller), Ongoing(receiver)               .
  Ended                                                       -> Preparing: Prepare
RingLimitPassed
  Idle, Preparing, Preparing(he rings), Requesting, Dialling  .
  Requesting(he rings), Requesting(not sent), Answering       .
  Ringing                                                     -> Idle: Release
  Ongoing(caller), Ongoing(receiver), Ended                   .
RingLimitPassed(of another attempt)
  Idle, Preparing, Preparing(he rings), Requesting, Dialling  .
  Requesting(he rings), Requesting(not sent), Ringing, Ended  .
  Answering, Ongoing(caller), Ongoing(receiver)               .
SignallingBack
  Idle, Preparing, Requesting, Requesting(not sent), Ringing  .
  Preparing(he rings)                                         -> Preparing
  Requesting(he rings)                                        -> Requesting
  Dialling, Answering, Ongoing(caller), Ongoing(receiver)     .
  Ended                                                       .
StateTold(nothing of our call)
  Idle, Preparing, Preparing(he rings), Requesting, Ended     .
  Requesting(he rings)                                        .
  Requesting(not sent)                                        -> Requesting: Send(CallRequest)
  Dialling                                                    -> Ended: Release
  Ringing, Answering                                          -> Idle: Release
  Ongoing(caller), Ongoing(receiver)                          -> Ongoing: Send(CallClaim)
StateTold(nothing of our call; reset)
  Idle, Preparing, Preparing(he rings), Ended                 .
  Requesting, Requesting(he rings), Requesting(not sent)      -> Requesting: Send(CallRequest)
  Dialling                                                    -> Ended: Release
  Ringing, Answering                                          -> Idle: Release
  Ongoing(caller), Ongoing(receiver)                          -> Ongoing: Send(CallClaim)
SessionOver
  Idle                                                        .
  Preparing, Preparing(he rings), Requesting, Dialling        -> Idle: Release
  Requesting(he rings), Requesting(not sent), Ringing         -> Idle: Release
  Answering, Ongoing(caller), Ongoing(receiver)               -> Idle: Release
  Ended                                                       -> Idle
)");
}

TEST(ConsentTable, HasTheArrowsThatTheHeaderLists) {
#ifdef __EMSCRIPTEN__
  GTEST_SKIP() << "reads a source file";
#else
  EXPECT_EQ(test::words(table().arrows()),
            test::words(test::listed_arrows("core/call/consent.hpp", "Arrows of consent")));
#endif
}

}  // namespace
}  // namespace parley::call::consent
