// The chat as it is drawn: links, emoji, what its controls ask for, and how much of a long conversation is drawn.
#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "client/ui/views/chat_text.hpp"
#include "tests/client/ui/support/models.hpp"
#include "tests/client/ui/support/test_frame.hpp"

namespace parley::ui {
namespace {

using app::chat::Conversation;
using app::chat::Delivery;
using app::chat::Line;
using test::TestScreen;

constexpr Size kDesktop{1440, 900};
constexpr Size kPhone{390, 844};

std::vector<std::string> urls(std::string_view text) {
  std::vector<std::string> all;
  for (const Address& one : addresses_in(text)) all.push_back(one.url);
  return all;
}

TEST(ChatText, FindsAddressesWithinASentence) {
  EXPECT_EQ(urls("See https://example.org/a?b=1#c, and http://x.test."),
            (std::vector<std::string>{"https://example.org/a?b=1#c", "http://x.test"}));
  EXPECT_EQ(urls("(www.example.org/wiki/Moss_(plant))"),
            (std::vector<std::string>{"https://www.example.org/wiki/Moss_(plant)"}));
  EXPECT_EQ(urls("HTTPS://EXAMPLE.ORG/\nwww.a.b"),
            (std::vector<std::string>{"HTTPS://EXAMPLE.ORG/", "https://www.a.b"}));
  EXPECT_EQ(urls("https://пример.рф/путь!"), (std::vector<std::string>{"https://пример.рф/путь"}));
  const auto found = addresses_in("a https://b.c d");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].begin, 2u);
  EXPECT_EQ(found[0].end, 13u);
}

TEST(ChatText, MakesNothingElseALink) {
  for (const char* text :
       {"javascript:alert(1)", "ftp://x.y", "data:text/html,x", "https://", "http://.", "www.", "www.x",
        "xhttps://example.org", "file:///etc/passwd", "https://bank.test@evil.test/", "example.org"})
    EXPECT_TRUE(addresses_in(text).empty()) << text;
}

TEST(ChatText, AnAddressEndsWhereItWouldReadAsAnother) {
  EXPECT_EQ(urls("https://example.org/\u202Egpj.exe"), (std::vector<std::string>{"https://example.org/"}));
  EXPECT_EQ(urls("<https://example.org>"), (std::vector<std::string>{"https://example.org"}));
}

TEST(ChatText, KnowsLinesOfEmoji) {
  for (const char* text : {"🌿", "👍🏽", "👩‍👩‍👧 🎉", "🇩🇪", "❤️", "🎉🎉🎉🎉🎉🎉"})
    EXPECT_TRUE(is_emoji_only(text)) << text;
  for (const char* text : {"", " ", "a", "🌿!", "1", "🎉🎉🎉🎉🎉🎉🎉", "写"}) EXPECT_FALSE(is_emoji_only(text)) << text;
}

Line line(int number, std::string text, bool own = false) {
  Line one;
  one.id = "m" + std::to_string(number);
  one.from = PersonId(own ? "p-ada" : "p-ben");
  one.name = own ? "Ada" : "Ben";
  one.own = own;
  one.text = std::move(text);
  one.at = 50'520'000 + number * 60'000.0;
  one.delivery = Delivery::Sent;
  return one;
}

app::Model with_dialog(std::vector<Line> lines) {
  app::Model model = test::idle();
  model.chat.open = true;
  model.chat.all.push_back(Conversation{PersonId("p-ben"), {}, "Ben", std::move(lines), 0});
  model.chat.shown = PersonId("p-ben");
  return model;
}

app::Model in_call(std::vector<Line> lines) {
  app::Model model = test::talking();
  model.chat.open = true;
  model.transfers.ready = true;
  model.chat.all.push_back(Conversation{{}, app::current_call(model)->id, "Ben", std::move(lines), 0});
  return model;
}

