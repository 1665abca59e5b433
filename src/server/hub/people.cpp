#include "server/hub/people.hpp"

#include <utility>

#include "server/hub/names.hpp"

namespace parley::hub {
namespace {

void derive_from_name(PersonEntry& person) {
  const std::string& name = person.face.name;
  person.face.initials = initials_of(name);
  person.face.hue = hue_of(name);
  person.name_key = find_key(name);
}

}  // namespace

void Departed::add(const PersonId& person, const std::string& name, const std::string& name_key, Instant now) {
  if (most_ == 0) return;
  if (order_.size() == most_) drop_oldest();
  order_.push_back({now + keep_, person, name_key});
  Times& times = ids_[person];
  ++times.count;
  times.name = name;
  ++keys_[name_key];
}

const std::string* Departed::name_of(const PersonId& person) const {
  const auto times = ids_.find(person);
  return times == ids_.end() ? nullptr : &times->second.name;
}

void Departed::forget(Instant now) {
  while (!order_.empty() && order_.front().until <= now) drop_oldest();
}

std::optional<Instant> Departed::next_due() const {
  if (order_.empty()) return std::nullopt;
  return order_.front().until;
}

void Departed::drop_oldest() {
  const auto id = ids_.find(order_.front().person);
  if (id != ids_.end() && --id->second.count == 0) ids_.erase(id);
  const auto key = keys_.find(order_.front().name_key);
  if (key != keys_.end() && --key->second == 0) keys_.erase(key);
  order_.pop_front();
}

PersonEntry& People::add(PersonEntry person) {
  derive_from_name(person);
  by_name_.insert(named(person));
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
  const auto first = by_name_.lower_bound(Named(name_key, false, PersonId()));
  if (first == by_name_.end() || std::get<0>(*first) != name_key) return nullptr;
  return find(std::get<PersonId>(*first));
}

void People::erase(const PersonId& id) {
  const auto entry = by_id_.find(id);
  if (entry == by_id_.end()) return;
  by_name_.erase(named(entry->second));
  by_id_.erase(entry);
}

void People::rename(PersonEntry& person, const std::string& name) {
  by_name_.erase(named(person));
  person.face.name = name;
  derive_from_name(person);
  by_name_.insert(named(person));
}

}  // namespace parley::hub
