#include "server/hub/meetings.hpp"

#include <algorithm>
#include <utility>

#include "server/hub/blocks.hpp"
#include "server/hub/state.hpp"
#include "server/hub/turn.hpp"

namespace parley::hub {
namespace {

using protocol::ErrorCode;
using protocol::RoomState;

void tell_where(State& state, Turn& turn, Session& session) {
  protocol::Room told;
  told.room = session.meeting;
  if (const Session* other = companion_at(state, session, session.meeting)) {
    told.state = RoomState::Meeting;
    told.other = state.people.find(other->person)->face;
    told.asks = state.meetings.find(session.meeting)->second.back() == session.id;
  }
  post(state, turn, session, told);
}

void tell_all(State& state, Turn& turn, const std::string& room) {
  const auto point = state.meetings.find(room);
  if (point == state.meetings.end()) return;
  for (const SessionId& id : point->second) tell_where(state, turn, *state.sessions.find(id));
}

void take_out(State& state, Session& session) {
  const auto point = state.meetings.find(session.meeting);
  std::erase(point->second, session.id);
  if (point->second.empty()) state.meetings.erase(point);
  session.meeting.clear();
}

// The session goes, and is told so. The one who stays is not told yet.
void part(State& state, Turn& turn, Session& session) {
  post(state, turn, session, protocol::Room{session.meeting, RoomState::Left, std::nullopt, false});
  take_out(state, session);
}

// Whether these two may meet: whoever has blocked the other meets him nowhere.
bool may_meet(const State& state, const Session& one, const Session& other) {
  return !is_hidden(*state.people.find(one.person), other.person) &&
         !is_hidden(*state.people.find(other.person), one.person);
}

struct Present {
  Session* own = nullptr;    ///< of the same person as the newcomer
  Session* other = nullptr;  ///< of somebody else
  bool full = false;         ///< for the newcomer
};

Present who_is_there(State& state, const Session& newcomer, const std::string& room) {
  Present present;
  const auto point = state.meetings.find(room);
  if (point == state.meetings.end()) return present;
  for (const SessionId& id : point->second) {
    Session* there = state.sessions.find(id);
    if (there->person == newcomer.person) {
      present.own = there;
    } else {
      present.full = present.full || present.other != nullptr || !may_meet(state, newcomer, *there);
      present.other = there;
    }
  }
  return present;
}

}  // namespace

void join_meeting(State& state, Turn& turn, Session& session, const protocol::RoomJoin& join) {
  if (session.meeting == join.room) return tell_where(state, turn, session);
  const Present present = who_is_there(state, session, join.room);
  if (present.full) {
    refuse(state, turn, session, {.code = ErrorCode::RoomFull, .answers = join.id, .where = "/room"});
    return;
  }
  if (!session.meeting.empty()) {
    const std::string left = session.meeting;
    part(state, turn, session);
    tell_all(state, turn, left);
  }
  if (present.own != nullptr) part(state, turn, *present.own);
  session.meeting = join.room;
  state.meetings[join.room].push_back(session.id);
  tell_all(state, turn, join.room);
}

void leave_meeting(State& state, Turn& turn, Session& session, const protocol::RoomLeave& leave) {
  if (session.meeting != leave.room) {
    post(state, turn, session, protocol::Room{leave.room, RoomState::Left, std::nullopt, false});
    return;
  }
  part(state, turn, session);
  tell_all(state, turn, leave.room);
}

void forget_meeting(State& state, Turn& turn, Session& session) {
  if (session.meeting.empty()) return;
  const std::string left = session.meeting;
  take_out(state, session);
  tell_all(state, turn, left);
}

void tell_meeting(State& state, Turn& turn, Session& session) {
  if (!session.meeting.empty()) tell_where(state, turn, session);
}

Session* companion_at(State& state, const Session& session, const std::string& room) {
  if (session.meeting.empty() || session.meeting != room) return nullptr;
  for (const SessionId& id : state.meetings.find(room)->second) {
    if (id != session.id) return state.sessions.find(id);
  }
  return nullptr;
}

}  // namespace parley::hub
