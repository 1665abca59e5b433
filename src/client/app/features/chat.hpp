// Text: conversations with everybody, with one person and within the call, what became of each line, and what is unread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "core/base/fields.hpp"
#include "core/base/id.hpp"
#include "core/base/time.hpp"
#include "core/base/types.hpp"
#include "core/protocol/message.hpp"

namespace parley::app {
class Context;
struct Before;
struct Model;
}  // namespace parley::app

namespace parley::app::chat {

/// What became of a line of one's own.
enum class Delivery {
  Sending,
  Sent,     ///< the server has it
  Arrived,  ///< on a screen of whom it is for
  Failed,
};

struct Line {
  std::string id;  ///< the writer's, unique together with `from`
  PersonId from;
  std::string name;  ///< of the writer
  bool own = false;
  std::string text;
  double at = 0;           ///< by the server's clock: milliseconds since 1970, UTC; 0: not there yet
  std::uint32_t file = 0;  ///< a file instead of a text: its number among the transfers of this direction
  Delivery delivery{};
  std::string problem;  ///< of a failed one: a sentence of cause and a next step
  friend bool operator==(const Line&, const Line&) = default;
};

/// With a person, within a call, or (neither) with everybody.
struct Conversation {
  PersonId person;
  CallId call;
  std::string name;  ///< of its tab, unique among them
  std::vector<Line> lines;
  std::uint32_t unread = 0;
  friend bool operator==(const Conversation&, const Conversation&) = default;
};

inline constexpr std::size_t kMostLines = 200;  ///< of one conversation; the oldest go first
inline constexpr std::size_t kMostConversations = 50;

struct State {
  bool open = false;                                                       ///< the region or dialog "Chat"
  std::vector<Conversation> all{Conversation{{}, {}, "Everyone", {}, 0}};  ///< with everybody first
  PersonId shown;            ///< whose conversation is chosen outside of a call; empty: with everybody
  std::uint32_t lines = 0;   ///< so many of one's own were numbered
  std::uint32_t unseen = 0;  ///< so many came while they could not be seen: a sound for each
  bool loaded = false;       ///< what this tab kept was asked for
  double zone = 0;           ///< milliseconds from UTC to the local time
  double read_utc = 0;       ///< the wall clock, in milliseconds since 1970, …
  Instant read_at{};         ///< … at this moment
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
/// "Message NAME", or a tab: opens the conversation with somebody; with nobody: with everybody.
struct Open {
  PersonId person;
  static constexpr std::string_view kName = "chat-open";
  static constexpr auto fields() { return std::tuple{field("person", &Open::person)}; }
  friend bool operator==(const Open&, const Open&) = default;
};
/// To the conversation that is shown.
struct Say {
  std::string text;
  static constexpr std::string_view kName = "chat-say";
  static constexpr auto fields() { return std::tuple{secret("text", &Say::text)}; }
  friend bool operator==(const Say&, const Say&) = default;
};
/// Sends a line of the shown conversation that failed once more.
struct TryAgain {
  std::string id;
  static constexpr std::string_view kName = "chat-try-again";
  static constexpr auto fields() { return std::tuple{field("id", &TryAgain::id)}; }
  friend bool operator==(const TryAgain&, const TryAgain&) = default;
};
/// Puts a line of the shown conversation on the clipboard.
struct Copy {
  PersonId from;
  std::string id;
  static constexpr std::string_view kName = "chat-copy";
  static constexpr auto fields() { return std::tuple{field("from", &Copy::from), field("id", &Copy::id)}; }
  friend bool operator==(const Copy&, const Copy&) = default;
};

using Intents = Types<Show, Open, Say, TryAgain, Copy>;

// ---- what a tab keeps of its lines for its own reload -----------------------------------------------------------------

struct KeptLine {
  PersonId person;  ///< these three as in Conversation
  CallId call;
  std::string title;
  std::string id;
  PersonId from;
  std::string name;
  bool own = false;
  std::string text;
  double at = 0;
  Delivery delivery{};
  std::string problem;
  static constexpr auto fields() {
    return std::tuple{field("person", &KeptLine::person),  field("call", &KeptLine::call),
                      field("title", &KeptLine::title),    field("id", &KeptLine::id),
                      field("from", &KeptLine::from),      field("name", &KeptLine::name),
                      field("own", &KeptLine::own),        secret("text", &KeptLine::text),
                      field("at", &KeptLine::at),          field("delivery", &KeptLine::delivery),
                      field("problem", &KeptLine::problem)};
  }
  friend bool operator==(const KeptLine&, const KeptLine&) = default;
};

// ---- the platform's reports ---------------------------------------------------------------------------------------

/// The answer to Load: lines of the same name, oldest first, and the wall clock in UTC and in local time.
struct Kept {
  std::vector<KeptLine> lines;
  double utc = 0;
  double local = 0;
  static constexpr std::string_view kName = "chat-kept";
  static constexpr auto fields() {
    return std::tuple{field("lines", &Kept::lines), field("utc", &Kept::utc), field("local", &Kept::local)};
  }
  friend bool operator==(const Kept&, const Kept&) = default;
};
/// A line is on the clipboard, or could not be put there.
struct Copied {
  bool done = false;
  static constexpr std::string_view kName = "chat-copied";
  static constexpr auto fields() { return std::tuple{field("done", &Copied::done)}; }
  friend bool operator==(const Copied&, const Copied&) = default;
};

using Reports = Types<Kept, Copied>;

// ---- commands: what the platform is asked for, by "module.action" -----------------------------------------------------

/// Asks for what was kept of the lines of whoever has this name in this tab; those of anybody else are dropped. A guest's id does
/// not outlive a reload.
struct Load {
  std::string owner;
  static constexpr std::string_view kName = "chat.load";
  static constexpr auto fields() { return std::tuple{field("owner", &Load::owner)}; }
  friend bool operator==(const Load&, const Load&) = default;
};
/// Keeps a line, in place of an older state of it.
struct Keep {
  std::string owner;
  KeptLine line;
  static constexpr std::string_view kName = "chat.keep";
  static constexpr auto fields() { return std::tuple{field("owner", &Keep::owner), field("line", &Keep::line)}; }
  friend bool operator==(const Keep&, const Keep&) = default;
};
/// Drops all that was kept.
struct Forget {
  static constexpr std::string_view kName = "chat.forget";
  static constexpr auto fields() { return std::tuple<>{}; }
  friend bool operator==(const Forget&, const Forget&) = default;
};
/// Puts a text on the clipboard, within the gesture. Answered by Copied.
struct PutOnClipboard {
  std::string text;
  static constexpr std::string_view kName = "chat.copy";
  static constexpr auto fields() { return std::tuple{secret("text", &PutOnClipboard::text)}; }
  friend bool operator==(const PutOnClipboard&, const PutOnClipboard&) = default;
};

using Commands = Types<Load, Keep, Forget, PutOnClipboard>;

void handle(Context& context, const Show& intent);
void handle(Context& context, const Open& intent);
void handle(Context& context, const Say& intent);
void handle(Context& context, const TryAgain& intent);
void handle(Context& context, const Copy& intent);
void handle(Context& context, const Kept& report);
void handle(Context& context, const Copied& report);
/// A line from the server: somebody's, or the echo of one's own.
void came(Context& context, const protocol::Chat& message);
/// A line of one's own has arrived on a screen.
void arrived(Context& context, const protocol::ChatReceipt& message);
/// Whether the error was about a line; the line says so from now on.
bool refused(Context& context, const protocol::Error& error);
/// The server has lost what was under way to it.
void send_again(Context& context);
/// What follows for this from what has just happened; called at the end of every turn.
void follow(Context& context, const Before& before);

/// For the files of the call: a card among its lines, and the call's conversation brought into view.
void place_file(Context& context, std::uint32_t number, bool own);
void show_call(Context& context);

// ---- for the views -----------------------------------------------------------------------------------------------------

/// The conversation that is shown, or would be.
const Conversation& shown(const Model& model);
/// Lines not yet seen: of the call while in one, else of all other conversations.
std::uint32_t unread(const Model& model);
/// "3 unread messages"; empty for none.
std::string unread_words(std::uint32_t unread);
/// Why a text cannot be sent as it is; empty if it can.
std::string text_problem(const Model& model, std::string_view text);
/// Who reads along and how long it is kept.
std::string audience(const Model& model, const Conversation& conversation);
/// Under a run of lines, of its last one: "Ben, 14:02", "Sent, 14:03", "Not sent. …".
std::string line_note(const Model& model, const Line& line);

}  // namespace parley::app::chat
