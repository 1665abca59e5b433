// Meeting points: two sessions of two persons who know the same secret, and so need not know each other's names. That both are
// there is their consent to a call, which is asked for as any other (consent.hpp). Not to be confused with a call's room at the media
// server.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "core/base/id.hpp"
#include "core/protocol/message.hpp"
#include "server/hub/sessions.hpp"

namespace parley::hub {

struct State;
class Turn;

/// Who is where, by the secret: one or two sessions, in the order in which they came.
using Meetings = std::unordered_map<std::string, std::vector<SessionId>>;

inline constexpr std::size_t kMostAtMeeting = 2;

/// The session is at this meeting point from now on, and at no other. Another session of its person gives way to it.
void join_meeting(State& state, Turn& turn, Session& session, const protocol::RoomJoin& join);

/// The client goes away from a meeting point. Harmless if it is not there.
void leave_meeting(State& state, Turn& turn, Session& session, const protocol::RoomLeave& leave);

/// The session ends: it leaves where it is.
void forget_meeting(State& state, Turn& turn, Session& session);

/// Tells the session where it is, if it is anywhere, after it came back.
void tell_meeting(State& state, Turn& turn, Session& session);

/// The other session at the meeting point where this one is; nothing if it is not there, or alone.
Session* companion_at(State& state, const Session& session, const std::string& room);

}  // namespace parley::hub
