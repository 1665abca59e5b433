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

}  // namespace
}  // namespace parley::app
