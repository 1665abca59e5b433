// Sharing one's screen within a call: what the machine core/call/screen_share asks of the page, what the page answers, and the words
// for both sides' screens. Not how a screen is looked at: that is the view's.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>

#include "core/base/fields.hpp"
#include "core/base/id.hpp"
#include "core/base/types.hpp"
#include "core/call/screen_share.hpp"
#include "core/protocol/message.hpp"

namespace parley::app {
class Context;
struct Before;
struct Model;
}  // namespace parley::app

namespace parley::app::sharing {

using State = call::screen_share::State;

// ---- intents ---------------------------------------------------------------------------------------------------------

/// "Share screen", "Stop sharing".
struct Toggle {
  static constexpr std::string_view kName = "sharing-toggle";
  static constexpr auto fields() { return std::tuple<>{}; }
  friend bool operator==(const Toggle&, const Toggle&) = default;
};

using Intents = Types<Toggle>;

// ---- the platform's reports ---------------------------------------------------------------------------------------

/// Something was chosen; its picture waits to be attached.
struct Chosen {
  call::CaptureId capture = 0;
  bool sound = false;
  static constexpr std::string_view kName = "sharing-chosen";
  static constexpr auto fields() {
    return std::tuple{field("capture", &Chosen::capture), field("sound", &Chosen::sound)};
  }
  friend bool operator==(const Chosen&, const Chosen&) = default;
};
struct NotChosen {
  call::CaptureId capture = 0;
  call::screen_share::Problem problem{};
  static constexpr std::string_view kName = "sharing-not-chosen";
  static constexpr auto fields() {
    return std::tuple{field("capture", &NotChosen::capture), field("problem", &NotChosen::problem)};
  }
  friend bool operator==(const NotChosen&, const NotChosen&) = default;
};
/// It ended by itself: the browser's own "stop sharing".
struct Stopped {
  call::CaptureId capture = 0;
  static constexpr std::string_view kName = "sharing-stopped";
  static constexpr auto fields() { return std::tuple{field("capture", &Stopped::capture)}; }
  friend bool operator==(const Stopped&, const Stopped&) = default;
};

using Reports = Types<Chosen, NotChosen, Stopped>;

// ---- commands: what the platform is asked for, by "module.action" -----------------------------------------------------

/// Answered by Chosen or NotChosen, or never.
struct Choose {
  call::CaptureId capture = 0;
  static constexpr std::string_view kName = "sharing.choose";
  static constexpr auto fields() { return std::tuple{field("capture", &Choose::capture)}; }
  friend bool operator==(const Choose&, const Choose&) = default;
};
struct Stop {
  call::CaptureId capture = 0;
  static constexpr std::string_view kName = "sharing.stop";
  static constexpr auto fields() { return std::tuple{field("capture", &Stop::capture)}; }
  friend bool operator==(const Stop&, const Stop&) = default;
};
struct Attach {
  call::PeerId peer = 0;
  call::CaptureId capture = 0;  ///< 0: send nothing
  static constexpr std::string_view kName = "sharing.attach";
  static constexpr auto fields() {
    return std::tuple{field("peer", &Attach::peer), field("capture", &Attach::capture)};
  }
  friend bool operator==(const Attach&, const Attach&) = default;
};

using Commands = Types<Choose, Stop, Attach>;

void handle(Context& context, const Toggle& intent);
void handle(Context& context, const Chosen& report);
void handle(Context& context, const NotChosen& report);
void handle(Context& context, const Stopped& report);
/// Takes what was said about a share that did not come about off the screen again.
void forget_problem(Context& context);
/// What follows for this from what has just happened; called at the end of every turn.
void follow(Context& context, const Before& before);

/// One's own screen is sent.
bool is_on(const Model& model);
/// The other side's is.
bool remote_on(const Model& model);
/// Why nothing is shared although it was wanted, and what to do; empty when all is well.
std::string problem_words(const Model& model);

}  // namespace parley::app::sharing
