// Text: to everybody, to one person, within a call; what is sent, what has arrived, and why a line was not sent.
#include <string>

#include <gtest/gtest.h>

#include "server/hub/trace.hpp"
#include "tests/server/hub/world.hpp"

namespace parley::hub::test {
namespace {

using protocol::ChatReceipt;
using protocol::ErrorCode;

protocol::Chat line(const std::string& id, const std::string& text) {
  return protocol::Chat{MessageId(id), std::nullopt, std::nullopt, text, std::nullopt, std::nullopt};
}
protocol::Chat line_to(const Client& reader, const std::string& id, const std::string& text) {
  protocol::Chat chat = line(id, text);
  chat.to = reader.id();
  return chat;
}
protocol::Chat line_in(const CallId& call, const std::string& id, const std::string& text) {
  protocol::Chat chat = line(id, text);
  chat.call = call;
  return chat;
}

std::vector<std::string> texts(const Client& client) {
  std::vector<std::string> found;
  for (const protocol::Chat& chat : client.all<protocol::Chat>()) found.push_back(chat.text);
  return found;
}

class Chat : public ::testing::Test {
 protected:
  World world;
  Client& ada = world.join("Ada");
  Client& bob = world.join("Bob");
  Client& cleo = world.join("Cleo");
};

TEST_F(Chat, ToEverybodyReachesEverybodyAndComesBackAsSent) {
  ada.say(line("a1", "Hello, all"));
  for (const Client* reader : {&ada, &bob, &cleo}) {
    const auto heard = reader->last<protocol::Chat>();
    ASSERT_TRUE(heard.has_value());
    EXPECT_EQ(heard->id, MessageId("a1"));
    EXPECT_EQ(heard->from, ada.id());
    EXPECT_EQ(heard->text, "Hello, all");
    EXPECT_GT(heard->sent_at, 1'700'000'000'000);
  }
}

TEST_F(Chat, ToOnePersonReachesAllHisSessionsAndAllOfTheWriters) {
  Client& phone = world.join_as(bob);
  Client& tablet = world.join_as(ada);
  ada.say(line_to(bob, "a1", "Only you"));
  for (const Client* reader : {&ada, &tablet, &bob, &phone})
    EXPECT_EQ(texts(*reader), std::vector<std::string>{"Only you"});
  EXPECT_EQ(cleo.count<protocol::Chat>(), 0u);
  EXPECT_EQ(ada.last<protocol::Chat>()->to, bob.id()) << "the writer's other sessions know to whom";
}

TEST_F(Chat, WithinACallReachesTheTwoSessionsThatAreInIt) {
  Client& phone = world.join_as(bob);
  const CallId call = ongoing_call(ada, bob);
  bob.say(line_in(call, "b1", "Can you hear me?"));
  EXPECT_EQ(texts(ada), std::vector<std::string>{"Can you hear me?"});
  EXPECT_EQ(texts(bob), texts(ada));
  EXPECT_EQ(phone.count<protocol::Chat>(), 0u);
  phone.say(line_in(call, "p1", "Me too"));
  EXPECT_EQ(phone.last_error(), ErrorCode::NotInCall);
  cleo.say(line_in(call, "c1", "And me"));
  EXPECT_EQ(cleo.last_error(), ErrorCode::NoSuchCall);
  EXPECT_EQ(cleo.last<protocol::Error>()->answers, MessageId("c1"));
  EXPECT_EQ(texts(ada).size(), 1u);
}

TEST_F(Chat, NeedsACallThatIsAccepted) {
  const CallId call = ringing_call(ada, bob);
  ada.say(line_in(call, "a1", "Pick up"));
  EXPECT_EQ(ada.last_error(), ErrorCode::NotInCall);
  bob.decline(call);
  ada.say(line_in(call, "a2", "Why?"));
  EXPECT_EQ(ada.last_error(), ErrorCode::NotInCall);
  EXPECT_EQ(bob.count<protocol::Chat>(), 0u);
}

TEST_F(Chat, SaysWhyALineReachesNobody) {
  Client& gone = world.join("Gil");
  gone.say(protocol::Bye{});
  world.pass(1s);
  ada.say(line_to(gone, "a1", "Are you there?"));
  EXPECT_EQ(ada.last_error(), ErrorCode::Offline);
  EXPECT_EQ(ada.last<protocol::Error>()->answers, MessageId("a1"));
  protocol::Chat nobody = line("a2", "Hello");
  nobody.to = PersonId("p-nobody");
  ada.say(nobody);
  EXPECT_EQ(ada.last_error(), ErrorCode::UnknownPerson);
  ada.say(line_to(ada, "a3", "Note to myself"));
  EXPECT_EQ(ada.last_error(), ErrorCode::SelfCall);
  Program& robot = world.admit("Robot", PersonId("robot"));
  protocol::Chat to_program = line("a4", "Hello");
  to_program.to = robot.id();
  ada.say(to_program);
  EXPECT_EQ(ada.last_error(), ErrorCode::NotAllowed);
  EXPECT_EQ(ada.count<protocol::Chat>(), 0u);
}

TEST_F(Chat, OfSomebodyBlockedIsAnsweredAsIfThePersonHadLeft) {
  ada.say(protocol::Block{MessageId("a1"), cleo.id(), true});
  cleo.say(line_to(ada, "c1", "Psst"));
  EXPECT_EQ(cleo.last_error(), ErrorCode::Offline);
  cleo.say(line("c2", "Hello, all"));
  ada.say(line("a2", "Hello, you"));
  EXPECT_EQ(texts(ada), std::vector<std::string>{"Hello, you"});
  EXPECT_EQ(texts(cleo), std::vector<std::string>{"Hello, all"}) << "and nothing tells that Ada is here";
  EXPECT_EQ(texts(bob).size(), 2u);
}

TEST_F(Chat, ToEverybodyIsLimitedForEachPerson) {
  for (int i = 0; i < 10; ++i) ada.say(line("a" + std::to_string(i), "again"));
  EXPECT_EQ(bob.count<protocol::Chat>(), 10u);
  ada.say(line("a10", "and again"));
  EXPECT_EQ(ada.last_error(), ErrorCode::RateLimited);
  EXPECT_EQ(ada.last<protocol::Error>()->retry_after, 3000ms);
  EXPECT_EQ(bob.count<protocol::Chat>(), 10u);
  ada.say(line_to(bob, "a11", "To you alone"));
  cleo.say(line("c1", "My first"));
  EXPECT_EQ(bob.count<protocol::Chat>(), 12u) << "neither other lines nor other people are meant";
  world.pass(3s);
  ada.say(line("a12", "and again"));
  EXPECT_EQ(bob.count<protocol::Chat>(), 13u);
}

TEST_F(Chat, ArrivesOnceOverALostSocket) {
  bob.lose_socket();
  ada.say(line_to(bob, "a1", "one"));
  ada.say(line("a2", "two"));
  EXPECT_EQ(bob.count<protocol::Chat>(), 0u);
  bob.resume();
  EXPECT_EQ(texts(bob), (std::vector<std::string>{"one", "two"}));
  ada.repeat_last();  // it does not know whether the server had it
  EXPECT_EQ(bob.count<protocol::Chat>(), 2u);
}

TEST_F(Chat, ReceiptsGoToTheWriter) {
  Client& tablet = world.join_as(ada);
  ada.say(line_to(bob, "a1", "Seen?"));
  bob.say(ChatReceipt{MessageId("a1"), ada.id(), std::nullopt, std::nullopt});
  const ChatReceipt expected{MessageId("a1"), std::nullopt, std::nullopt, bob.id()};
  EXPECT_EQ(ada.last<ChatReceipt>(), expected);
  EXPECT_EQ(tablet.last<ChatReceipt>(), expected);
  const CallId call = ongoing_call(ada, bob);
  ada.say(line_in(call, "a2", "And this?"));
  bob.say(ChatReceipt{MessageId("a2"), ada.id(), call, std::nullopt});
  EXPECT_EQ(ada.last<ChatReceipt>(), (ChatReceipt{MessageId("a2"), std::nullopt, call, bob.id()}));
  EXPECT_EQ(tablet.count<ChatReceipt>(), 1u);
}

TEST_F(Chat, ReceiptsThatReachNobodyAreDropped) {
  const CallId call = ongoing_call(ada, bob);
  cleo.say(ChatReceipt{MessageId("a1"), ada.id(), call, std::nullopt});
  cleo.say(ChatReceipt{MessageId("a1"), PersonId("p-nobody"), std::nullopt, std::nullopt});
  cleo.say(protocol::Block{MessageId("c1"), bob.id(), true});
  cleo.say(ChatReceipt{MessageId("b1"), bob.id(), std::nullopt, std::nullopt});
  EXPECT_EQ(cleo.count<protocol::Error>(), 0u);
  EXPECT_EQ(ada.count<ChatReceipt>() + bob.count<ChatReceipt>(), 0u);
}

TEST_F(Chat, IsNeitherLoggedNorRecorded) {
  const std::string secret = "S3CRET";
  ada.say(line("a1", secret));
  for (const Effect& effect : world.last_effects()) {
    EXPECT_TRUE(std::holds_alternative<SendFrame>(effect));
    EXPECT_EQ(to_string(effect).find(secret), std::string::npos);
  }
}

TEST(ChatAmongPrograms, IsNotHeardByThem) {
  Config config;
  config.media_server = true;
  World world(config);
  Client& ada = world.join("Ada");
  Program& robot = world.admit("Robot", PersonId("robot"));
  ada.say(line("a1", "Hello, all"));
  EXPECT_TRUE(robot.events().empty());
  ada.ring_name("Robot");
  const CallId call = ada.last<protocol::Call>()->id;
  robot.answer(call, true);
  ada.say(line_in(call, "a2", "Hello"));
  EXPECT_EQ(ada.last_error(), ErrorCode::NotAllowed);
}

}  // namespace
}  // namespace parley::hub::test
