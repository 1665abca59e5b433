// The figures of a call as both sides measure them, the quality that follows, the guard that gives up video for the voice, and
// why a call has no path. The judgements are core/call's; this routes them and says them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "core/base/fields.hpp"
#include "core/base/types.hpp"
#include "core/call/explain.hpp"
#include "core/call/guard.hpp"
#include "core/call/quality.hpp"
#include "core/call/statistics.hpp"
#include "core/call/types.hpp"

namespace parley::app {
class Context;
struct Before;
struct Model;
}  // namespace parley::app

namespace parley::app::statistics {

using call::statistics::Figures;
using call::statistics::History;

struct State {
  bool open = false;          ///< the region "Statistics"
  bool theirs = false;        ///< it shows the other side's figures
  call::Attempt attempt = 0;  ///< the call that the rest is about
  call::PeerId peer = 0;      ///< the connection that is measured; 0: none
  call::statistics::Meter meter;
  History own;
  History other;  ///< as it told them
  call::quality::State quality;
  call::guard::State guard;
  call::explain::Evidence evidence;
  friend bool operator==(const State&, const State&) = default;
};

// ---- intents ---------------------------------------------------------------------------------------------------------

/// Opens or closes "Statistics".
struct Show {
  bool shown = false;
  static constexpr std::string_view kName = "statistics-show";
  static constexpr auto fields() { return std::tuple{field("shown", &Show::shown)}; }
  friend bool operator==(const Show&, const Show&) = default;
};
/// Chooses whose figures are shown.
struct Choose {
  bool theirs = false;
  static constexpr std::string_view kName = "statistics-choose";
  static constexpr auto fields() { return std::tuple{field("theirs", &Choose::theirs)}; }
  friend bool operator==(const Choose&, const Choose&) = default;
};

using Intents = Types<Show, Choose>;

// ---- the platform's reports ---------------------------------------------------------------------------------------

/// Once a second for the connection that is watched.
struct Sampled {
  call::PeerId peer = 0;
  bool online = true;  ///< the browser believes that it has a network
  call::statistics::Sample sample;
  static constexpr std::string_view kName = "statistics-sampled";
  static constexpr auto fields() {
    return std::tuple{field("peer", &Sampled::peer), field("online", &Sampled::online),
                      field("sample", &Sampled::sample)};
  }
  friend bool operator==(const Sampled&, const Sampled&) = default;
};
/// A relay gave no candidate: an icecandidateerror event.
struct RelayFailed {
  call::PeerId peer = 0;
  std::uint32_t code = 0;
  static constexpr std::string_view kName = "statistics-relay-failed";
  static constexpr auto fields() {
    return std::tuple{field("peer", &RelayFailed::peer), field("code", &RelayFailed::code)};
  }
  friend bool operator==(const RelayFailed&, const RelayFailed&) = default;
};
/// The other side's figures of the last second.
struct Told {
  Figures figures;
  static constexpr std::string_view kName = "statistics-told";
  static constexpr auto fields() { return std::tuple{field("figures", &Told::figures)}; }
  friend bool operator==(const Told&, const Told&) = default;
};

using Reports = Types<Sampled, RelayFailed, Told>;

// ---- commands: what the platform is asked for, by "module.action" -----------------------------------------------------

/// Measures this connection once a second, in place of another one. 0: none.
struct Watch {
  call::PeerId peer = 0;
  static constexpr std::string_view kName = "statistics.watch";
  static constexpr auto fields() { return std::tuple{field("peer", &Watch::peer)}; }
  friend bool operator==(const Watch&, const Watch&) = default;
};
/// To the other page, which reports them as Told.
struct Tell {
  Figures figures;
  static constexpr std::string_view kName = "statistics.tell";
  static constexpr auto fields() { return std::tuple{field("figures", &Tell::figures)}; }
  friend bool operator==(const Tell&, const Tell&) = default;
};
/// Camera and screen are sent, or held back while their devices stay open.
struct HoldVideo {
  call::PeerId peer = 0;
  bool held = false;
  static constexpr std::string_view kName = "statistics.hold_video";
  static constexpr auto fields() {
    return std::tuple{field("peer", &HoldVideo::peer), field("held", &HoldVideo::held)};
  }
  friend bool operator==(const HoldVideo&, const HoldVideo&) = default;
};

using Commands = Types<Watch, Tell, HoldVideo>;

void handle(Context& context, const Show& intent);
void handle(Context& context, const Choose& intent);
void handle(Context& context, const Sampled& report);
void handle(Context& context, const RelayFailed& report);
void handle(Context& context, const Told& report);
/// What follows for this from what has just happened; called at the end of every turn.
void follow(Context& context, const Before& before);

/// A candidate or a description of one side, and the end of our own candidates: evidence for an explanation.
void heard_ours(Model& model, std::string_view text);
void heard_theirs(Model& model, std::string_view text);
void gathered(Model& model);

// ---- what is shown ----------------------------------------------------------------------------------------------------

/// As the status pill shows it.
struct Quality {
  int bars = 0;            ///< 0 to 4
  std::string_view words;  ///< "Quality good"
};
/// Nothing before there are figures.
std::optional<Quality> quality(const Model& model);
/// Our picture is held back so that the voice gets through.
bool is_saving(const Model& model);
/// The other side's is.
bool other_is_saving(const Model& model);
/// Why there is no path as far as is known now: one sentence of cause, one next step.
std::string explanation(const Model& model);
/// While connecting takes long: the same, as it is known by then. Empty: it does not take long.
std::string long_connecting(const Model& model, Instant now);
/// Whose figures the region shows.
const History& shown(const Model& model);

/// "42 ms", "1.8 Mbit/s", "640 kbit/s", "0.4 %", "1280 × 720, 30 fps", "VP9, Opus", "Direct, UDP". A dash where it is not known.
std::string round_trip_words(const Figures& figures);
std::string rate_words(double kbits);
std::string lost_words(const Figures& figures);
std::string jitter_words(const Figures& figures);
std::string picture_words(const Figures& figures);
std::string codec_words(const Figures& figures);
std::string path_words(const Figures& figures);

}  // namespace parley::app::statistics
