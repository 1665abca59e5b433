// Recording both sides into one file: asking, consenting, the mark on both sides, and what became of the file. Composing,
// encoding and writing are the page's.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "core/base/fields.hpp"
#include "core/base/id.hpp"
#include "core/base/time.hpp"
#include "core/base/types.hpp"
#include "core/call/types.hpp"
#include "core/protocol/message.hpp"

namespace parley::app {
class Context;
struct Before;
struct Model;
}  // namespace parley::app

namespace parley::app::recording {

//   Off -> Preparing: "Record"
//   Preparing -> Asking: there is a place for the file
//   Asking -> Starting: the other side allows it
//   Starting -> On: it is recorded
//   Preparing, Asking, Starting -> Off: cancelled, refused, failed, or the call is over
//   Starting, On -> Finishing: "Stop recording" on either side, or the call is over
//   On, Finishing -> Off: the file is complete, or failed
enum class Phase { Off, Preparing, Asking, Starting, On, Finishing };

/// Where the file goes while it grows.
enum class Place {
  Disk,     ///< to the place that was chosen: nothing is left to do
  Browser,  ///< into the browser's own storage, to be saved at the end
  Memory,   ///< the same, with a limit
};

enum class Problem {
  Refused,      ///< the other side does not allow it
  Withdrawn,    ///< … any longer
  Unsupported,  ///< this browser cannot record
  Encoder,      ///< picture or sound could not be encoded
  Storage,      ///< the file could not be written
  Full,         ///< no more of it fits; what there is is kept
};

/// What is to be seen in the recording.
struct Scene {
  call::PeerId peer = 0;
  bool own_camera = false;
  bool own_screen = false;
  bool other_camera = false;
  bool other_screen = false;
  std::string own_name;
  std::string other_name;
  static constexpr auto fields() {
    return std::tuple{field("peer", &Scene::peer),
                      field("ownCamera", &Scene::own_camera),
                      field("ownScreen", &Scene::own_screen),
                      field("otherCamera", &Scene::other_camera),
                      field("otherScreen", &Scene::other_screen),
                      field("ownName", &Scene::own_name),
                      field("otherName", &Scene::other_name)};
  }
  friend bool operator==(const Scene&, const Scene&) = default;
};

/// A file that still has to be saved, or has just been.
struct File {
  std::uint32_t number = 0;
  Milliseconds length{};
  bool saved = false;
  friend bool operator==(const File&, const File&) = default;
};

struct State {
  Phase phase = Phase::Off;
  std::uint32_t number = 0;   ///< of the recordings of this page
  call::Attempt attempt = 0;  ///< the call that the questions are about
  std::uint32_t asked = 0;    ///< so often the other side was asked
  std::uint32_t allowed = 0;  ///< the last of its questions that was answered with yes
  std::uint32_t refused = 0;  ///< … with no
  Place place{};
  Scene scene;  ///< as the page was told it
  std::optional<File> file;
  std::optional<Problem> problem;
  friend bool operator==(const State&, const State&) = default;
};

// ---- intents ---------------------------------------------------------------------------------------------------------

/// "Record", "Stop recording"; the latter also of what the other side records.
struct Toggle {
  static constexpr std::string_view kName = "recording-toggle";
  static constexpr auto fields() { return std::tuple<>{}; }
  friend bool operator==(const Toggle&, const Toggle&) = default;
};
/// "Allow", "Do not allow".
struct Answer {
  bool allowed = false;
  static constexpr std::string_view kName = "recording-answer";
  static constexpr auto fields() { return std::tuple{field("allowed", &Answer::allowed)}; }
  friend bool operator==(const Answer&, const Answer&) = default;
};
/// "Save recording", "Discard recording".
struct Keep {
  bool kept = false;
  static constexpr std::string_view kName = "recording-keep";
  static constexpr auto fields() { return std::tuple{field("kept", &Keep::kept)}; }
  friend bool operator==(const Keep&, const Keep&) = default;
};

using Intents = Types<Toggle, Answer, Keep>;

// ---- the platform's reports; those of an earlier recording are dropped ------------------------------------------------

/// There is a place for the file.
struct Prepared {
  std::uint32_t number = 0;
  Place place{};
  static constexpr std::string_view kName = "recording-prepared";
  static constexpr auto fields() {
    return std::tuple{field("number", &Prepared::number), field("place", &Prepared::place)};
  }
  friend bool operator==(const Prepared&, const Prepared&) = default;
};
/// No place was chosen.
struct Cancelled {
  std::uint32_t number = 0;
  static constexpr std::string_view kName = "recording-cancelled";
  static constexpr auto fields() { return std::tuple{field("number", &Cancelled::number)}; }
  friend bool operator==(const Cancelled&, const Cancelled&) = default;
};
struct Started {
  std::uint32_t number = 0;
  static constexpr std::string_view kName = "recording-started";
  static constexpr auto fields() { return std::tuple{field("number", &Started::number)}; }
  friend bool operator==(const Started&, const Started&) = default;
};
/// The file is complete; `full`: because no more of it fits.
struct Finished {
  std::uint32_t number = 0;
  Milliseconds length{};
  bool full = false;
  static constexpr std::string_view kName = "recording-finished";
  static constexpr auto fields() {
    return std::tuple{field("number", &Finished::number), field("length", &Finished::length),
                      field("full", &Finished::full)};
  }
  friend bool operator==(const Finished&, const Finished&) = default;
};
/// There is no file.
struct Failed {
  std::uint32_t number = 0;
  Problem problem{};
  std::string reason;  ///< the browser's, for the log
  static constexpr std::string_view kName = "recording-failed";
  static constexpr auto fields() {
    return std::tuple{field("number", &Failed::number), field("problem", &Failed::problem),
                      field("reason", &Failed::reason)};
  }
  friend bool operator==(const Failed&, const Failed&) = default;
};

using Reports = Types<Prepared, Cancelled, Started, Finished, Failed>;

// ---- commands: what the platform is asked for, by "module.action" -----------------------------------------------------

/// Finds a place for the file; asks for one where the browser can write to disk. Answered by Prepared, Cancelled or Failed.
struct Prepare {
  std::uint32_t number = 0;
  std::string name;  ///< of the file, without date and ending
  bool picture = false;
  static constexpr std::string_view kName = "recording.prepare";
  static constexpr auto fields() {
    return std::tuple{field("number", &Prepare::number), field("name", &Prepare::name),
                      field("picture", &Prepare::picture)};
  }
  friend bool operator==(const Prepare&, const Prepare&) = default;
};
/// Answered by Started or Failed; then by Finished or Failed, also without Stop.
struct Start {
  std::uint32_t number = 0;
  Scene scene;
  static constexpr std::string_view kName = "recording.start";
  static constexpr auto fields() { return std::tuple{field("number", &Start::number), field("scene", &Start::scene)}; }
  friend bool operator==(const Start&, const Start&) = default;
};
/// The scene has changed.
struct Show {
  std::uint32_t number = 0;
  Scene scene;
  static constexpr std::string_view kName = "recording.show";
  static constexpr auto fields() { return std::tuple{field("number", &Show::number), field("scene", &Show::scene)}; }
  friend bool operator==(const Show&, const Show&) = default;
};
/// Answered by Finished or Failed.
struct Stop {
  std::uint32_t number = 0;
  static constexpr std::string_view kName = "recording.stop";
  static constexpr auto fields() { return std::tuple{field("number", &Stop::number)}; }
  friend bool operator==(const Stop&, const Stop&) = default;
};
/// Hands a finished file to the person; only within a gesture.
struct Save {
  std::uint32_t number = 0;
  static constexpr std::string_view kName = "recording.save";
  static constexpr auto fields() { return std::tuple{field("number", &Save::number)}; }
  friend bool operator==(const Save&, const Save&) = default;
};
/// Whatever there is of it goes away.
struct Discard {
  std::uint32_t number = 0;
  static constexpr std::string_view kName = "recording.discard";
  static constexpr auto fields() { return std::tuple{field("number", &Discard::number)}; }
  friend bool operator==(const Discard&, const Discard&) = default;
};

using Commands = Types<Prepare, Start, Show, Stop, Save, Discard>;

void handle(Context& context, const Toggle& intent);
void handle(Context& context, const Answer& intent);
void handle(Context& context, const Keep& intent);
void handle(Context& context, const Prepared& report);
void handle(Context& context, const Cancelled& report);
void handle(Context& context, const Started& report);
void handle(Context& context, const Finished& report);
void handle(Context& context, const Failed& report);
/// What was told long enough is taken away: a refusal, "saved".
void forget_news(Context& context);
/// What follows for this from what has just happened; called at the end of every turn.
void follow(Context& context, const Before& before);
/// What the other side is told of it.
void report(const State& state, protocol::CallMedia& media);

// ---- what is shown ----------------------------------------------------------------------------------------------------

/// This call can be recorded here.
bool is_offered(const Model& model);
/// Somebody records: the red mark is shown.
bool is_marked(const Model& model);
/// Beside the mark: "Recording", "Ben is recording". Empty without it.
std::string words(const Model& model);
/// "Record" or "Stop recording".
std::string_view control_name(const Model& model);
/// Its press is being carried out.
bool is_busy(const Model& model);
/// The other side asks whether it may record.
bool asks_consent(const Model& model);
/// "Ada wants to record this call." and what that means.
std::string question(const Model& model);
std::string question_detail(const Model& model);
/// While the other side is asked; empty otherwise.
std::string hint(const Model& model);
/// What went wrong, and what to do; empty when all is well.
std::string trouble(const Model& model);
/// A file waits to be saved, or has just been: what is said of it. Empty: there is none.
std::string file_words(const Model& model);

}  // namespace parley::app::recording