const Node* named(const TestScreen& screen, Role role, std::string_view name) {
  for (const Node& node : screen.frame.output.tree.nodes)
    if (node.role == role && node.name == name) return &node;
  return nullptr;
}

TEST(ChatView, HasItsNamesInACallAndOutsideOfOne) {
  TestScreen idle(with_dialog({line(1, "Hi")}), kDesktop);
  for (const auto& [role, name] : std::vector<std::pair<Role, const char*>>{{Role::kDialog, "Chat"},
                                                                            {Role::kLog, "Messages"},
                                                                            {Role::kTextBox, "Find someone"},
                                                                            {Role::kTabList, "Conversations"},
                                                                            {Role::kTab, "Everyone"},
                                                                            {Role::kTab, "Ben"},
                                                                            {Role::kTextBox, "Message"},
                                                                            {Role::kButton, "Send"},
                                                                            {Role::kButton, "Close chat"}})
    EXPECT_NE(named(idle, role, name), nullptr) << name;
  EXPECT_EQ(named(idle, Role::kButton, "Attach a file"), nullptr);

  TestScreen call(in_call({line(1, "Hi")}), kDesktop);
  EXPECT_NE(named(call, Role::kRegion, "Chat"), nullptr);
  EXPECT_NE(named(call, Role::kButton, "Attach a file"), nullptr);
  EXPECT_EQ(named(call, Role::kTextBox, "Find someone"), nullptr);

  TestScreen phone(in_call({line(1, "Hi")}), kPhone);
  EXPECT_NE(named(phone, Role::kDialog, "Chat"), nullptr);
}

TEST(ChatView, EnterAndSendSayWhatWasTypedAndEmptyTheField) {
  for (const char* how : {"chat.message", "chat.send"}) {
    TestScreen s(with_dialog({}), kDesktop);
    s.frame.type("chat.message", "Hello");
    s.frame.activate(how);
    ASSERT_NE(s.only<app::chat::Say>(), nullptr);
    EXPECT_EQ(s.only<app::chat::Say>()->text, "Hello");
    s.frame.run();
    EXPECT_EQ(s.frame.node("chat.message").value, "");
    s.frame.activate(how);
    EXPECT_EQ(s.intents.size(), 1u);
  }
}

TEST(ChatView, ATextThatIsTooLongStaysInTheFieldWithTheReason) {
  TestScreen s(with_dialog({}), kDesktop);
  s.frame.type("chat.message", std::string(5000, 'x'));
  s.frame.activate("chat.message");
  EXPECT_TRUE(s.intents.empty());
  EXPECT_TRUE(s.frame.node("chat.message").invalid);
  EXPECT_EQ(s.frame.node("chat.message.note").name, "The message is too long. Shorten it or send it in parts.");
}

TEST(ChatView, WhatIsBeingWrittenStaysWithItsConversation) {
  TestScreen s(with_dialog({}), kDesktop);
  s.frame.type("chat.message", "For Ben");
  s.model.chat.shown = PersonId();
  s.frame.run();
  EXPECT_EQ(s.frame.node("chat.message").value, "");
  s.model.chat.shown = PersonId("p-ben");
  s.frame.run();
  EXPECT_EQ(s.frame.node("chat.message").value, "For Ben");
}

TEST(ChatView, FindsPeopleToWriteTo) {
  TestScreen s(with_dialog({}), kDesktop);
  const std::string name = s.model.people.front().shown;
  s.frame.type("chat.find", name);
  const Node& found = s.frame.node("chat.found-open:" + s.model.people.front().person.id.value());
  EXPECT_EQ(found.name, "Message " + name);
  s.frame.click(found.rect.center());
  ASSERT_NE(s.only<app::chat::Open>(), nullptr);
  EXPECT_EQ(s.only<app::chat::Open>()->person, s.model.people.front().person.id);
  s.frame.type("chat.find", "zzzz");
  EXPECT_NE(named(s, Role::kText, "Nobody online has such a name."), nullptr);
}

