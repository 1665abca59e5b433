// Sharing one's screen within a call, and how the other's is looked at.
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

namespace parley::app::sharing {

struct State {
  bool on = false;  ///< one's own screen is sent
  friend bool operator==(const State&, const State&) = default;
};

// ---- intents ---------------------------------------------------------------------------------------------------------

/// "Share screen", "Stop sharing".
struct Toggle {
  static constexpr std::string_view kName = "sharing-toggle";
  static constexpr auto fields() { return std::tuple<>{}; }
  friend bool operator==(const Toggle&, const Toggle&) = default;
};

using Intents = Types<Toggle>;

// ---- the platform's reports ---------------------------------------------------------------------------------------

using Reports = Types<>;

// ---- commands: what the platform is asked for, by "module.action" -----------------------------------------------------

using Commands = Types<>;

void handle(Context& context, const Toggle& intent);
/// What follows for this from what has just happened; called at the end of every turn.
void follow(Context& context, const Before& before);

}  // namespace parley::app::sharing
