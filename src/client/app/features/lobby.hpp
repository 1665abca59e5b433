// Who one is to the others before a call: presence, favourites, people one blocks, and how the list of people is searched.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>

#include "core/base/fields.hpp"
#include "core/base/id.hpp"
#include "core/base/types.hpp"
#include "core/protocol/message.hpp"

namespace parley::app {
class Context;
struct Before;
}  // namespace parley::app

namespace parley::app::lobby {

struct State {
  protocol::Presence wished = protocol::Presence::Free;  ///< what the others are told
  friend bool operator==(const State&, const State&) = default;
};

// ---- intents ---------------------------------------------------------------------------------------------------------

using Intents = Types<>;

// ---- the platform's reports ---------------------------------------------------------------------------------------

using Reports = Types<>;

// ---- commands: what the platform is asked for, by "module.action" -----------------------------------------------------

using Commands = Types<>;

/// What follows for this from what has just happened; called at the end of every turn.
void follow(Context& context, const Before& before);

}  // namespace parley::app::lobby
