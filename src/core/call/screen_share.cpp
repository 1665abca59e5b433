#include "core/call/screen_share.hpp"

#include <utility>

#include "core/base/overloaded.hpp"
#include "core/base/visit.hpp"

namespace parley::call::screen_share {
namespace {

// One transition: the handlers of the events, each with every phase written out.
class Turn {
 public:
  explicit Turn(State& state) : state_(state) {}

  Effects take() { return std::move(effects_); }

  void on(const UserToggles&) {
    const Phase before = state_.phase;
    parley::visit(Overloaded{
                      [&](const Off&) {
                        const CaptureId capture = ++state_.captures;
                        state_.phase = Choosing{capture};
                        effects_.push_back(Choose{capture});
                      },
                      [&](const Choosing& choosing) { shut(choosing.capture, false); },
                      [&](const On& on) { shut(on.capture, true); },
                  },
                  before);
  }

  void on(const Forget&) {
    if (auto* off = std::get_if<Off>(&state_.phase)) off->problem.reset();
  }

  void on(const Chosen& event) {
    if (state_.phase != Phase(Choosing{event.capture})) {
      // Not wanted any more. What is on already was told twice, and stays.
      const auto* on = std::get_if<On>(&state_.phase);
      if (!on || on->capture != event.capture) effects_.push_back(Stop{event.capture});
      return;
    }
    state_.phase = On{event.capture, event.sound};
    attach(event.capture);
  }

  void on(const NotChosen& event) {
    if (state_.phase == Phase(Choosing{event.capture})) state_.phase = Off{event.problem};
  }

  void on(const Stopped& event) {
    const auto* on = std::get_if<On>(&state_.phase);
    if (on && on->capture == event.capture) shut(event.capture, true);
  }

  void on(const PeerChanged& event) {
    state_.peer = event.peer;
    if (const auto* on = std::get_if<On>(&state_.phase)) attach(on->capture);
  }

  void on(const Release&) {
    const Phase before = state_.phase;
    parley::visit(Overloaded{
                      [](const Off&) {},
                      [&](const Choosing& choosing) { effects_.push_back(Stop{choosing.capture}); },
                      [&](const On& on) { effects_.push_back(Stop{on.capture}); },
                  },
                  before);
    state_ = State{Off{}, 0, state_.captures};
  }

 private:
  void shut(CaptureId capture, bool sent) {
    state_.phase = Off{};
    if (sent) attach(0);
    effects_.push_back(Stop{capture});
  }
  void attach(CaptureId capture) {
    if (state_.peer != 0) effects_.push_back(Attach{state_.peer, capture});
  }

  State& state_;
  Effects effects_;
};

}  // namespace

Effects transition(State& state, const Event& event) {
  Turn turn(state);
  parley::visit([&](const auto& what) { turn.on(what); }, event);
  return turn.take();
}

bool is_on(const State& state) { return std::holds_alternative<On>(state.phase); }

std::optional<Problem> problem(const State& state) {
  const auto* off = std::get_if<Off>(&state.phase);
  return off ? off->problem : std::nullopt;
}

}  // namespace parley::call::screen_share
