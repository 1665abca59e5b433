#include "client/app/features/links.hpp"

#include <utility>

#include "client/app/context.hpp"

namespace parley::app::links {
namespace {

using protocol::RoomState;

MessageId next_id(Context& context) {
  return MessageId(context.model.consent.ids + "r" + std::to_string(++context.model.links.commands));
}

bool knows_server(const Model& model) {
  return std::holds_alternative<session::Online>(model.session.phase) && !model.session.reset;
}

bool free_to_call(const Model& model) { return !call::consent::is_live(model.consent.phase); }

const protocol::Person* companion(const State& state) {
  return state.there && state.there->state == RoomState::Meeting && state.there->other ? &*state.there->other : nullptr;
}

void go_to(Context& context, std::string room, bool own) {
  State& state = context.model.links;
  state.room = std::move(room);
  state.own = own;
  state.joined = false;
  state.there.reset();
  state.met = false;
  state.full = false;
  context.emit(Keep{state.room, own});
}

void forget(Context& context) {
  go_to(context, {}, false);
  context.model.links.joining.reset();
}

void call_companion(Context& context) {
  const State& state = context.model.links;
  const protocol::Person* other = companion(state);
  if (!other) return;
  context.next(call::consent::UserCalls{call::Target{other->id, other->name, state.room}, call::Media::Video});
}

}  // namespace

void handle(Context& context, const Copy& intent) {
  State& state = context.model.links;
  state.address.clear();
  state.copying = intent.kind;
  if (intent.kind == Kind::Personal) {
    if (const protocol::Person* self = oneself(context.model)) context.emit(Write{{}, self->name});
  } else if (state.room.empty()) {
    context.emit(Make{});
  } else {
    context.emit(Write{state.room, {}});
  }
}

void handle(Context& context, const Made& report) {
  go_to(context, report.room, true);
  context.emit(Write{report.room, {}});
}

void handle(Context& context, const Copied& report) {
  State& state = context.model.links;
  state.address = report.address;
  if (report.address.empty()) {
    ++state.copied;
    context.say("Link copied.");
  } else {
    context.say("The browser did not let the link be copied. Copy it from the field.");
  }
}

void handle(Context& context, const Close&) {
  State& state = context.model.links;
  if (state.room.empty()) return;
  if (state.joined) context.send(protocol::RoomLeave{next_id(context), state.room});
  forget(context);
  state.address.clear();
  context.say("The link is closed.");
}

void handle(Context& context, const Meet&) {
  if (free_to_call(context.model)) call_companion(context);
}

void handle(Context& context, const Dismiss&) {
  context.model.links.full = false;
  context.model.links.address.clear();
}

void handle(Context& context, const Opened& report) {
  State& state = context.model.links;
  state.rings = report.person;
  if (report.room.empty()) return;
  if (report.room == state.room)
    state.own = report.own;  // the server has told where we are before the page did
  else
    go_to(context, report.room, report.own);
}

void came(Context& context, const protocol::Room& message) {
  State& state = context.model.links;
  if (message.state == RoomState::Left) {
    if (message.room != state.room || !state.joined) return;  // our own doing
    forget(context);
    context.say("This link is open in another tab or on another device of yours now.");
    return;
  }
  if (state.room.empty() && !knows_server(context.model)) {
    state.room = message.room;  // an earlier page of this session was there
    state.joined = true;
  }
  if (message.room != state.room) return;
  state.joining.reset();
  state.there = message;
  // Who came second asks, once. A page that learns where it is already does not: the two may have had their call.
  const bool met = std::exchange(state.met, message.state == RoomState::Meeting);
  if (message.asks && !met && knows_server(context.model) && free_to_call(context.model)) call_companion(context);
}

void came(Context& context, const protocol::Error& message) {
  State& state = context.model.links;
  if (!state.joining || message.answers != state.joining) return;
  forget(context);
  state.full = message.code == protocol::ErrorCode::RoomFull;
  if (!state.full) context.say(message.message);
}

void follow(Context& context, const Before& before) {
  Model& model = context.model;
  State& state = model.links;
  if (model.session.reset == true) state.there.reset();
  if (!std::holds_alternative<session::Online>(model.session.phase)) state.joined = false;
  // Signed out: the next one at this page was not invited.
  if (screen(model) == Screen::Entry && before.screen == Screen::Idle && !model.session.identity) {
    if (!state.room.empty()) forget(context);
    state.full = false;
    state.address.clear();
  }
  if (!knows_server(model)) return;
  if (!state.room.empty() && !state.joined) {
    state.joined = true;
    state.joining = next_id(context);
    context.send(protocol::RoomJoin{*state.joining, state.room});
  }
  if (!state.rings.empty() && free_to_call(model)) {
    const std::string name = std::exchange(state.rings, {});
    if (state.room.empty()) context.emit(Keep{});  // a reload does not ring again
    context.next(call::consent::UserCalls{call::Target{std::nullopt, name}, call::Media::Video});
  }
  // Whoever waits at a meeting point has said yes to the one who comes.
  if (const auto* ring = incoming(model); ring && ring->call.meeting) {
    context.next(call::consent::UserAccepts{ring->call.media});
  }
}

std::string invitation(const Model& model) {
  const State& state = model.links;
  if (!state.rings.empty()) return state.rings + " invites you to a call. Join, and " + state.rings + " is rung.";
  if (!state.room.empty() && !state.own) return "You are invited to a call. Join, with or without a name.";
  return {};
}

std::optional<Card> card(const Model& model) {
  const State& state = model.links;
  if (state.room.empty()) return std::nullopt;
  if (const protocol::Person* other = companion(state)) {
    return Card{other->name + " is at your link, too", "Call again, or close the link.", true};
  }
  if (state.own)
    return Card{"Your link waits for its second person", "Whoever opens it is in a call with you at once.", false};
  return Card{"You are the first at this link", "The call begins when the other person comes.", false};
}

std::string problem(const Model& model) {
  return model.links.full ? "Two people are already in this link. Ask for a new link." : std::string();
}

}  // namespace parley::app::links
