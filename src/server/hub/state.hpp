// All that the hub knows, in one place, and how anything is said to anybody. What happens is decided by the files named
// after it: admission, consent, claims, relay, chat, meetings, presence.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "core/protocol/message.hpp"
#include "server/hub/blocks.hpp"
#include "server/hub/calls.hpp"
#include "server/hub/config.hpp"
#include "server/hub/connections.hpp"
#include "server/hub/deadlines.hpp"
#include "server/hub/meetings.hpp"
#include "server/hub/people.hpp"
#include "server/hub/presence.hpp"
#include "server/hub/roster.hpp"
#include "server/hub/sessions.hpp"
#include "server/hub/stats.hpp"
#include "server/hub/turn.hpp"

namespace parley::hub {

/// A program's handshake that waits.
struct WaitingProgram {
  RequestId request = 0;
  Admit admit;
};

/// A sign-in that waits for the directory, or for whoever knows the accounts.
struct Admission {
  ConnectionId connection = 0;  ///< 0: a program's, whose socket is yet to come
  PersonId person;              ///< for whom a name is being claimed
  protocol::Hello hello;
  std::optional<WaitingProgram> program{};
};

/// A claim that waits for the other side's.
struct WaitingClaim {
  SessionId session;
  protocol::CallClaim claim;
  std::optional<Deadlines::Handle> due;
};

/// Tells the calls of one process from those of another, so that a call that was forgotten is not taken for one of an
/// earlier process and claimed.
std::string call_prefix_of(std::string_view epoch);

struct State {
  State(Config given_config, std::string given_epoch)
      : config(std::move(given_config)),
        epoch(std::move(given_epoch)),
        call_prefix(call_prefix_of(epoch)),
        departed(config.departed_people, config.departed),
        roster(config.people_per_list) {}

  Config config;
  std::string epoch;
  std::string call_prefix;  ///< how the ids of the calls that this process made begin

  Connections connections;
  std::unordered_map<AdmissionId, Admission> admissions;
  AdmissionId last_admission = 0;
  Sessions sessions;
  People people;
  HiddenPeople hidden;
  Departed departed;
  std::optional<Deadlines::Handle> departed_due;
  Roster roster;
  PresenceBatch presence;
  Meetings meetings;
  Calls calls;
  std::size_t live_calls = 0;
  std::unordered_map<CallId, std::vector<WaitingClaim>> claims;
  Deadlines deadlines;
  Stats totals;                          ///< only its totals are kept up to date
  std::optional<Milliseconds> stopping;  ///< the process ends: come back after this
};

/// A call has ended, or was refused as busy.
void count_end(State& state, protocol::EndReason reason);

// ---- saying something ---------------------------------------------------------------------------------------------

void send_frame(State& state, Turn& turn, ConnectionId connection, const Frame& frame);

/// A message without a number, to one socket.
void send(State& state, Turn& turn, ConnectionId connection, const protocol::Message& message);

/// A message to a session. A command is numbered and kept until it is acknowledged; state reaches only who is connected.
/// Programs do not speak this protocol: nothing is said to them.
void post(State& state, Turn& turn, Session& session, const protocol::Message& message);

/// The same for a command that is encoded already, with the number that is the session's next one.
void post_command(State& state, Turn& turn, Session& session, std::string text);

/// A message to all sessions of a person.
void post_to_person(State& state, Turn& turn, const PersonEntry& person, const protocol::Message& message);

/// What can be told with a refusal besides its code.
struct Refusal {
  protocol::ErrorCode code{};
  std::optional<MessageId> answers{};
  std::optional<std::string> where{};
  std::string name{};  ///< of the person it is about, for the sentence
  std::string suggestion{};
  std::string what{};  ///< bad-message: continues `where`
  std::optional<Milliseconds> retry_after{};
};

protocol::Error error_message(const Refusal& refusal);

/// Answers with an error. Messages that no honest client sends are counted, and past their rate the socket ends.
void refuse(State& state, Turn& turn, Connection& connection, const Refusal& refusal);
void refuse(State& state, Turn& turn, Session& session, const Refusal& refusal);

// ---- ending a socket ------------------------------------------------------------------------------------------------

/// The socket is gone: a session that spoke through it waits for its return, a sign-in is abandoned.
void forget_connection(State& state, Turn& turn, ConnectionId connection);

/// The session's connection, if it has one, gives way to another: the client knows better which of its sockets is alive.
void replace_connection(State& state, Turn& turn, Session& session);

/// Closes the socket with the code of this row and forgets it.
void close_connection(State& state, Turn& turn, ConnectionId connection, protocol::ErrorCode why);

}  // namespace parley::hub
