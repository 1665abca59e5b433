// Camera and microphone of one call: what the user wants, what is open, and why something is not.
// A camera that is off is closed, so that its light goes out; a muted microphone stays open and sends silence.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/call/types.hpp"

namespace parley::call::devices {

enum class Kind { Microphone, Camera };

// Arrows of a device, each on its own; tests/core/call/devices_test.cpp checks that these and no others are possible:
//
//   Off, On -> Opening: wanted, or another call begins
//   On -> Opening: it went away, and what else there is is tried; or another is only to be had after this one was let go
//   Opening -> On: the browser gives it
//   Opening -> Off: it does not (and why), or the device is not wanted any more
//   On -> Off: not wanted any more, gone like the one it stood in for, the call is over

struct Off {
  std::optional<DeviceProblem> problem;  ///< why it is not on although it was wanted
  friend bool operator==(const Off&, const Off&) = default;
};
struct Opening {
  CaptureId capture = 0;
  bool stands_in = false;  ///< for one that went away
  friend bool operator==(const Opening&, const Opening&) = default;
};
struct On {
  CaptureId capture = 0;
  bool stands_in = false;  ///< for one that went away: its own end is not made up for again
  CaptureId next = 0;      ///< the request for the device that is to take its place; 0: none
  friend bool operator==(const On&, const On&) = default;
};
using Device = std::variant<Off, Opening, On>;

struct State {
  Attempt attempt = 0;  ///< 0: no call, nothing may be open
  Media media{};        ///< a voice call never opens the camera by itself
  Device microphone;
  Device camera;
  bool muted = false;
  PeerId peer = 0;         ///< carries the tracks; 0: none yet
  CaptureId captures = 0;  ///< so many requests were made
  CaptureId common = 0;    ///< the request that asked for both at once; 0: none
  friend bool operator==(const State&, const State&) = default;
};

struct Begin {
  Attempt attempt = 0;
  Media media{};
  friend bool operator==(const Begin&, const Begin&) = default;
};
struct Release {
  Attempt attempt = 0;
  friend bool operator==(const Release&, const Release&) = default;
};
/// Tracks go onto this peer connection from now on; 0: there is none.
struct PeerChanged {
  PeerId peer = 0;
  friend bool operator==(const PeerChanged&, const PeerChanged&) = default;
};
struct UserTogglesMicrophone {
  friend bool operator==(const UserTogglesMicrophone&, const UserTogglesMicrophone&) = default;
};
struct UserTogglesCamera {
  friend bool operator==(const UserTogglesCamera&, const UserTogglesCamera&) = default;
};
struct Opened {
  CaptureId capture = 0;
  friend bool operator==(const Opened&, const Opened&) = default;
};
struct OpenFailed {
  CaptureId capture = 0;
  DeviceProblem problem{};
  friend bool operator==(const OpenFailed&, const OpenFailed&) = default;
};
/// Another device was chosen, or how it is to be opened: what is open stays until the other is there.
struct Replace {
  Kind kind{};
  friend bool operator==(const Replace&, const Replace&) = default;
};
/// A track ended by itself: the device was unplugged or the permission revoked. What else there is takes its place, once.
struct Vanished {
  CaptureId capture = 0;
  Kind kind{};
  friend bool operator==(const Vanished&, const Vanished&) = default;
};
using Event = std::variant<Begin, Release, PeerChanged, UserTogglesMicrophone, UserTogglesCamera, Opened, OpenFailed,
                           Replace, Vanished>;

/// Ask the browser for these devices, the chosen ones if they are there, in one question. Answered by Opened or OpenFailed, or never.
struct Open {
  CaptureId capture = 0;
  bool microphone = false;
  bool camera = false;
  friend bool operator==(const Open&, const Open&) = default;
};
/// Stop this capture's track of this kind; the device's light goes out.
struct Stop {
  CaptureId capture = 0;
  Kind kind{};
  friend bool operator==(const Stop&, const Stop&) = default;
};
/// Send the track, or nothing if `capture` is 0, on the transceiver of its kind (replaceTrack).
struct Attach {
  PeerId peer = 0;
  Kind kind{};
  CaptureId capture = 0;
  friend bool operator==(const Attach&, const Attach&) = default;
};
struct Mute {
  CaptureId capture = 0;
  bool muted = false;
  friend bool operator==(const Mute&, const Mute&) = default;
};
using Effect = std::variant<Open, Stop, Attach, Mute>;
using Effects = std::vector<Effect>;

/// Total: every (device state, event) pair has a written outcome.
Effects transition(State& state, const Event& event);

bool microphone_on(const State& state);  ///< open and not muted
bool camera_on(const State& state);      ///< open
std::optional<DeviceProblem> problem(const State& state, Kind kind);

}  // namespace parley::call::devices
