// Who one is to the others outside of a call: presence, favourites, people one blocks, and a call of one's own on another device.
// The list of people itself is app/people.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "core/base/fields.hpp"
#include "core/base/id.hpp"
#include "core/base/types.hpp"
#include "core/protocol/message.hpp"

namespace parley::app {
class Context;
struct Before;
struct Model;
}  // namespace parley::app

namespace parley::app::lobby {

/// The person of the dialog "More about NAME".
struct Subject {
  PersonId person;
  std::string name;
  bool confirming = false;  ///< "Block NAME" was pressed once
  friend bool operator==(const Subject&, const Subject&) = default;
};

struct State {
  protocol::Presence wished = protocol::Presence::Free;  ///< what one has chosen to be
  bool chosen = false;                                   ///< in this tab
  bool absent = false;                                   ///< nobody has touched the page for a while
  std::optional<protocol::Presence> told;                ///< what the server has of it; nothing: not looked yet
  std::vector<std::string> favourites;                   ///< names, in the order in which they were chosen
  std::vector<protocol::BlockedPerson> blocked;
  std::optional<Subject> subject;
  std::optional<protocol::Call> elsewhere;  ///< one's own call on another device
  std::optional<MessageId> taking;          ///< "Use here" was pressed, and not answered
  bool guarded = false;                     ///< the page asks before it is left
  std::uint32_t revision = 0;               ///< grows whenever the people, the favourites or the blocked change
  std::uint32_t commands = 0;               ///< so many were given ids
  friend bool operator==(const State&, const State&) = default;
};

// ---- intents ---------------------------------------------------------------------------------------------------------

/// "Status".
struct ChooseStatus {
  protocol::Presence presence{};
  static constexpr std::string_view kName = "lobby-choose-status";
  static constexpr auto fields() { return std::tuple{field("presence", &ChooseStatus::presence)}; }
  friend bool operator==(const ChooseStatus&, const ChooseStatus&) = default;
};
/// Opens the dialog "More about NAME"; without a person it is closed.
struct ShowMore {
  PersonId person;
  std::string name;
  static constexpr std::string_view kName = "lobby-show-more";
  static constexpr auto fields() {
    return std::tuple{field("person", &ShowMore::person), field("name", &ShowMore::name)};
  }
  friend bool operator==(const ShowMore&, const ShowMore&) = default;
};
/// "Add NAME to favourites", "Remove NAME from favourites".
struct Favour {
  std::string name;
  bool favourite = true;
  static constexpr std::string_view kName = "lobby-favour";
  static constexpr auto fields() {
    return std::tuple{field("name", &Favour::name), field("favourite", &Favour::favourite)};
  }
  friend bool operator==(const Favour&, const Favour&) = default;
};
/// "Block NAME" of the dialog: the first press asks, the second does it.
struct BlockSubject {
  static constexpr std::string_view kName = "lobby-block";
  static constexpr auto fields() { return std::tuple<>{}; }
  friend bool operator==(const BlockSubject&, const BlockSubject&) = default;
};
struct Unblock {
  PersonId person;
  static constexpr std::string_view kName = "lobby-unblock";
  static constexpr auto fields() { return std::tuple{field("person", &Unblock::person)}; }
  friend bool operator==(const Unblock&, const Unblock&) = default;
};
/// "Use here": the call goes on on this device.
struct UseHere {
  static constexpr std::string_view kName = "lobby-use-here";
  static constexpr auto fields() { return std::tuple<>{}; }
  friend bool operator==(const UseHere&, const UseHere&) = default;
};

using Intents = Types<ChooseStatus, ShowMore, Favour, BlockSubject, Unblock, UseHere>;

// ---- the platform's reports ---------------------------------------------------------------------------------------

/// What this browser has kept, told once; of the status what an earlier page of this tab had chosen.
struct Kept {
  std::vector<std::string> favourites;
  protocol::Presence presence{};
  static constexpr std::string_view kName = "lobby-kept";
  static constexpr auto fields() {
    return std::tuple{field("favourites", &Kept::favourites), field("presence", &Kept::presence)};
  }
  friend bool operator==(const Kept&, const Kept&) = default;
};
/// Nobody has touched the page for five minutes; or somebody has again.
struct Absence {
  bool absent = false;
  static constexpr std::string_view kName = "lobby-absence";
  static constexpr auto fields() { return std::tuple{field("absent", &Absence::absent)}; }
  friend bool operator==(const Absence&, const Absence&) = default;
};

using Reports = Types<Kept, Absence>;

// ---- commands: what the platform is asked for, by "module.action" -----------------------------------------------------

/// Keeps the favourites for the next page.
struct Keep {
  std::vector<std::string> favourites;
  static constexpr std::string_view kName = "lobby.keep";
  static constexpr auto fields() { return std::tuple{field("favourites", &Keep::favourites)}; }
  friend bool operator==(const Keep&, const Keep&) = default;
};
/// Keeps the chosen status for as long as the tab.
struct KeepStatus {
  protocol::Presence presence{};
  static constexpr std::string_view kName = "lobby.status";
  static constexpr auto fields() { return std::tuple{field("presence", &KeepStatus::presence)}; }
  friend bool operator==(const KeepStatus&, const KeepStatus&) = default;
};
/// Whether the browser is to ask before the page is left or reloaded.
struct Guard {
  bool on = false;
  static constexpr std::string_view kName = "lobby.guard";
  static constexpr auto fields() { return std::tuple{field("on", &Guard::on)}; }
  friend bool operator==(const Guard&, const Guard&) = default;
};

using Commands = Types<Keep, KeepStatus, Guard>;

void handle(Context& context, const ChooseStatus& intent);
void handle(Context& context, const ShowMore& intent);
void handle(Context& context, const Favour& intent);
void handle(Context& context, const BlockSubject& intent);
void handle(Context& context, const Unblock& intent);
void handle(Context& context, const UseHere& intent);
void handle(Context& context, const Kept& report);
void handle(Context& context, const Absence& report);
/// The server says whom one has blocked.
void came(Context& context, const protocol::Blocks& message);
/// News of a call, before the call's own machine has it.
void came(Context& context, const protocol::Call& message);
void came(Context& context, const protocol::Error& message);
/// What follows for this from what has just happened; called at the end of every turn.
void follow(Context& context, const Before& before);

/// What the others are to be told: what was chosen, and Away while nobody is there.
protocol::Presence presence(const State& state);
/// Drops what this browser kept.
void forget(State& state);
bool is_favourite(const State& state, std::string_view name);
/// "Free. People here can ring you."
std::string_view status_words(protocol::Presence presence);
/// "You are in a call with Ben on Firefox on Linux." Empty: one is not.
std::string elsewhere_words(const Model& model);
/// What blocking the subject means, once it was asked for.
std::string block_alert(const Model& model);

}  // namespace parley::app::lobby
