#include "client/app/features/lobby.hpp"

#include <algorithm>
#include <utility>

#include "client/app/context.hpp"

namespace parley::app::lobby {
namespace {

using protocol::Presence;

MessageId next_id(Context& context) {
  return MessageId(context.model.consent.ids + "l" + std::to_string(++context.model.lobby.commands));
}

bool knows_server(const Model& model) {
  return std::holds_alternative<session::Online>(model.session.phase) && !model.session.reset;
}

const protocol::Person& other_of(const protocol::Call& call) {
  return call.you == call::Side::Caller ? call.receiver : call.caller;
}

void tell_presence(Context& context) {
  State& state = context.model.lobby;
  const session::State& session = context.model.session;
  if (session.reset == true) state.told.reset();  // the server says anew what it knows of us
  if (!knows_server(context.model)) return;
  if (!state.told) {
    state.told = session.identity ? session.identity->you.presence : Presence::Free;
    // Another device of one's own may have told it.
    if (state.told == Presence::DoNotDisturb && !state.chosen) state.wished = Presence::DoNotDisturb;
  }
  const Presence now = presence(state);
  if (state.told == now) return;
  state.told = now;
  context.send(protocol::SetPresence{next_id(context), now});
}

}  // namespace

void handle(Context& context, const ChooseStatus& intent) {
  State& state = context.model.lobby;
  state.wished = intent.presence;
  state.chosen = true;
  state.absent = false;
  context.emit(KeepStatus{intent.presence});
  context.say(std::string(status_words(intent.presence)));
}

void handle(Context& context, const ShowMore& intent) {
  auto& subject = context.model.lobby.subject;
  subject.reset();
  if (!intent.person.empty()) subject = Subject{intent.person, intent.name, false};
}

void handle(Context& context, const Favour& intent) {
  State& state = context.model.lobby;
  if (is_favourite(state, intent.name) == intent.favourite) return;
  if (intent.favourite)
    state.favourites.push_back(intent.name);
  else
    state.favourites.erase(std::find(state.favourites.begin(), state.favourites.end(), intent.name));
  ++state.revision;
  state.subject.reset();
  context.emit(Keep{state.favourites});
  context.say(intent.name +
              (intent.favourite ? " is one of your favourites now." : " is none of your favourites any more."));
}

void handle(Context& context, const BlockSubject&) {
  auto& subject = context.model.lobby.subject;
  if (!subject) return;
  if (!std::exchange(subject->confirming, true)) return;
  context.send(protocol::Block{next_id(context), subject->person, true});
  context.say(subject->name + " is blocked.");
  subject.reset();
}

void handle(Context& context, const Unblock& intent) {
  context.send(protocol::Block{next_id(context), intent.person, false});
}

void handle(Context& context, const UseHere&) {
  State& state = context.model.lobby;
  if (!state.elsewhere || state.taking) return;
  state.taking = next_id(context);
  context.send(protocol::CallTake{*state.taking, state.elsewhere->id});
}

void handle(Context& context, const Kept& report) {
  State& state = context.model.lobby;
  state.favourites = report.favourites;
  ++state.revision;
  if (state.chosen || report.presence == Presence::Free) return;
  state.wished = report.presence;
  state.chosen = true;
}

void handle(Context& context, const Absence& report) { context.model.lobby.absent = report.absent; }

void came(Context& context, const protocol::Blocks& message) {
  auto& blocked = context.model.lobby.blocked;
  for (const protocol::BlockedPerson& before : blocked) {
    const bool still = std::any_of(message.people.begin(), message.people.end(),
                                   [&](const protocol::BlockedPerson& one) { return one.id == before.id; });
    if (!still && before.name) context.say(*before.name + " is not blocked any more.");
  }
  blocked = message.people;
  ++context.model.lobby.revision;
}

void came(Context& context, const protocol::Call& message) {
  State& state = context.model.lobby;
  if (message.elsewhere && message.status == protocol::CallStatus::Ongoing) {
    state.elsewhere = message;
  } else if (state.elsewhere && state.elsewhere->id == message.id) {
    state.elsewhere.reset();
    state.taking.reset();
  }
}

void came(Context& context, const protocol::Error& message) {
  State& state = context.model.lobby;
  if (!state.taking || message.answers != state.taking) return;
  state.taking.reset();
  if (message.code == protocol::ErrorCode::NoSuchCall || message.code == protocol::ErrorCode::NotInCall)
    state.elsewhere.reset();
  context.say(message.message);
}

void follow(Context& context, const Before& before) {
  Model& model = context.model;
  State& state = model.lobby;
  tell_presence(context);
  if (!std::holds_alternative<session::Online>(model.session.phase)) {
    state.elsewhere.reset();  // told again by the server when it is back
    state.taking.reset();
  }
  const Screen now = screen(model);
  if (now == Screen::Entry && before.screen != Screen::Entry && !model.session.identity) {  // signed out
    state.blocked.clear();
    state.told.reset();
    if (state.chosen) context.emit(KeepStatus{});
    state.wished = Presence::Free;
    state.chosen = false;
  }
  if (now != Screen::Idle || incoming(model)) state.subject.reset();
  const bool guard = now == Screen::Call;
  if (guard != state.guarded) {
    state.guarded = guard;
    context.emit(Guard{guard});
  }
}

void forget(State& state) {
  state.favourites.clear();
  ++state.revision;
}

Presence presence(const State& state) {
  return state.wished == Presence::Free && state.absent ? Presence::Away : state.wished;
}

bool is_favourite(const State& state, std::string_view name) {
  return std::find(state.favourites.begin(), state.favourites.end(), name) != state.favourites.end();
}

std::string_view status_words(Presence presence) {
  switch (presence) {
    case Presence::Free: return "Free. People here can ring you.";
    case Presence::Away: return "Away. People here can still ring you.";
    case Presence::DoNotDisturb: return "Do not disturb. Nobody here can ring you.";
    case Presence::Busy: return "Busy, in a call.";
  }
  return {};
}

std::string elsewhere_words(const Model& model) {
  const auto& call = model.lobby.elsewhere;
  if (!call) return {};
  return "You are in a call with " + other_of(*call).name + " on " + call->device.value_or("another device") + ".";
}

std::string block_alert(const Model& model) {
  const auto& subject = model.lobby.subject;
  if (!subject || !subject->confirming) return {};
  return subject->name + " will not see you here, ring you or write to you any more. Press Block " + subject->name +
         " again to go on.";
}

}  // namespace parley::app::lobby
