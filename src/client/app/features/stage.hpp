// What the call is outside of the canvas: picture in picture, full screen, the screen kept awake, the system's media keys, push to talk;
// and the sheets of the stage. Not where its pictures lie: that is the view's.
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

namespace parley::app::stage {

/// What this browser can do; nothing until the page has looked.
struct Abilities {
  bool sharing = false;
  bool picture_in_picture = false;
  bool full_screen = false;
  static constexpr std::string_view kName = "stage-abilities";
  static constexpr auto fields() {
    return std::tuple{field("sharing", &Abilities::sharing), field("pictureInPicture", &Abilities::picture_in_picture),
                      field("fullScreen", &Abilities::full_screen)};
  }
  friend bool operator==(const Abilities&, const Abilities&) = default;
};

/// What the system and the page show of the call beside the canvas; told again whenever it changes.
struct ShowCall {
  bool live = false;
  bool video = false;  ///< there is a picture: the screen is to stay awake
  std::string name;    ///< of the other person
  bool microphone = false;
  bool camera = false;
  static constexpr std::string_view kName = "stage.show_call";
  static constexpr auto fields() {
    return std::tuple{field("live", &ShowCall::live), field("video", &ShowCall::video), field("name", &ShowCall::name),
                      field("microphone", &ShowCall::microphone), field("camera", &ShowCall::camera)};
  }
  friend bool operator==(const ShowCall&, const ShowCall&) = default;
};

enum class Picture { Remote, Screen };

/// The size of a picture that comes in, in its own pixels; 0 while there is none.
struct PictureSize {
  Picture picture{};
  float width = 0;
  float height = 0;
  static constexpr std::string_view kName = "stage-picture-size";
  static constexpr auto fields() {
    return std::tuple{field("picture", &PictureSize::picture), field("width", &PictureSize::width),
                      field("height", &PictureSize::height)};
  }
  friend bool operator==(const PictureSize&, const PictureSize&) = default;
};

struct State {
  Abilities can;
  bool more = false;                ///< the sheet of "More"
  bool shortcuts = false;           ///< the sheet of keyboard shortcuts
  bool full_screen = false;         ///< the page has the whole screen
  bool picture_in_picture = false;  ///< the other's picture floats over other windows
  bool talking = false;             ///< unmuted only as long as a key is held
  ShowCall shown;                   ///< what the page was told last
  PictureSize remote{Picture::Remote};
  PictureSize screen{Picture::Screen};
  friend bool operator==(const State&, const State&) = default;
};

// ---- intents ---------------------------------------------------------------------------------------------------------

enum class Sheet { More, Shortcuts };

/// Opens or closes "More" or "Keyboard shortcuts".
struct Show {
  Sheet sheet{};
  bool shown = false;
  static constexpr std::string_view kName = "stage-show";
  static constexpr auto fields() { return std::tuple{field("sheet", &Show::sheet), field("shown", &Show::shown)}; }
  friend bool operator==(const Show&, const Show&) = default;
};
/// "Full screen", "Leave full screen".
struct ToggleFullScreen {
  static constexpr std::string_view kName = "stage-toggle-full-screen";
  static constexpr auto fields() { return std::tuple<>{}; }
  friend bool operator==(const ToggleFullScreen&, const ToggleFullScreen&) = default;
};
/// "Picture in picture", also to end it.
struct TogglePictureInPicture {
  static constexpr std::string_view kName = "stage-toggle-picture-in-picture";
  static constexpr auto fields() { return std::tuple<>{}; }
  friend bool operator==(const TogglePictureInPicture&, const TogglePictureInPicture&) = default;
};
/// Push to talk: the key went down, or up.
struct Talk {
  bool held = false;
  static constexpr std::string_view kName = "stage-talk";
  static constexpr auto fields() { return std::tuple{field("held", &Talk::held)}; }
  friend bool operator==(const Talk&, const Talk&) = default;
};

using Intents = Types<Show, ToggleFullScreen, TogglePictureInPicture, Talk>;

// ---- the platform's reports ---------------------------------------------------------------------------------------

/// Changed, by us or by the browser's own key.
struct FullScreenChanged {
  bool on = false;
  static constexpr std::string_view kName = "stage-full-screen";
  static constexpr auto fields() { return std::tuple{field("on", &FullScreenChanged::on)}; }
  friend bool operator==(const FullScreenChanged&, const FullScreenChanged&) = default;
};
struct PictureInPictureChanged {
  bool on = false;
  static constexpr std::string_view kName = "stage-picture-in-picture";
  static constexpr auto fields() { return std::tuple{field("on", &PictureInPictureChanged::on)}; }
  friend bool operator==(const PictureInPictureChanged&, const PictureInPictureChanged&) = default;
};

enum class Wish { ToggleMicrophone, ToggleCamera, HangUp };

/// Pressed outside of the canvas: in the floating window, or on the system's media controls.
struct Wished {
  Wish what{};
  static constexpr std::string_view kName = "stage-wish";
  static constexpr auto fields() { return std::tuple{field("what", &Wished::what)}; }
  friend bool operator==(const Wished&, const Wished&) = default;
};

using Reports = Types<Abilities, PictureSize, FullScreenChanged, PictureInPictureChanged, Wished>;

// ---- commands: what the platform is asked for, by "module.action" -----------------------------------------------------

/// The page takes the whole screen, or gives it back. Answered by FullScreenChanged.
struct SetFullScreen {
  bool on = false;
  static constexpr std::string_view kName = "stage.set_full_screen";
  static constexpr auto fields() { return std::tuple{field("on", &SetFullScreen::on)}; }
  friend bool operator==(const SetFullScreen&, const SetFullScreen&) = default;
};
/// Answered by PictureInPictureChanged.
struct SetPictureInPicture {
  bool on = false;
  static constexpr std::string_view kName = "stage.set_picture_in_picture";
  static constexpr auto fields() { return std::tuple{field("on", &SetPictureInPicture::on)}; }
  friend bool operator==(const SetPictureInPicture&, const SetPictureInPicture&) = default;
};

using Commands = Types<ShowCall, SetFullScreen, SetPictureInPicture>;

void handle(Context& context, const Show& intent);
void handle(Context& context, const ToggleFullScreen& intent);
void handle(Context& context, const TogglePictureInPicture& intent);
void handle(Context& context, const Talk& intent);
void handle(Context& context, const Abilities& report);
void handle(Context& context, const PictureSize& report);
void handle(Context& context, const FullScreenChanged& report);
void handle(Context& context, const PictureInPictureChanged& report);
void handle(Context& context, const Wished& report);
/// What follows for this from what has just happened; called at the end of every turn.
void follow(Context& context, const Before& before);

}  // namespace parley::app::stage
