#include "client/app/features/statistics.hpp"

#include <cmath>
#include <cstdint>
#include <utility>
#include <variant>

#include "client/app/context.hpp"

namespace parley::app::statistics {
namespace {

namespace explain = call::explain;
namespace guard = call::guard;
namespace negotiation = call::negotiation;
namespace quality_of = call::quality;

/// Until then a call that connects is on its way; after that its person wonders.
constexpr Milliseconds kLong{8'000};

constexpr std::string_view kUnknown = "Unknown";

/// The connection to be measured: with a program's call, in the media server's room, there is none of ours.
call::PeerId measurable(const Model& model) {
  const negotiation::State& path = model.negotiation;
  return std::holds_alternative<negotiation::InRoom>(path.phase) ? 0 : path.peer;
}

bool flows(const Model& model) { return model.negotiation.path == negotiation::Path::Flowing; }

bool has_picture(const Model& model) {
  return call::devices::camera_on(model.devices) || (model.reported && model.reported->screen);
}

std::string whole(double value) { return std::to_string(std::llround(value)); }

std::string with_tenth(double value) {
  const std::int64_t tenths = std::llround(value * 10);
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

std::string words_of(explain::Cause cause, const std::string& name) {
  using explain::Cause;
  switch (cause) {
    case Cause::Offline: return "This device is offline. Connect it to a network, then call again.";
    case Cause::NothingGathered:
      return "This browser opens no way for calls. Turn off what blocks them, for example a privacy extension, then "
             "call again.";
    case Cause::OtherSideSilent: return "The device of " + name + " did not answer. Call again.";
    case Cause::RelayRefused: return "The relay did not accept this call. Call again, or ask whoever runs this server.";
    case Cause::RelayFull: return "The relay has no room for another call. Call again in a few minutes.";
    case Cause::RelayUnreachable:
      return "Your network lets nothing through to the relay. Try another network, for example a phone hotspot.";
    case Cause::RelayedInVain:
      return "Your side reached the relay, but the network of " + name + " lets nothing through. Ask " + name +
             " to try another one.";
    case Cause::MediaBlocked:
      return "The connection was made, but nothing arrives from " + name + ". Ask " + name + " to try another network.";
    case Cause::LocalOnly:
      return "Without a relay, which this server has not, only devices of one network reach each other. Join the "
             "network of " +
             name + ", or ask whoever runs this server.";
    case Cause::UdpBlocked:
      return "Your network blocks calls and no relay is configured. Try another network, for example a phone hotspot.";
    case Cause::NoRelay:
      return "Your network lets no direct connection through and no relay is configured. Try another network, for "
             "example a phone hotspot.";
  }
  return {};
}

void release_guard(Context& context) {
  State& state = context.model.statistics;
  const bool held = state.guard.saving;
  guard::forget(state.guard);
  if (held) context.emit(HoldVideo{state.peer, false});
}

void watch_guard(Context& context, const Figures& figures, std::optional<double> available) {
  State& state = context.model.statistics;
  const bool before = state.guard.saving;
  guard::watch(state.guard, figures, available, has_picture(context.model), context.moment.now);
  if (state.guard.saving == before) return;
  context.emit(HoldVideo{state.peer, state.guard.saving});
  // When one turns the camera off, the picture does not come back.
  if (!state.guard.saving && has_picture(context.model)) context.say("Your video is sent again.");
}

}  // namespace

void handle(Context& context, const Show& intent) { context.model.statistics.open = intent.shown; }

void handle(Context& context, const Choose& intent) { context.model.statistics.theirs = intent.theirs; }

void handle(Context& context, const Sampled& report) {
  Model& model = context.model;
  State& state = model.statistics;
  if (report.peer == 0 || report.peer != state.peer) return;
  explain::Evidence& evidence = state.evidence;
  evidence.online = report.online;
  evidence.received = static_cast<double>(model.negotiation.packets);
  evidence.sent = 0;
  for (const auto& stream : report.sample.streams)
    if (!stream.received) evidence.sent += stream.packets.value_or(0);

  std::optional<Figures> figures = call::statistics::take(state.meter, report.sample);
  if (!figures) return;
  if (flows(model)) {
    quality_of::judge(state.quality, *figures, context.moment.now);
    watch_guard(context, *figures, report.sample.available);
  }
  context.emit(Tell{*figures});
  call::statistics::remember(state.own, *std::move(figures));
}

void handle(Context& context, const RelayFailed& report) {
  State& state = context.model.statistics;
  if (report.peer == state.peer) explain::note_relay_error(state.evidence, report.code);
}

void handle(Context& context, const Told& report) {
  State& state = context.model.statistics;
  if (screen(context.model) == Screen::Call)
    call::statistics::remember(state.other, call::statistics::plausible(report.figures));
}

void follow(Context& context, const Before& before) {
  Model& model = context.model;
  State& state = model.statistics;
  const negotiation::State& path = model.negotiation;
  // What is known of a call is asked for when it is over.
  if (path.attempt != 0 && path.attempt != state.attempt) {
    const call::PeerId peer = state.peer;
    state = State{};
    state.attempt = path.attempt;
    state.peer = peer;
  }
  if (screen(model) != Screen::Call) state.open = false;
  if (const call::PeerId peer = measurable(model); peer != state.peer) {
    release_guard(context);
    state.meter = {};
    state.peer = peer;
    context.emit(Watch{peer});
  }
  if (model.session.identity) explain::note_servers(state.evidence, model.session.identity->ice_servers);
  state.evidence.connected = state.evidence.connected || path.ice == call::IceState::Connected;
  if (path.path == negotiation::Path::Lost) {
    quality_of::lose(state.quality);
    release_guard(context);
  }
  if (state.guard.saving && !has_picture(model)) release_guard(context);

  const auto& now = path.remote;
  const protocol::Person* other = other_person(model);
  const bool same_call = now && before.remote && before.remote->call == now->call;
  if (other && same_call && before.remote->saving && !now->saving && now->camera)
    context.say(other->name + "'s video is back.");
}

void heard_ours(Model& model, std::string_view text) { explain::note(model.statistics.evidence.ours, text); }
void heard_theirs(Model& model, std::string_view text) { explain::note(model.statistics.evidence.theirs, text); }
void gathered(Model& model) { model.statistics.evidence.gathered = true; }

std::optional<Quality> quality(const Model& model) {
  const auto& bars = model.statistics.quality.bars;
  if (!bars) return std::nullopt;
  constexpr std::string_view kWords[] = {"No connection", "Quality poor", "Quality fair", "Quality good",
                                         "Quality good"};
  return Quality{*bars, kWords[*bars]};
}

bool is_saving(const Model& model) { return model.statistics.guard.saving; }

bool other_is_saving(const Model& model) {
  const auto& remote = model.negotiation.remote;
  return remote && remote->saving && remote->camera;
}

std::string explanation(const Model& model) {
  const protocol::Person* other = other_person(model);
  return words_of(explain::cause_of(model.statistics.evidence), other ? other->name : std::string("the other side"));
}

std::string long_connecting(const Model& model, Instant now) {
  const negotiation::State& path = model.negotiation;
  if (link(model) != Link::Connecting || path.path != negotiation::Path::Connecting || measurable(model) == 0)
    return {};
  if (now - path.path_since < kLong) return {};
  return "Connecting takes long. " + explanation(model);
}

const History& shown(const Model& model) {
  return model.statistics.theirs ? model.statistics.other : model.statistics.own;
}

std::string round_trip_words(const Figures& figures) {
  return figures.round_trip ? whole(*figures.round_trip) + " ms" : std::string(kUnknown);
}

std::string rate_words(double kbits) {
  return kbits < 1000 ? whole(kbits) + " kbit/s" : with_tenth(kbits / 1000) + " Mbit/s";
}

std::string lost_words(const Figures& figures) {
  return figures.lost ? with_tenth(*figures.lost) + " %" : std::string(kUnknown);
}

std::string jitter_words(const Figures& figures) {
  return figures.jitter ? whole(*figures.jitter) + " ms" : std::string(kUnknown);
}

std::string picture_words(const Figures& figures) {
  if (figures.width <= 0 || figures.height <= 0) return "None";
  return whole(figures.width) + " × " + whole(figures.height) + ", " + whole(figures.frames) + " fps";
}

std::string codec_words(const Figures& figures) {
  if (figures.picture_codec.empty() && figures.sound_codec.empty()) return "None";
  if (figures.picture_codec.empty()) return figures.sound_codec;
  return figures.sound_codec.empty() ? figures.picture_codec : figures.picture_codec + ", " + figures.sound_codec;
}

std::string path_words(const Figures& figures) {
  const std::string_view way = figures.relayed ? "Relayed" : "Direct";
  return figures.transport.empty() ? std::string(kUnknown) : std::string(way) + ", " + figures.transport;
}

}  // namespace parley::app::statistics
