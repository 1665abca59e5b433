// Conversations: where a line goes, what becomes of it, what is unread, and what outlives a socket, a reload and a call.
#include "client/app/features/chat.hpp"

#include "tests/client/app/builders.hpp"

namespace parley::app {
namespace {

using chat::Conversation;
using chat::Delivery;
using chat::Line;
using protocol::Chat;
using protocol::ChatReceipt;

constexpr std::int64_t kTwo = 1'784'000'000'000 / 86'400'000 * 86'400'000 + 14 * 3'600'000 + 2 * 60'000;

Chat his_line(const char* id, const char* text) {
  return Chat{MessageId(id), PersonId("p-ada"), std::nullopt, text, PersonId("p-ben"), kTwo};
}

Chat echo(const Chat& sent) {
  Chat message = sent;
  message.from = PersonId("p-ada");
  message.sent_at = kTwo;
  return message;
}

/// Ada has the conversation with Ben before her and says something.
Client saying(const std::string& text, Client client = online()) {
  client.on(chat::Open{PersonId("p-ben")}).on(chat::Say{text});
  return client;
}

const Line& last(const Client& client) { return chat::shown(client.model).lines.back(); }

protocol::Error about(const Chat& line, protocol::ErrorCode code) {
  protocol::Error error;
  error.code = code;
  error.message = protocol::sentence(code);
  error.answers = line.id;
  return error;
}

TEST(Chat, ALineGoesToThePersonWhoseConversationIsShown) {
  Client ada = saying("  Hello\x01 Ben\n");
  const auto sent = ada.sent<Chat>();
  ASSERT_EQ(sent.size(), 1u);
  EXPECT_EQ(sent[0].to, PersonId("p-ben"));
  EXPECT_FALSE(sent[0].call);
  EXPECT_EQ(sent[0].text, "Hello Ben");
  EXPECT_EQ(last(ada).delivery, Delivery::Sending);
  EXPECT_EQ(chat::shown(ada.model).name, "Ben");
}

TEST(Chat, WithoutAPersonALineGoesToEverybody) {
  Client ada = online();
  ada.on(chat::Show{true}).on(chat::Say{"Hello all"});
  const auto sent = ada.sent<Chat>();
  ASSERT_EQ(sent.size(), 1u);
  EXPECT_FALSE(sent[0].to);
  EXPECT_FALSE(sent[0].call);
}

TEST(Chat, InACallALineIsTheCalls) {
  Client ada = talking();
  ada.on(chat::Show{true}).on(chat::Say{"Hello"});
  const auto sent = ada.sent<Chat>();
  ASSERT_EQ(sent.size(), 1u);
  EXPECT_EQ(sent[0].call, CallId("call-1"));
  EXPECT_FALSE(sent[0].to);
  EXPECT_EQ(chat::shown(ada.model).call, CallId("call-1"));
}

TEST(Chat, NothingButSpaceIsNotSent) {
  EXPECT_TRUE(saying(" \n\t ").sent<Chat>().empty());
  EXPECT_TRUE(saying("\xC2\x85").sent<Chat>().empty());
}

TEST(Chat, ATextThatIsTooLongIsToldBeforeItIsSent) {
  Client ada = saying(std::string(5000, 'x'));
  EXPECT_TRUE(ada.sent<Chat>().empty());
  EXPECT_EQ(chat::text_problem(ada.model, std::string(5000, 'x')),
            "The message is too long. Shorten it or send it in parts.");
  EXPECT_EQ(chat::text_problem(ada.model, std::string(4096, 'x')), "");
}

TEST(Chat, TheEchoIsSentAndTheReceiptDelivered) {
  Client ada = saying("Hello");
  const Chat sent = ada.sent<Chat>()[0];
  EXPECT_EQ(chat::line_note(ada.model, last(ada)), "Sending");
  ada.hears(echo(sent));
  EXPECT_EQ(chat::line_note(ada.model, last(ada)), "Sent, 14:02");
  ada.hears(ChatReceipt{sent.id, std::nullopt, std::nullopt, PersonId("p-ben")});
  EXPECT_EQ(chat::line_note(ada.model, last(ada)), "Delivered, 14:02");
  ada.hears(echo(sent));
  EXPECT_EQ(last(ada).delivery, Delivery::Arrived);
  EXPECT_EQ(chat::shown(ada.model).lines.size(), 1u);
}

TEST(Chat, ARefusedLineSaysWhyAndCanBeTriedAgainUnderTheSameId) {
  Client ada = saying("Hello");
  const Chat sent = ada.sent<Chat>()[0];
  ada.hears(about(sent, protocol::ErrorCode::Offline));
  EXPECT_EQ(last(ada).delivery, Delivery::Failed);
  EXPECT_EQ(chat::line_note(ada.model, last(ada)), "Not sent. Ben is not online. Try later.");
  EXPECT_EQ(ada.model.status.text, chat::line_note(ada.model, last(ada)));
  ada.on(chat::TryAgain{last(ada).id});
  ASSERT_EQ(ada.sent<Chat>().size(), 1u);
  EXPECT_EQ(ada.sent<Chat>()[0].id, sent.id);
  EXPECT_EQ(last(ada).delivery, Delivery::Sending);
  ada.hears(echo(sent));
  EXPECT_EQ(last(ada).delivery, Delivery::Sent);
}

TEST(Chat, TooManyLinesAtOnceAreToldWhenToGoOn) {
  Client ada = saying("Hello");
  protocol::Error error = about(ada.sent<Chat>()[0], protocol::ErrorCode::RateLimited);
  error.retry_after = 2500ms;
  ada.hears(error);
  EXPECT_EQ(last(ada).problem, "That was a lot in a short time. Try again in 3 s.");
}

TEST(Chat, AnErrorAboutACallIsNotTakenForOneAboutALine) {
  Client ada = saying("Hello");
  protocol::Error error;
  error.code = protocol::ErrorCode::Busy;
  error.answers = MessageId("something-else");
  ada.hears(error);
  EXPECT_EQ(last(ada).delivery, Delivery::Sending);
}

TEST(Chat, ALineOfSomebodyIsUnreadUntilItIsShown) {
  Client ada = online();
  ada.hears(his_line("b1", "Hi"));
  EXPECT_EQ(chat::unread(ada.model), 1u);
  EXPECT_EQ(chat::unread_words(chat::unread(ada.model)), "1 unread message");
  EXPECT_EQ(ada.model.status.text, "Message from Ben: Hi");
  ada.on(chat::Show{true});
  EXPECT_EQ(chat::unread(ada.model), 1u);  // Everyone is shown, not Ben
  ada.on(chat::Open{PersonId("p-ben")});
  EXPECT_EQ(chat::unread(ada.model), 0u);
  const auto serial = ada.model.status.serial;
  ada.hears(his_line("b2", "You there?"));
  EXPECT_EQ(chat::unread(ada.model), 0u);
  EXPECT_EQ(ada.model.status.serial, serial);  // the log reads it out
  EXPECT_EQ(chat::line_note(ada.model, last(ada)), "Ben, 14:02");
}

TEST(Chat, ALineIsThereOnceHoweverOftenItComes) {
  Client ada = online();
  ada.hears(his_line("b1", "Hi")).hears(his_line("b1", "Hi"));
  ada.on(chat::Open{PersonId("p-ben")});
  EXPECT_EQ(chat::shown(ada.model).lines.size(), 1u);
}

TEST(Chat, ItsWriterLearnsThatALineHasArrived) {
  Client ada = online();
  ada.hears(his_line("b1", "Hi"));
  const auto receipts = ada.sent<ChatReceipt>();
  ASSERT_EQ(receipts.size(), 1u);
  EXPECT_EQ(receipts[0].id, MessageId("b1"));
  EXPECT_EQ(receipts[0].to, PersonId("p-ben"));
  Chat to_all = his_line("b2", "Hi all");
  to_all.to.reset();
  ada.hears(to_all);
  EXPECT_TRUE(ada.sent<ChatReceipt>().empty());
  EXPECT_EQ(ada.model.status.text, "Message from Ben to everyone: Hi all");
}

TEST(Chat, ALongLineIsSaidOnlyAtItsBeginning) {
  Client ada = online();
  std::string text;
  for (int i = 0; i < 200; ++i) text += "é";
  ada.hears(his_line("b1", text.c_str()));
  EXPECT_LT(ada.model.status.text.size(), 200u);
  EXPECT_EQ(ada.model.status.text.substr(ada.model.status.text.size() - 5), "é…");
}

TEST(Chat, WhatOneWroteInAnotherTabIsOnesOwn) {
  Client ada = online();
  Chat mine = his_line("a1", "From my phone");
  mine.to = PersonId("p-ben");
  mine.from = PersonId("p-ada");
  ada.hears(mine).on(chat::Open{PersonId("p-ben")});
  EXPECT_TRUE(last(ada).own);
  EXPECT_EQ(chat::unread(ada.model), 0u);
}

TEST(Chat, ALostSocketReplaysALineAndAResetSendsItAgain) {
  Client ada = with_a_lost_socket(saying("Hello"));
  const std::string id = last(ada).id;
  ada.on(TimerPassed{Timer::Backoff}).on(SocketOpened{ada.model.session.sockets});
  ada.hears(greeting(protocol::Outcome::Resumed));  // it has seen nothing of ours
  ASSERT_EQ(ada.sent<Chat>().size(), 1u);
  EXPECT_EQ(ada.sent<Chat>()[0].id.value(), id);

  Client ben = with_a_lost_socket(saying("Hello"));
  ben.on(TimerPassed{Timer::Backoff}).on(SocketOpened{ben.model.session.sockets});
  ben.hears(greeting(protocol::Outcome::Reset));
  ben.hears(protocol::PeerList{{protocol::person("p-ben", "Ben")}, true, true});
  ASSERT_EQ(ben.sent<Chat>().size(), 1u);
  EXPECT_EQ(ben.sent<Chat>()[0].id.value(), last(ben).id);
}

TEST(Chat, EachLineIsKeptForAReloadInItsLatestState) {
  Client ada = online();
  EXPECT_TRUE(ada.model.chat.loaded);
  ada = saying("Hello", std::move(ada));
  ASSERT_EQ(ada.of<chat::Keep>().size(), 1u);
  EXPECT_EQ(ada.of<chat::Keep>()[0].owner, "Ada");
  const Chat sent = ada.sent<Chat>()[0];
  ada.hears(echo(sent));
  ASSERT_EQ(ada.of<chat::Keep>().size(), 1u);
  EXPECT_EQ(ada.of<chat::Keep>()[0].line.delivery, Delivery::Sent);

  const chat::KeptLine kept = ada.of<chat::Keep>()[0].line;
  Client again = online();
  again.on(chat::Kept{{kept}, 1000, 3'601'000}).on(chat::Open{PersonId("p-ben")});
  ASSERT_EQ(chat::shown(again.model).lines.size(), 1u);
  EXPECT_EQ(chat::line_note(again.model, last(again)), "Sent, 15:02");  // an hour east
}

TEST(Chat, WhatWasOnItsWayAtAReloadIsSentAgain) {
  Client ada = saying("Hello");
  const chat::KeptLine kept = ada.of<chat::Keep>()[0].line;
  Client again = online();
  again.on(chat::Kept{{kept}, 0, 0});
  ASSERT_EQ(again.sent<Chat>().size(), 1u);
  EXPECT_EQ(again.sent<Chat>()[0].id.value(), kept.id);
}

TEST(Chat, WhoCameBackAsAnotherGuestIsAskedBeforeALineGoesTwice) {
  chat::KeptLine kept = saying("Hello").of<chat::Keep>()[0].line;
  kept.from = PersonId("p-ada-before");
  Client again = online();
  again.on(chat::Kept{{kept}, 0, 0}).on(chat::Open{PersonId("p-ben")});
  EXPECT_TRUE(again.sent<Chat>().empty());
  EXPECT_EQ(last(again).delivery, Delivery::Failed);
  again.on(chat::TryAgain{last(again).id});
  const auto sent = again.sent<Chat>();
  ASSERT_EQ(sent.size(), 1u);
  again.hears(echo(sent[0]));
  EXPECT_EQ(last(again).delivery, Delivery::Sent);
  EXPECT_EQ(chat::shown(again.model).lines.size(), 1u);
}

TEST(Chat, KeptLinesStandBeforeThoseThatCameSince) {
  Client ada = online();
  ada.hears(his_line("b9", "Newest"));
  chat::KeptLine old;
  old.person = PersonId("p-ben");
  old.title = "Ben";
  old.from = PersonId("p-ben");
  old.name = "Ben";
  old.delivery = Delivery::Sent;
  std::vector<chat::KeptLine> lines;
  for (const char* id : {"b1", "b2", "b9"}) {
    old.id = old.text = id;
    lines.push_back(old);
  }
  old.person = PersonId();
  old.call = CallId("call-of-yesterday");
  lines.push_back(old);
  ada.on(chat::Kept{lines, 0, 0}).on(chat::Open{PersonId("p-ben")});
  std::vector<std::string> ids;
  for (const Line& line : chat::shown(ada.model).lines) ids.push_back(line.id);
  EXPECT_EQ(ids, (std::vector<std::string>{"b1", "b2", "b9"}));
  EXPECT_EQ(ada.model.chat.all.size(), 2u);
}

TEST(Chat, SigningOutDropsEverything) {
  Client ada = saying("Hello");
  ada.on(SignOut{});
  EXPECT_EQ(ada.of<chat::Forget>().size(), 1u);
  EXPECT_EQ(ada.model.chat.all.size(), 1u);
  EXPECT_FALSE(ada.model.chat.open);
  EXPECT_EQ(ada.model.chat.lines, 1u);  // ids go on
}

TEST(Chat, TheConversationOfACallEndsWithIt) {
  Client ada = talking();
  Chat line = his_line("b1", "In the call");
  line.to.reset();
  line.call = CallId("call-1");
  ada.hears(line);
  EXPECT_EQ(chat::unread(ada.model), 1u);
  ASSERT_EQ(ada.sent<ChatReceipt>().size(), 1u);
  EXPECT_EQ(ada.sent<ChatReceipt>()[0].call, CallId("call-1"));
  ada.on(chat::Show{true});
  EXPECT_EQ(last(ada).text, "In the call");
  ada.hears(over(agreed(his_call()), protocol::EndReason::HungUp));
  EXPECT_FALSE(ada.model.chat.open);
  EXPECT_EQ(chat::unread(ada.model), 0u);
  EXPECT_EQ(ada.model.chat.all.size(), 1u);
  ada.hears(line);
  EXPECT_EQ(ada.model.chat.all.size(), 1u);
}

TEST(Chat, OldLinesAndOldConversationsGiveWay) {
  Client ada = online();
  for (int i = 0; i < 230; ++i) ada.hears(his_line(("b" + std::to_string(i)).c_str(), "x"));
  ada.on(chat::Open{PersonId("p-ben")});
  EXPECT_EQ(chat::shown(ada.model).lines.size(), chat::kMostLines);
  EXPECT_EQ(last(ada).id, "b229");
  for (int i = 0; i < 80; ++i) {
    Chat line = his_line("x", "x");
    line.from = PersonId("p-" + std::to_string(i));
    ada.hears(line);
  }
  EXPECT_EQ(ada.model.chat.all.size(), chat::kMostConversations);
  EXPECT_EQ(chat::shown(ada.model).name, "Ben");
}

TEST(Chat, TabsHaveDifferentNames) {
  Client ada = online();
  for (const char* id : {"p-1", "p-2"}) {
    Chat line = his_line("x", "x");
    line.from = PersonId(id);
    ada.hears(line);
  }
  EXPECT_EQ(ada.model.chat.all[1].name, "Somebody");
  EXPECT_EQ(ada.model.chat.all[2].name, "Somebody 2");
}

TEST(Chat, ALineCanBeCopied) {
  Client ada = saying("Hello");
  ada.on(chat::Copy{PersonId("p-ada"), last(ada).id});
  ASSERT_EQ(ada.of<chat::PutOnClipboard>().size(), 1u);
  EXPECT_EQ(ada.of<chat::PutOnClipboard>()[0].text, "Hello");
  ada.on(chat::Copied{true});
  EXPECT_EQ(ada.model.status.text, "Message copied.");
}

}  // namespace
}  // namespace parley::app
