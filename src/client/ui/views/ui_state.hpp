// What the views remember that is nobody else's business: text being typed, and since when something is shown.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "client/app/people.hpp"
#include "client/ui/frame.hpp"

namespace parley::ui {

enum class Corner : std::uint8_t { kTopLeft, kTopRight, kBottomLeft, kBottomRight };

/// How the pictures of a call are looked at, and what of its controls is there. Begins anew with each call.
struct CallView {
  std::string call;
  double input_ms = 0;             ///< when somebody did something last
  bool controls_away = false;      ///< they are hidden until somebody does something
  std::optional<Video> large;      ///< chosen; else the other side's screen, else its camera
  std::optional<bool> fills;       ///< the other side's picture fills the stage; else by its shape
  bool own_hidden = false;         ///< one's own small picture
  float zoom = 1;                  ///< of a shared screen
  Point pan;                       ///< … from the middle, CSS px
  std::optional<Point> pan_start;  ///< … when a finger began to move it
  std::optional<Video> dragged;    ///< this small picture follows the pointer
  Point grip;                      ///< … which holds it here, from its upper left corner
  struct Place {
    std::optional<Corner> corner;  ///< chosen; else the layout's
    std::uint32_t moves = 0;       ///< so often it was let go
    Point from;                    ///< … the last time from here
    bool operator==(const Place&) const = default;
  };
  std::array<Place, 3> places;  ///< by Video
  std::string hint;             ///< the control under the pointer
  double hint_ms = 0;           ///< … since then
  bool operator==(const CallView&) const = default;
};

/// What is being written in which conversation, and how large its lines are.
struct ChatView {
  struct Draft {
    std::string key;  ///< of the conversation
    std::string text;
    bool operator==(const Draft&) const = default;
  };
  struct Measured {
    std::string key;  ///< of the line
    float width = 0;  ///< of its bubble
    float height = 0;
    bool large = false;  ///< nothing but emoji
    int number = 1;      ///< among the lines that begin alike
    bool operator==(const Measured&) const = default;
  };
  std::string key;  ///< of the conversation that is shown
  std::vector<Draft> drafts;
  std::string find;                ///< "Find someone"
  std::string tapped;              ///< the line whose button a finger brought up
  bool entered = false;            ///< it has received the focus since it was opened
  std::vector<Measured> measured;  ///< for this conversation, width and scale; one for each line
  std::string measured_of;
  float measured_width = 0;
  float measured_scale = 0;
  bool operator==(const ChatView&) const = default;
};

struct UiState {
  std::string name;           ///< "Your name" on Entry
  bool name_offered = false;  ///< the name of the browser's account was put there
  std::string password;       ///< "Password" on Entry, "Current password" in the dialog "Account"
  std::string new_password;
  bool password_shown = false;
  std::uint32_t account_done = 0;  ///< the wish for which passwords were emptied last
  std::string callee;              ///< "Call someone" on Idle
  app::PeopleSearch search;        ///< … and whom it finds
  std::uint32_t links_copied = 0;  ///< so many copied links were told by a toast
  double link_copied_ms = 0;       ///< … the last one then
  std::string alert;               ///< what the alert region said last
  std::uint32_t alert_serial = 0;
  std::string ringing_call;  ///< the call whose dialog is open
  double ringing_since_ms = 0;
  std::string own_picture_call;  ///< the call whose Waiting showed one's own picture over the whole stage
  int check_frames = 0;          ///< since the results of the check came into "Settings"; counts to the first few
  CallView call;
  ChatView chat;
  bool operator==(const UiState&) const = default;
};

}  // namespace parley::ui