TEST(ChatView, ALinkIsALinkOfTheBrowser) {
  TestScreen s(with_dialog({line(1, "See https://example.org/plan now")}), kDesktop);
  const Node* link = named(s, Role::kLink, "https://example.org/plan");
  ASSERT_NE(link, nullptr);
  EXPECT_EQ(link->url, "https://example.org/plan");
  EXPECT_NE(named(s, Role::kText, "See https://example.org/plan now"), nullptr);
}

TEST(ChatView, AFailedLineOffersToTryAgainAndALineCanBeCopied) {
  Line failed = line(1, "Hello", true);
  failed.delivery = Delivery::Failed;
  failed.problem = "Ben is not online. Try later.";
  TestScreen s(with_dialog({failed}), kDesktop);
  EXPECT_NE(named(s, Role::kText, "Not sent. Ben is not online. Try later."), nullptr);
  const Node* again = named(s, Role::kButton, "Try again: Hello");
  ASSERT_NE(again, nullptr);
  s.frame.activate(again->id);
  ASSERT_NE(s.only<app::chat::TryAgain>(), nullptr);
  s.intents.clear();
  s.frame.activate(named(s, Role::kButton, "Copy message: Hello")->id);
  ASSERT_NE(s.only<app::chat::Copy>(), nullptr);
  EXPECT_EQ(s.only<app::chat::Copy>()->id, "m1");
}

TEST(ChatView, EqualLinesAreToldApart) {
  TestScreen s(with_dialog({line(1, "Hello"), line(2, "Hello", true), line(3, "Hello you"), line(4, "Hello")}),
               kDesktop);
  for (const char* name : {"Copy message: Hello", "Copy message: Hello (2)", "Copy message: Hello (3)"})
    EXPECT_NE(named(s, Role::kButton, name), nullptr) << name;
}

TEST(ChatView, RunsHaveOneNoteEach) {
  TestScreen s(with_dialog({line(1, "a"), line(2, "b"), line(3, "c", true), line(20, "d", true)}), kDesktop);
  int notes = 0;
  for (const Node& node : s.frame.output.tree.nodes) notes += node.id.rfind("chat.note:", 0) == 0 ? 1 : 0;
  EXPECT_EQ(notes, 3);
}

TEST(ChatView, ALongConversationStandsAtItsEndAndKeepsToIt) {
  std::vector<Line> lines;
  for (int i = 0; i < 200; ++i)
    lines.push_back(line(i, "Line " + std::to_string(i) + " of a long conversation", i % 3 == 0));
  TestScreen s(with_dialog(lines), kDesktop);
  s.frame.advance(1000);
  const Rect log = s.frame.node("chat.log").rect;
  EXPECT_TRUE(log.overlaps(named(s, Role::kText, "Line 199 of a long conversation")->rect));
  EXPECT_FALSE(log.overlaps(named(s, Role::kText, "Line 0 of a long conversation")->rect));
  s.model.chat.all.back().lines.erase(s.model.chat.all.back().lines.begin());
  s.model.chat.all.back().lines.push_back(line(200, "The newest"));
  s.frame.run();
  EXPECT_TRUE(log.overlaps(named(s, Role::kText, "The newest")->rect));
  // Somebody who reads further up is left there.
  s.frame.run(WheelInput{log.center(), 0, -2000});
  s.model.chat.all.back().lines.push_back(line(201, "Newer still"));
  s.frame.run();
  EXPECT_FALSE(log.overlaps(named(s, Role::kText, "Newer still")->rect));
}

TEST(ChatView, OnlyWhatIsSeenOfALongConversationIsDrawn) {
  const auto pictures_of = [](int count) {
    std::vector<Line> lines;
    for (int i = 0; i < count; ++i) lines.push_back(line(i, "שלום " + std::to_string(i)));
    TestScreen s(with_dialog(lines), kDesktop);
    s.frame.advance(1000);
    const int measured = s.frame.rasterizer.measured;
    s.frame.run();
    EXPECT_EQ(s.frame.rasterizer.measured, measured);
    return s.frame.rasterizer.rasterized;
  };
  // Those at the beginning, where it stood for a moment, and those at the end.
  EXPECT_LT(pictures_of(200), pictures_of(40) + 20);
}

