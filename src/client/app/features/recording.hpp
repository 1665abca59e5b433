// Recording both sides into one file: asking, consenting, the mark on both sides, and what became of the file.
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
struct Model;
}  // namespace parley::app

namespace parley::app::recording {

struct State {
  bool on = false;  ///< this side records
  friend bool operator==(const State&, const State&) = default;
};

// ---- intents ---------------------------------------------------------------------------------------------------------

/// "Record", "Stop recording".
struct Toggle {
  static constexpr std::string_view kName = "recording-toggle";
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

/// The other side asks whether it may record.
bool asks_consent(const Model& model);

}  // namespace parley::app::recording
