#include "tests/client/ui/support/models.hpp"

#include <cmath>
#include <utility>

namespace parley::ui::test {
namespace {

namespace consent = call::consent;
using protocol::Media;
using protocol::Presence;

app::Model signed_in() {
  app::Model model;
  protocol::ClientId identity;
  identity.you = person("Ada", "A", 2);
  model.session.identity = identity;
  model.session.token = "token";
  model.session.phase = session::Online{1, {}};
  return model;
}

protocol::Call call_with_ben(Media media, protocol::Side you) {
  protocol::Call call;
  call.id = CallId("c_1");
  call.caller = person("Ada", "A", 2);
  call.receiver = person("Ben Okafor", "BO", 4);
  if (you == protocol::Side::Receiver) std::swap(call.caller, call.receiver);
  call.media = media;
  call.you = you;
  return call;
}

void open_devices(app::Model& model, Media media) {
  model.devices.attempt = 1;
  model.devices.media = media;
  model.devices.microphone = call::devices::On{1};
  if (media == Media::Video) model.devices.camera = call::devices::On{1};
}

void rename(protocol::Person& person, std::string_view name) { person.name = name; }

}  // namespace

protocol::Person person(std::string_view name, std::string_view initials, int hue, Presence presence) {
  protocol::Person p;
  p.id = PersonId("p_" + std::string(name.substr(0, name.find(' '))));
  p.name = name;
  p.initials = initials;
  p.hue = static_cast<std::uint8_t>(hue);
  p.presence = presence;
  return p;
}

app::Model entry() { return {}; }

app::Model entry_refused(protocol::ErrorCode code) {
  app::Model model;
  session::Farewell why;
  why.kind = session::Farewell::Kind::Refused;
  why.code = code;
  why.name = "Ada";
  why.suggestion = "Ada L";
  model.session.phase = session::SignedOut{why};
  return model;
}

app::Model entry_closed() {
  app::Model model;
  session::Farewell why;
  why.kind = session::Farewell::Kind::Lost;
  model.session.trouble = why;
  model.session.patience_over = true;
  model.session.phase = session::BackingOff{kNow + Milliseconds(4500), {}};
  return model;
}

app::Model idle(int people) {
  static const protocol::Person kPeople[] = {person("Ben Okafor", "BO", 4),
                                             person("Chiara Rossi", "CR", 6),
                                             person("Deniz Aydın", "DA", 5, Presence::Busy),
                                             person("ليلى حداد", "لح", 7),
                                             person("Mei Lin", "ML", 3, Presence::Away),
                                             person("Søren", "S", 1)};
  app::Model model = signed_in();
  for (int i = 0; i < people; ++i) {
    protocol::Person p = kPeople[i % 6];
    if (i >= 6) p.id = PersonId("p_" + std::to_string(i));
    std::string key = p.name;
    for (char& letter : key) letter = static_cast<char>(letter >= 'A' && letter <= 'Z' ? letter + 32 : letter);
    model.people.push_back({p, i < 6 ? p.name : p.name + " " + std::to_string(i), key});
  }
  return model;
}

app::Model entry_wrong_password() {
  app::Model model;
  model.account.name = "Ada";
  model.account.problem = app::AccountProblem{app::AccountProblem::At::Password,
                                              "Name and password do not match. Check both and try again."};
  return model;
}

app::Model idle_account(int people) {
  using protocol::CallStatus;
  constexpr std::int64_t kNoon = 1'763'812'800'000;  // Saturday, 22 November 2025
  constexpr std::int64_t kHour = 3'600'000;
  app::Model model = idle(people);
  model.session.identity->account = true;
  app::AccountState& account = model.account;
  account.name = "Ada";
  account.login = protocol::AccountLogin{};
  account.clock = {kNoon, 0, kNow};
  const auto add = [&](std::string_view name, Media media, CallStatus status, bool outgoing, bool missed,
                       std::uint32_t count, std::int64_t hours, int minutes) {
    app::RecentCall call;
    call.person = person(name, "", 0).id;
    call.name = call.shown = name;
    call.media = media;
    call.status = status;
    call.outgoing = outgoing;
    call.missed = missed;
    call.count = count;
    call.at = kNoon - hours * kHour;
    call.talked = Milliseconds(minutes * 60'000);
    account.calls.push_back(call);
  };
  add("Ben Okafor", Media::Video, CallStatus::Missed, false, true, 3, 1, 0);
  add("Chiara Rossi", Media::Video, CallStatus::Ended, true, false, 1, 3, 12);
  add("Mei Lin", Media::Voice, CallStatus::Ended, false, false, 2, 20, 4);
  add("Deniz Aydın", Media::Voice, CallStatus::Missed, true, false, 1, 26, 0);
  add("Søren", Media::Voice, CallStatus::Missed, false, true, 1, 24 * 5, 0);
  return model;
}

app::Model account() {
  app::Model model = idle_account();
  model.account.open = true;
  const std::int64_t now = model.account.clock.local;
  model.account.logins = {{"a", "Chromium on Linux", now, true},
                          {"b", "Firefox on Android", now - 3 * 3'600'000, false},
                          {"c", "Firefox on Android 2", now - 100 * 3'600'000, false}};
  return model;
}

app::Model account_confirming() {
  app::Model model = account();
  model.account.confirming = true;
  return model;
}

app::Model settings() {
  using app::settings::DeviceKind;
  app::Model model = idle();
  app::settings::State& state = model.settings;
  state.open = true;
  state.devices = {{DeviceKind::Camera, "c1", "Built-in camera", ""},
                   {DeviceKind::Microphone, "default", "Default - Studio USB", ""},
                   {DeviceKind::Microphone, "m1", "Built-in microphone", ""},
                   {DeviceKind::Speaker, "s1", "Headphones", ""}};
  state.can_choose_speaker = true;
  state.camera = state.devices[0];
  state.microphone = state.devices[2];
  state.chosen.speaker_id = "s1";
  state.chosen.push_to_talk = true;
  state.level = 15;
  state.preview.attempt = 1;
  state.preview.microphone = call::devices::On{1};
  state.preview.camera = call::devices::On{1};
  return model;
}

app::Model settings_busy() {
  using app::settings::Finding;
  app::Model model = settings();
  app::settings::State& state = model.settings;
  state.notice = app::settings::Notice{
      "Studio USB was unplugged. Parley now uses Built-in microphone; change it in Settings.", true};
  state.offered = app::settings::Device{app::settings::DeviceKind::Microphone, "usb", "Conference Room Microphone", ""};
  state.can_choose_speaker = false;
  state.server = Finding::Works;
  state.relay = Finding::Fails;
  state.erasing = true;
  state.preview.camera = call::devices::Off{call::DeviceProblem::Denied};
  return model;
}

app::Model idle_offline() {
  app::Model model = idle();
  session::Farewell why;
  why.kind = session::Farewell::Kind::Lost;
  model.session.trouble = why;
  model.session.phase = session::BackingOff{kNow + Milliseconds(3000), {}};
  return model;
}

app::Model idle_refused(protocol::ErrorCode code) {
  app::Model model = idle();
  consent::Refusal refusal;
  refusal.code = code;
  refusal.name = "Bne";
  model.consent.phase = consent::Idle{refusal};
  return model;
}

app::Model waiting(Media media) {
  app::Model model = signed_in();
  model.consent.phase = consent::Dialling{1, call_with_ben(media, protocol::Side::Caller), kNow - Milliseconds(7300)};
  open_devices(model, media);
  return model;
}

app::Model ringing(Media media) {
  app::Model model = idle();
  model.consent.phase =
      consent::Ringing{1, call_with_ben(media, protocol::Side::Receiver), kNow + Milliseconds(20'400)};
  return model;
}

app::Model connecting() {
  app::Model model = signed_in();
  protocol::Call call = call_with_ben(Media::Video, protocol::Side::Caller);
  call.status = protocol::CallStatus::Ongoing;
  model.consent.phase = consent::Ongoing{1, call, {}, {}};
  model.negotiation.path = call::negotiation::Path::Connecting;
  open_devices(model, Media::Video);
  return model;
}

app::Model talking(Media media) {
  app::Model model = connecting();
  auto& ongoing = std::get<consent::Ongoing>(model.consent.phase);
  ongoing.call.media = media;
  ongoing.connected_since = kNow - Milliseconds(768'400);
  model.negotiation.path = call::negotiation::Path::Flowing;
  protocol::CallMedia remote;
  remote.microphone = true;
  remote.camera = media == Media::Video;
  remote.connected = true;
  model.negotiation.remote = remote;
  model.devices = {};
  open_devices(model, media);
  return model;
}

app::Model measured() {
  app::Model model = talking();
  model.statistics.open = true;
  for (int i = 0; i < 60; ++i) {
    const double wave = .5 + .5 * std::sin(i * .7);
    call::statistics::Figures figures;
    figures.round_trip = 38 + 12 * wave;
    figures.receiving = 1'700 + 200 * wave;
    figures.sending = 1'150 + 300 * wave;
    figures.lost = .8 * wave;
    figures.jitter = 3 + 4 * wave;
    figures.width = 1280;
    figures.height = 720;
    figures.frames = 30;
    figures.picture_codec = "VP9";
    figures.sound_codec = "Opus";
    figures.transport = "UDP";
    model.statistics.own.push_back(figures);
  }
  model.statistics.quality.bars = 4;
  return model;
}

app::Model unmeasured() {
  app::Model model = talking(Media::Voice);
  model.statistics.open = model.statistics.theirs = true;
  return model;
}

app::Model saving() {
  app::Model model = talking();
  model.statistics.guard.saving = true;
  model.statistics.quality.bars = 1;
  return model;
}

app::Model other_saving() {
  app::Model model = talking();
  model.negotiation.remote->saving = true;
  return model;
}

app::Model asked_for_recording() {
  app::Model model = talking();
  model.negotiation.remote->call = app::current_call(model)->id;
  model.negotiation.remote->record_asked = 1;
  return model;
}

app::Model recording() {
  app::Model model = talking();
  model.recording.phase = app::recording::Phase::On;
  return model;
}

app::Model with_recording(app::Model model, bool saved) {
  model.recording.file = app::recording::File{1, Milliseconds(768'400), saved};
  return model;
}

app::Model reconnecting() {
  app::Model model = talking();
  model.negotiation.path = call::negotiation::Path::Lost;
  model.negotiation.path_since = kNow - Milliseconds(4000);
  return model;
}

namespace {

/// What Ben and Ada write, with everything that looks different.
void write_lines(app::Model& model, app::chat::Conversation talk) {
  const auto say = [&](bool own, std::string text, app::chat::Delivery delivery = app::chat::Delivery::Sent) {
    app::chat::Line line;
    line.id = "m" + std::to_string(talk.lines.size());
    line.from = PersonId(own ? "p-ada" : "p-ben");
    line.name = own ? "Ada" : "Ben Okafor";
    line.own = own;
    line.text = std::move(text);
    line.at = 50'520'000;  // 14:02
    line.delivery = delivery;
    talk.lines.push_back(std::move(line));
  };
  say(false, "Can you see the plan?");
  say(false, "Bed three gets the most sun.");
  say(true, "Yes, clear now 🌿", app::chat::Delivery::Arrived);
  say(true, "Tomatoes there, then?", app::chat::Delivery::Arrived);
  say(false, "Tomatoes, and beans on the east side: https://example.org/garden/plan?bed=3");
  say(false, "🌿🍅");
  say(true, "طماطم وفاصوليا على الجانب الشرقي");
  say(true, "Not sure about the beans", app::chat::Delivery::Failed);
  talk.lines.back().problem = "Ben Okafor is not online. Try later.";
  model.chat.open = true;
  model.chat.all.push_back(std::move(talk));
}

void place_file(app::Model& model, std::uint32_t number, bool own, std::string name, app::transfers::Stage stage) {
  app::chat::Line line;
  line.id = "file-" + std::to_string(number);
  line.from = PersonId(own ? "p-ada" : "p-ben");
  line.name = own ? "Ada" : "Ben Okafor";
  line.own = own;
  line.file = number;
  line.at = 50'580'000;
  line.delivery = app::chat::Delivery::Sent;
  model.chat.all.back().lines.push_back(std::move(line));
  model.transfers.all.push_back({number, own, std::move(name), 2.34e6, 1.1e6, stage});
}

}  // namespace

app::Model chat() {
  app::Model model = idle();
  model.chat.all.push_back({PersonId("p-eve"), {}, "Eve", {}, 3});
  model.chat.shown = PersonId("p-ben");
  write_lines(model, {PersonId("p-ben"), {}, "Ben Okafor", {}, 0});
  return model;
}

app::Model call_chat() {
  app::Model model = talking();
  model.transfers.ready = true;
  write_lines(model, {{}, app::current_call(model)->id, "Ben Okafor", {}, 0});
  place_file(model, 1, false, "garden-plan.pdf", app::transfers::Stage::Offered);
  place_file(model, 2, true, "photo.jpg", app::transfers::Stage::Moving);
  place_file(model, 3, false, "seeds.ods", app::transfers::Stage::Done);
  return model;
}

app::Model ended(protocol::EndReason reason) {
  app::Model model = signed_in();
  protocol::Call call = call_with_ben(Media::Video, protocol::Side::Caller);
  call.status = protocol::CallStatus::Ended;
  call.reason = reason;
  call.ended_by = protocol::Side::Caller;
  call.elapsed = Milliseconds(768'400);
  model.consent.phase = consent::Ended{call};
  return model;
}

app::Model with_long_names(app::Model model) {
  constexpr std::string_view kLong = "Wilhelmina Featherstonehaugh MMM";  // 32 characters, the most there may be
  constexpr std::string_view kShaped = "عبد الرحمن بن محمد القحطاني الأ";
  if (model.session.identity) rename(model.session.identity->you, kLong);
  for (std::size_t i = 0; i < model.people.size(); ++i) {
    const std::string_view name = i % 2 == 0 ? kLong : kShaped;
    rename(model.people[i].person, name);
    model.people[i].shown = std::string(name) + " " + std::to_string(i + 1);
  }
  for (std::size_t i = 0; i < model.account.calls.size(); ++i)
    model.account.calls[i].shown = std::string(kLong) + " " + std::to_string(i + 1);
  for (std::size_t i = 0; i < model.account.logins.size(); ++i)
    model.account.logins[i].shown = std::string(kLong) + " " + std::to_string(i + 1);
  std::visit(
      [&](auto& phase) {
        if constexpr (requires { phase.call; }) {
          rename(phase.call.caller, kLong);
          rename(phase.call.receiver, kLong);
        }
      },
      model.consent.phase);
  return model;
}

std::vector<NamedModel> all_screens() {
  std::vector<NamedModel> all;
  const auto add = [&all](const char* name, app::Model model) { all.push_back({name, std::move(model)}); };
  add("entry", entry());
  add("entry-taken", entry_refused(protocol::ErrorCode::NameTaken));
  add("entry-old", entry_refused(protocol::ErrorCode::VersionUnsupported));
  add("entry-closed", entry_closed());
  add("entry-password", entry_wrong_password());
  add("idle", idle());
  add("idle-empty", idle(0));
  add("idle-many", idle(14));
  add("idle-calls", idle_account());
  add("idle-calls-alone", idle_account(0));
  add("idle-offline", idle_offline());
  add("idle-unknown", idle_refused(protocol::ErrorCode::UnknownPerson));
  add("settings", settings());
  add("settings-busy", settings_busy());
  add("account", account());
  add("account-confirming", account_confirming());
  add("waiting", waiting());
  add("waiting-voice", waiting(Media::Voice));
  add("incoming", ringing());
  add("incoming-voice", ringing(Media::Voice));
  add("connecting", connecting());
  add("call", talking());
  add("call-voice", talking(Media::Voice));
  add("reconnecting", reconnecting());
  app::Model quiet = talking();
  quiet.devices.muted = true;
  quiet.devices.camera = call::devices::Off{call::DeviceProblem::Denied};
  quiet.negotiation.remote->camera = false;
  quiet.negotiation.remote->microphone = false;
  quiet.sound_blocked = true;
  add("call-quiet", quiet);
  add("chat", chat());
  add("call-chat", call_chat());
  add("statistics", measured());
  add("statistics-none", unmeasured());
  add("saving", saving());
  add("other-saving", other_saving());
  add("recording-asked", asked_for_recording());
  add("recording", recording());
  add("recording-ready", with_recording(talking(Media::Voice), false));
  add("recording-ready-ended", with_recording(ended(protocol::EndReason::HungUp), false));
  add("recording-saved", with_recording(idle(), true));
  add("ended", ended(protocol::EndReason::HungUp));
  add("ended-lost", ended(protocol::EndReason::ConnectionLost));
  add("ended-no-path", ended(protocol::EndReason::NoPath));
  return all;
}

}  // namespace parley::ui::test
