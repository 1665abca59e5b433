// One's own screen: every phase met by every event, and what people do with it.
#include "core/call/screen_share.hpp"

#include "tests/core/call/builders.hpp"
#include "tests/support/transition_table.hpp"

namespace parley::call::screen_share {
namespace {

using test::Sample;

std::vector<Sample<State>> states() {
  return {{"Off", State{Off{}, 1, 1}}, {"Choosing", State{Choosing{1}, 1, 1}}, {"On", State{On{1, true}, 1, 1}}};
}

std::vector<Sample<Event>> events() {
  return {
      {"UserToggles", UserToggles{}},
      {"Forget", Forget{}},
      {"Chosen", Chosen{1, true}},
      {"Chosen(of another request)", Chosen{7, true}},
      {"NotChosen", NotChosen{1, Problem::Refused}},
      {"NotChosen(of another request)", NotChosen{7, Problem::Refused}},
      {"Stopped", Stopped{1}},
      {"Stopped(of another request)", Stopped{7}},
      {"PeerChanged", PeerChanged{2}},
      {"PeerChanged(none)", PeerChanged{0}},
      {"Release", Release{}},
  };
}

std::string words(const Effect& effect) {
  if (std::holds_alternative<Choose>(effect)) return "Choose";
  if (std::holds_alternative<Stop>(effect)) return "Stop";
  return std::get<Attach>(effect).capture != 0 ? "Attach" : "Detach";
}

test::TransitionTable table() {
  const auto all_states = states();
  const auto all_events = events();
  return {test::names_of(all_states), test::names_of(all_events), [&](std::size_t state, std::size_t event) {
            State after = all_states[state].value;
            test::Outcome outcome;
            for (const Effect& effect : transition(after, all_events[event].value))
              outcome.effects.push_back(words(effect));
            outcome.to = name_of(after.phase);
            outcome.changed = !(after.phase == all_states[state].value.phase);
            return outcome;
          }};
}

TEST(ScreenShareTable, HasARowForEachPhaseAndAColumnForEachEvent) {
  test::expect_all_alternatives<Phase>(states(), [](const State& state) { return state.phase; });
  test::expect_all_alternatives<Event>(events(), [](const Event& event) { return event; });
}

TEST(ScreenShareTable, IsWhatTheScreenDoes) {
  table().expect(R"(
UserToggles
  Off                                                         -> Choosing: Choose
  Choosing                                                    -> Off: Stop
  On                                                          -> Off: Detach, Stop
Forget
  Off, Choosing, On                                           .
Chosen
  Off                                                         stays: Stop
  Choosing                                                    -> On: Attach
  On                                                          .
Chosen(of another request)
  Off, Choosing, On                                           stays: Stop
NotChosen
  Off, On                                                     .
  Choosing                                                    -> Off
NotChosen(of another request)
  Off, Choosing, On                                           .
Stopped
  Off, Choosing                                               .
  On                                                          -> Off: Detach, Stop
Stopped(of another request)
  Off, Choosing, On                                           .
PeerChanged
  Off, Choosing                                               .
  On                                                          stays: Attach
PeerChanged(none)
  Off, Choosing, On                                           .
Release
  Off                                                         .
  Choosing                                                    -> Off: Stop
  On                                                          -> Off: Stop
)");
}

TEST(ScreenShare, TellsWhyNothingIsSharedUntilItIsReadOrTriedAgain) {
  State state;
  transition(state, UserToggles{});
  transition(state, NotChosen{1, Problem::Refused});
  EXPECT_EQ(problem(state), Problem::Refused);
  transition(state, Forget{});
  EXPECT_EQ(problem(state), std::nullopt);

  transition(state, UserToggles{});
  transition(state, NotChosen{2, Problem::BlockedBySystem});
  transition(state, UserToggles{});
  EXPECT_EQ(problem(state), std::nullopt);
}

TEST(ScreenShare, StopsWhatIsChosenAfterTheCallIsOver) {
  State state;
  state.peer = 3;
  transition(state, UserToggles{});
  transition(state, Release{});
  EXPECT_EQ(transition(state, Chosen{1, false}), (Effects{Stop{1}}));
  EXPECT_FALSE(is_on(state));
}

TEST(ScreenShare, WaitsForAConnectionToGoOnto) {
  State state;
  transition(state, UserToggles{});
  EXPECT_EQ(transition(state, Chosen{1, false}), Effects{});
  EXPECT_TRUE(is_on(state));
  EXPECT_EQ(transition(state, PeerChanged{4}), (Effects{Attach{4, 1}}));
}

}  // namespace
}  // namespace parley::call::screen_share
