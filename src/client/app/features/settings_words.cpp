// What the dialog "Settings" and the stage say about devices, and the lines of the check. Nothing is decided here.
#include <string>

#include "client/app/features/settings.hpp"
#include "client/app/model.hpp"

namespace parley::app::settings {
namespace {

namespace devices = call::devices;
using call::DeviceProblem;
using devices::Kind;

/// Why it is not there and what to do about it where there is no button that turns it on.
std::string trouble_words(const Model& model, Kind kind, DeviceProblem problem) {
  const std::string again = model.settings.open ? "open Settings again" : "hide the preview and show it again";
  const std::string name = kind == Kind::Camera ? "camera" : "microphone";
  switch (problem) {
    case DeviceProblem::Denied:
      return "Your " + name + " is blocked for this site. Allow it in the address bar, then " + again + ".";
    case DeviceProblem::Dismissed:
      return "Nothing was chosen when the browser asked for the " + name + ". Choose Allow when it asks again.";
    case DeviceProblem::BlockedBySystem:
      return "This device does not let the browser use the " + name + ". Allow it in the system settings, then reload.";
    case DeviceProblem::Missing: return "No " + name + " was found. Plug one in.";
    case DeviceProblem::InUse: return "Another program is using the " + name + ". Close it, then " + again + ".";
    case DeviceProblem::Insecure:
      return "Browsers allow " + name + "s only on secure pages. Open this page with https.";
    case DeviceProblem::Unplugged: return "The " + name + " was unplugged. Plug it in, then " + again + ".";
    case DeviceProblem::Other: return "The " + name + " did not start. Reload the page to try again.";
  }
  return {};
}

CheckLine device_line(const Model& model, Kind kind) {
  const devices::State& shown = shown_devices(model);
  const devices::Device& device = kind == Kind::Camera ? shown.camera : shown.microphone;
  CheckLine line{kind == Kind::Camera ? "Camera" : "Microphone", Finding::Unknown, {}};
  if (std::holds_alternative<devices::On>(device)) {
    const auto& used = kind == Kind::Camera ? model.settings.camera : model.settings.microphone;
    line.finding = Finding::Works;
    line.words = used && !used->label.empty() ? used->label + " works." : "It works.";
  } else if (std::holds_alternative<devices::Opening>(device)) {
    line.finding = Finding::Asking;
    line.words = "The browser is asked for it.";
  } else if (const auto problem = devices::problem(shown, kind)) {
    line.finding = Finding::Fails;
    line.words = trouble_words(model, kind, *problem);
  } else {
    line.words = "It is off in this call.";
  }
  return line;
}

CheckLine speaker_line(const Model& model) {
  switch (model.settings.speaker.value_or(Finding::Unknown)) {
    case Finding::Unknown: break;
    case Finding::Asking: return {"Speaker", Finding::Asking, "A tone is played."};
    case Finding::Works:
      return {"Speaker", Finding::Works, "A tone was played. Choose another speaker if you heard none."};
    case Finding::Fails: return {"Speaker", Finding::Fails, "No sound could be played. Choose another speaker."};
  }
  return {"Speaker", Finding::Unknown, "Press Test speaker and listen."};
}

CheckLine server_line(const Model& model) {
  switch (*model.settings.server) {
    case Finding::Unknown: break;
    case Finding::Asking: return {"Server", Finding::Asking, "It is asked."};
    case Finding::Works: return {"Server", Finding::Works, "It answers."};
    case Finding::Fails: return {"Server", Finding::Fails, "The server cannot be reached. Check that you are online."};
  }
  return {};
}

CheckLine relay_line(const Model& model) {
  switch (model.settings.relay.value_or(Finding::Unknown)) {
    case Finding::Unknown: break;
    case Finding::Asking: return {"Relay", Finding::Asking, "It is asked."};
    case Finding::Works: return {"Relay", Finding::Works, "It answers."};
    case Finding::Fails:
      return {"Relay", Finding::Fails,
              "The relay cannot be reached from this network. Calls may fail here; try another network."};
  }
  if (!model.session.identity) return {"Relay", Finding::Unknown, "Join first: the server tells which relay there is."};
  return {"Relay", Finding::Unknown,
          "None is configured. Most calls need none; ask whoever runs this server if one fails."};
}

}  // namespace

std::string preview_words(const Model& model) {
  const devices::State& shown = shown_devices(model);
  if (const auto problem = devices::problem(shown, Kind::Camera)) return trouble_words(model, Kind::Camera, *problem);
  if (std::holds_alternative<devices::Opening>(shown.camera)) return "The camera starts.";
  return "Your camera is off.";
}

std::string_view level_words(std::uint32_t level) {
  if (level < 2) return "Silent";
  if (level < 7) return "Quiet";
  return level < 21 ? "Good" : "Loud";
}

std::string offer_words(const Model& model) {
  const auto& offered = model.settings.offered;
  return offered ? offered->label + " was plugged in." : std::string();
}

std::string offer_action(const Model& model) {
  const auto& offered = model.settings.offered;
  return offered ? "Use " + offered->label : std::string();
}

std::string_view relay_words(const Model& model) {
  if (model.session.identity && !has_relay(model)) {
    return relay_only(model) ? "No relay is configured here, so no call connects. Turn this off to call."
                             : "No relay is configured here. Ask whoever runs this server.";
  }
  return "The other side does not learn your address";
}

std::string_view erase_words() {
  return "Settings, favourites and the name of your account in this browser will be gone. Press Erase settings again "
         "to go on.";
}

std::vector<CheckLine> check_lines(const Model& model) {
  if (!model.settings.server) return {};
  return {device_line(model, Kind::Camera), device_line(model, Kind::Microphone), speaker_line(model),
          server_line(model), relay_line(model)};
}

void add_banners(const Model& model, std::vector<Banner>& banners) {
  const State& state = model.settings;
  if (state.notice)
    banners.push_back({state.notice->warning ? Banner::Kind::Warning : Banner::Kind::Info, state.notice->text, {}});
  if (state.offered) {
    banners.push_back(
        {Banner::Kind::Info, offer_words(model), {}, offer_action(model), Intent(Press{Wish::UseOffered})});
  }
}

}  // namespace parley::app::settings
