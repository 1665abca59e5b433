// Files over the data channel of a call: offered, accepted, on their way, resumed, checked. The bytes never come through here.
#pragma once

#include <cstdint>
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

namespace parley::app::transfers {

/// A file that is received into memory is at most so large; one that is written to the disk as it comes may be larger.
inline constexpr double kMemoryLimit = 100e6;
inline constexpr double kDiskLimit = 4e9;

enum class Stage { Offered, Moving, Paused, Done, Declined, Cancelled, Failed };

/// How a file's way ended.
enum class Ending {
  Done,
  Declined,
  Cancelled,
  TooLarge,    ///< for the one who would receive it
  Broken,      ///< what came was not what was announced
  Gone,        ///< the sender's page was reloaded, and the file with it
  NoRoom,      ///< it could not be written
  Unreadable,  ///< the sender could not read it (any more)
};

struct Transfer {
  std::uint32_t number = 0;  ///< the sender's; together with the direction it is the file's
  bool outgoing = false;
  std::string name;  ///< safe to show and to save under
  double size = 0;   ///< bytes
  double done = 0;   ///< of them have arrived and were checked
  Stage stage = Stage::Offered;
  Ending ending = Ending::Done;  ///< of a failed one, why
  bool to_disk = false;          ///< written as it comes: there is nothing left to save
  bool saved = false;
  friend bool operator==(const Transfer&, const Transfer&) = default;
};

struct State {
  std::vector<Transfer> all;  ///< of this call, oldest first
  bool ready = false;         ///< the other page can be sent files now
  bool disk = false;          ///< this browser can write files to the disk as they come
  bool dragged = false;       ///< files are held over the page
  friend bool operator==(const State&, const State&) = default;
};

// ---- intents ---------------------------------------------------------------------------------------------------------

/// "Attach a file".
struct Attach {
  static constexpr std::string_view kName = "transfer-attach";
  static constexpr auto fields() { return std::tuple<>{}; }
  friend bool operator==(const Attach&, const Attach&) = default;
};

enum class Answer { Accept, Decline, Cancel, Save };

/// What the person wants with a file that was offered or is on its way.
struct Decide {
  std::uint32_t number = 0;
  bool outgoing = false;
  Answer answer{};
  static constexpr std::string_view kName = "transfer-decide";
  static constexpr auto fields() {
    return std::tuple{field("number", &Decide::number), field("outgoing", &Decide::outgoing),
                      field("answer", &Decide::answer)};
  }
  friend bool operator==(const Decide&, const Decide&) = default;
};

using Intents = Types<Attach, Decide>;

// ---- the platform's reports ---------------------------------------------------------------------------------------

/// The other page listens, or is gone.
struct Ready {
  bool ready = false;
  bool disk = false;
  static constexpr std::string_view kName = "transfer-ready";
  static constexpr auto fields() { return std::tuple{field("ready", &Ready::ready), field("disk", &Ready::disk)}; }
  friend bool operator==(const Ready&, const Ready&) = default;
};
/// Files are held over the page, or no longer.
struct Dragged {
  bool over = false;
  static constexpr std::string_view kName = "transfer-dragged";
  static constexpr auto fields() { return std::tuple{field("over", &Dragged::over)}; }
  friend bool operator==(const Dragged&, const Dragged&) = default;
};
/// A file of one's own was chosen or dropped.
struct Chosen {
  std::uint32_t number = 0;
  std::string name;
  double size = 0;
  static constexpr std::string_view kName = "transfer-chosen";
  static constexpr auto fields() {
    return std::tuple{field("number", &Chosen::number), secret("name", &Chosen::name), field("size", &Chosen::size)};
  }
  friend bool operator==(const Chosen&, const Chosen&) = default;
};
/// The other side offers a file. Nothing about it is certain.
struct Offered {
  std::uint32_t number = 0;
  std::string name;
  double size = 0;
  static constexpr std::string_view kName = "transfer-offered";
  static constexpr auto fields() {
    return std::tuple{field("number", &Offered::number), secret("name", &Offered::name), field("size", &Offered::size)};
  }
  friend bool operator==(const Offered&, const Offered&) = default;
};
/// It is on its way, this far.
struct Moved {
  std::uint32_t number = 0;
  bool outgoing = false;
  double done = 0;
  static constexpr std::string_view kName = "transfer-moved";
  static constexpr auto fields() {
    return std::tuple{field("number", &Moved::number), field("outgoing", &Moved::outgoing),
                      field("done", &Moved::done)};
  }
  friend bool operator==(const Moved&, const Moved&) = default;
};
/// By the other side, or by what happened to it.
struct Ended {
  std::uint32_t number = 0;
  bool outgoing = false;
  Ending how{};
  static constexpr std::string_view kName = "transfer-ended";
  static constexpr auto fields() {
    return std::tuple{field("number", &Ended::number), field("outgoing", &Ended::outgoing), field("how", &Ended::how)};
  }
  friend bool operator==(const Ended&, const Ended&) = default;
};

using Reports = Types<Ready, Dragged, Chosen, Offered, Moved, Ended>;

// ---- commands: what the platform is asked for, by "module.action" -----------------------------------------------------

/// Opens the browser's choice of files.
struct Pick {
  static constexpr std::string_view kName = "transfer.pick";
  static constexpr auto fields() { return std::tuple<>{}; }
  friend bool operator==(const Pick&, const Pick&) = default;
};
/// Offers a chosen file to the other side under this name.
struct Offer {
  std::uint32_t number = 0;
  std::string name;
  static constexpr std::string_view kName = "transfer.offer";
  static constexpr auto fields() { return std::tuple{field("number", &Offer::number), secret("name", &Offer::name)}; }
  friend bool operator==(const Offer&, const Offer&) = default;
};
/// Receives an offered file: at most `size` bytes, to the disk if asked to.
struct Accept {
  std::uint32_t number = 0;
  std::string name;
  double size = 0;
  bool to_disk = false;
  static constexpr std::string_view kName = "transfer.accept";
  static constexpr auto fields() {
    return std::tuple{field("number", &Accept::number), secret("name", &Accept::name), field("size", &Accept::size),
                      field("toDisk", &Accept::to_disk)};
  }
  friend bool operator==(const Accept&, const Accept&) = default;
};
/// Ends a file's way from this side and tells the other: declined, cancelled, too large.
struct End {
  std::uint32_t number = 0;
  bool outgoing = false;
  Ending how{};
  static constexpr std::string_view kName = "transfer.end";
  static constexpr auto fields() {
    return std::tuple{field("number", &End::number), field("outgoing", &End::outgoing), field("how", &End::how)};
  }
  friend bool operator==(const End&, const End&) = default;
};
/// Hands what was received to the browser's downloads.
struct Save {
  std::uint32_t number = 0;
  std::string name;
  static constexpr std::string_view kName = "transfer.save";
  static constexpr auto fields() { return std::tuple{field("number", &Save::number), secret("name", &Save::name)}; }
  friend bool operator==(const Save&, const Save&) = default;
};
/// The call is over: everything on its way is given up, and all that was kept in memory is let go.
struct Clear {
  static constexpr std::string_view kName = "transfer.clear";
  static constexpr auto fields() { return std::tuple<>{}; }
  friend bool operator==(const Clear&, const Clear&) = default;
};

using Commands = Types<Pick, Offer, Accept, End, Save, Clear>;

void handle(Context& context, const Attach& intent);
void handle(Context& context, const Decide& intent);
void handle(Context& context, const Ready& report);
void handle(Context& context, const Dragged& report);
void handle(Context& context, const Chosen& report);
void handle(Context& context, const Offered& report);
void handle(Context& context, const Moved& report);
void handle(Context& context, const Ended& report);
/// What follows for this from what has just happened; called at the end of every turn.
void follow(Context& context, const Before& before);

// ---- for the views -----------------------------------------------------------------------------------------------------

/// Null if there is none.
const Transfer* find(const Model& model, std::uint32_t number, bool outgoing);
/// Whether "Attach a file" is there: in a call whose other side is a page like this one.
bool can_attach(const Model& model);
/// The second line of its card: how large, how far, what became of it and what to do about it.
std::string words(const Model& model, const Transfer& transfer);

}  // namespace parley::app::transfers
