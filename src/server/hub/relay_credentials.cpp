#include "server/hub/relay_credentials.hpp"

#include <utility>

#include "server/hub/state.hpp"
#include "server/hub/turn.hpp"

namespace parley::hub {

std::vector<protocol::IceServer> ice_servers_for(const State& state, const Turn& turn, const PersonId& person) {
  std::vector<protocol::IceServer> servers = state.config.ice_servers;
  if (!state.config.mint_relay) return servers;
  for (protocol::IceServer& minted : state.config.mint_relay(person, turn.wall())) {
    if (servers.size() < state.config.message_limits.ice_servers) servers.push_back(std::move(minted));
  }
  return servers;
}

void await_renewal(State& state, const Turn& turn, Session& session) {
  state.deadlines.cancel(session.relay_due);
  if (!state.config.mint_relay) return;
  session.relay_due = state.deadlines.add(turn.now() + state.config.relay_renewal, RelayDue{session.id});
}

void renew_relay(State& state, Turn& turn, const SessionId& id) {
  Session* session = state.sessions.find(id);
  if (session == nullptr || session->connection == 0) return;
  session->relay_due.reset();
  send(state, turn, session->connection, protocol::IceServers{ice_servers_for(state, turn, session->person)});
  ++state.totals.relay_renewals;
  await_renewal(state, turn, *session);
}

}  // namespace parley::hub
