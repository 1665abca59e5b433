// The figures of a call as both sides measure them, the quality that follows, and the guard that gives up video for the voice.
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

namespace parley::app::statistics {

struct State {
  bool open = false;  ///< the region "Statistics"
  friend bool operator==(const State&, const State&) = default;
};

// ---- intents ---------------------------------------------------------------------------------------------------------

/// Opens or closes "Statistics".
struct Show {
  bool shown = false;
  static constexpr std::string_view kName = "statistics-show";
  static constexpr auto fields() { return std::tuple{field("shown", &Show::shown)}; }
  friend bool operator==(const Show&, const Show&) = default;
};

using Intents = Types<Show>;

// ---- the platform's reports ---------------------------------------------------------------------------------------

using Reports = Types<>;

// ---- commands: what the platform is asked for, by "module.action" -----------------------------------------------------

using Commands = Types<>;

void handle(Context& context, const Show& intent);
/// What follows for this from what has just happened; called at the end of every turn.
void follow(Context& context, const Before& before);

}  // namespace parley::app::statistics
