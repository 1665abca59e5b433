// Sessions: one tab, device or program of a person, with what was sent to it and seen from it. A session outlives its
// socket for a while. Not its business: people and calls.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/base/id.hpp"
#include "core/session/delivery.hpp"
#include "server/hub/deadlines.hpp"
#include "server/hub/event.hpp"

namespace parley::hub {

struct Session {
  SessionId id;
  std::string token;
  PersonId person;
  bool program = false;         ///< speaks the call API: hears events, and what it says comes by HTTP
  LoginId login;                ///< of the account that it hangs on; empty: a guest's
  std::string device;           ///< what it runs on, for its owner to read
  ConnectionId connection = 0;  ///< 0: away, until `resume_due`
  session::Outbox outbox;
  session::Inbox inbox;
  std::optional<Deadlines::Handle> resume_due;
  std::optional<Deadlines::Handle> relay_due;  ///< when the relay's credentials are renewed; only while connected
  /// The last calls this session was sent, newest last. Snapshots are not acknowledged: after a lost socket those that
  /// have ended since are sent again. Of a program: the calls that it believes to be live.
  std::vector<CallId> told;
  std::string meeting;  ///< the secret of the meeting point where it is; empty: nowhere
  CallId claimed;       ///< a call that waits for the other side's claim; empty: none
};

class Sessions {
 public:
  Session& add(Session session);
  Session* find(const SessionId& id);
  const Session* find(const SessionId& id) const;
  Session* find_by_token(const std::string& token);
  void erase(const SessionId& id);

  std::size_t size() const { return by_id_.size(); }

  auto begin() const { return by_id_.begin(); }
  auto end() const { return by_id_.end(); }

 private:
  std::unordered_map<SessionId, Session> by_id_;
  std::unordered_map<std::string, SessionId> by_token_;
};

}  // namespace parley::hub
