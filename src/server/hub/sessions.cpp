#include "server/hub/sessions.hpp"

#include <utility>

namespace parley::hub {

Session& Sessions::add(Session session) {
  by_token_.emplace(session.token, session.id);
  SessionId id = session.id;
  return by_id_.emplace(std::move(id), std::move(session)).first->second;
}

Session* Sessions::find(const SessionId& id) {
  const auto entry = by_id_.find(id);
  return entry == by_id_.end() ? nullptr : &entry->second;
}

const Session* Sessions::find(const SessionId& id) const {
  const auto entry = by_id_.find(id);
  return entry == by_id_.end() ? nullptr : &entry->second;
}

Session* Sessions::find_by_token(const std::string& token) {
  const auto entry = by_token_.find(token);
  return entry == by_token_.end() ? nullptr : find(entry->second);
}

void Sessions::erase(const SessionId& id) {
  const auto entry = by_id_.find(id);
  if (entry == by_id_.end()) return;
  by_token_.erase(entry->second.token);
  by_id_.erase(entry);
}

}  // namespace parley::hub
