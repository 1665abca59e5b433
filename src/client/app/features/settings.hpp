// What somebody has chosen for this browser (devices, processing, appearance, keys, privacy), the devices there are, and the dialog
// "Settings" with its preview and checks. Not what a call does with its devices: that is core/call/devices.
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
#include "core/call/devices.hpp"
#include "core/protocol/message.hpp"

namespace parley::app {
class Context;
struct Before;
struct Banner;
struct DevicesFailed;
struct DevicesOpened;
struct DeviceVanished;
struct Model;
}  // namespace parley::app

namespace parley::app::settings {

// ---- what is chosen -------------------------------------------------------------------------------------------------

enum class Appearance { System, Light, Dark };
/// The height of one's own picture; Automatic leaves it to the network and the camera.
enum class Resolution { Automatic, P360, P720, P1080 };

/// Kept for this browser. Of a device the id and the name: browsers give new ids when their data is erased. Empty: the system's choice.
struct Preferences {
  std::string camera_id;
  std::string camera_label;
  std::string microphone_id;
  std::string microphone_label;
  std::string speaker_id;
  std::string speaker_label;
  bool echo_cancellation = true;
  bool noise_suppression = true;
  bool gain_control = true;
  Resolution resolution = Resolution::Automatic;
  bool data_saver = false;
  Appearance appearance = Appearance::System;
  bool push_to_talk = false;
  bool single_keys = true;
  bool relay_only = false;
  bool notifications = true;
  static constexpr auto fields() {
    return std::tuple{field("cameraId", &Preferences::camera_id),
                      field("cameraLabel", &Preferences::camera_label),
                      field("microphoneId", &Preferences::microphone_id),
                      field("microphoneLabel", &Preferences::microphone_label),
                      field("speakerId", &Preferences::speaker_id),
                      field("speakerLabel", &Preferences::speaker_label),
                      field("echoCancellation", &Preferences::echo_cancellation),
                      field("noiseSuppression", &Preferences::noise_suppression),
                      field("gainControl", &Preferences::gain_control),
                      field("resolution", &Preferences::resolution),
                      field("dataSaver", &Preferences::data_saver),
                      field("appearance", &Preferences::appearance),
                      field("pushToTalk", &Preferences::push_to_talk),
                      field("singleKeys", &Preferences::single_keys),
                      field("relayOnly", &Preferences::relay_only),
                      field("notifications", &Preferences::notifications)};
  }
  friend bool operator==(const Preferences&, const Preferences&) = default;
};

/// How devices are to be opened. Each is a wish: without it the browser gives what there is.
struct Wishes {
  std::string camera;
  std::string microphone;
  std::string facing = "user";  ///< of the camera, where none is named: "user" or "environment"
  std::uint32_t height = 0;     ///< of the picture, px; 0: what a call can carry
  bool echo_cancellation = true;
  bool noise_suppression = true;
  bool gain_control = true;
  static constexpr auto fields() {
    return std::tuple{field("camera", &Wishes::camera),
                      field("microphone", &Wishes::microphone),
                      field("facing", &Wishes::facing),
                      field("height", &Wishes::height),
                      field("echoCancellation", &Wishes::echo_cancellation),
                      field("noiseSuppression", &Wishes::noise_suppression),
                      field("gainControl", &Wishes::gain_control)};
  }
  friend bool operator==(const Wishes&, const Wishes&) = default;
};

// ---- what there is ---------------------------------------------------------------------------------------------------

enum class DeviceKind { Camera, Microphone, Speaker };

struct Device {
  DeviceKind kind{};
  std::string id;     ///< the browser's, stable for this origin; "default" where it has such an entry
  std::string label;  ///< empty until a permission was given
  std::string group;  ///< the same for the parts of one device, such as a headset
  static constexpr auto fields() {
    return std::tuple{field("kind", &Device::kind), field("id", &Device::id), field("label", &Device::label),
                      field("group", &Device::group)};
  }
  friend bool operator==(const Device&, const Device&) = default;
};

/// One line of the check. Unknown: it cannot be told from here.
enum class Finding { Unknown, Asking, Works, Fails };

/// Something about devices that is told once, beside what goes on.
struct Notice {
  std::string text;
  bool warning = false;
  friend bool operator==(const Notice&, const Notice&) = default;
};

struct State {
  Preferences chosen;
  bool open = false;         ///< the dialog "Settings"
  bool erasing = false;      ///< "Erase settings" was pressed once and waits for a second press
  std::uint32_t erased = 0;  ///< so many times everything that this browser keeps was erased
  std::vector<Device> devices;
  bool can_choose_speaker = false;
  std::optional<Device> camera;        ///< in use now, or the last one
  std::optional<Device> microphone;    ///< the same
  std::string facing;                  ///< of the camera in use: "user", "environment"; empty where it does not tell
  std::string wanted_facing = "user";  ///< after "Flip camera"; not kept
  bool previewing = false;             ///< the camera is shown on Entry
  call::devices::State preview;        ///< the own capture of the dialog and of Entry, outside a call
  std::uint32_t level = 0;             ///< of the microphone, 0 to 24
  call::CaptureId metered = 0;         ///< whose level is reported
  std::optional<Device> offered;       ///< came just now; the person is asked whether to use it
  std::optional<Device> lost;          ///< went away while in use; what takes its place is not known yet
  std::optional<Notice> notice;
  std::uint32_t loud = 0;          ///< so often a muted microphone has heard a voice
  bool told_muted = false;         ///< that one speaks while muted, since the last time it was muted
  std::string sink;                ///< the speaker that sound goes to
  bool saving = false;             ///< the bitrate is limited
  std::optional<Finding> server;   ///< of the check, once asked for
  std::optional<Finding> relay;    ///< the same
  std::optional<Finding> speaker;  ///< of "Test speaker"
  friend bool operator==(const State&, const State&) = default;
};

// ---- intents ---------------------------------------------------------------------------------------------------------

/// Opens or closes the dialog "Settings".
struct Show {
  bool shown = false;
  static constexpr std::string_view kName = "settings-show";
  static constexpr auto fields() { return std::tuple{field("shown", &Show::shown)}; }
  friend bool operator==(const Show&, const Show&) = default;
};
/// All that is chosen, with what was changed in it.
struct Change {
  Preferences chosen;
  static constexpr std::string_view kName = "settings-change";
  static constexpr auto fields() { return std::tuple{field("chosen", &Change::chosen)}; }
  friend bool operator==(const Change&, const Change&) = default;
};
enum class Wish {
  TestSpeaker,
  Check,
  TogglePreview,  ///< of the camera, on Entry
  FlipCamera,
  UseOffered,
  LeaveOffered,
  Erase,      ///< twice
  KeepThings  ///< not to be erased after all
};
struct Press {
  Wish wish{};
  static constexpr std::string_view kName = "settings-press";
  static constexpr auto fields() { return std::tuple{field("wish", &Press::wish)}; }
  friend bool operator==(const Press&, const Press&) = default;
};

using Intents = Types<Show, Change, Press>;

// ---- the platform's reports ---------------------------------------------------------------------------------------

/// What this browser has kept; at the start, before anything is opened.
struct Loaded {
  Preferences chosen;
  static constexpr std::string_view kName = "settings-loaded";
  static constexpr auto fields() { return std::tuple{field("chosen", &Loaded::chosen)}; }
  friend bool operator==(const Loaded&, const Loaded&) = default;
};
/// The devices there are now: at the start of the second part, and whenever one comes or goes or gets its name.
struct DevicesListed {
  std::vector<Device> devices;
  bool can_choose_speaker = false;
  static constexpr std::string_view kName = "settings-devices";
  static constexpr auto fields() {
    return std::tuple{field("devices", &DevicesListed::devices),
                      field("canChooseSpeaker", &DevicesListed::can_choose_speaker)};
  }
  friend bool operator==(const DevicesListed&, const DevicesListed&) = default;
};
/// This is what the browser opened.
struct Using {
  Device device;
  std::string facing;  ///< of a camera that tells
  static constexpr std::string_view kName = "settings-using";
  static constexpr auto fields() {
    return std::tuple{field("device", &Using::device), field("facing", &Using::facing)};
  }
  friend bool operator==(const Using&, const Using&) = default;
};
/// The level of the microphone that is metered, when it changes by a step; at most ten times a second.
struct LevelChanged {
  std::uint32_t level = 0;  ///< 0 to 24
  static constexpr std::string_view kName = "settings-level";
  static constexpr auto fields() { return std::tuple{field("level", &LevelChanged::level)}; }
  friend bool operator==(const LevelChanged&, const LevelChanged&) = default;
};
/// The test tone was played, or could not be.
struct SpeakerTested {
  bool works = false;
  static constexpr std::string_view kName = "settings-speaker-tested";
  static constexpr auto fields() { return std::tuple{field("works", &SpeakerTested::works)}; }
  friend bool operator==(const SpeakerTested&, const SpeakerTested&) = default;
};
/// The answer to CheckPath.
struct PathChecked {
  bool server = false;
  bool relay = false;
  static constexpr std::string_view kName = "settings-checked";
  static constexpr auto fields() {
    return std::tuple{field("server", &PathChecked::server), field("relay", &PathChecked::relay)};
  }
  friend bool operator==(const PathChecked&, const PathChecked&) = default;
};
using Reports = Types<Loaded, DevicesListed, Using, LevelChanged, SpeakerTested, PathChecked>;

// ---- commands: what the platform is asked for, by "module.action" -----------------------------------------------------

/// Answered by Loaded.
struct Load {
  static constexpr std::string_view kName = "settings.load";
  static constexpr auto fields() { return std::tuple<>{}; }
  friend bool operator==(const Load&, const Load&) = default;
};
struct Store {
  Preferences chosen;
  static constexpr std::string_view kName = "settings.store";
  static constexpr auto fields() { return std::tuple{field("chosen", &Store::chosen)}; }
  friend bool operator==(const Store&, const Store&) = default;
};
/// Forget all that this browser keeps of Parley; of this tab's session only if there is none.
struct EraseAll {
  bool session = false;  ///< the session, too
  static constexpr std::string_view kName = "settings.erase";
  static constexpr auto fields() { return std::tuple{field("session", &EraseAll::session)}; }
  friend bool operator==(const EraseAll&, const EraseAll&) = default;
};
/// Answered by DevicesListed.
struct ListDevices {
  static constexpr std::string_view kName = "settings.list";
  static constexpr auto fields() { return std::tuple<>{}; }
  friend bool operator==(const ListDevices&, const ListDevices&) = default;
};
/// Report the level of this capture's microphone from now on, also while it is muted.
struct MeterLevel {
  call::CaptureId capture = 0;  ///< 0: of none
  static constexpr std::string_view kName = "settings.meter";
  static constexpr auto fields() { return std::tuple{field("capture", &MeterLevel::capture)}; }
  friend bool operator==(const MeterLevel&, const MeterLevel&) = default;
};
/// The other side's sound goes to this speaker; empty: the system's.
struct SetSpeaker {
  std::string id;
  static constexpr std::string_view kName = "settings.speaker";
  static constexpr auto fields() { return std::tuple{field("id", &SetSpeaker::id)}; }
  friend bool operator==(const SetSpeaker&, const SetSpeaker&) = default;
};
struct TestSpeaker {
  std::string id;
  static constexpr std::string_view kName = "settings.test_speaker";
  static constexpr auto fields() { return std::tuple{field("id", &TestSpeaker::id)}; }
  friend bool operator==(const TestSpeaker&, const TestSpeaker&) = default;
};
/// The picture that is sent takes no more than this.
struct LimitPicture {
  std::uint32_t kilobits = 0;  ///< a second; 0: no limit
  static constexpr std::string_view kName = "settings.limit";
  static constexpr auto fields() { return std::tuple{field("kilobits", &LimitPicture::kilobits)}; }
  friend bool operator==(const LimitPicture&, const LimitPicture&) = default;
};
struct RelayServer {
  std::vector<std::string> urls;
  std::string username;
  std::string credential;
  static constexpr auto fields() {
    return std::tuple{field("urls", &RelayServer::urls), secret("username", &RelayServer::username),
                      secret("credential", &RelayServer::credential)};
  }
  friend bool operator==(const RelayServer&, const RelayServer&) = default;
};
/// Does the server answer, and does a relay give an address? Answered by PathChecked.
struct CheckPath {
  std::vector<RelayServer> relays;
  static constexpr std::string_view kName = "settings.check";
  static constexpr auto fields() { return std::tuple{field("relays", &CheckPath::relays)}; }
  friend bool operator==(const CheckPath&, const CheckPath&) = default;
};
/// What the browser draws by itself (the lists of combo boxes) follows the appearance, too.
struct SetScheme {
  Appearance appearance{};
  static constexpr std::string_view kName = "settings.scheme";
  static constexpr auto fields() { return std::tuple{field("appearance", &SetScheme::appearance)}; }
  friend bool operator==(const SetScheme&, const SetScheme&) = default;
};

using Commands =
    Types<Load, Store, EraseAll, ListDevices, MeterLevel, SetSpeaker, TestSpeaker, LimitPicture, CheckPath, SetScheme>;

void handle(Context& context, const Show& intent);
void handle(Context& context, const Change& intent);
void handle(Context& context, const Press& intent);
void handle(Context& context, const Loaded& report);
void handle(Context& context, const DevicesListed& report);
void handle(Context& context, const Using& report);
void handle(Context& context, const LevelChanged& report);
void handle(Context& context, const SpeakerTested& report);
void handle(Context& context, const PathChecked& report);
/// The page has started.
void start(Context& context);
/// What follows for this from what has just happened; called at the end of every turn.
void follow(Context& context, const Before& before);

/// True if the capture is the dialog's own: then it is nobody else's business.
bool took(Context& context, const DevicesOpened& report);
bool took(Context& context, const DevicesFailed& report);
bool took(Context& context, const DeviceVanished& report);
/// The time for what was told is over.
void notice_passed(Context& context);

// ---- for the other features, the machines and the views -----------------------------------------------------------------

/// How devices are to be opened now.
Wishes wishes(const Model& model);
/// The speaker that is chosen and there; empty: the system's.
std::string speaker(const Model& model);
bool push_to_talk(const Model& model);
/// Single keys are shortcuts.
bool single_keys(const Model& model);
bool relay_only(const Model& model);
bool notifications(const Model& model);
Appearance appearance(const Model& model);
/// "Flip camera" has something to do: the camera is on in a call, and there are two.
bool can_flip(const Model& model);
/// One's own picture is shown as in a mirror; not that of a camera that looks away.
bool mirrored(const Model& model);
/// A relay is configured. Unknown, and so false, before there is a session.
bool has_relay(const Model& model);

/// The devices that can be chosen, the chosen one's place among them, and the chosen one by its place.
struct Choices {
  std::vector<std::string> labels;  ///< the first of microphones and speakers is the system's choice
  int chosen = 0;
  bool none = false;  ///< there is no such device; `labels` says so
};
Choices choices(const Model& model, DeviceKind kind);
/// The preferences with this one chosen.
Preferences with_choice(const Model& model, DeviceKind kind, int index);

/// The camera as the dialog and the check show it: opened for the preview, or by the call.
const call::devices::State& shown_devices(const Model& model);

// ---- words ----------------------------------------------------------------------------------------------------------------

/// In place of the preview while there is none.
std::string preview_words(const Model& model);
/// "Silent", "Quiet", "Good", "Loud".
std::string_view level_words(std::uint32_t level);
/// "Use Studio USB" and what it is about.
std::string offer_words(const Model& model);
std::string offer_action(const Model& model);
/// Under "Relay only".
std::string_view relay_words(const Model& model);
/// Before anything is erased.
std::string_view erase_words();

struct CheckLine {
  std::string_view name;  ///< "Camera"
  Finding finding{};
  std::string words;  ///< that it works, or why not and what to do
};
/// Empty until the check was asked for.
std::vector<CheckLine> check_lines(const Model& model);

/// What there is to say on the stage about devices.
void add_banners(const Model& model, std::vector<Banner>& banners);

}  // namespace parley::app::settings
