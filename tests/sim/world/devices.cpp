#include "tests/sim/world/devices.hpp"

#include "tests/sim/world/browser.hpp"
#include "tests/sim/world/world.hpp"

namespace parley::sim {

using call::devices::Kind;

void Devices::run(const app::OpenDevices& effect) {
  captures_[effect.capture] = Capture{{effect.microphone, effect.camera}, {}};
  const Profile& faults = world_.faults();
  if (world_.chance(faults.device_silent)) return;
  const bool slow = world_.chance(faults.device_slow);
  const bool fails = world_.chance(faults.device_fails);
  tab_.after(slow ? world_.dice().between(1'000ms, 20'000ms) : world_.dice().between(5ms, 200ms), [=, this] {
    const auto entry = captures_.find(effect.capture);
    if (entry == captures_.end()) return;  // nothing of it is wanted any more: the page stops what it gets
    if (fails) {
      captures_.erase(entry);
      const auto problem = static_cast<call::DeviceProblem>(world_.dice().below(8));
      return tab_.step(app::DevicesFailed{effect.capture, problem});
    }
    entry->second.live = entry->second.wanted;
    tab_.step(app::DevicesOpened{effect.capture});
  });
}

void Devices::run(const app::StopDevice& effect) {
  const auto entry = captures_.find(effect.capture);
  if (entry == captures_.end()) return;
  const auto kind = static_cast<std::size_t>(effect.kind);
  entry->second.wanted[kind] = entry->second.live[kind] = false;
  if (!entry->second.wanted[0] && !entry->second.wanted[1]) captures_.erase(entry);
}

void Devices::run(const app::MuteMicrophone& effect) {
  const auto entry = captures_.find(effect.capture);
  const bool open = entry != captures_.end() && entry->second.wanted[static_cast<std::size_t>(Kind::Microphone)];
  if (!open) world_.fail("a microphone that is not open is muted", {&tab_});
}

void Devices::unplug() {
  for (auto& [id, capture] : captures_) {
    for (const Kind kind : {Kind::Microphone, Kind::Camera}) {
      const auto index = static_cast<std::size_t>(kind);
      if (!capture.live[index] || !world_.chance(0.7)) continue;
      capture.live[index] = false;
      tab_.after(0ms, [this, number = id, kind] {
        if (captures_.count(number) != 0) tab_.step(app::DeviceVanished{number, kind});
      });
      return;
    }
  }
}

bool Devices::is_live(call::CaptureId capture, Kind kind) const {
  const auto entry = captures_.find(capture);
  return entry != captures_.end() && entry->second.live[static_cast<std::size_t>(kind)];
}

}  // namespace parley::sim
