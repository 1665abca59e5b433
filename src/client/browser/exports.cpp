// What JavaScript may call (web/types.d.ts, Program): each call becomes an event of the client or an input of its screen.
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include <emscripten/bind.h>

#include "client/browser/host.hpp"
#include "client/browser/names.hpp"
#include "client/browser/reports.hpp"

namespace parley::browser {
namespace {

/// One of each a page; they live as long as it does.
std::unique_ptr<Screens> screens;
std::unique_ptr<Host> host;

void post(app::Event event) {
  if (host) host->post(std::move(event));
}

void input(ui::InputEvent event) {
  if (host) host->input(std::move(event));
}

void start(val page) {
  if (!screens || host) return;
  host = std::make_unique<Host>(page, *screens);
  const val kept = page["kept"];
  const auto text = [&kept](const char* key) { return kept[key].as<std::string>(); };
  host->start({text("token"), text("name"), kept["account"].as<bool>(), text("login"), text("signed_in"),
               page["split"].as<bool>()});
}

std::string recording() { return host ? host->recording() : std::string(); }

void on_pointer(const std::string& action, const std::string& kind, float x, float y) {
  if (const auto known = pointer_action_named(action))
    input(ui::PointerInput{*known, pointer_kind_named(kind), {x, y}});
}
void on_wheel(float x, float y, float dx, float dy) { input(ui::WheelInput{{x, y}, dx, dy}); }
void on_activate(const std::string& id) { input(ui::ActivationInput{id}); }
void on_text(const std::string& id, const std::string& value) { input(ui::TextInput{id, value}); }
void on_focus(const std::string& id, bool visible) {
  if (host) host->focus_moved(id, visible);
}

void on_surface_changed() {
  if (host) host->surface_changed();
}
void on_frame() {
  if (host) host->frame_came();
}
void on_context_lost() {
  if (host) host->context_lost();
}
void on_context_restored() {
  if (host) host->context_restored();
}

void on_timer(const std::string& name) {
  if (host) host->timer_passed(name);
}
void on_woke() { post(app::Woke{}); }
void on_network_changed() { post(app::NetworkChanged{}); }
void on_page_gone() { post(app::PageGone{}); }
void on_probe_answered(std::uint32_t socket, bool reached) { post(app::ProbeAnswered{socket, reached}); }

void on_account_answered(std::uint32_t number, std::uint32_t status, const std::string& token, const std::string& body,
                         double utc, double local) {
  post(app::AccountAnswered{number, status, token, body, utc, local});
}

void on_offer_made(std::uint32_t peer, std::uint32_t generation, const std::string& sdp) {
  post(app::OfferMade{peer, generation, sdp});
}
void on_answer_made(std::uint32_t peer, std::uint32_t generation, const std::string& sdp) {
  post(app::AnswerMade{peer, generation, sdp});
}
void on_answer_applied(std::uint32_t peer, std::uint32_t generation) { post(app::AnswerApplied{peer, generation}); }

template <class Value>
std::optional<Value> unless_null(const val& value) {
  if (value.isNull() || value.isUndefined()) return std::nullopt;
  return value.as<Value>();
}

void on_local_candidate(std::uint32_t peer, val candidate) {
  if (candidate.isNull()) {
    post(app::LocalCandidate{peer, std::nullopt});
    return;
  }
  post(app::LocalCandidate{
      peer, protocol::Candidate{candidate["candidate"].as<std::string>(), unless_null<std::string>(candidate["mid"]),
                                unless_null<std::uint32_t>(candidate["line_index"]),
                                unless_null<std::string>(candidate["ufrag"])}});
}
void on_peer_failed(std::uint32_t peer, std::uint32_t generation, const std::string& reason) {
  post(app::PeerFailed{peer, generation, reason});
}
void on_ice_changed(std::uint32_t peer, const std::string& state) {
  if (const auto known = ice_state_named(state)) post(app::IceChanged{peer, *known});
}
void on_pulse(std::uint32_t peer, double packets, bool relayed) { post(app::Pulse{peer, packets, relayed}); }
void on_room_media(std::uint32_t peer, bool microphone, bool camera) { post(app::RoomMedia{peer, microphone, camera}); }
void on_room_failed(std::uint32_t peer, const std::string& problem, const std::string& reason) {
  post(app::RoomFailed{peer, room_problem_named(problem), reason});
}
void on_sound_blocked(bool blocked) { post(app::SoundBlocked{blocked}); }

void on_part_arrived(bool here) { post(app::PartArrived{here}); }

void on_report(const std::string& name, val fields) {
  if (auto event = report_named(name, fields)) post(*std::move(event));
}

void on_devices_opened(std::uint32_t capture) { post(app::DevicesOpened{capture}); }
void on_devices_failed(std::uint32_t capture, const std::string& problem) {
  post(app::DevicesFailed{capture, problem_named(problem)});
}
void on_device_vanished(std::uint32_t capture, const std::string& kind) {
  if (const auto known = device_named(kind)) post(app::DeviceVanished{capture, *known});
}

}  // namespace

void set_up(std::unique_ptr<Screens> shown) { screens = std::move(shown); }

}  // namespace parley::browser

EMSCRIPTEN_BINDINGS(parley) {
  using namespace parley::browser;
  emscripten::function("start", &start);
  emscripten::function("recording", &recording);
  emscripten::function("on_pointer", &on_pointer);
  emscripten::function("on_wheel", &on_wheel);
  emscripten::function("on_activate", &on_activate);
  emscripten::function("on_text", &on_text);
  emscripten::function("on_focus", &on_focus);
  emscripten::function("on_surface_changed", &on_surface_changed);
  emscripten::function("on_frame", &on_frame);
  emscripten::function("on_context_lost", &on_context_lost);
  emscripten::function("on_context_restored", &on_context_restored);
  emscripten::function("on_timer", &on_timer);
  emscripten::function("on_woke", &on_woke);
  emscripten::function("on_network_changed", &on_network_changed);
  emscripten::function("on_page_gone", &on_page_gone);
  emscripten::function("on_probe_answered", &on_probe_answered);
  emscripten::function("on_account_answered", &on_account_answered);
  emscripten::function("on_offer_made", &on_offer_made);
  emscripten::function("on_answer_made", &on_answer_made);
  emscripten::function("on_answer_applied", &on_answer_applied);
  emscripten::function("on_local_candidate", &on_local_candidate);
  emscripten::function("on_peer_failed", &on_peer_failed);
  emscripten::function("on_ice_changed", &on_ice_changed);
  emscripten::function("on_pulse", &on_pulse);
  emscripten::function("on_room_media", &on_room_media);
  emscripten::function("on_room_failed", &on_room_failed);
  emscripten::function("on_sound_blocked", &on_sound_blocked);
  emscripten::function("on_part_arrived", &on_part_arrived);
  emscripten::function("on_report", &on_report);
  emscripten::function("on_devices_opened", &on_devices_opened);
  emscripten::function("on_devices_failed", &on_devices_failed);
  emscripten::function("on_device_vanished", &on_device_vanished);
}
