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
// folding is for telling names apart, not for ordering them.
bool comes_before(const ListedPerson& left, const ListedPerson& right) {
  const auto lower = [](char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter;
  };
  const std::string& a = left.person.name;
  const std::string& b = right.person.name;
  const bool less = std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) {
    return static_cast<unsigned char>(lower(x)) < static_cast<unsigned char>(lower(y));
  });
  if (less || a != b) return less;
  return left.person.id < right.person.id;
}

void put_in_order(std::vector<ListedPerson>& people) {
  std::sort(people.begin(), people.end(), comes_before);
  std::unordered_set<std::string_view> names;
  for (const ListedPerson& listed : people) names.insert(listed.person.name);
  int number = 1;
  for (std::size_t i = 0; i < people.size(); ++i) {
    const std::string& name = people[i].person.name;
    people[i].shown = name;
    if (i == 0 || name != people[i - 1].person.name) {
      number = 1;
      continue;
    }
    do {  // somebody may really be called "Ada 2"
      people[i].shown = name + " " + std::to_string(++number);
    } while (names.count(people[i].shown) > 0);
  }
}

}  // namespace

void take_list(std::vector<ListedPerson>& people, std::vector<protocol::Person>& arriving, protocol::PeerList list) {
  if (list.first) arriving.clear();
  arriving.insert(arriving.end(), std::make_move_iterator(list.people.begin()),
                  std::make_move_iterator(list.people.end()));
  if (!list.last) return;
  people.clear();
  for (protocol::Person& person : arriving) people.push_back({std::move(person), {}});
  arriving.clear();
  put_in_order(people);
}

void add_people(std::vector<ListedPerson>& people, const std::vector<protocol::Person>& changed) {
  std::unordered_map<PersonId, const protocol::Person*> news;
  for (const protocol::Person& person : changed) news[person.id] = &person;
  for (ListedPerson& listed : people) {
    const auto found = news.find(listed.person.id);
    if (found == news.end()) continue;
    listed.person = *found->second;
    news.erase(found);
  }
  for (const auto& [id, person] : news) people.push_back({*person, {}});
  put_in_order(people);
}

void remove_people(std::vector<ListedPerson>& people, const std::vector<PersonId>& ids) {
  const std::unordered_set<PersonId> gone(ids.begin(), ids.end());
  people.erase(std::remove_if(people.begin(), people.end(),
                              [&](const ListedPerson& listed) { return gone.count(listed.person.id) > 0; }),
               people.end());
  put_in_order(people);
}

}  // namespace parley::app
