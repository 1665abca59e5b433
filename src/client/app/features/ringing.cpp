#include "client/app/features/ringing.hpp"

#include <variant>

#include "client/app/context.hpp"

namespace parley::app::ringing {
namespace {

namespace consent = call::consent;
using protocol::EndReason;

// At a meeting point nobody is asked, so nothing rings.
const consent::Ringing* noticeable(const Model& model) {
  const consent::Ringing* ring = incoming(model);
  return ring && !ring->call.meeting ? ring : nullptr;
}

Tone loop_of(const Model& model) {
  if (noticeable(model)) return Tone::Ring;
  return screen(model) == Screen::Waiting ? Tone::RingBack : Tone::None;
}

// How a call ended, to the ear. One's own doing is heard by nobody.
Tone end_of(const consent::Ended& over) {
  if (over.elsewhere || over.call.ended_by == over.call.you) return Tone::None;
  switch (over.call.reason.value_or(EndReason::Failed)) {
    case EndReason::ConnectionLost:
    case EndReason::NoPath:
    case EndReason::Failed: return Tone::Lost;
    case EndReason::HungUp:
    case EndReason::Cancelled:
    case EndReason::Declined:
    case EndReason::NoAnswer:
    case EndReason::Busy: return Tone::Ended;
  }
  return Tone::None;
}

void tell_outside(Context& context) {
  State& state = context.model.ringing;
  const consent::Ringing* ring = noticeable(context.model);
  const CallId now = ring ? ring->call.id : CallId();
  if (now == state.noticed) return;
  if (!state.noticed.empty()) context.emit(Withdraw{});
  state.noticed = now;
  if (!ring) return;
  const bool video = ring->call.media == call::Media::Video;
  context.emit(Notice{ring->call.caller.name + " is calling",
                      video ? "Video call. Open Parley to answer." : "Voice call. Open Parley to answer."});
}

// What is heard once for what this turn has brought.
Tone once(Context& context, const Before& before) {
  const Model& model = context.model;
  std::uint32_t& known = context.model.ringing.unread;
  const std::uint32_t unread = chat::unread(model);
  const bool written = unread > known;
  known = unread;
  const auto* over = std::get_if<consent::Ended>(&model.consent.phase);
  if (over && before.screen != Screen::Ended) return end_of(*over);
  return written ? Tone::Message : Tone::None;
}

void play(Context& context, Tone tone, bool loop) {
  context.emit(Play{tone, loop, tone == Tone::None ? std::string() : settings::speaker(context.model)});
}

}  // namespace

void handle(Context& context, const Allow&) { context.emit(Ask{}); }

void handle(Context& context, const Permitted& report) {
  State& state = context.model.ringing;
  const bool asked = state.permission != Permission::Unknown;
  state.permission = report.permission;
  if (!asked) return;
  if (report.permission == Permission::Granted) context.say("Notifications are on.");
  if (report.permission == Permission::Denied)
    context.say("Notifications are blocked for this site. Allow them in the address bar.");
}

void follow(Context& context, const Before& before) {
  const Model& model = context.model;
  State& state = context.model.ringing;
  tell_outside(context);
  const Tone loop = loop_of(model);
  if (loop != state.looping) {
    state.looping = loop;
    play(context, loop, loop != Tone::None);
  }
  const Tone heard = once(context, before);
  if (heard != Tone::None && loop == Tone::None) play(context, heard, false);
}

}  // namespace parley::app::ringing
