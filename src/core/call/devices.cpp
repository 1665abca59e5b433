#include "core/call/devices.hpp"

#include <utility>

#include "core/base/overloaded.hpp"
#include "core/base/visit.hpp"

namespace parley::call::devices {
namespace {

// One transition: the handlers of the events, each with every state of a device written out.
class Turn {
 public:
  explicit Turn(State& state) : state_(state) {}

  Effects take() { return std::move(effects_); }

  void on(const Begin& event) {
    const PeerId peer = state_.peer;
    release();
    state_.peer = peer;
    state_.attempt = event.attempt;
    state_.media = event.media;
    const CaptureId capture = ++state_.captures;
    const bool with_camera = event.media == Media::Video;
    state_.microphone = Opening{capture};
    if (with_camera) {
      state_.camera = Opening{capture};
      state_.common = capture;
    }
    effects_.push_back(Open{capture, true, with_camera});
  }

  void on(const Release& event) {
    if (event.attempt == state_.attempt) release();
  }

  void on(const PeerChanged& event) {
    state_.peer = event.peer;
    for (const Kind kind : {Kind::Microphone, Kind::Camera}) {
      if (const auto* open = std::get_if<On>(&device(kind))) attach(kind, open->capture);
    }
  }

  void on(const UserTogglesMicrophone&) {
    if (state_.attempt == 0) return;
    const Device before = state_.microphone;
    parley::visit(Overloaded{
                      [&](const Off&) {
                        state_.muted = false;
                        open_alone(Kind::Microphone);
                      },
                      [&](const Opening&) { state_.muted = !state_.muted; },
                      [&](const On& open) {
                        state_.muted = !state_.muted;
                        effects_.push_back(Mute{open.capture, state_.muted});
                      },
                  },
                  before);
  }

  void on(const UserTogglesCamera&) {
    if (state_.attempt == 0) return;
    const Device before = state_.camera;
    parley::visit(Overloaded{
                      [&](const Off&) { open_alone(Kind::Camera); },
                      [&](const Opening& opening) { shut(Kind::Camera, opening.capture, std::nullopt); },
                      [&](const On& open) { shut(Kind::Camera, open.capture, std::nullopt); },
                  },
                  before);
  }

  void on(const Opened& event) {
    for (const Kind kind : {Kind::Microphone, Kind::Camera}) {
      if (device(kind) == Device(Opening{event.capture})) {
        device(kind) = On{event.capture};
        attach(kind, event.capture);
        if (kind == Kind::Microphone && state_.muted) effects_.push_back(Mute{event.capture, true});
      } else {
        effects_.push_back(Stop{event.capture, kind});  // no longer wanted, or never asked for
      }
    }
  }

  void on(const OpenFailed& event) {
    const Device asked = Opening{event.capture};
    const bool both = event.capture == state_.common;  // even if one of the two is not wanted any more
    for (const Kind kind : {Kind::Microphone, Kind::Camera}) {
      if (device(kind) != asked) continue;
      // One that is missing or blocked makes the common question fail: each is asked for alone, unless the user waved it away.
      if (both && event.problem != DeviceProblem::Dismissed) {
        open_alone(kind);
      } else {
        device(kind) = Off{event.problem};
      }
    }
  }

  void on(const Vanished& event) {
    if (device(event.kind) == Device(On{event.capture})) shut(event.kind, event.capture, DeviceProblem::Unplugged);
  }

 private:
  Device& device(Kind kind) { return kind == Kind::Microphone ? state_.microphone : state_.camera; }

  void open_alone(Kind kind) {
    const CaptureId capture = ++state_.captures;
    device(kind) = Opening{capture};
    effects_.push_back(Open{capture, kind == Kind::Microphone, kind == Kind::Camera});
  }

  void shut(Kind kind, CaptureId capture, std::optional<DeviceProblem> problem) {
    const bool was_on = std::holds_alternative<On>(device(kind));
    device(kind) = Off{problem};
    if (was_on) attach(kind, 0);
    effects_.push_back(Stop{capture, kind});
  }

  void attach(Kind kind, CaptureId capture) {
    if (state_.peer != 0) effects_.push_back(Attach{state_.peer, kind, capture});
  }

  void release() {
    for (const Kind kind : {Kind::Microphone, Kind::Camera}) {
      parley::visit(Overloaded{
                        [](const Off&) {},
                        [&](const Opening& opening) {
                          effects_.push_back(Stop{opening.capture, kind});
                        },
                        [&](const On& open) {
                          effects_.push_back(Stop{open.capture, kind});
                        },
                    },
                    device(kind));
    }
    State fresh;
    fresh.captures = state_.captures;
    state_ = fresh;
  }

  State& state_;
  Effects effects_;
};

}  // namespace

Effects transition(State& state, const Event& event) {
  Turn turn(state);
  parley::visit([&](const auto& what) { turn.on(what); }, event);
  return turn.take();
}

bool microphone_on(const State& state) { return std::holds_alternative<On>(state.microphone) && !state.muted; }

bool camera_on(const State& state) { return std::holds_alternative<On>(state.camera); }

std::optional<DeviceProblem> problem(const State& state, Kind kind) {
  const auto* off = std::get_if<Off>(kind == Kind::Microphone ? &state.microphone : &state.camera);
  return off ? off->problem : std::nullopt;
}

}  // namespace parley::call::devices
