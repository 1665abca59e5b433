// What Idle shows of links, status, favourites and very many people, and what a press of it asks for.
#include <algorithm>
#include <imgui.h>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/client/ui/looking.hpp"
#include "tests/client/ui/support/models.hpp"
#include "tests/client/ui/support/test_frame.hpp"

namespace parley::ui {
namespace {

using protocol::Presence;
using test::by_name;
using test::says;
using test::TestScreen;

void activate(TestScreen& screen, std::string_view name) {
  const Node* node = by_name(screen, Role::kButton, name);
  ASSERT_NE(node, nullptr) << name;
  screen.frame.activate(node->id);
}

template <class Wish>
Wish last(const TestScreen& screen) {
  const Wish* found = screen.intents.empty() ? nullptr : as<Wish>(screen.intents.back());
  EXPECT_NE(found, nullptr);
  return found != nullptr ? *found : Wish{};
}

// ---- ten thousand people ----------------------------------------------------------------------------------------------

std::size_t items(const TestScreen& screen) {
  const auto& nodes = screen.frame.output.tree.nodes;
  return static_cast<std::size_t>(
      std::count_if(nodes.begin(), nodes.end(), [](const Node& node) { return node.role == Role::kListItem; }));
}

TEST(PeopleList, OfTenThousandCostsNotMoreThanOfAHundred) {
  for (const Size size : {Size{390, 844}, Size{1440, 900}}) {
    TestScreen few(test::idle(100), size);
    TestScreen many(test::idle(10'000), size);
    EXPECT_LE(items(many), items(few));
    EXPECT_LE(items(many), 60U);
    EXPECT_LE(many.frame.frame.render()->TotalVtxCount, few.frame.frame.render()->TotalVtxCount + 500)
        << "only the number of people is longer";
    EXPECT_LT(many.frame.rasterizer.rasterized, 200);
  }
}

TEST(PeopleList, TellsHowManyThereAreAndWhereEachStands) {
  TestScreen s(test::idle(10'000));
  EXPECT_EQ(s.frame.node("people").description, "10,000 people");
  EXPECT_TRUE(says(s, "10,000"));
  const Node* third = by_name(s, Role::kButton, "Video call Deniz Aydın");
  ASSERT_NE(third, nullptr);
  const Node& item = s.frame.output.tree.nodes[static_cast<std::size_t>(third->parent)];
  EXPECT_EQ(item.position, 3);
  EXPECT_EQ(item.set_size, 10'000);
}

TEST(PeopleList, ScrollsToItsEndAndKeepsWhatHasTheFocus) {
  TestScreen s(test::idle(10'000));
  s.frame.input.focused_id = "people.video:p_Ben";
  s.frame.run();
  s.frame.run(WheelInput{{195, 600}, 0, 300'000});
  s.frame.run();
  EXPECT_NE(s.frame.output.tree.find("people.video:p_Ben"), nullptr) << "focus is never lost";
  EXPECT_EQ(by_name(s, Role::kButton, "Video call Chiara Rossi"), nullptr);
  s.frame.input.focused_id = "";
  s.frame.run(WheelInput{{195, 600}, 0, 2'000'000});
  s.frame.run();
  EXPECT_EQ(s.frame.output.tree.find("people.video:p_Ben"), nullptr);
  EXPECT_NE(s.frame.output.tree.find("people.video:p_9999"), nullptr);
}

TEST(PeopleList, IsSearchedByTyping) {
  TestScreen s(test::idle(10'000));
  s.frame.type("idle.call", "MEI");
  s.frame.run();
  EXPECT_EQ(s.state.search.found().size(), 1'666U);
  EXPECT_TRUE(says(s, "1,666 of 10,000"));
}

// ---- favourites, the menu of a person, blocked people --------------------------------------------------------------------

TEST(PeopleList, ShowsFavouritesFirstAndTheAbsentOnesBelow) {
  app::Model model = test::idle(6);
  model.lobby.favourites = {"Mei Lin", "Zoe"};
  TestScreen s(model);
  const Tree& tree = s.frame.output.tree;
  EXPECT_LT(tree.index_of("people:p_Mei"), tree.index_of("people:p_Ben"));
  EXPECT_TRUE(says(s, "Zoe"));
  EXPECT_TRUE(says(s, "Offline"));
  activate(s, "Remove Zoe from favourites");
  EXPECT_EQ(last<app::lobby::Favour>(s), (app::lobby::Favour{"Zoe", false}));
}

TEST(PersonMenu, OffersAMessageFavouritesAndBlocking) {
  TestScreen s(test::idle(2));
  activate(s, "More about Ben Okafor");
  const auto wish = last<app::lobby::ShowMore>(s);
  s.model.lobby.subject = app::lobby::Subject{wish.person, wish.name, false};
  s.frame.run();
  ASSERT_NE(by_name(s, Role::kDialog, "More about Ben Okafor"), nullptr);
  activate(s, "Message Ben Okafor");
  EXPECT_EQ(last<app::chat::Open>(s).person, PersonId("p_Ben"));
  activate(s, "Add Ben Okafor to favourites");
  EXPECT_EQ(last<app::lobby::Favour>(s), (app::lobby::Favour{"Ben Okafor", true}));
  activate(s, "Block Ben Okafor");
  last<app::lobby::BlockSubject>(s);
  s.model.lobby.subject->confirming = true;
  s.frame.run();
  EXPECT_EQ(s.frame.output.tree.alert.text, app::lobby::block_alert(s.model)) << "said where it is asked";
  s.frame.activate("key:escape");
  EXPECT_EQ(last<app::lobby::ShowMore>(s), app::lobby::ShowMore{});
}

TEST(BlockedPeople, CanBeUnblocked) {
  TestScreen s(test::idle(2));
  EXPECT_EQ(by_name(s, Role::kList, "Blocked people"), nullptr);
  s.model.lobby.blocked = {{PersonId("p_zoe"), "Zoe"}};
  s.frame.run();
  ASSERT_NE(by_name(s, Role::kList, "Blocked people"), nullptr);
  activate(s, "Unblock Zoe");
  EXPECT_EQ(last<app::lobby::Unblock>(s).person, PersonId("p_zoe"));
}

// ---- status, links, another device ----------------------------------------------------------------------------------------

TEST(Status, IsChosenFromAListAndStandsInWords) {
  TestScreen s(test::idle(2), {1440, 900});
  EXPECT_TRUE(says(s, "Free. People here can ring you."));
  EXPECT_EQ(s.frame.node("idle.status").options, (std::vector<std::string>{"Free", "Away", "Do not disturb"}));
  s.frame.type("idle.status", "2");
  EXPECT_EQ(last<app::lobby::ChooseStatus>(s).presence, Presence::DoNotDisturb);
}

TEST(LinkCard, WaitsCopiesAndCloses) {
  for (const Size size : {Size{320, 568}, Size{1440, 900}}) {
    TestScreen s(test::idle(2), size);
    activate(s, "Copy link");
    EXPECT_EQ(last<app::links::Copy>(s).kind, app::links::Kind::Meeting);
    s.model.links.room = "0123456789abcdef";
    s.model.links.own = true;
    s.frame.run();
    EXPECT_TRUE(says(s, "Your link waits for its second person"));
    const auto& nodes = s.frame.output.tree.nodes;
    EXPECT_EQ(std::count_if(nodes.begin(), nodes.end(), [](const Node& node) { return node.name == "Copy link"; }), 1);
    activate(s, "Close link");
    last<app::links::Close>(s);
  }
}

TEST(LinkCard, ShowsTheLinkToBeCopiedByHandAndListsItNowhere) {
  TestScreen s(test::idle(2));
  s.model.links.room = "0123456789abcdef";
  s.model.links.address = "https://parley.example/#room=0123456789abcdef";
  s.frame.run();
  const Node* field = by_name(s, Role::kTextBox, "Link");
  ASSERT_NE(field, nullptr);
  EXPECT_TRUE(field->field->read_only);
  EXPECT_EQ(field->field->kind, FieldKind::kText);
  EXPECT_EQ(describe(s.frame.output.tree).find("0123456789abcdef"), std::string::npos);
}

TEST(LinkCard, AFullOneIsAnAlertWithItsNextStep) {
  TestScreen s(test::idle(2));
  s.model.links.full = true;
  s.frame.run();
  EXPECT_EQ(s.frame.output.tree.alert.text, "Two people are already in this link. Ask for a new link.");
  EXPECT_NE(by_name(s, Role::kButton, "Copy link"), nullptr);
}

TEST(Elsewhere, OffersToUseTheCallHere) {
  app::Model model = test::idle(2);
  protocol::Call call;
  call.id = CallId("c_1");
  call.caller = test::person("Ada", "A", 2);
  call.receiver = test::person("Ben Okafor", "BO", 4);
  call.device = "Firefox on Linux";
  model.lobby.elsewhere = call;
  TestScreen s(model);
  EXPECT_TRUE(says(s, "You are in a call with Ben Okafor on Firefox on Linux."));
  activate(s, "Use here");
  last<app::lobby::UseHere>(s);
}

TEST(Reach, OffersNotificationsOnlyWhereTheBrowserStillAsks) {
  using app::ringing::Permission;
  for (const Permission permission :
       {Permission::Unknown, Permission::Absent, Permission::Granted, Permission::Denied}) {
    TestScreen s(test::idle(2));
    s.model.ringing.permission = permission;
    s.frame.run();
    EXPECT_EQ(by_name(s, Role::kButton, "Turn on notifications"), nullptr);
  }
  TestScreen s(test::idle(2));
  s.model.ringing.permission = Permission::Askable;
  s.frame.run();
  activate(s, "Turn on notifications");
  last<app::ringing::Allow>(s);
}

TEST(Invitation, StandsOnEntry) {
  app::Model model = test::entry();
  model.links.room = "0123456789abcdef";
  TestScreen s(model);
  EXPECT_TRUE(says(s, "You are invited to a call. Join, with or without a name."));
}

}  // namespace
}  // namespace parley::ui
