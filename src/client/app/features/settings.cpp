#include "client/app/features/settings.hpp"

#include <algorithm>
#include <utility>

#include "client/app/context.hpp"
#include "core/base/overloaded.hpp"
#include "core/base/visit.hpp"

namespace parley::app::settings {
namespace {

namespace devices = call::devices;
using call::CaptureId;
using call::DeviceProblem;
using devices::Kind;

constexpr Milliseconds kNoticeTime{8'000};
constexpr std::uint32_t kVoiceLevel = 9;  // of 24: speech at arm's length is above, a quiet room below
constexpr std::uint32_t kVoiceSteps = 4;  // so many changes of a loud level are speech, not a knock
constexpr std::uint32_t kSaverKilobits = 300;

DeviceKind listed_kind(Kind kind) { return kind == Kind::Camera ? DeviceKind::Camera : DeviceKind::Microphone; }

bool in_call(const Model& model) { return model.devices.attempt != 0; }

const devices::Device& device_of(const devices::State& state, Kind kind) {
  return kind == Kind::Camera ? state.camera : state.microphone;
}

/// This request, or the one that is to take its place.
bool is_of(const devices::Device& device, CaptureId capture) {
  if (const auto* opening = std::get_if<devices::Opening>(&device)) return opening->capture == capture;
  const auto* on = std::get_if<devices::On>(&device);
  return on && (on->capture == capture || (on->next != 0 && on->next == capture));
}

bool is_preview(const Model& model, CaptureId capture) {
  const devices::State& preview = model.settings.preview;
  return preview.attempt != 0 && (is_of(preview.camera, capture) || is_of(preview.microphone, capture));
}

/// The preview is a second machine of the same kind as a call's; requests are numbered together, since the page knows them by number.
void run_preview(Context& context, const devices::Event& event) {
  devices::State& preview = context.model.settings.preview;
  preview.captures = context.model.devices.captures;
  for (const auto& effect : devices::transition(preview, event)) {
    parley::visit(Overloaded{
                      [&](const devices::Open& open) {
                        context.emit(OpenDevices{open.capture, open.microphone, open.camera, wishes(context.model)});
                      },
                      [&](const devices::Stop& stop) {
                        context.emit(StopDevice{stop.capture, stop.kind});
                      },
                      [](const devices::Attach&) {},  // nobody is at the other end
                      [](const devices::Mute&) {},    // only a call mutes
                  },
                  effect);
  }
  context.model.devices.captures = preview.captures;
}

void replace(Context& context, Kind kind) {
  if (in_call(context.model))
    context.next(devices::Replace{kind});
  else
    run_preview(context, devices::Replace{kind});
}

void tell(Context& context, std::string text, bool warning) {
  context.model.settings.notice = Notice{std::move(text), warning};
  context.emit(StartTimer{Timer::Notice, kNoticeTime});
}

const Device* find(const State& state, DeviceKind kind, const std::string& id, const std::string& label) {
  const Device* by_label = nullptr;
  for (const Device& device : state.devices) {
    if (device.kind != kind) continue;
    if (!id.empty() && device.id == id) return &device;
    if (!label.empty() && device.label == label) by_label = &device;
  }
  return by_label;
}

const Device* chosen_device(const State& state, DeviceKind kind) {
  const Preferences& chosen = state.chosen;
  switch (kind) {
    case DeviceKind::Camera: return find(state, kind, chosen.camera_id, chosen.camera_label);
    case DeviceKind::Microphone: return find(state, kind, chosen.microphone_id, chosen.microphone_label);
    case DeviceKind::Speaker: return find(state, kind, chosen.speaker_id, chosen.speaker_label);
  }
  return nullptr;
}

void choose(Preferences& chosen, DeviceKind kind, std::string id, std::string label) {
  const bool camera = kind == DeviceKind::Camera;
  const bool microphone = kind == DeviceKind::Microphone;
  (camera ? chosen.camera_id : microphone ? chosen.microphone_id : chosen.speaker_id) = std::move(id);
  (camera ? chosen.camera_label : microphone ? chosen.microphone_label : chosen.speaker_label) = std::move(label);
}

std::optional<Device>& used(State& state, Kind kind) { return kind == Kind::Camera ? state.camera : state.microphone; }

bool sounds_otherwise(const Preferences& a, const Preferences& b) {
  return a.microphone_id != b.microphone_id || a.echo_cancellation != b.echo_cancellation ||
         a.noise_suppression != b.noise_suppression || a.gain_control != b.gain_control;
}

void apply(Context& context, Preferences chosen) {
  State& state = context.model.settings;
  const Preferences before = std::exchange(state.chosen, std::move(chosen));
  if (before == state.chosen) return;
  if (before.appearance != state.chosen.appearance) context.emit(SetScheme{state.chosen.appearance});
  if (before.camera_id != state.chosen.camera_id) state.wanted_facing = Wishes{}.facing;
  if (sounds_otherwise(before, state.chosen)) replace(context, Kind::Microphone);
  if (before.camera_id != state.chosen.camera_id || before.resolution != state.chosen.resolution)
    replace(context, Kind::Camera);
}

void keep(Context& context, Preferences chosen) {
  apply(context, std::move(chosen));
  context.emit(Store{context.model.settings.chosen});
}

std::vector<const Device*> cameras(const State& state) {
  std::vector<const Device*> found;
  for (const Device& device : state.devices)
    if (device.kind == DeviceKind::Camera) found.push_back(&device);
  return found;
}

void flip(Context& context) {
  State& state = context.model.settings;
  if (!can_flip(context.model)) return;
  if (!state.facing.empty()) {
    // Phones have several cameras that look the same way: which of them is the browser's choice.
    choose(state.chosen, DeviceKind::Camera, {}, {});
    state.wanted_facing = state.facing == "user" ? "environment" : "user";
    return replace(context, Kind::Camera);
  }
  const auto all = cameras(state);
  const auto now = std::find_if(all.begin(), all.end(),
                                [&](const Device* one) { return state.camera && one->id == state.camera->id; });
  const Device& next = now == all.end() || now + 1 == all.end() ? *all.front() : **(now + 1);
  Preferences chosen = state.chosen;
  choose(chosen, DeviceKind::Camera, next.id, next.label);
  keep(context, std::move(chosen));
}

/// A headset is a microphone and a speaker: both are used.
void use_offered(Context& context) {
  State& state = context.model.settings;
  const auto offered = std::exchange(state.offered, std::nullopt);
  if (!offered) return;
  Preferences chosen = state.chosen;
  choose(chosen, offered->kind, offered->id, offered->label);
  for (const Device& other : state.devices) {
    if (!offered->group.empty() && other.group == offered->group && other.kind == DeviceKind::Speaker &&
        offered->kind == DeviceKind::Microphone && state.can_choose_speaker)
      choose(chosen, other.kind, other.id, other.label);
  }
  keep(context, std::move(chosen));
}

void erase(Context& context) {
  State& state = context.model.settings;
  if (!std::exchange(state.erasing, !state.erasing)) return;
  const bool signed_out = std::holds_alternative<session::SignedOut>(context.model.session.phase);
  apply(context, {});
  ++state.erased;
  if (signed_out) context.model.account.name.clear();
  lobby::forget(context.model.lobby);
  context.emit(EraseAll{signed_out});
  tell(context, "What this browser kept for Parley is erased.", false);
  context.say(state.notice->text);
}

void check(Context& context) {
  State& state = context.model.settings;
  CheckPath command;
  if (const auto& identity = context.model.session.identity) {
    for (const protocol::IceServer& server : identity->ice_servers)
      command.relays.push_back({server.urls, server.username, server.credential});
  }
  state.server = Finding::Asking;
  state.relay = has_relay(context.model) ? Finding::Asking : Finding::Unknown;
  context.emit(std::move(command));
}

/// What has come since the last list, most wanted first.
std::optional<Device> newcomer(const State& state, const std::vector<Device>& now) {
  const auto named = [](const Device& device) { return !device.label.empty(); };
  if (std::none_of(state.devices.begin(), state.devices.end(), named)) return std::nullopt;  // names came, not devices
  for (const DeviceKind kind : {DeviceKind::Microphone, DeviceKind::Camera, DeviceKind::Speaker}) {
    if (kind == DeviceKind::Speaker && !state.can_choose_speaker) continue;
    for (const Device& device : now) {
      if (device.kind == kind && named(device) && device.id != "default" && !find(state, kind, device.id, {}))
        return device;
    }
  }
  return std::nullopt;
}

// The preview's attempts are of two kinds: what the dialog shows, and the camera alone.
constexpr call::Attempt kBoth = 1;
constexpr call::Attempt kCamera = 2;

void preview(Context& context) {
  State& state = context.model.settings;
  const call::Attempt wanted = in_call(context.model) ? 0 : state.open ? kBoth : state.previewing ? kCamera : 0;
  if (wanted == state.preview.attempt) return;
  if (state.preview.attempt != 0) run_preview(context, devices::Release{state.preview.attempt});
  if (wanted == kBoth) run_preview(context, devices::Begin{kBoth, call::Media::Video});
  if (wanted != kCamera) return;
  state.preview.attempt = kCamera;
  run_preview(context, devices::UserTogglesCamera{});
}

void meter(Context& context) {
  State& state = context.model.settings;
  const devices::State& shown = shown_devices(context.model);
  const auto* open = std::get_if<devices::On>(&shown.microphone);
  const bool wanted = state.open || (in_call(context.model) && shown.muted);
  const CaptureId capture = open && wanted ? open->capture : 0;
  if (capture == state.metered) return;
  state.metered = capture;
  state.level = 0;
  context.emit(MeterLevel{capture});
}

void mind_muted(Context& context) {
  State& state = context.model.settings;
  if (in_call(context.model) && context.model.devices.muted) return;
  state.loud = 0;
  if (std::exchange(state.told_muted, false)) notice_passed(context);
}

void route_sound(Context& context) {
  State& state = context.model.settings;
  std::string wanted = speaker(context.model);
  if (wanted != state.sink) {
    state.sink = std::move(wanted);
    context.emit(SetSpeaker{state.sink});
  }
  if (in_call(context.model) && state.saving != state.chosen.data_saver) {
    state.saving = state.chosen.data_saver;
    context.emit(LimitPicture{state.saving ? kSaverKilobits : 0});
  }
}

}  // namespace

// ---- intents ---------------------------------------------------------------------------------------------------------

void handle(Context& context, const Show& intent) {
  State& state = context.model.settings;
  state.open = intent.shown;
  state.erasing = false;
  state.server = state.relay = state.speaker = std::nullopt;
  if (intent.shown && state.devices.empty()) context.emit(ListDevices{});
}

void handle(Context& context, const Change& intent) {
  context.model.settings.erasing = false;
  keep(context, intent.chosen);
}

void handle(Context& context, const Press& intent) {
  State& state = context.model.settings;
  switch (intent.wish) {
    case Wish::TestSpeaker:
      state.speaker = Finding::Asking;
      context.emit(TestSpeaker{speaker(context.model)});
      break;
    case Wish::Check: check(context); break;
    case Wish::TogglePreview: state.previewing = !state.previewing; break;
    case Wish::FlipCamera: flip(context); break;
    case Wish::UseOffered: use_offered(context); break;
    case Wish::LeaveOffered: state.offered.reset(); break;
    case Wish::Erase: erase(context); break;
    case Wish::KeepThings: state.erasing = false; break;
  }
}

// ---- the platform's reports ---------------------------------------------------------------------------------------

void start(Context& context) { context.emit(Load{}); }

void handle(Context& context, const Loaded& report) {
  apply(context, report.chosen);
  context.emit(ListDevices{});
}

void handle(Context& context, const DevicesListed& report) {
  State& state = context.model.settings;
  state.can_choose_speaker = report.can_choose_speaker;
  const auto came = newcomer(state, report.devices);
  const std::string sink = state.sink;
  state.devices = report.devices;
  if (state.offered && !find(state, state.offered->kind, state.offered->id, {})) state.offered.reset();
  if (!sink.empty() && speaker(context.model).empty() && !state.chosen.speaker_label.empty()) {
    tell(context,
         state.chosen.speaker_label +
             " was unplugged. Sound now comes from the system's speaker; change it in "
             "Settings.",
         true);
  }
  if (!came || !(state.open || in_call(context.model))) return;
  state.offered = came;
  context.say(offer_words(context.model));
}

void handle(Context& context, const Using& report) {
  State& state = context.model.settings;
  const bool camera = report.device.kind == DeviceKind::Camera;
  if (camera) state.facing = report.facing;
  if (state.lost && state.lost->kind == report.device.kind) {
    const std::string lost = !state.lost->label.empty() ? state.lost->label : camera ? "The camera" : "The microphone";
    const std::string now = !report.device.label.empty() ? report.device.label : "another one";
    tell(context, lost + " was unplugged. Parley now uses " + now + "; change it in Settings.", true);
    state.lost.reset();
  }
  used(state, camera ? Kind::Camera : Kind::Microphone) = report.device;
  const auto unnamed = [](const Device& device) { return device.label.empty(); };
  // The browser names devices once it may open one.
  if (state.devices.empty() || std::any_of(state.devices.begin(), state.devices.end(), unnamed))
    context.emit(ListDevices{});
}

void handle(Context& context, const LevelChanged& report) {
  State& state = context.model.settings;
  state.level = std::min<std::uint32_t>(report.level, 24);
  if (!in_call(context.model) || !context.model.devices.muted || state.told_muted) return;
  if (state.level < kVoiceLevel || ++state.loud < kVoiceSteps) return;
  state.told_muted = true;
  tell(context,
       state.chosen.push_to_talk ? "You are muted. Hold Space to speak."
                                 : "You are muted. Press Unmute microphone to be heard.",
       true);
}

void handle(Context& context, const SpeakerTested& report) {
  context.model.settings.speaker = report.works ? Finding::Works : Finding::Fails;
}

void handle(Context& context, const PathChecked& report) {
  State& state = context.model.settings;
  if (state.server) state.server = report.server ? Finding::Works : Finding::Fails;
  if (state.relay == Finding::Asking) state.relay = report.relay ? Finding::Works : Finding::Fails;
}

bool took(Context& context, const DevicesOpened& report) {
  if (!is_preview(context.model, report.capture)) return false;
  run_preview(context, devices::Opened{report.capture});
  return true;
}

bool took(Context& context, const DevicesFailed& report) {
  State& state = context.model.settings;
  for (const Kind kind : {Kind::Microphone, Kind::Camera}) {
    const auto* on = std::get_if<devices::On>(&device_of(shown_devices(context.model), kind));
    // In use: the old one is let go first, and then it is asked for again.
    if (!on || on->next == 0 || on->next != report.capture || report.problem == DeviceProblem::InUse) continue;
    const auto& before = used(state, kind);
    tell(context,
         std::string(kind == Kind::Camera ? "That camera" : "That microphone") + " did not start, so " +
             (before && !before->label.empty() ? before->label : std::string("the one before")) +
             " goes on. Choose another in Settings.",
         true);
    choose(state.chosen, listed_kind(kind), before ? before->id : "", before ? before->label : "");
    context.emit(Store{state.chosen});
  }
  if (!is_preview(context.model, report.capture)) return false;
  run_preview(context, devices::OpenFailed{report.capture, report.problem});
  return true;
}

bool took(Context& context, const DeviceVanished& report) {
  State& state = context.model.settings;
  const auto* on = std::get_if<devices::On>(&device_of(shown_devices(context.model), report.kind));
  if (on && on->capture == report.capture && on->next == 0 && !on->stands_in) {
    state.lost = used(state, report.kind).value_or(Device{});
    state.lost->kind = listed_kind(report.kind);
  }
  if (!is_preview(context.model, report.capture)) return false;
  run_preview(context, devices::Vanished{report.capture, report.kind});
  return true;
}

void notice_passed(Context& context) { context.model.settings.notice.reset(); }

void follow(Context& context, const Before& before) {
  Model& model = context.model;
  State& state = model.settings;
  // It goes with the call that begins or ends; signing in and out leaves it open.
  const auto lobby = [](Screen shown) { return shown == Screen::Entry || shown == Screen::Idle; };
  const Screen now = screen(model);
  if (now != before.screen && !(lobby(now) && lobby(before.screen))) state.open = false;
  if (now != Screen::Entry) state.previewing = false;
  preview(context);
  if (!state.open && !in_call(model)) {
    state.offered.reset();
    state.lost.reset();
    state.wanted_facing = Wishes{}.facing;
  }
  mind_muted(context);
  meter(context);
  route_sound(context);
}

// ---- for the other features, the machines and the views -----------------------------------------------------------------

Wishes wishes(const Model& model) {
  const State& state = model.settings;
  const Preferences& chosen = state.chosen;
  Wishes wishes;
  const auto id_of = [&](DeviceKind kind, const std::string& kept) {
    const Device* device = chosen_device(state, kind);
    return device ? device->id : state.devices.empty() ? kept : std::string();
  };
  wishes.facing = state.wanted_facing;
  if (wishes.facing == Wishes{}.facing) wishes.camera = id_of(DeviceKind::Camera, chosen.camera_id);
  wishes.microphone = id_of(DeviceKind::Microphone, chosen.microphone_id);
  constexpr std::uint32_t kHeights[] = {0, 360, 720, 1080};
  wishes.height = kHeights[static_cast<std::size_t>(chosen.resolution)];
  wishes.echo_cancellation = chosen.echo_cancellation;
  wishes.noise_suppression = chosen.noise_suppression;
  wishes.gain_control = chosen.gain_control;
  return wishes;
}

std::string speaker(const Model& model) {
  const Device* device =
      model.settings.can_choose_speaker ? chosen_device(model.settings, DeviceKind::Speaker) : nullptr;
  return device ? device->id : std::string();
}

bool push_to_talk(const Model& model) { return model.settings.chosen.push_to_talk; }
bool single_keys(const Model& model) { return model.settings.chosen.single_keys; }
bool relay_only(const Model& model) { return model.settings.chosen.relay_only; }
bool notifications(const Model& model) { return model.settings.chosen.notifications; }
Appearance appearance(const Model& model) { return model.settings.chosen.appearance; }

bool can_flip(const Model& model) {
  return in_call(model) && devices::camera_on(model.devices) && cameras(model.settings).size() > 1;
}

bool mirrored(const Model& model) { return model.settings.facing != "environment"; }

bool has_relay(const Model& model) {
  const auto& identity = model.session.identity;
  if (!identity) return false;
  for (const protocol::IceServer& server : identity->ice_servers) {
    for (const std::string& url : server.urls)
      if (url.compare(0, 4, "turn") == 0) return true;
  }
  return false;
}

Choices choices(const Model& model, DeviceKind kind) {
  const State& state = model.settings;
  const bool camera = kind == DeviceKind::Camera;
  const Device* chosen = chosen_device(state, kind);
  if (!chosen && camera && state.camera) chosen = find(state, kind, state.camera->id, state.camera->label);
  Choices result;
  if (!camera) result.labels.emplace_back("System default");
  for (const Device& device : state.devices) {
    if (device.kind != kind) continue;
    if (device.id == "default") {  // "Default - Studio USB", in the browser's language
      const auto dash = device.label.find(" - ");
      if (dash != std::string::npos && !camera) result.labels.front() += " (" + device.label.substr(dash + 3) + ")";
      continue;
    }
    if (&device == chosen) result.chosen = static_cast<int>(result.labels.size());
    result.labels.push_back(device.label);
  }
  if (result.labels.empty()) {
    result.none = true;
    result.labels.emplace_back("No camera found");
  }
  return result;
}

Preferences with_choice(const Model& model, DeviceKind kind, int index) {
  Preferences chosen = model.settings.chosen;
  int place = kind == DeviceKind::Camera ? 0 : 1;
  choose(chosen, kind, {}, {});
  for (const Device& device : model.settings.devices) {
    if (device.kind == kind && device.id != "default" && place++ == index)
      choose(chosen, kind, device.id, device.label);
  }
  return chosen;
}

const devices::State& shown_devices(const Model& model) {
  return in_call(model) ? model.devices : model.settings.preview;
}

}  // namespace parley::app::settings
