// The program comes in two parts: the first shows Entry, the second does everything else. Until the second is there, what
// somebody wants is kept, and taken up in its order once it has arrived. The page goes on fetching it by itself.
#include <variant>

#include "client/app/model.hpp"
#include "client/app/turn.hpp"
#include "core/base/types.hpp"

namespace parley::app {
namespace {

/// Whether this is a wish, or the start of a page that was somebody already: what has to wait. All else that happens before
/// the first wish concerns machines that have not begun.
bool waits(const Event& event) {
  if (const auto* started = as<Started>(event)) return !started->token.empty() || !started->signed_in.empty();
  return std::holds_alternative<Intent>(event);
}

/// Keeps the event and asks for the part. A wish takes the place of one that has waited in vain.
Effects keep(Model& model, const Event& event) {
  if (model.part == Part::Failed)
    std::erase_if(model.waiting, [](const Event& one) { return as<Started>(one) == nullptr; });
  model.waiting.push_back(event);
  if (model.part == Part::Asked) return {};
  model.part = Part::Asked;
  return {FetchPart{}};
}

Effects take_up(Model& model, const Moment& moment) {
  model.part = Part::Here;
  Effects effects;
  const std::vector<Event> waiting = std::exchange(model.waiting, {});
  for (const Event& event : waiting)
    for (Effect& effect : take_turn(model, event, moment)) effects.push_back(std::move(effect));
  return effects;
}

}  // namespace

Effects update(Model& model, const Event& event, const Moment& moment) {
  if (const auto* started = as<Started>(event); started && started->split) model.part = Part::Absent;
  if (model.part == Part::Here) return take_turn(model, event, moment);
  if (const auto* arrived = as<PartArrived>(event)) {
    if (arrived->here) return take_up(model, moment);
    if (model.part == Part::Asked) model.part = Part::Failed;  // else it was fetched ahead, for a wish that may come
    return {};
  }
  if (as<Started>(event) != nullptr && !waits(event)) model.waiting.push_back(event);
  const bool again = as<NetworkChanged>(event) != nullptr || as<Woke>(event) != nullptr;
  if (again && model.part == Part::Failed && !model.waiting.empty()) {
    model.part = Part::Asked;
    return {FetchPart{}};
  }
  return waits(event) ? keep(model, event) : Effects{};
}

}  // namespace parley::app
