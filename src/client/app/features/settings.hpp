// What somebody has chosen for this browser (devices, processing, appearance, keys, privacy), the devices there are, and the dialog
// "Settings" with its preview and checks. Not what a call does with its devices: that is core/call/devices.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "core/base/fields.hpp"
#include "core/base/id.hpp"
#include "core/base/types.hpp"
#include "core/protocol/message.hpp"

namespace parley::app {
class Context;
struct Before;
}  // namespace parley::app

namespace parley::app::settings {

struct State {
  bool open = false;  ///< the dialog "Settings"
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

using Intents = Types<Show>;

// ---- the platform's reports ---------------------------------------------------------------------------------------

enum class DeviceKind { Camera, Microphone, Speaker };

struct Device {
  DeviceKind kind{};
  std::string id;     ///< the browser's, stable for this origin; "default" where it has such an entry
  std::string label;  ///< empty until a permission was given
  static constexpr auto fields() {
    return std::tuple{field("kind", &Device::kind), field("id", &Device::id), field("label", &Device::label)};
  }
  friend bool operator==(const Device&, const Device&) = default;
};

/// The devices there are now: at the start of the second part, and whenever one comes or goes.
struct DevicesListed {
  std::vector<Device> devices;
  static constexpr std::string_view kName = "settings-devices";
  static constexpr auto fields() { return std::tuple{field("devices", &DevicesListed::devices)}; }
  friend bool operator==(const DevicesListed&, const DevicesListed&) = default;
};
using Reports = Types<DevicesListed>;

// ---- commands: what the platform is asked for, by "module.action" -----------------------------------------------------

using Commands = Types<>;

void handle(Context& context, const Show& intent);
void handle(Context& context, const DevicesListed& report);
/// What follows for this from what has just happened; called at the end of every turn.
void follow(Context& context, const Before& before);

}  // namespace parley::app::settings
