#include "client/app/people.hpp"

#include "tests/client/app/builders.hpp"

namespace parley::app {
namespace {

using protocol::person;

std::vector<std::string> shown(const std::vector<ListedPerson>& people) {
  std::vector<std::string> names;
  for (const auto& listed : people) names.push_back(listed.shown);
  return names;
}

using Names = std::vector<std::string>;

struct List {
  std::vector<ListedPerson> people;
  std::vector<protocol::Person> arriving;
  List& take(std::vector<protocol::Person> part, bool first, bool last) {
    take_list(people, arriving, {std::move(part), first, last});
    return *this;
  }
};

TEST(People, AreSortedWithoutCase) {
  List list;
  list.take({person("3", "cleo"), person("1", "Ada"), person("2", "Ben")}, true, true);
  EXPECT_EQ(shown(list.people), (Names{"Ada", "Ben", "cleo"}));
}

TEST(People, OfOneNameAreNumberedSoThatControlsStayTellable) {
  List list;
  list.take({person("2", "Ada"), person("1", "Ada"), person("3", "Ben")}, true, true);
  EXPECT_EQ(shown(list.people), (Names{"Ada", "Ada 2", "Ben"}));
  EXPECT_EQ(list.people[0].person.id, PersonId("1"));
  remove_people(list.people, {PersonId("1")});
  EXPECT_EQ(shown(list.people), (Names{"Ada", "Ben"}));
}

TEST(People, NumberedNamesDoNotMeetRealOnes) {
  List list;
  list.take({person("1", "Ada"), person("2", "Ada"), person("3", "Ada 2")}, true, true);
  Names names = shown(list.people);
  std::sort(names.begin(), names.end());
  EXPECT_EQ(std::unique(names.begin(), names.end()), names.end());
}

TEST(People, OfAListInPartsAppearWithTheLast) {
  List list;
  list.take({person("9", "Old")}, true, true);
  list.take({person("1", "Ada")}, true, false);
  EXPECT_EQ(shown(list.people), (Names{"Old"}));
  list.take({person("2", "Ben")}, false, true);
  EXPECT_EQ(shown(list.people), (Names{"Ada", "Ben"}));
  EXPECT_TRUE(list.arriving.empty());
}

TEST(People, OfAnInterruptedListAreForgotten) {
  List list;
  list.take({person("1", "Ada")}, true, false).take({person("2", "Ben")}, true, true);
  EXPECT_EQ(shown(list.people), (Names{"Ben"}));
}

TEST(People, WhoChangedAreReplaced) {
  List list;
  list.take({person("1", "Ada")}, true, true);
  protocol::Person busy = person("1", "Ada");
  busy.presence = protocol::Presence::Busy;
  add_people(list.people, {busy, person("2", "Ben")});
  EXPECT_EQ(shown(list.people), (Names{"Ada", "Ben"}));
  EXPECT_EQ(list.people[0].person.presence, protocol::Presence::Busy);
}

TEST(People, WhoAreRenamedMoveToTheirNewPlace) {
  List list;
  list.take({person("1", "Ada"), person("2", "Ben")}, true, true);
  add_people(list.people, {person("1", "Cleo")});
  EXPECT_EQ(shown(list.people), (Names{"Ben", "Cleo"}));
}

TEST(People, WhoComeLaterStandAmongTheOthersByName) {
  List list;
  list.take({person("1", "Ada"), person("2", "Dan")}, true, true);
  add_people(list.people, {person("3", "cleo"), person("4", "Ben"), person("5", "Eve")});
  EXPECT_EQ(shown(list.people), (Names{"Ada", "Ben", "cleo", "Dan", "Eve"}));
}

struct Search {
  Model model;
  PeopleSearch search;
  Search() {
    take_list(model.people, model.arriving,
              {{person("1", "Ada"), person("2", "Ben"), person("3", "Benita"), person("4", "cleo")}, true, true});
  }
  Names find(std::string_view typed) {
    search.look(model, typed);
    Names names;
    for (const std::uint32_t i : search.found()) names.push_back(model.people[i].shown);
    return names;
  }
};

TEST(PeopleSearch, FindsWithoutCaseWhileOneTypesAndTakesBack) {
  Search s;
  EXPECT_EQ(s.find(""), (Names{"Ada", "Ben", "Benita", "cleo"}));
  EXPECT_EQ(s.find("be"), (Names{"Ben", "Benita"}));
  EXPECT_EQ(s.find("BENI"), (Names{"Benita"}));
  EXPECT_EQ(s.find(" ben "), (Names{"Ben", "Benita"}));
  EXPECT_EQ(s.find("x"), Names{});
  EXPECT_EQ(s.find("cl"), (Names{"cleo"}));
}

TEST(PeopleSearch, SeesWhoComesAndGoes) {
  Search s;
  EXPECT_EQ(s.find("be"), (Names{"Ben", "Benita"}));
  remove_people(s.model.people, {PersonId("2")});
  ++s.model.lobby.revision;
  EXPECT_EQ(s.find("be"), (Names{"Benita"}));
  add_people(s.model.people, {person("5", "Bea")});
  ++s.model.lobby.revision;
  EXPECT_EQ(s.find("be"), (Names{"Bea", "Benita"}));
}

TEST(PeopleSearch, LeavesOutWhomOneHasBlocked) {
  Search s;
  EXPECT_EQ(s.find("be"), (Names{"Ben", "Benita"}));
  s.model.lobby.blocked = {{PersonId("2"), "Ben"}, {PersonId("9"), "Zoe"}};
  ++s.model.lobby.revision;
  EXPECT_EQ(s.find("be"), (Names{"Benita"}));
  EXPECT_EQ(s.search.among(), 3U);
}

TEST(PeopleSearch, PutsFavouritesFirstAndKnowsWhoOfThemIsAbsent) {
  Search s;
  s.model.lobby.favourites = {"cleo", "Zoe", "Benita"};
  ++s.model.lobby.revision;
  EXPECT_EQ(s.find(""), (Names{"Benita", "cleo", "Ada", "Ben"}));
  EXPECT_EQ(s.search.favourites(), 2U);
  EXPECT_EQ(s.search.absent(), (Names{"Zoe"}));
  EXPECT_EQ(s.find("ben"), (Names{"Benita", "Ben"}));
  EXPECT_EQ(s.search.absent(), Names{});
}

}  // namespace
}  // namespace parley::app
