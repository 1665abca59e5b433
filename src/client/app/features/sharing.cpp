#include "client/app/features/sharing.hpp"

#include <utility>

#include "client/app/context.hpp"
#include "core/base/overloaded.hpp"
#include "core/base/visit.hpp"

namespace parley::app::sharing {
namespace {

namespace machine = call::screen_share;

/// A refusal is the user's own doing and stays on the screen only as long as it takes to read it.
constexpr Milliseconds kShowProblem{8000};

void apply(Context& context, const machine::Event& event) {
  const bool problem = machine::problem(context.model.sharing).has_value();
  for (const auto& effect : machine::transition(context.model.sharing, event)) {
    parley::visit(Overloaded{
                      [&](const machine::Choose& what) { context.emit(Choose{what.capture}); },
                      [&](const machine::Stop& what) { context.emit(Stop{what.capture}); },
                      [&](const machine::Attach& what) {
                        context.emit(Attach{what.peer, what.capture});
                      },
                  },
                  effect);
  }
  const bool now = machine::problem(context.model.sharing).has_value();
  if (now) context.emit(StartTimer{Timer::ShareProblem, kShowProblem});
  if (problem && !now) context.emit(StopTimer{Timer::ShareProblem});
}

}  // namespace

void handle(Context& context, const Toggle&) {
  if (screen(context.model) == Screen::Call) apply(context, machine::UserToggles{});
}
void handle(Context& context, const Chosen& report) { apply(context, machine::Chosen{report.capture, report.sound}); }
void handle(Context& context, const NotChosen& report) {
  apply(context, machine::NotChosen{report.capture, report.problem});
}
void handle(Context& context, const Stopped& report) {
  if (is_on(context.model)) context.say("You stopped sharing.");
  apply(context, machine::Stopped{report.capture});
}

void forget_problem(Context& context) { apply(context, machine::Forget{}); }

void follow(Context& context, const Before& before) {
  Model& model = context.model;
  const bool in_call = screen(model) == Screen::Call;
  if (!in_call && before.screen == Screen::Call) apply(context, machine::Release{});
  if (in_call && model.devices.peer != model.sharing.peer) apply(context, machine::PeerChanged{model.devices.peer});

  const auto& now = model.negotiation.remote;
  if (!in_call || !now) return;
  const bool was = before.remote && before.remote->call == now->call && before.remote->screen;
  if (was != now->screen)
    context.say(other_person(model)->name + (now->screen ? " shares a screen." : " stopped sharing."));
}

bool is_on(const Model& model) { return machine::is_on(model.sharing); }

bool remote_on(const Model& model) { return model.negotiation.remote && model.negotiation.remote->screen; }

std::string problem_words(const Model& model) {
  const auto problem = machine::problem(model.sharing);
  if (!problem) return {};
  switch (*problem) {
    case machine::Problem::Refused: return "No screen was shared. Press Share screen to choose again.";
    case machine::Problem::BlockedBySystem:
      return "This device does not let the browser see the screen. Allow it in the system settings, then share again.";
    case machine::Problem::Failed: return "The screen could not be shared. Press Share screen to try again.";
  }
  return {};
}

}  // namespace parley::app::sharing
