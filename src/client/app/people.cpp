#include "client/app/people.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace parley::app {
namespace {

// Enough to find a name by eye: letters of the ASCII range without case, everything else by code point. The server's
// folding is for telling names apart, not for ordering them; a list that filters a little less is better than one that
// hides somebody.
std::string lowered(std::string_view text) {
  std::string lower(text);
  for (char& letter : lower)
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter + ('a' - 'A'));
  return lower;
}

bool comes_before(const ListedPerson& left, const ListedPerson& right) {
  if (const int order = left.key.compare(right.key); order != 0) return order < 0;
  if (const int order = left.person.name.compare(right.person.name); order != 0) return order < 0;
  return left.person.id < right.person.id;
}

bool same_name(const ListedPerson& left, const ListedPerson& right) { return left.person.name == right.person.name; }

// Two of one name are rare, and all others are shown by the name they have.
void number_namesakes(std::vector<ListedPerson>& people) {
  const bool unique = std::adjacent_find(people.begin(), people.end(), same_name) == people.end();
  std::unordered_set<std::string_view> names;
  if (!unique)
    for (const ListedPerson& listed : people) names.insert(listed.person.name);
  int number = 1;
  for (std::size_t i = 0; i < people.size(); ++i) {
    const std::string& name = people[i].person.name;
    people[i].shown = name;
    if (i == 0 || !same_name(people[i], people[i - 1])) {
      number = 1;
      continue;
    }
    do {  // somebody may really be called "Ada 2"
      people[i].shown = name + " " + std::to_string(++number);
    } while (names.count(people[i].shown) > 0);
  }
}

ListedPerson listed(protocol::Person person) {
  std::string key = lowered(person.name);
  return {std::move(person), {}, std::move(key)};
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

bool contains(std::string_view key, std::string_view typed) { return key.find(typed) != std::string_view::npos; }

}  // namespace

void take_list(std::vector<ListedPerson>& people, std::vector<protocol::Person>& arriving, protocol::PeerList list) {
  if (list.first) arriving.clear();
  arriving.insert(arriving.end(), std::make_move_iterator(list.people.begin()),
                  std::make_move_iterator(list.people.end()));
  if (!list.last) return;
  people.clear();
  for (protocol::Person& person : arriving) people.push_back(listed(std::move(person)));
  arriving.clear();
  std::sort(people.begin(), people.end(), comes_before);
  number_namesakes(people);
}

void add_people(std::vector<ListedPerson>& people, const std::vector<protocol::Person>& changed) {
  std::unordered_map<PersonId, const protocol::Person*> news;
  for (const protocol::Person& person : changed) news[person.id] = &person;
  bool ordered = true;
  for (ListedPerson& one : people) {
    const auto found = news.find(one.person.id);
    if (found == news.end()) continue;
    if (one.person.name == found->second->name) {
      one.person = *found->second;  // another presence changes neither order nor name
    } else {
      one = listed(*found->second);
      ordered = false;
    }
    news.erase(found);
    if (news.empty()) break;
  }
  if (news.empty() && ordered) return;
  const auto known = static_cast<std::ptrdiff_t>(people.size());
  for (const auto& [id, person] : news) people.push_back(listed(*person));
  if (ordered) {
    std::sort(people.begin() + known, people.end(), comes_before);
    std::inplace_merge(people.begin(), people.begin() + known, people.end(), comes_before);
  } else {
    std::sort(people.begin(), people.end(), comes_before);
  }
  number_namesakes(people);
}

void remove_people(std::vector<ListedPerson>& people, const std::vector<PersonId>& ids) {
  const std::unordered_set<PersonId> gone(ids.begin(), ids.end());
  people.erase(std::remove_if(people.begin(), people.end(),
                              [&](const ListedPerson& one) { return gone.count(one.person.id) > 0; }),
               people.end());
  number_namesakes(people);
}

void PeopleSearch::look(const Model& model, std::string_view words) {
  const std::string typed = lowered(trimmed(words));
  const bool same = looked_ && revision_ == model.lobby.revision && people_ == model.people.size();
  if (same && typed == typed_) return;
  const bool narrower = same && contains(typed, typed_);
  if (narrower) {
    found_.erase(std::remove_if(found_.begin(), found_.end(),
                                [&](std::uint32_t i) { return !contains(model.people[i].key, typed); }),
                 found_.end());
  } else {
    std::unordered_set<PersonId> blocked;
    for (const protocol::BlockedPerson& one : model.lobby.blocked) blocked.insert(one.id);
    found_.clear();
    among_ = 0;
    for (std::uint32_t i = 0; i < model.people.size(); ++i) {
      if (blocked.count(model.people[i].person.id) > 0) continue;
      ++among_;
      if (contains(model.people[i].key, typed)) found_.push_back(i);
    }
  }
  looked_ = true;
  typed_ = typed;
  revision_ = model.lobby.revision;
  people_ = model.people.size();

  const std::vector<std::string>& chosen = model.lobby.favourites;
  const std::unordered_set<std::string_view> names(chosen.begin(), chosen.end());
  const auto middle =
      names.empty() ? found_.begin() : std::stable_partition(found_.begin(), found_.end(), [&](std::uint32_t i) {
        return names.count(model.people[i].person.name) > 0;
      });
  favourites_ = static_cast<std::size_t>(middle - found_.begin());
  absent_.clear();
  if (names.empty()) return;
  std::unordered_set<std::string_view> online;
  for (std::size_t i = 0; i < favourites_; ++i) online.insert(model.people[found_[i]].person.name);
  for (const std::string& name : chosen)
    if (online.count(name) == 0 && contains(lowered(name), typed_)) absent_.push_back(name);
}

}  // namespace parley::app
