// Camera and microphone of one tab: questions that are answered late, refused or never answered, and devices that go away.
#pragma once

#include <array>
#include <map>

#include "client/app/effect.hpp"

namespace parley::sim {

class Browser;
class World;

class Devices {
 public:
  Devices(World& world, Browser& tab) : world_(world), tab_(tab) {}

  void run(const app::OpenDevices& effect);
  void run(const app::StopDevice& effect);
  void run(const app::MuteMicrophone& effect);
  void close_all() { captures_.clear(); }

  /// Some device was taken away, if one is open.
  void unplug();
  /// Nothing is open or asked for.
  bool idle() const { return captures_.empty(); }
  bool is_live(call::CaptureId capture, call::devices::Kind kind) const;

 private:
  struct Capture {
    std::array<bool, 2> wanted{};  ///< by kind: asked for and not stopped
    std::array<bool, 2> live{};
  };

  World& world_;
  Browser& tab_;
  std::map<call::CaptureId, Capture> captures_;
};

}  // namespace parley::sim
