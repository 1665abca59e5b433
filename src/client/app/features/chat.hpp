// Text: conversations with everybody, with one person and within the call, what became of each line, and what is unread.
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

namespace parley::app::chat {

struct State {
  bool open = false;  ///< the region or dialog "Chat"
  friend bool operator==(const State&, const State&) = default;
};

// ---- intents ---------------------------------------------------------------------------------------------------------

/// Opens or closes "Chat".
struct Show {
  bool shown = false;
  static constexpr std::string_view kName = "chat-show";
  static constexpr auto fields() { return std::tuple{field("shown", &Show::shown)}; }
  friend bool operator==(const Show&, const Show&) = default;
};

/// "Message NAME": opens the conversation with somebody.
struct Open {
  PersonId person;
  static constexpr std::string_view kName = "chat-open";
  static constexpr auto fields() { return std::tuple{field("person", &Open::person)}; }
  friend bool operator==(const Open&, const Open&) = default;
};

using Intents = Types<Show, Open>;

// ---- the platform's reports ---------------------------------------------------------------------------------------

using Reports = Types<>;

// ---- commands: what the platform is asked for, by "module.action" -----------------------------------------------------

using Commands = Types<>;

void handle(Context& context, const Show& intent);
void handle(Context& context, const Open& intent);
/// What follows for this from what has just happened; called at the end of every turn.
void follow(Context& context, const Before& before);

}  // namespace parley::app::chat
