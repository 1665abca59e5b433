// The whole state of the client. The screens are a function of this (and of UiState, which is the views' own).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/app/account.hpp"
#include "client/app/event.hpp"
#include "core/call/consent.hpp"
#include "core/call/devices.hpp"
#include "core/call/negotiation.hpp"
#include "core/session/session.hpp"

namespace parley::app {

/// Somebody in the list. `shown` is the name made unique on this screen ("Ada 2"): names of controls must be unique.
struct ListedPerson {
  protocol::Person person;
  std::string shown;
  std::string key{};  ///< the name in lower case, to be searched and sorted by
  friend bool operator==(const ListedPerson&, const ListedPerson&) = default;
};

/// Something said once to a screen reader. A new serial makes the same words be said again.
struct Said {
  std::string text;
  std::uint32_t serial = 0;
  friend bool operator==(const Said&, const Said&) = default;
};

/// What became of the program's second part.
enum class Part { Here, Absent, Asked, Failed };

struct Model {
  // Not in each file that has a model: they take a compiler several seconds.
  Model();
  Model(const Model&);
  Model(Model&&) noexcept;
  Model& operator=(const Model&);
  Model& operator=(Model&&) noexcept;
  ~Model();

  session::State session;
  call::consent::State consent;
  call::negotiation::State negotiation;
  call::devices::State devices;
  AccountState account;

  settings::State settings;
  chat::State chat;
  transfers::State transfers;
  lobby::State lobby;
  links::State links;
  ringing::State ringing;
  sharing::State sharing;
  stage::State stage;
  statistics::State statistics;
  recording::State recording;

  std::vector<ListedPerson> people;             ///< who is online, oneself left out, sorted by name
  std::vector<protocol::Person> arriving;       ///< the parts of a list that is not complete yet
  std::optional<protocol::CallMedia> reported;  ///< what the other side was last told of ours
  std::uint32_t reports = 0;                    ///< so many snapshots were numbered
  bool heard = false;                           ///< in this call the other side has had its microphone on
  bool seen = false;                            ///< … its camera
  bool sound_blocked = false;
  bool empty_name = false;                        ///< a call was asked for with an empty field
  std::optional<call::RoomProblem> room_problem;  ///< why the latest call had no part in the media server's room
  Part part = Part::Here;                         ///< the program's second part, with everything but Entry
  std::vector<Event> waiting;                     ///< what is wanted until that part is there
  Said status;                                    ///< politely: what changed
  friend bool operator==(const Model&, const Model&) = default;
};

/// Applies one event, as soon as the program's second part is there. What it causes comes back as effects; follow-ups between the machines are applied before it returns,
/// one after the other.
Effects update(Model& model, const Event& event, const Moment& moment);

// ---- what is on the screen -------------------------------------------------------------------------------------------

enum class Screen { Entry, Idle, Waiting, Call, Ended };

Screen screen(const Model& model);
/// The ring to be answered: a dialog over whatever is shown.
const call::consent::Ringing* incoming(const Model& model);
/// The call on the screens Waiting, Call and Ended.
const protocol::Call* current_call(const Model& model);
/// The other person of that call.
const protocol::Person* other_person(const Model& model);
/// Oneself, once signed in.
const protocol::Person* oneself(const Model& model);

enum class Link { Connecting, Connected, Reconnecting };
/// The state of an ongoing call as the user is told it.
Link link(const Model& model);
/// Time since the first media on both sides, at `now`; nothing before.
std::optional<Milliseconds> talk_time(const Model& model, Instant now);
/// The other side sends a picture: its video is shown, else its avatar.
bool remote_camera_on(const Model& model);
bool remote_microphone_on(const Model& model);
/// Also while it is being opened: what the person wants is what the control shows.
bool microphone_on(const Model& model);
bool camera_on(const Model& model);
bool camera_opening(const Model& model);
/// A request is under way: the button shows that it is busy.
bool is_requesting(const Model& model);
bool is_joining(const Model& model);
/// This is being asked of the account: its button shows that it is busy.
bool is_asking(const Model& model, AccountAsk ask);
/// Signed in to an account, not as a guest.
bool has_account(const Model& model);

// ---- words: one sentence of cause, then one next step (visual.md, Voice). Empty: nothing to say. ----------------------

/// Under "Your name": a name that was taken, invalid, reserved.
std::string name_error(const Model& model);
/// Under "Password" on Entry, and under "Current password" in the dialog "Account".
std::string password_error(const Model& model);
/// On Entry, above the form: why there is no session. Steady, so that it is said once; see `next_try`.
std::string entry_alert(const Model& model);
/// "Parley tries again in 5 s." while it does. Changes each second and is not for a live region.
std::string next_try(const Model& model, Instant now);
/// In the dialog "Account": under "New password", and for all of it: what failed, or what "Delete account" does.
std::string new_password_error(const Model& model);
std::string account_alert(const Model& model);
/// Under "Call someone".
std::string call_error(const Model& model);
/// On Idle: the server is gone and looked for.
std::string connection_alert(const Model& model);
/// On the stage (Waiting and Call), most pressing first: reconnecting, signalling lost, devices, sound.
struct Banner {
  enum class Kind { Info, Warning, Danger };
  Kind kind = Kind::Info;
  std::string text;              ///< steady, said once
  std::string detail;            ///< counts down, not said: "Your call is kept for 26 s."
  std::string action{};          ///< the label of a button in it; empty for none
  std::optional<Intent> wish{};  ///< what that button asks for
  friend bool operator==(const Banner&, const Banner&) = default;
};
std::vector<Banner> banners(const Model& model, Instant now);
/// The heading and the second line of Ended.
std::string ended_heading(const Model& model);
std::string ended_detail(const Model& model);
/// "12 min 48 s" or "9 s".
std::string spoken_duration(Milliseconds duration);
/// "m:ss" or "h:mm:ss".
std::string clock_duration(Milliseconds duration);
/// "Free", "Busy, in a call".
std::string_view presence_words(protocol::Presence presence);

}  // namespace parley::app
