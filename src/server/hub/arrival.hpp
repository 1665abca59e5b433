// A person comes online, gets a session more, or is called something else. Who may, is decided elsewhere (admission.hpp for
// `/ws`, programs.hpp for the call API).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/protocol/message.hpp"
#include "server/hub/event.hpp"
#include "server/hub/people.hpp"
#include "server/hub/sessions.hpp"

namespace parley::hub {

struct State;
class Turn;

struct Newcomer {
  PersonId id;
  std::string name;
  NameRight right{};
  std::vector<protocol::BlockedPerson> blocked{};
};

/// The person, who is online from now on if he was not before.
PersonEntry& join(State& state, Turn& turn, const Newcomer& newcomer);

/// A session of the person, without a connection yet.
Session make_session(const State& state, Turn& turn, const PersonEntry& person, LoginId login, std::string device);

/// Puts the session among its person's.
Session& add_session(State& state, PersonEntry& person, Session session);

/// The person hears it in all sessions of `/ws`, others as a change of presence, and his call shows it.
void rename_person(State& state, Turn& turn, PersonEntry& person, const std::string& name,
                   std::optional<protocol::ErrorCode> why);

/// A guest's name has become an account's.
void name_changed(State& state, Turn& turn, const NameChanged& event);

}  // namespace parley::hub
