// One's own screen in a call: what the user wants, what the browser was asked for, what is sent, and why nothing is. The other
// side learns of it by `call-media`; there is nothing to negotiate, since the screen has its place on the connection from the start.
#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "core/call/types.hpp"

namespace parley::call::screen_share {

// Arrows; tests/core/call/screen_share_test.cpp checks that these and no others are possible:
//
//   Off -> Choosing: wanted; the browser lets the user choose
//   Choosing -> On: chosen
//   Choosing -> Off: nothing was chosen (and why), not wanted any more, or the call is over
//   On -> Off: not wanted any more, stopped with the browser's own button, or the call is over

/// Why nothing is shared although it was wanted.
enum class Problem {
  Refused,          ///< the user chose nothing
  BlockedBySystem,  ///< the system does not let the browser see the screen
  Failed,           ///< the browser could not
};

struct Off {
  std::optional<Problem> problem;
  friend bool operator==(const Off&, const Off&) = default;
};
struct Choosing {
  CaptureId capture = 0;
  friend bool operator==(const Choosing&, const Choosing&) = default;
};
struct On {
  CaptureId capture = 0;
  bool sound = false;  ///< the sound of what is shared goes with it
  friend bool operator==(const On&, const On&) = default;
};
using Phase = std::variant<Off, Choosing, On>;

struct State {
  Phase phase;
  PeerId peer = 0;         ///< carries the picture; 0: none yet
  CaptureId captures = 0;  ///< so many were asked for
  friend bool operator==(const State&, const State&) = default;
};

struct UserToggles {
  friend bool operator==(const UserToggles&, const UserToggles&) = default;
};
/// The problem has been read, or is of no interest any more.
struct Forget {
  friend bool operator==(const Forget&, const Forget&) = default;
};
struct Chosen {
  CaptureId capture = 0;
  bool sound = false;
  friend bool operator==(const Chosen&, const Chosen&) = default;
};
struct NotChosen {
  CaptureId capture = 0;
  Problem problem{};
  friend bool operator==(const NotChosen&, const NotChosen&) = default;
};
/// The browser's own "stop sharing", or the window that was shared is closed.
struct Stopped {
  CaptureId capture = 0;
  friend bool operator==(const Stopped&, const Stopped&) = default;
};
/// The picture goes onto this connection from now on; 0: there is none.
struct PeerChanged {
  PeerId peer = 0;
  friend bool operator==(const PeerChanged&, const PeerChanged&) = default;
};
/// The call is over.
struct Release {
  friend bool operator==(const Release&, const Release&) = default;
};
using Event = std::variant<UserToggles, Forget, Chosen, NotChosen, Stopped, PeerChanged, Release>;

/// Let the user choose what to share. Answered by Chosen or NotChosen, or never. Only within a gesture.
struct Choose {
  CaptureId capture = 0;
  friend bool operator==(const Choose&, const Choose&) = default;
};
/// Stop this capture, also one that is still being chosen.
struct Stop {
  CaptureId capture = 0;
  friend bool operator==(const Stop&, const Stop&) = default;
};
/// Send the capture, or nothing if it is 0, as screen and its sound (replaceTrack).
struct Attach {
  PeerId peer = 0;
  CaptureId capture = 0;
  friend bool operator==(const Attach&, const Attach&) = default;
};
using Effect = std::variant<Choose, Stop, Attach>;
using Effects = std::vector<Effect>;

/// Total: every (phase, event) pair has a written outcome.
Effects transition(State& state, const Event& event);

bool is_on(const State& state);
std::optional<Problem> problem(const State& state);

}  // namespace parley::call::screen_share
