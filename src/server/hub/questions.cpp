#include "server/hub/questions.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/overloaded.hpp"
#include "server/hub/blocks.hpp"
#include "server/hub/consent.hpp"
#include "server/hub/programs.hpp"
#include "server/hub/reach.hpp"
#include "server/hub/state.hpp"
#include "server/hub/telling.hpp"
#include "server/hub/turn.hpp"

namespace parley::hub {
namespace {

using protocol::CallStatus;
using protocol::EndReason;
using protocol::ErrorCode;
using protocol::Side;

User user_of(const PersonEntry& person) { return {person.face.id, person.face.name, person.location}; }

// Nobody may speak for another one, unless ids are trusted; then a request may also come without any credential.
bool may_act(const State& state, const std::optional<PersonId>& actor, const PersonId& person) {
  return actor ? *actor == person : state.config.trust_ids;
}

Reply who_is(State& state, const WhoIs& question) {
  const Session* session = state.sessions.find_by_token(question.token);
  if (session == nullptr) return Refused{ErrorCode::TokenExpired};
  const PersonEntry* person = state.people.find(session->person);
  return Known{session->person, person->face.name, session->id, session->login, person->since};
}

Reply list_users(const State& state, const ListUsers& question) {
  Users reply;
  reply.users.reserve(state.people.size());
  for (const auto& [id, person] : state.people) {
    if (!question.actor || !is_hidden(person, *question.actor)) reply.users.push_back(user_of(person));
  }
  std::sort(reply.users.begin(), reply.users.end(), [](const User& left, const User& right) {
    return std::tie(left.name, left.id) < std::tie(right.name, right.id);
  });
  return reply;
}

// A call that came to nothing at its start.
CallView failed_call(State& state, Turn& turn, const PersonEntry& caller, User receiver, ErrorCode why, CallId id) {
  CallView view;
  view.id = id.empty() ? CallId(turn.mint(state.call_prefix)) : std::move(id);
  view.caller = user_of(caller);
  view.receiver = std::move(receiver);
  view.status = CallStatus::Error;
  view.refused = why;
  if (why == ErrorCode::Busy || why == ErrorCode::DoNotDisturb) view.reason = EndReason::Busy;
  return view;
}

Reply start_call(State& state, Turn& turn, const StartCall& start) {
  if (!may_act(state, start.actor, start.caller)) return Refused{ErrorCode::NotAllowed};
  const PersonEntry* caller = state.people.find(start.caller);
  Session* session = caller == nullptr ? nullptr : program_of(state, *caller);
  if (session == nullptr) return Refused{ErrorCode::Offline};
  PersonEntry* receiver = state.people.find(start.receiver);
  if (receiver == nullptr) {
    const std::string* name = state.departed.name_of(start.receiver);
    if (name == nullptr) return Refused{ErrorCode::UnknownPerson};
    return failed_call(state, turn, *caller, {start.receiver, *name, {}}, ErrorCode::Offline, {});
  }
  const auto call = ring(state, turn, *session, *receiver, {});
  if (call.ok()) return call.value()->view();
  const RingRefusal& refusal = call.error();
  switch (refusal.code) {
    case ErrorCode::Offline:  // as somebody who has left
      return failed_call(state, turn, *caller, {start.receiver, receiver->face.name, {}}, refusal.code, {});
    case ErrorCode::Busy:
    case ErrorCode::DoNotDisturb:
    case ErrorCode::NoMediaServer:
      return failed_call(state, turn, *caller, user_of(*receiver), refusal.code, refusal.call);
    default: return Refused{refusal.code, false, refusal.retry_after};
  }
}

Reply answer_call(State& state, Turn& turn, const AnswerCall& answer) {
  CallEntry* call = state.calls.find(answer.call);
  if (call == nullptr || (answer.actor && !call->side_of(*answer.actor))) return Refused{ErrorCode::NoSuchCall};
  if (!may_act(state, answer.actor, call->receiver.face.id)) return Refused{ErrorCode::NotAllowed};
  if (!call->is_live()) return Refused{ErrorCode::CallOver};
  const PersonEntry* receiver = state.people.find(call->receiver.face.id);
  Session* program = receiver == nullptr ? nullptr : program_of(state, *receiver);
  if (!call->is_dialling() || program == nullptr || !rings(state, *call, *program)) {
    return Refused{ErrorCode::NotAllowed};
  }
  if (answer.accept) {
    accept_call(state, turn, *call, *program, call->media);
  } else {
    forget_told(*program, call->id);
    finish_call(state, turn, *call, CallStatus::Declined, EndReason::Declined, Side::Receiver);
  }
  return call->view();
}

// The receiver of a ringing call who ends it declines it.
Reply end_call(State& state, Turn& turn, const EndCall& end) {
  CallEntry* call = state.calls.find(end.call);
  const auto side = call == nullptr ? std::nullopt : call->side_of(end.user);
  const bool is_party = side && (!end.actor || call->side_of(*end.actor));
  if (!is_party) return Refused{ErrorCode::NoSuchCall};
  if (!may_act(state, end.actor, end.user)) return Refused{ErrorCode::NotAllowed};
  if (!call->is_live()) return Refused{ErrorCode::CallOver};
  if (!call->is_dialling()) {
    finish_call(state, turn, *call, CallStatus::Ended, EndReason::HungUp, side);
  } else if (*side == Side::Caller) {
    finish_call(state, turn, *call, CallStatus::Ended, EndReason::Cancelled, side);
  } else {
    finish_call(state, turn, *call, CallStatus::Declined, EndReason::Declined, side);
  }
  return call->view();
}

Reply find_call(const State& state, const FindCall& question) {
  const CallEntry* call = state.calls.find(question.call);
  if (call == nullptr || !call->side_of(question.person)) return Refused{ErrorCode::NoSuchCall};
  return call->view();
}

Reply set_one_blocked(State& state, Turn& turn, const SetBlocked& order) {
  PersonEntry* person = state.people.find(order.person);
  if (person == nullptr) return Refused{ErrorCode::Offline};
  if (order.other == order.person) return Refused{ErrorCode::NotAllowed};
  const auto list = changed_list(state, *person, order.other, order.blocked);
  if (!list) return Refused{ErrorCode::TooLarge};
  set_blocked(state, turn, *person, *list);
  return Done{};
}

Reply list_blocked(const State& state, const ListBlocked& question) {
  const PersonEntry* person = state.people.find(question.person);
  if (person == nullptr) return Refused{ErrorCode::Offline};
  Users reply;
  for (const auto& [id, name] : list_of_blocked(state, *person)) {
    reply.users.push_back({id, name.value_or(std::string()), {}});
  }
  std::sort(reply.users.begin(), reply.users.end(),
            [](const User& left, const User& right) { return left.id < right.id; });
  return reply;
}

bool only_asks(const Question& question) {
  return std::holds_alternative<WhoIs>(question) || std::holds_alternative<ListUsers>(question) ||
         std::holds_alternative<FindCall>(question) || std::holds_alternative<ListBlocked>(question);
}

}  // namespace

void answer_question(State& state, Turn& turn, const Asked& asked) {
  ++state.totals.questions;
  if (state.stopping && !only_asks(asked.question)) {
    turn.emit(Replied{asked.request, Refused{ErrorCode::ServerStopping}});
    return;
  }
  const auto reply = [&](Reply answer) { turn.emit(Replied{asked.request, std::move(answer)}); };
  std::visit(Overloaded{
                 [&](const Admit& admit) { admit_program(state, turn, asked.request, admit); },
                 [&](const WhoIs& question) { reply(who_is(state, question)); },
                 [&](const ListUsers& question) { reply(list_users(state, question)); },
                 [&](const StartCall& start) { reply(start_call(state, turn, start)); },
                 [&](const AnswerCall& answer) { reply(answer_call(state, turn, answer)); },
                 [&](const EndCall& end) { reply(end_call(state, turn, end)); },
                 [&](const FindCall& question) { reply(find_call(state, question)); },
                 [&](const SetBlocked& order) { reply(set_one_blocked(state, turn, order)); },
                 [&](const ListBlocked& question) { reply(list_blocked(state, question)); },
             },
             asked.question);
}

}  // namespace parley::hub
