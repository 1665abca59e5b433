// What a phase of consent says by itself. Apart from the transitions, since screens ask it before any call.
#include "core/base/overloaded.hpp"
#include "core/base/visit.hpp"
#include "core/call/consent.hpp"

namespace parley::call::consent {

Attempt attempt_of(const Phase& phase) {
  return parley::visit(Overloaded{
                           [](const Idle&) { return Attempt{0}; },
                           [](const Ended&) { return Attempt{0}; },
                           [](const auto& live) { return live.attempt; },
                       },
                       phase);
}

const protocol::Call* call_of(const Phase& phase) {
  return parley::visit(Overloaded{
                           [](const Idle&) -> const protocol::Call* { return nullptr; },
                           [](const Preparing&) -> const protocol::Call* { return nullptr; },
                           [](const Requesting&) -> const protocol::Call* { return nullptr; },
                           [](const auto& named) -> const protocol::Call* { return &named.call; },
                       },
                       phase);
}

bool is_live(const Phase& phase) { return attempt_of(phase) != 0; }

}  // namespace parley::call::consent
