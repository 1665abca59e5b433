#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "server/hub/people.hpp"
#include "server/hub/roster.hpp"
#include "tests/server/hub/world.hpp"

namespace parley::hub::test {
namespace {

using protocol::Presence;

std::set<std::string> names(const std::vector<protocol::Person>& people) {
  std::set<std::string> found;
  for (const protocol::Person& person : people) found.insert(person.name);
  return found;
}

TEST(Presence, ANewcomerIsToldWhoIsThereAndNotHimself) {
  World world;
  world.join("Ada");
  world.join("Bob");
  const auto list = world.join("Eve").last<protocol::PeerList>();
  ASSERT_TRUE(list);
  EXPECT_EQ(names(list->people), (std::set<std::string>{"Ada", "Bob"}));
  EXPECT_TRUE(list->first && list->last);
}

TEST(Presence, OthersAreToldOfANewcomerAndHeIsNot) {
  World world;
  Client& ada = world.join("Ada");
  Client& bob = world.join("Bob");
  ASSERT_EQ(ada.count<protocol::PeerJoined>(), 1u);
  EXPECT_EQ(names(ada.last<protocol::PeerJoined>()->people), std::set<std::string>{"Bob"});
  EXPECT_EQ(bob.count<protocol::PeerJoined>(), 0u);
}

TEST(Presence, ChangesWithinTheBatchTravelTogether) {
  World world;
  Client& ada = world.join("Ada");
  world.settle();
  ada.forget_heard();
  Client& first = world.connect();
  first.hello("Bob");
  world.settle();  // the first after a quiet time is told at once
  EXPECT_EQ(ada.count<protocol::PeerJoined>(), 1u);
  for (const char* name : {"Eve", "Kay", "Max"}) world.connect().hello(name);
  world.pass(199ms);
  EXPECT_EQ(ada.count<protocol::PeerJoined>(), 1u);
  world.pass(1ms);
  ASSERT_EQ(ada.count<protocol::PeerJoined>(), 2u);
  EXPECT_EQ(names(ada.last<protocol::PeerJoined>()->people), (std::set<std::string>{"Eve", "Kay", "Max"}));
}

TEST(Presence, WhoComesAndGoesWithinOneBatchIsToldAsGone) {
  World world;
  Client& ada = world.join("Ada");
  world.connect().hello("Bob");
  world.settle();
  ada.forget_heard();
  Client& eve = world.connect();
  eve.hello("Eve");
  const PersonId id = eve.id();
  eve.say(protocol::Bye{});
  world.pass(1s);
  EXPECT_EQ(ada.count<protocol::PeerJoined>(), 0u);
  EXPECT_EQ(ada.last<protocol::PeerLeft>()->ids, std::vector<PersonId>{id});
}

TEST(Presence, ACallMakesBothBusyAndItsEndFree) {
  World world;
  Client& ada = world.join("Ada");
  Client& bob = world.join("Bob");
  Client& eve = world.join("Eve");
  const CallId call = ringing_call(ada, bob);
  world.pass(1s);
  const auto busy = eve.last<protocol::PeerJoined>();
  EXPECT_EQ(busy->people.size(), 2u);
  for (const protocol::Person& person : busy->people) EXPECT_EQ(person.presence, Presence::Busy) << person.name;
  bob.decline(call);
  world.pass(1s);
  const auto free = eve.last<protocol::PeerJoined>();
  EXPECT_EQ(free->people.size(), 2u);
  for (const protocol::Person& person : free->people) EXPECT_EQ(person.presence, Presence::Free) << person.name;
}

void wish(Client& client, Presence presence) { client.say(protocol::SetPresence{MessageId("wish"), presence}); }

TEST(Presence, IsWhatThePersonWishesAndBusyShowsOverIt) {
  World world;
  Client& ada = world.join("Ada");
  Client& bob = world.join("Bob");
  Client& eve = world.join("Eve");
  const auto shown = [&] {
    world.pass(1s);
    return eve.last<protocol::PeerJoined>()->people.front().presence;
  };
  wish(ada, Presence::Away);
  EXPECT_EQ(shown(), Presence::Away);
  EXPECT_EQ(world.join("Kay").last<protocol::PeerList>()->people.size(), 3u);
  const CallId call = ringing_call(bob, ada);  // away still rings
  EXPECT_EQ(shown(), Presence::Busy);
  wish(ada, Presence::DoNotDisturb);
  bob.end(call);
  world.pass(1s);
  const auto joined = eve.last<protocol::PeerJoined>()->people;
  for (const protocol::Person& person : joined) {
    EXPECT_EQ(person.presence, person.id == ada.id() ? Presence::DoNotDisturb : Presence::Free) << person.name;
  }
}

TEST(Presence, IsThePersonsInAllSessionsAndOutlivesASocket) {
  World world;
  Client& ada = world.join("Ada");
  wish(ada, Presence::DoNotDisturb);
  EXPECT_EQ(world.join_as(ada).last<protocol::ClientId>()->you.presence, Presence::DoNotDisturb);
  ada.lose_socket();
  ada.resume();
  EXPECT_EQ(ada.last<protocol::ClientId>()->you.presence, Presence::DoNotDisturb);
  EXPECT_EQ(world.join("Bob").last<protocol::PeerList>()->people.front().presence, Presence::DoNotDisturb);
}

TEST(Presence, WhoDoesNotWantToBeDisturbedIsNotRung) {
  World world;
  Client& ada = world.join("Ada");
  Client& bob = world.join("Bob");
  wish(ada, Presence::DoNotDisturb);
  bob.ring(ada);
  EXPECT_EQ(bob.last_error(), protocol::ErrorCode::DoNotDisturb);
  EXPECT_EQ(bob.last<protocol::Error>()->message, "Ada does not want to be disturbed. Send a message, or call later.");
  EXPECT_EQ(ada.count<protocol::Call>(), 0u);
  ASSERT_EQ(world.records().size(), 1u);
  EXPECT_EQ(world.records().front().reason, protocol::EndReason::Busy) << "it is among the calls that Ada has missed";
  ringing_call(ada, bob);  // and she may ring
}

TEST(Presence, AProgramIsToldThatSomebodyDoesNotWantToBeDisturbed) {
  Config config;
  config.media_server = true;
  World world(config);
  Client& ada = world.join("Ada");
  Program& robot = world.admit("Robot", PersonId("robot"));
  wish(ada, Presence::DoNotDisturb);
  const auto view = world.ask_for<CallView>(StartCall{robot.id(), robot.id(), ada.id()});
  EXPECT_EQ(view.status, protocol::CallStatus::Error);
  EXPECT_EQ(view.refused, protocol::ErrorCode::DoNotDisturb);
}

TEST(Presence, WhoLosesTheSocketStaysOnlineForTheGrace) {
  World world;
  Client& ada = world.join("Ada");
  Client& bob = world.join("Bob");
  bob.lose_socket();
  world.pass(59s);
  EXPECT_EQ(ada.count<protocol::PeerLeft>(), 0u);
  EXPECT_EQ(names(world.join("Eve").last<protocol::PeerList>()->people), (std::set<std::string>{"Ada", "Bob"}));
  world.pass(2s);
  EXPECT_EQ(ada.last<protocol::PeerLeft>()->ids, std::vector<PersonId>{bob.id()});
}

TEST(Presence, SecondSessionsOfAPersonAreNoNews) {
  World world;
  Client& ada = world.join("Ada");
  Client& bob = world.join("Bob");
  ada.forget_heard();
  Client& tablet = world.join_as(bob);
  tablet.say(protocol::Bye{});
  world.pass(1s);
  EXPECT_EQ(ada.count<protocol::PeerJoined>(), 0u);
  EXPECT_EQ(ada.count<protocol::PeerLeft>(), 0u);
}

TEST(Presence, ManyPeopleComeInParts) {
  Config config;
  config.people_per_list = 3;
  config.people_per_batch = 2;
  World world(config);
  Client& ada = world.join("Ada");
  ada.forget_heard();
  std::set<std::string> expected{"Ada"};
  for (int i = 0; i < 8; ++i) {
    const std::string name = "Guest " + std::string(1, static_cast<char>('A' + i));
    world.connect().hello(name);
    expected.insert(name);
  }
  world.pass(1s);
  const Client& late = world.join("Zoe");
  const auto parts = late.all<protocol::PeerList>();
  ASSERT_GT(parts.size(), 3u);
  std::vector<protocol::Person> everybody;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    EXPECT_EQ(parts[i].first, i == 0);
    EXPECT_EQ(parts[i].last, i + 1 == parts.size());
    EXPECT_LE(parts[i].people.size(), 3u);
    everybody.insert(everybody.end(), parts[i].people.begin(), parts[i].people.end());
  }
  EXPECT_EQ(everybody.size(), 9u);
  EXPECT_EQ(names(everybody), expected);
  for (const auto& joined : ada.all<protocol::PeerJoined>()) EXPECT_LE(joined.people.size(), 2u);
}

TEST(Presence, AllSocketsShareTheBytesOfABatch) {
  World world;
  world.join("Ada");
  world.join("Bob");
  world.connect().hello("Eve");
  world.settle();
  std::set<const std::string*> texts;
  std::size_t sent = 0;
  for (const Effect& effect : world.last_effects()) {
    if (const auto* send = std::get_if<SendFrame>(&effect)) {
      texts.insert(send->frame.text.get());
      ++sent;
    }
  }
  EXPECT_EQ(sent, 2u);
  EXPECT_EQ(texts.size(), 1u);
}

TEST(Roster, PagesThatDidNotChangeAreEncodedOnce) {
  People people;
  Roster roster(2);
  for (int i = 0; i < 6; ++i) {
    const PersonId id("p" + std::to_string(i));
    PersonEntry entry;
    entry.face = {id, "Person " + std::to_string(i), "P", 0, Presence::Free};
    entry.name_key = entry.face.name;
    people.add(std::move(entry));
    roster.add(id);
  }
  const auto first = roster.list_for(PersonId("p5"), nullptr, people);
  const auto second = roster.list_for(PersonId("p5"), nullptr, people);
  ASSERT_EQ(first.size(), 5u);  // first, three pages, last
  EXPECT_EQ(first[1].text, second[1].text);
  EXPECT_EQ(first[2].text, second[2].text);
  roster.touch(PersonId("p0"));
  const auto third = roster.list_for(PersonId("p5"), nullptr, people);
  EXPECT_NE(second[1].text, third[1].text);
  EXPECT_EQ(second[2].text, third[2].text);
}

TEST(Roster, PlacesOfThoseWhoLeftAreTakenAgain) {
  People people;
  Roster roster(2);
  for (int i = 0; i < 6; ++i) roster.add(PersonId("p" + std::to_string(i)));
  for (int i = 0; i < 4; ++i) roster.remove(PersonId("p" + std::to_string(i)));
  for (int i = 6; i < 10; ++i) roster.add(PersonId("p" + std::to_string(i)));
  EXPECT_EQ(roster.size(), 6u);
  EXPECT_EQ(roster.list_for(PersonId("p4"), nullptr, people).size(), 5u);
}

}  // namespace
}  // namespace parley::hub::test
