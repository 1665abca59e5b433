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
                      [&](const Opening&) { shut(Kind::Camera, std::nullopt); },
                      [&](const On&) { shut(Kind::Camera, std::nullopt); },
                  },
                  before);
  }

  void on(const Opened& event) {
    for (const Kind kind : {Kind::Microphone, Kind::Camera}) {
      const auto* opening = std::get_if<Opening>(&device(kind));
      const auto* open = std::get_if<On>(&device(kind));
      if (opening && opening->capture == event.capture) {
        put_on(kind, On{event.capture, opening->stands_in});
      } else if (open && open->next != 0 && open->next == event.capture) {
        const CaptureId before = open->capture;
        put_on(kind, On{event.capture});
        effects_.push_back(Stop{before, kind});
      } else {
        effects_.push_back(Stop{event.capture, kind});  // no longer wanted, or never asked for
      }
    }
  }

  void on(const OpenFailed& event) {
    const bool both = event.capture == state_.common;  // even if one of the two is not wanted any more
    for (const Kind kind : {Kind::Microphone, Kind::Camera}) {
      if (auto* open = std::get_if<On>(&device(kind)); open && open->next != 0 && open->next == event.capture) {
        open->next = 0;
        // Phones give one camera at a time, and some browsers one microphone.
        if (event.problem == DeviceProblem::InUse) reopen(kind, Opening{});
        continue;
      }
      const auto* opening = std::get_if<Opening>(&device(kind));
      if (!opening || opening->capture != event.capture) continue;
      // One that is missing or blocked makes the common question fail: each is asked for alone, unless the user waved it away.
      if (both && event.problem != DeviceProblem::Dismissed) {
        open_alone(kind);
      } else {
        const bool unplugged = opening->stands_in && event.problem == DeviceProblem::Missing;
        device(kind) = Off{unplugged ? DeviceProblem::Unplugged : event.problem};
      }
    }
  }

  void on(const Replace& event) {
    const Device before = device(event.kind);
    parley::visit(Overloaded{
                      [](const Off&) {},
                      [&](const Opening& opening) {
                        effects_.push_back(Stop{opening.capture, event.kind});
                        open_alone(event.kind);
                      },
                      [&](const On& open) {
                        if (open.next != 0) effects_.push_back(Stop{open.next, event.kind});
                        const CaptureId next = ask_alone(event.kind);
                        device(event.kind) = On{open.capture, open.stands_in, next};
                      },
                  },
                  before);
  }

  void on(const Vanished& event) {
    const auto* open = std::get_if<On>(&device(event.kind));
    if (!open || open->capture != event.capture) return;
    if (open->next != 0) {  // the browser took the old one away for the new one
      device(event.kind) = Opening{open->next};
      attach(event.kind, 0);
      effects_.push_back(Stop{event.capture, event.kind});
    } else if (open->stands_in) {
      shut(event.kind, DeviceProblem::Unplugged);
    } else {
      Opening fallback;
      fallback.stands_in = true;
      reopen(event.kind, fallback);
    }
  }

 private:
  Device& device(Kind kind) { return kind == Kind::Microphone ? state_.microphone : state_.camera; }

  CaptureId ask_alone(Kind kind) {
    const CaptureId capture = ++state_.captures;
    effects_.push_back(Open{capture, kind == Kind::Microphone, kind == Kind::Camera});
    return capture;
  }

  void open_alone(Kind kind) { device(kind) = Opening{ask_alone(kind)}; }

  /// Lets go of what is open and asks anew.
  void reopen(Kind kind, Opening opening) {
    attach(kind, 0);
    stop(kind);
    opening.capture = ask_alone(kind);
    device(kind) = opening;
  }

  void put_on(Kind kind, const On& open) {
    device(kind) = open;
    attach(kind, open.capture);
    if (kind == Kind::Microphone && state_.muted) effects_.push_back(Mute{open.capture, true});
  }

  void shut(Kind kind, std::optional<DeviceProblem> problem) {
    if (std::holds_alternative<On>(device(kind))) attach(kind, 0);
    stop(kind);
    device(kind) = Off{problem};
  }

  void attach(Kind kind, CaptureId capture) {
    if (state_.peer != 0) effects_.push_back(Attach{state_.peer, kind, capture});
  }

  /// Every request of this device.
  void stop(Kind kind) {
    parley::visit(Overloaded{
                      [](const Off&) {},
                      [&](const Opening& opening) {
                        effects_.push_back(Stop{opening.capture, kind});
                      },
                      [&](const On& open) {
                        effects_.push_back(Stop{open.capture, kind});
                        if (open.next != 0) effects_.push_back(Stop{open.next, kind});
                      },
                  },
                  device(kind));
  }

  void release() {
    for (const Kind kind : {Kind::Microphone, Kind::Camera}) stop(kind);
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
