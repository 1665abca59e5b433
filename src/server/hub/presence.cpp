#include "server/hub/presence.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>

#include "core/protocol/codec.hpp"
#include "server/hub/state.hpp"
#include "server/hub/turn.hpp"

namespace parley::hub {
namespace {

Frame frame_of(const protocol::Message& message) {
  return Frame{std::make_shared<const std::string>(protocol::encode(message, std::nullopt))};
}

// One peer-joined: the same bytes for all but those who are in it.
struct JoinedPart {
  std::vector<protocol::Person> people;
  Frame shared;

  Frame without(const PersonId& reader) const {
    protocol::PeerJoined joined;
    for (const protocol::Person& person : people) {
      if (person.id != reader) joined.people.push_back(person);
    }
    return joined.people.empty() ? Frame{} : frame_of(joined);
  }
};

}  // namespace

void presence_changed(State& state, const Turn& turn, const PersonId& person) {
  state.roster.touch(person);
  PresenceBatch& batch = state.presence;
  if (!batch.members.insert(person).second) return;
  batch.changed.push_back(person);
  if (batch.due) return;
  const Instant when =
      batch.last_flush ? std::max(turn.now(), *batch.last_flush + state.config.presence_batch) : turn.now();
  batch.due = state.deadlines.add(when, PresenceDue{});
}

void show_presence(State& state, const Turn& turn, PersonEntry& person) {
  person.face.presence = is_busy(person) ? protocol::Presence::Busy : protocol::Presence::Free;
  presence_changed(state, turn, person.face.id);
}

void flush_presence(State& state, Turn& turn) {
  constexpr std::size_t kNoPart = std::numeric_limits<std::size_t>::max();
  PresenceBatch batch = std::exchange(state.presence, PresenceBatch{{}, {}, {}, turn.now()});

  std::vector<Frame> left;
  std::vector<JoinedPart> joined;
  std::unordered_map<PersonId, std::size_t> part_of;
  protocol::PeerLeft leaving;
  const auto finish_leaving = [&] {
    if (!leaving.ids.empty()) left.push_back(frame_of(std::exchange(leaving, {})));
  };
  for (const PersonId& id : batch.changed) {
    if (const PersonEntry* person = state.people.find(id)) {
      if (joined.empty() || joined.back().people.size() == state.config.people_per_batch) joined.emplace_back();
      joined.back().people.push_back(person->face);
      part_of.emplace(id, joined.size() - 1);
    } else {
      leaving.ids.push_back(id);
      if (leaving.ids.size() == state.config.message_limits.ids) finish_leaving();
    }
  }
  finish_leaving();
  for (JoinedPart& part : joined) part.shared = frame_of(protocol::PeerJoined{part.people});

  for (const auto& [id, session] : state.sessions) {
    if (session.connection == 0) continue;
    for (const Frame& frame : left) send_frame(state, turn, session.connection, frame);
    const auto own = part_of.find(session.person);
    const std::size_t own_part = own == part_of.end() ? kNoPart : own->second;
    for (std::size_t i = 0; i < joined.size(); ++i) {
      const Frame frame = i == own_part ? joined[i].without(session.person) : joined[i].shared;
      if (frame.text) send_frame(state, turn, session.connection, frame);
    }
  }
}

}  // namespace parley::hub
