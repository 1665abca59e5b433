#include "tests/sim/world/person.hpp"

#include "tests/sim/world/browser.hpp"
#include "tests/sim/world/world.hpp"

namespace parley::sim {
namespace {

protocol::Media some_media(Dice& dice) { return dice.chance(0.6) ? protocol::Media::Video : protocol::Media::Voice; }

app::Intent join(World& world, const Browser& tab) {
  Dice& dice = world.dice();
  if (dice.chance(0.1)) return app::Join{};
  if (dice.chance(0.1)) return app::Join{world.tab(dice.below(world.people())).name()};  // taken, most times
  if (dice.chance(0.03)) return app::Join{"\u202E"};
  return app::Join{tab.name()};
}

app::Intent call_someone(World& world, const Browser& tab) {
  Dice& dice = world.dice();
  const auto& people = tab.model().people;
  if (dice.chance(world.profile().ring_the_same)) {
    return app::CallSomeone{world.tab(tab.number() == 0 ? 1 : 0).name(), {}, some_media(dice)};
  }
  if (dice.chance(0.04)) return app::CallSomeone{"Nobody at all", {}, some_media(dice)};
  if (!people.empty() && dice.chance(0.7)) {
    const auto& listed = people[dice.below(people.size())];
    return app::CallSomeone{listed.shown, listed.person.id, some_media(dice)};
  }
  return app::CallSomeone{world.tab(dice.below(world.people())).name(), {}, some_media(dice)};
}

app::Intent any_button(World& world, const Browser& tab) {
  Dice& dice = world.dice();
  switch (dice.below(11)) {
    case 0: return app::AcceptCall{some_media(dice)};
    case 1: return app::DeclineCall{};
    case 2: return app::EndCall{};
    case 3: return app::ToggleMicrophone{};
    case 4: return app::ToggleCamera{};
    case 5: return app::CallAgain{};
    case 6: return app::GoBack{};
    case 7: return app::UserPlaysSound{};
    case 8: return join(world, tab);
    case 9: return dice.chance(0.1) ? app::Intent(app::SignOut{}) : app::Intent(app::EndCall{});
    default: return call_someone(world, tab);
  }
}

}  // namespace

std::optional<app::Intent> press_something(World& world, const Browser& tab) {
  Dice& dice = world.dice();
  if (dice.chance(world.profile().any_button)) return any_button(world, tab);
  const app::Model& model = tab.model();
  if (app::incoming(model)) {
    if (dice.chance(0.65)) return app::AcceptCall{some_media(dice)};
    if (dice.chance(0.3)) return app::DeclineCall{};
    return std::nullopt;
  }
  switch (app::screen(model)) {
    case app::Screen::Entry: return join(world, tab);
    case app::Screen::Idle:
      if (dice.chance(0.01)) return app::SignOut{};
      return call_someone(world, tab);
    case app::Screen::Waiting:
      if (dice.chance(0.2)) return app::EndCall{};
      if (dice.chance(0.1)) return app::ToggleCamera{};
      return std::nullopt;
    case app::Screen::Call:
      if (dice.chance(0.35)) return app::EndCall{};
      if (dice.chance(0.2)) return app::ToggleMicrophone{};
      if (dice.chance(0.3)) return app::ToggleCamera{};
      return std::nullopt;
    case app::Screen::Ended:
      if (dice.chance(0.25)) return app::CallAgain{};
      return app::GoBack{};
  }
  return std::nullopt;
}

std::optional<app::Intent> press_the_way_out(const Browser& tab) {
  const app::Model& model = tab.model();
  if (app::incoming(model)) return app::DeclineCall{};
  switch (app::screen(model)) {
    case app::Screen::Entry: return std::nullopt;
    case app::Screen::Idle:
      return app::is_requesting(model) ? std::optional<app::Intent>(app::EndCall{}) : std::nullopt;
    case app::Screen::Waiting:
    case app::Screen::Call: return app::EndCall{};
    case app::Screen::Ended: return app::GoBack{};
  }
  return std::nullopt;
}

}  // namespace parley::sim