TEST(ChatView, AFileIsACardWithItsChoicesAndItsProgress) {
  Line card = line(1, "");
  card.file = 7;
  app::Model model = in_call({card});
  model.transfers.all.push_back({7, false, "photo.jpg", 2.3e6});
  TestScreen s(std::move(model), kDesktop);
  EXPECT_NE(named(s, Role::kGroup, "photo.jpg, 2.3 MB"), nullptr);
  EXPECT_NE(named(s, Role::kButton, "Decline photo.jpg"), nullptr);
  s.frame.advance(1000);
  s.frame.click(named(s, Role::kButton, "Accept photo.jpg")->rect.center());
  ASSERT_NE(s.only<app::transfers::Decide>(), nullptr);
  EXPECT_EQ(s.only<app::transfers::Decide>()->answer, app::transfers::Answer::Accept);

  s.model.transfers.all[0].stage = app::transfers::Stage::Moving;
  s.model.transfers.all[0].done = 1.15e6;
  s.frame.run();
  const Node* progress = named(s, Role::kProgress, "photo.jpg");
  ASSERT_NE(progress, nullptr);
  EXPECT_EQ(progress->range->now, 50);
  EXPECT_NE(named(s, Role::kButton, "Cancel photo.jpg"), nullptr);
  s.model.transfers.all[0].stage = app::transfers::Stage::Done;
  s.frame.run();
  EXPECT_NE(named(s, Role::kButton, "Save photo.jpg"), nullptr);
  EXPECT_EQ(named(s, Role::kProgress, "photo.jpg"), nullptr);
}

TEST(ChatView, FitsEverySizeWithoutReachingOverItsEdge) {
  for (const Size size :
       {Size{320, 568}, Size{390, 844}, Size{844, 390}, Size{820, 1180}, kDesktop, Size{2560, 1440}}) {
    for (const bool call : {false, true}) {
      std::vector<Line> lines;
      for (int i = 0; i < 12; ++i)
        lines.push_back(line(i, "Something to read that is long enough to wrap", i % 2 == 0));
      TestScreen s(call ? in_call(lines) : with_dialog(lines), size);
      s.frame.advance(1000);
      const Rect chat = s.frame.node("chat").rect;
      const Rect whole = Rect{0, 0, size.width, size.height}.inset(-.5F);
      for (const char* id : {"chat", "chat.log", "chat.message", "chat.send", "chat.close"}) {
        const Rect rect = s.frame.node(id).rect;
        EXPECT_FALSE(rect.empty()) << id << " at " << size.width;
        EXPECT_TRUE(whole.contains({rect.x, rect.y}) && whole.contains({rect.right(), rect.bottom()}))
            << id << " at " << size.width << (call ? " in a call" : "");
        EXPECT_GE(rect.x, chat.x - .5F) << id;
        EXPECT_LE(rect.right(), chat.right() + .5F) << id;
      }
      EXPECT_GT(s.frame.node("chat.log").rect.height, 60) << size.width << "x" << size.height;
    }
  }
}

TEST(ChatView, DrawsNothingWhileNothingHappens) {
  TestScreen s(in_call({line(1, "Hi")}), kDesktop);
  s.frame.advance(2000);
  s.frame.run();
  EXPECT_FALSE(s.frame.output.changed);
}

TEST(ChatView, FilesOverTheCallSayWhereTheyWouldGo) {
  app::Model model = in_call({});
  model.transfers.dragged = true;
  TestScreen s(std::move(model), kDesktop);
  EXPECT_NE(s.frame.output.tree.find("chat.drop"), nullptr);
}

}  // namespace
}  // namespace parley::ui
