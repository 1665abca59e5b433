// Meeting points: a link whose second visitor is in a call with the first, and personal links that ring their owner.
#pragma once

#include <cstdint>
#include <optional>
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

namespace parley::app::links {

enum class Kind {
  Meeting,   ///< of a meeting point: whoever knows the link's secret may come
  Personal,  ///< of one's own name
};

struct State {
  std::string room;                     ///< the secret of the meeting point one is at, or wants to be; empty: none
  bool own = false;                     ///< one has made it; else one came by its link
  std::string rings;                    ///< by a personal link: whom to ring as soon as one has joined
  std::optional<MessageId> joining;     ///< the server was asked, and has not answered
  bool joined = false;                  ///< the server was asked since it was lost last
  std::optional<protocol::Room> there;  ///< its last word on this meeting point
  bool met = false;                     ///< somebody has come there, and has not gone again as far as one knows
  bool full = false;                    ///< two others are there
  Kind copying{};                       ///< what was copied last
  std::string address;  ///< of the link that the browser did not let into the clipboard; shown to be copied by hand
  std::uint32_t copied = 0;    ///< so many times a link was copied
  std::uint32_t commands = 0;  ///< so many were given ids
  friend bool operator==(const State&, const State&) = default;
};

// ---- intents ---------------------------------------------------------------------------------------------------------

/// "Copy link", "Copy personal link". Of a meeting point that is not there yet: one is made.
struct Copy {
  Kind kind{};
  static constexpr std::string_view kName = "links-copy";
  static constexpr auto fields() { return std::tuple{field("kind", &Copy::kind)}; }
  friend bool operator==(const Copy&, const Copy&) = default;
};
/// "Close link": whoever opens it later is alone there.
struct Close {
  static constexpr std::string_view kName = "links-close";
  static constexpr auto fields() { return std::tuple<>{}; }
  friend bool operator==(const Close&, const Close&) = default;
};
/// Calls the other one who is there, once more.
struct Meet {
  static constexpr std::string_view kName = "links-meet";
  static constexpr auto fields() { return std::tuple<>{}; }
  friend bool operator==(const Meet&, const Meet&) = default;
};
/// What is said of a full meeting point, or the address to be copied by hand, was read.
struct Dismiss {
  static constexpr std::string_view kName = "links-dismiss";
  static constexpr auto fields() { return std::tuple<>{}; }
  friend bool operator==(const Dismiss&, const Dismiss&) = default;
};

using Intents = Types<Copy, Close, Meet, Dismiss>;

// ---- the platform's reports ---------------------------------------------------------------------------------------

/// The page was opened by a link, or is kept at one over a reload.
struct Opened {
  std::string room;
  std::string person;  ///< of a personal link
  bool own = false;    ///< the page made the room's link itself
  static constexpr std::string_view kName = "links-opened";
  static constexpr auto fields() {
    return std::tuple{secret("room", &Opened::room), field("person", &Opened::person), field("own", &Opened::own)};
  }
  friend bool operator==(const Opened&, const Opened&) = default;
};
/// The secret of a new meeting point: 128 bits that nobody can foresee.
struct Made {
  std::string room;
  static constexpr std::string_view kName = "links-made";
  static constexpr auto fields() { return std::tuple{secret("room", &Made::room)}; }
  friend bool operator==(const Made&, const Made&) = default;
};
/// What became of the copy: without access to the clipboard `address` is the whole link, else it is empty.
struct Copied {
  std::string address;
  static constexpr std::string_view kName = "links-copied";
  static constexpr auto fields() { return std::tuple{secret("address", &Copied::address)}; }
  friend bool operator==(const Copied&, const Copied&) = default;
};

using Reports = Types<Opened, Made, Copied>;

// ---- commands: what the platform is asked for, by "module.action" -----------------------------------------------------

/// Answered by Made, within the same gesture.
struct Make {
  static constexpr std::string_view kName = "links.make";
  static constexpr auto fields() { return std::tuple<>{}; }
  friend bool operator==(const Make&, const Make&) = default;
};
/// Puts this page's address with the room's secret, or the person's name, into the clipboard. Answered by Copied.
struct Write {
  std::string room;
  std::string person;
  static constexpr std::string_view kName = "links.write";
  static constexpr auto fields() { return std::tuple{secret("room", &Write::room), field("person", &Write::person)}; }
  friend bool operator==(const Write&, const Write&) = default;
};
/// Keeps the room for this tab's next page; empty: nothing.
struct Keep {
  std::string room;
  bool own = false;
  static constexpr std::string_view kName = "links.keep";
  static constexpr auto fields() { return std::tuple{secret("room", &Keep::room), field("own", &Keep::own)}; }
  friend bool operator==(const Keep&, const Keep&) = default;
};

using Commands = Types<Make, Write, Keep>;

void handle(Context& context, const Copy& intent);
void handle(Context& context, const Close& intent);
void handle(Context& context, const Meet& intent);
void handle(Context& context, const Dismiss& intent);
void handle(Context& context, const Opened& report);
void handle(Context& context, const Made& report);
void handle(Context& context, const Copied& report);
void came(Context& context, const protocol::Room& message);
void came(Context& context, const protocol::Error& message);
/// What follows for this from what has just happened; called at the end of every turn.
void follow(Context& context, const Before& before);

/// On Entry: who invited one to what. Empty: nobody.
std::string invitation(const Model& model);
/// What the card of the meeting point says. Empty: there is none.
struct Card {
  std::string title;
  std::string text;
  bool can_meet = false;  ///< the other one is there
  friend bool operator==(const Card&, const Card&) = default;
};
std::optional<Card> card(const Model& model);
/// A link led to nothing: one sentence of cause, one step.
std::string problem(const Model& model);

}  // namespace parley::app::links
