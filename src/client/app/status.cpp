#include "client/app/status.hpp"

#include <string>
#include <variant>

namespace parley::app {
namespace {

bool is_online(const Model& model) { return std::holds_alternative<session::Online>(model.session.phase); }

// A camera that comes on where none was agreed is news; one that was agreed on simply opens at the start of a call.
bool agreed_on_picture(const protocol::Call& call) {
  if (call.you == call::Side::Receiver) return call.media == call::Media::Video;
  return call.accepted.value_or(call.media) == call::Media::Video;
}

void announce_media(Model& model, const Before& before) {
  const protocol::Call* call = current_call(model);
  const auto& now = model.negotiation.remote;
  if (!call || !now || screen(model) != Screen::Call) {
    model.heard = model.seen = false;
    return;
  }
  const std::string name = other_person(model)->name;
  const bool same_call = before.remote && before.remote->call == now->call;
  if (same_call && before.remote->microphone && !now->microphone) say(model, name + " muted the microphone.");
  if (same_call && !before.remote->microphone && now->microphone && model.heard)
    say(model, name + " turned the microphone on.");
  if (same_call && before.remote->camera && !now->camera) say(model, name + " turned the camera off.");
  if (same_call && !before.remote->camera && now->camera && (model.seen || !agreed_on_picture(*call))) {
    say(model, name + " turned the camera on.");
  }
  model.heard = model.heard || now->microphone;
  model.seen = model.seen || now->camera;
}

}  // namespace

void say(Model& model, std::string text) {
  model.status.text = std::move(text);
  ++model.status.serial;
}

Before remember(const Model& model) {
  Before before;
  before.screen = screen(model);
  if (const auto* ring = incoming(model)) {
    before.rang = true;
    before.caller = ring->call.caller.name;
  }
  before.link = link(model);
  before.online = is_online(model);
  before.live = call::consent::is_live(model.consent.phase);
  if (const auto* self = oneself(model)) before.name = self->name;
  before.remote = model.negotiation.remote;
  return before;
}

void announce_change(Model& model, const Before& before) {
  const Screen now = screen(model);
  announce_media(model, before);
  if (now == Screen::Ended && before.screen != Screen::Ended) {
    const std::string detail = ended_detail(model);
    say(model, ended_heading(model) + "." + (detail.empty() ? "" : " " + detail));
  } else if (now == Screen::Call && link(model) == Link::Connected && before.link != Link::Connected) {
    say(model, before.link == Link::Reconnecting ? "You are connected again."
                                                 : "Connected to " + other_person(model)->name + ".");
  } else if (now == Screen::Call && is_online(model) && !before.online) {
    say(model, "You are connected again.");
  } else if (before.rang && now == Screen::Idle && !incoming(model)) {
    say(model, before.caller + " stopped calling. Call back if you like.");
  }
}

}  // namespace parley::app
