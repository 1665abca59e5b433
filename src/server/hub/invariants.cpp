#include "server/hub/invariants.hpp"

#include <algorithm>
#include <numeric>
#include <string_view>

#include "server/hub/reach.hpp"
#include "server/hub/state.hpp"

namespace parley::hub {
namespace {

using protocol::CallStatus;
using protocol::Side;

class Findings {
 public:
  void require(bool holds, std::string_view what, const std::string& whose) {
    if (!holds) found_.push_back(std::string(what) + ": " + whose);
  }
  std::vector<std::string> take() { return std::move(found_); }

 private:
  std::vector<std::string> found_;
};

void check_connections(const State& state, Findings& findings) {
  for (const auto& [id, connection] : state.connections) {
    const std::string whose = "connection " + std::to_string(id);
    const Session* session = state.sessions.find(connection.session);
    findings.require(connection.session.empty() || session != nullptr, "a connection's session exists", whose);
    findings.require(session == nullptr || session->connection == id, "a session knows its connection", whose);
    findings.require(connection.admission == 0 || state.admissions.contains(connection.admission),
                     "a connection's sign-in waits", whose);
    const int ways = (connection.session.empty() ? 0 : 1) + (connection.admission == 0 ? 0 : 1) +
                     (connection.hello_due.has_value() ? 1 : 0);
    findings.require(ways == 1, "a connection is silent, signing in, or signed in", whose);
  }
}

void check_sessions(const State& state, Findings& findings) {
  for (const auto& [id, session] : state.sessions) {
    const std::string& whose = id.value();
    const PersonEntry* person = state.people.find(session.person);
    findings.require(person != nullptr && std::count(person->sessions.begin(), person->sessions.end(), id) == 1,
                     "a session is one of its person's", whose);
    findings.require((session.connection == 0) == session.resume_due.has_value(),
                     "a session is connected or its grace runs", whose);
    const bool renewed = session.connection != 0 && !session.program && state.config.mint_relay != nullptr;
    findings.require(session.relay_due.has_value() == renewed, "a relay's credentials are renewed while they are used",
                     whose);
    findings.require(!session.program || session.outbox.size() == 0, "nothing is kept for a program", whose);
    findings.require(session.claimed.empty() || state.claims.contains(session.claimed), "a session's claim waits",
                     whose);
  }
}

void check_people(const State& state, Findings& findings) {
  for (const auto& [id, person] : state.people) {
    const std::string& whose = id.value();
    findings.require(!person.sessions.empty(), "a person online has a session", whose);
    const auto programs = std::count_if(person.sessions.begin(), person.sessions.end(), [&](const SessionId& session) {
      const Session* entry = state.sessions.find(session);
      return entry != nullptr && entry->program;
    });
    findings.require(programs <= 1, "a person has one program", whose);
    const CallEntry* call = state.calls.find(person.live_call);
    findings.require(person.live_call.empty() || (call != nullptr && call->is_live() && call->side_of(id).has_value()),
                     "a person's live call lives", whose);
    findings.require(person.live_call.empty() || person.claiming.empty(), "nobody has a call and claims another",
                     whose);
    findings.require(person.face.presence == (is_busy(person) ? protocol::Presence::Busy : person.wish),
                     "a person is shown busy while he is, and else as he wishes", whose);
  }
  findings.require(state.roster.size() == state.people.size(), "the roster lists everybody", "roster");
}

void check_blocks(const State& state, Findings& findings) {
  std::size_t hidden = 0;
  for (const auto& [id, person] : state.people) {
    for (const auto& [reader, name] : person.blocked) {
      const auto* unseen = state.hidden.hidden_from(reader);
      findings.require(unseen != nullptr && unseen->contains(id), "a person is hidden from whom he blocked",
                       id.value());
    }
    hidden += person.blocked.size();
  }
  findings.require(hidden == state.hidden.size(), "only people online are hidden", std::to_string(hidden));
}

void check_room(const State& state, const CallEntry& call, Findings& findings) {
  const std::string& whose = call.id.value();
  for (const Side side : {Side::Caller, Side::Receiver}) {
    const Session* session = state.sessions.find(call.party(side).session);
    findings.require(session == nullptr || !session->program || call.room, "a program's media run through a room",
                     whose);
  }
  findings.require(call.meeting.empty() || !call.room, "the media of two who meet are their own", whose);
  const PersonEntry* receiver = state.people.find(call.receiver.face.id);
  findings.require(!call.is_dialling() || (receiver != nullptr && count_ringing(state, call, *receiver) != 0),
                   "a call rings somewhere", whose);
}

void check_meetings(const State& state, Findings& findings) {
  std::size_t there = 0;
  for (const auto& [room, sessions] : state.meetings) {
    findings.require(!sessions.empty() && sessions.size() <= kMostAtMeeting, "one or two are at a meeting point",
                     std::to_string(sessions.size()));
    there += sessions.size();
    const PersonId* first = nullptr;
    for (const SessionId& id : sessions) {
      const Session* session = state.sessions.find(id);
      findings.require(session != nullptr && session->meeting == room && !session->program,
                       "a session knows at which meeting point it is", id.value());
      if (session == nullptr) continue;
      findings.require(first == nullptr || *first != session->person, "nobody meets himself", id.value());
      first = &session->person;
    }
  }
  const auto somewhere = std::count_if(state.sessions.begin(), state.sessions.end(),
                                       [](const auto& entry) { return !entry.second.meeting.empty(); });
  findings.require(there == static_cast<std::size_t>(somewhere), "a session is at one meeting point at most",
                   std::to_string(there));
}

void check_totals(const State& state, Findings& findings) {
  const Stats& totals = state.totals;
  const auto& ended = totals.ended_by_reason;
  findings.require(std::accumulate(ended.begin(), ended.end(), std::uint64_t{0}) == totals.calls_ended,
                   "calls have ended for a reason", std::to_string(totals.calls_ended));
  findings.require(totals.calls_made == totals.calls_ended + state.live_calls, "calls have ended or live",
                   std::to_string(totals.calls_made));
}

void check_calls(const State& state, Findings& findings) {
  std::size_t live = 0;
  for (const auto& [id, call] : state.calls) {
    const std::string& whose = id.value();
    live += call.is_live() ? 1U : 0U;
    findings.require(call.is_live() != call.reason.has_value(), "a call has a reason if and only if it is over", whose);
    findings.require((call.status == CallStatus::Ongoing) != call.due.has_value(),
                     "a call has a clock unless it is ongoing", whose);
    findings.require((call.is_dialling() && !call.room) != call.early.empty(),
                     "negotiation is kept only while it rings", whose);
    if (!call.is_live()) continue;
    check_room(state, call, findings);
    for (const Side side : {Side::Caller, Side::Receiver}) {
      const Party& party = call.party(side);
      const PersonEntry* person = state.people.find(party.face.id);
      findings.require(person != nullptr && person->live_call == id, "both sides of a live call are in it", whose);
      const bool unbound = call.is_dialling() && side == Side::Receiver;
      const Session* session = state.sessions.find(party.session);
      findings.require(unbound == party.session.empty(), "a side is bound unless it is asked", whose);
      findings.require(unbound || (session != nullptr && session->person == party.face.id),
                       "a bound session is there and its person's", whose);
    }
    findings.require(call.caller.face.id != call.receiver.face.id, "nobody calls himself", whose);
  }
  findings.require(live == state.live_calls, "live calls are counted", std::to_string(live));
}

}  // namespace

std::vector<std::string> violated_invariants(const State& state) {
  Findings findings;
  if (!state.stopping) check_connections(state, findings);
  check_sessions(state, findings);
  check_people(state, findings);
  check_calls(state, findings);
  check_blocks(state, findings);
  check_meetings(state, findings);
  check_totals(state, findings);
  for (const auto& [id, claims] : state.claims) {
    for (const WaitingClaim& claim : claims) {
      const Session* session = state.sessions.find(claim.session);
      findings.require(session != nullptr && session->claimed == id, "a claim's session waits for it", id.value());
    }
  }
  return findings.take();
}

}  // namespace parley::hub
