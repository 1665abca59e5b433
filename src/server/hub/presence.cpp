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

using Hidden = std::unordered_set<PersonId>;

// One peer-joined: the same bytes for all but those who are in it, or who may not see somebody who is.
struct JoinedPart {
  std::vector<protocol::Person> people;
  Frame shared;

  bool shows_any(const Hidden& hidden) const {
    return std::any_of(people.begin(), people.end(),
                       [&](const protocol::Person& person) { return hidden.contains(person.id); });
  }

  Frame for_reader(const PersonId& reader, const Hidden* hidden) const {
    protocol::PeerJoined joined;
    for (const protocol::Person& person : people) {
      if (person.id != reader && (hidden == nullptr || !hidden->contains(person.id))) joined.people.push_back(person);
    }
    return joined.people.empty() ? Frame{} : frame_of(joined);
  }
};

// Those who left, in as many messages as they need.
std::vector<Frame> leaving_frames(const State& state, const std::vector<PersonId>& ids, const Hidden* unseen) {
  std::vector<Frame> frames;
  protocol::PeerLeft leaving;
  for (const PersonId& id : ids) {
    if (unseen != nullptr && unseen->contains(id)) continue;
    leaving.ids.push_back(id);
    if (leaving.ids.size() == state.config.message_limits.ids) frames.push_back(frame_of(std::exchange(leaving, {})));
  }
  if (!leaving.ids.empty()) frames.push_back(frame_of(leaving));
  return frames;
}

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
  person.face.presence = is_busy(person) ? protocol::Presence::Busy : person.wish;
  presence_changed(state, turn, person.face.id);
}

void wish_presence(State& state, const Turn& turn, PersonEntry& person, protocol::Presence wish) {
  if (person.wish == wish) return;
  person.wish = wish;
  show_presence(state, turn, person);
}

void flush_presence(State& state, Turn& turn) {
  constexpr std::size_t kNoPart = std::numeric_limits<std::size_t>::max();
  PresenceBatch quiet;
  quiet.last_flush = turn.now();
  PresenceBatch batch = std::exchange(state.presence, std::move(quiet));

  std::vector<PersonId> left;
  std::vector<JoinedPart> joined;
  std::unordered_map<PersonId, std::size_t> part_of;
  for (const PersonId& id : batch.changed) {
    if (const PersonEntry* person = state.people.find(id)) {
      if (joined.empty() || joined.back().people.size() == state.config.people_per_batch) joined.emplace_back();
      joined.back().people.push_back(person->face);
      part_of.emplace(id, joined.size() - 1);
    } else {
      left.push_back(id);
    }
  }
  std::vector<Frame> left_shared = leaving_frames(state, left, nullptr);
  for (JoinedPart& part : joined) part.shared = frame_of(protocol::PeerJoined{part.people});

  for (const auto& [id, session] : state.sessions) {
    if (session.connection == 0 || session.program) continue;
    const auto unseen = batch.left_unseen.find(session.person);
    std::vector<Frame> left_apart;
    if (unseen != batch.left_unseen.end()) left_apart = leaving_frames(state, left, &unseen->second);
    for (const Frame& frame : unseen == batch.left_unseen.end() ? left_shared : left_apart) {
      send_frame(state, turn, session.connection, frame);
    }
    const Hidden* hidden = state.hidden.hidden_from(session.person);
    const auto own = part_of.find(session.person);
    const std::size_t own_part = own == part_of.end() ? kNoPart : own->second;
    for (std::size_t i = 0; i < joined.size(); ++i) {
      const bool apart = i == own_part || (hidden != nullptr && joined[i].shows_any(*hidden));
      const Frame frame = apart ? joined[i].for_reader(session.person, hidden) : joined[i].shared;
      if (frame.text) send_frame(state, turn, session.connection, frame);
    }
  }
}

}  // namespace parley::hub
