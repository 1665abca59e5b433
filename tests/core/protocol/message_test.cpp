// Who says what, and what is numbered.
#include "core/protocol/message.hpp"

#include <map>
#include <string>

#include <gtest/gtest.h>

#include "tests/core/protocol/printers.hpp"
#include "tests/core/protocol/samples.hpp"

namespace parley::protocol {
namespace {

struct Manner {
  bool client;
  bool server;
  bool command;
};

const std::map<std::string, Manner> kManners = {
    {"hello", {true, false, false}},       {"client-id", {false, true, false}},   {"peer-list", {false, true, false}},
    {"peer-joined", {false, true, false}}, {"peer-left", {false, true, false}},   {"call-request", {true, false, true}},
    {"call", {false, true, false}},        {"call-answer", {true, false, true}},  {"call-end", {true, false, true}},
    {"call-claim", {true, false, true}},   {"offer", {true, true, true}},         {"answer", {true, true, true}},
    {"ice-candidate", {true, true, true}}, {"call-media", {true, true, false}},   {"chat", {true, true, true}},
    {"ack", {true, true, false}},          {"ping", {true, true, false}},         {"pong", {true, true, false}},
    {"bye", {true, true, false}},          {"ice-servers", {false, true, false}}, {"renamed", {false, true, false}},
    {"chat-receipt", {true, true, true}},  {"presence", {true, false, true}},     {"room-join", {true, false, true}},
    {"room-leave", {true, false, true}},   {"room", {false, true, false}},        {"call-take", {true, false, true}},
    {"block", {true, false, true}},        {"blocks", {false, true, false}},
};

TEST(Message, IsSaidByThoseWhoMay) {
  for (const Envelope& sample : sample_messages()) {
    const std::string type = type_name(sample.message);
    if (type == "error") continue;
    ASSERT_TRUE(kManners.contains(type)) << type;
    EXPECT_EQ(client_may_send(sample.message), kManners.at(type).client) << type;
    EXPECT_EQ(server_may_send(sample.message), kManners.at(type).server) << type;
    EXPECT_EQ(is_command(sample.message), kManners.at(type).command) << type;
  }
}

TEST(Message, ErrorIsACommandWhenItAnswersOne) {
  const Message answer = Error{ErrorCode::Busy, "", MessageId("m"), {}, {}, {}};
  const Message remark = Error{ErrorCode::BadMessage, "", {}, "/seq", {}, {}};
  EXPECT_TRUE(is_command(answer));
  EXPECT_FALSE(is_command(remark));
  EXPECT_FALSE(client_may_send(answer));
  EXPECT_TRUE(server_may_send(answer));
}

TEST(Message, TypesHaveNamesOfTheirOwn) {
  std::map<std::string, std::size_t> index_of;
  for (const Envelope& sample : sample_messages()) {
    const auto [entry, added] = index_of.emplace(type_name(sample.message), sample.message.index());
    EXPECT_TRUE(added || entry->second == sample.message.index()) << entry->first;
  }
  EXPECT_EQ(index_of.size(), std::variant_size_v<Message>);
}

TEST(EndReason, GoesWithOneTerminalStatus) {
  for (const auto reason : {EndReason::HungUp, EndReason::Cancelled, EndReason::ConnectionLost, EndReason::Declined,
                            EndReason::NoAnswer, EndReason::Busy, EndReason::NoPath, EndReason::Failed}) {
    EXPECT_TRUE(is_terminal(status_of(reason))) << wire_name(reason);
  }
  EXPECT_FALSE(is_terminal(CallStatus::Dialling));
  EXPECT_FALSE(is_terminal(CallStatus::Ongoing));
}

TEST(Media, LesserIsVoiceIfEitherIs) {
  EXPECT_EQ(lesser(Media::Video, Media::Video), Media::Video);
  EXPECT_EQ(lesser(Media::Video, Media::Voice), Media::Voice);
  EXPECT_EQ(lesser(Media::Voice, Media::Video), Media::Voice);
}

}  // namespace
}  // namespace parley::protocol
