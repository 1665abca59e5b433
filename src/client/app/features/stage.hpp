// How the call is looked at: picture in picture, full screen, the screen kept awake, one's own picture, keys and the sheets of the stage.
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

namespace parley::app::stage {

struct State {
  bool more = false;       ///< the sheet of "More"
  bool shortcuts = false;  ///< the sheet of keyboard shortcuts
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

}  // namespace parley::app::stage
