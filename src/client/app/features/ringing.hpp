// What makes somebody notice a ring, a wait or a lost call outside of the screen: tones, notification, icon, vibration.
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

namespace parley::app::ringing {

/// See web/tones.js.
enum class Tone { None, Ring, RingBack, Lost, Ended, Message };

/// Whether the browser shows notifications of this page.
enum class Permission {
  Unknown,  ///< the page has not looked yet
  Absent,   ///< the browser has none
  Askable,
  Granted,
  Denied,
};

struct State {
  Tone looping = Tone::None;  ///< what plays until it is stopped
  CallId noticed;             ///< the ring that is told outside of the screen; empty: none
  Permission permission = Permission::Unknown;
  std::uint32_t unread = 0;  ///< so many lines of chat are unread that have been heard
  friend bool operator==(const State&, const State&) = default;
};

// ---- intents ---------------------------------------------------------------------------------------------------------

/// "Turn on notifications".
struct Allow {
  static constexpr std::string_view kName = "ringing-allow";
  static constexpr auto fields() { return std::tuple<>{}; }
  friend bool operator==(const Allow&, const Allow&) = default;
};

using Intents = Types<Allow>;

// ---- the platform's reports ---------------------------------------------------------------------------------------

/// What the browser says of notifications: at the start, and when it was asked.
struct Permitted {
  Permission permission{};
  static constexpr std::string_view kName = "ringing-permitted";
  static constexpr auto fields() { return std::tuple{field("permission", &Permitted::permission)}; }
  friend bool operator==(const Permitted&, const Permitted&) = default;
};

using Reports = Types<Permitted>;

// ---- commands: what the platform is asked for, by "module.action" -----------------------------------------------------

/// In place of what plays. None: silence.
struct Play {
  Tone tone{};
  bool loop = false;
  std::string speaker;  ///< the browser's id; empty: the system's choice
  static constexpr std::string_view kName = "ringing.play";
  static constexpr auto fields() {
    return std::tuple{field("tone", &Play::tone), field("loop", &Play::loop), field("speaker", &Play::speaker)};
  }
  friend bool operator==(const Play&, const Play&) = default;
};
/// A notification if the page is not before the person's eyes, the mark on the page's icon, vibration.
struct Notice {
  std::string title;
  std::string text;
  static constexpr std::string_view kName = "ringing.notice";
  static constexpr auto fields() { return std::tuple{field("title", &Notice::title), field("text", &Notice::text)}; }
  friend bool operator==(const Notice&, const Notice&) = default;
};
/// All that Notice began is over.
struct Withdraw {
  static constexpr std::string_view kName = "ringing.withdraw";
  static constexpr auto fields() { return std::tuple<>{}; }
  friend bool operator==(const Withdraw&, const Withdraw&) = default;
};
/// The browser's question, within a gesture. Answered by Permitted.
struct Ask {
  static constexpr std::string_view kName = "ringing.ask";
  static constexpr auto fields() { return std::tuple<>{}; }
  friend bool operator==(const Ask&, const Ask&) = default;
};

using Commands = Types<Play, Notice, Withdraw, Ask>;

void handle(Context& context, const Allow& intent);
void handle(Context& context, const Permitted& report);
/// What follows for this from what has just happened; called at the end of every turn.
void follow(Context& context, const Before& before);

}  // namespace parley::app::ringing
