#include "server/hub/people.hpp"

#include <utility>

namespace parley::hub {
namespace {

template <class Key>
void count_down(std::unordered_map<Key, std::size_t>& counts, const Key& key) {
  const auto count = counts.find(key);
  if (count != counts.end() && --count->second == 0) counts.erase(count);
}

}  // namespace

void Departed::add(const PersonId& person, const std::string& name_key, Instant now) {
  if (most_ == 0) return;
  if (order_.size() == most_) drop_oldest();
  order_.push_back({now + keep_, person, name_key});
  ++ids_[person];
  ++keys_[name_key];
}

void Departed::forget(Instant now) {
  while (!order_.empty() && order_.front().until <= now) drop_oldest();
}

std::optional<Instant> Departed::next_due() const {
  if (order_.empty()) return std::nullopt;
  return order_.front().until;
}

void Departed::drop_oldest() {
  count_down(ids_, order_.front().person);
  count_down(keys_, order_.front().name_key);
  order_.pop_front();
}

PersonEntry& People::add(PersonEntry person) {
  by_name_[person.name_key] = person.face.id;
  PersonId id = person.face.id;
  return by_id_.emplace(std::move(id), std::move(person)).first->second;
}

PersonEntry* People::find(const PersonId& id) {
  const auto entry = by_id_.find(id);
  return entry == by_id_.end() ? nullptr : &entry->second;
}

const PersonEntry* People::find(const PersonId& id) const {
  const auto entry = by_id_.find(id);
  return entry == by_id_.end() ? nullptr : &entry->second;
}

PersonEntry* People::find_by_name(const std::string& name_key) {
  const auto entry = by_name_.find(name_key);
  return entry == by_name_.end() ? nullptr : find(entry->second);
}

void People::erase(const PersonId& id) {
  const auto entry = by_id_.find(id);
  if (entry == by_id_.end()) return;
  const auto named = by_name_.find(entry->second.name_key);
  if (named != by_name_.end() && named->second == id) by_name_.erase(named);
  by_id_.erase(entry);
}

}  // namespace parley::hub
