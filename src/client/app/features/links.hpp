// Meeting points: a link whose second visitor is in a call with the first, and personal links that ring their owner.
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

namespace parley::app::links {

struct State {
  std::string room;  ///< the secret of the meeting point one is in; empty: none
  friend bool operator==(const State&, const State&) = default;
};

// ---- intents ---------------------------------------------------------------------------------------------------------

/// "Copy link".
struct Copy {
  static constexpr std::string_view kName = "links-copy";
  static constexpr auto fields() { return std::tuple<>{}; }
  friend bool operator==(const Copy&, const Copy&) = default;
};

using Intents = Types<Copy>;

// ---- the platform's reports ---------------------------------------------------------------------------------------

using Reports = Types<>;

// ---- commands: what the platform is asked for, by "module.action" -----------------------------------------------------

using Commands = Types<>;

void handle(Context& context, const Copy& intent);
/// What follows for this from what has just happened; called at the end of every turn.
void follow(Context& context, const Before& before);

}  // namespace parley::app::links
