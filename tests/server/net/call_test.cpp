// Two people call each other through the whole protocol, over real sockets, spoken by hand.
#include <string>

#include <gtest/gtest.h>

#include "tests/server/process/raw_client.hpp"
#include "tests/server/process/server_process.hpp"

namespace parley::test {
namespace {

using nlohmann::json;

const std::string kOffer = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n";
const std::string kAnswer = "v=0\r\no=- 2 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n";

/// Ada and Grace, signed in at one server.
class Calls : public testing::Test {
 protected:
  ServerProcess server_{{"--presence-seconds", "0.01"}};
  RawPerson ada_{server_.port(), RawPerson::hello("Ada")};
  RawPerson grace_{server_.port(), RawPerson::hello("Grace")};

  /// Ada rings Grace: the call's id.
  std::string ring() {
    ada_.command({{"type", "call-request"}, {"id", "r1"}, {"name", "Grace"}, {"media", "video"}, {"offer", kOffer}});
    const json call = ada_.next_call("DIALLING");
    EXPECT_EQ(call.value("request", ""), "r1");
    EXPECT_EQ(call.value("you", ""), "caller");
    return call.value("callId", "");
  }

  /// Ada rings, Grace accepts, both know.
  std::string connect() {
    const std::string id = ring();
    EXPECT_EQ(grace_.next_call("DIALLING").value("callId", ""), id);
    grace_.command({{"type", "call-answer"}, {"id", "a1"}, {"callId", id}, {"accept", true}, {"media", "video"}});
    EXPECT_EQ(ada_.next_call("ONGOING").value("callId", ""), id);
    EXPECT_EQ(grace_.next_call("ONGOING").value("callId", ""), id);
    return id;
  }
};

TEST_F(Calls, SigningInTellsWhoOneIsAndWhoElseIsThere) {
  EXPECT_EQ(ada_.client_id["you"]["name"], "Ada");
  EXPECT_EQ(ada_.client_id["outcome"], "new");
  EXPECT_EQ(ada_.client_id["epoch"], grace_.client_id["epoch"]);
  EXPECT_NE(ada_.token(), grace_.token());
  const json list = grace_.next("peer-list");
  ASSERT_EQ(list["people"].size(), 1u);
  EXPECT_EQ(list["people"][0]["id"], ada_.id());
  const json joined = ada_.next("peer-joined");
  EXPECT_EQ(joined["people"][0]["name"], "Grace");
}

TEST_F(Calls, ATakenNameIsToldAndAnotherHelloMayFollow) {
  RawWebSocket socket(server_.port());
  socket.send_json(RawPerson::hello("ada"));
  const json refused = socket.receive_type("error");
  EXPECT_EQ(refused.value("code", ""), "name-taken");
  EXPECT_NE(refused.value("suggestion", ""), "");
  socket.send_json(RawPerson::hello(refused.value("suggestion", "")));
  EXPECT_FALSE(socket.receive_type("client-id").is_null());
}

TEST_F(Calls, FromTheFirstRingToTheHangUp) {
  const std::string id = ring();
  const json ringing = grace_.next_call("DIALLING");
  EXPECT_EQ(ringing["caller"]["id"], ada_.id());
  EXPECT_EQ(ringing.value("asked", ""), "receiver");
  EXPECT_GT(ringing.value("ringLeftMs", 0), 0);
  const json offer = grace_.next("offer");
  EXPECT_EQ(offer.value("sdp", ""), kOffer);
  EXPECT_EQ(offer.value("from", ""), ada_.id());

  ada_.command({{"type", "ice-candidate"},
                {"callId", id},
                {"generation", 1},
                {"from", "forged"},
                {"candidate",
                 {{"candidate", "candidate:1 1 udp 1 127.0.0.1 9 typ host"}, {"sdpMid", "0"}, {"sdpMLineIndex", 0}}}});
  const json candidate = grace_.next("ice-candidate");
  EXPECT_EQ(candidate.value("from", ""), ada_.id());
  EXPECT_EQ(candidate["candidate"]["sdpMid"], "0");

  grace_.command({{"type", "call-answer"}, {"id", "a1"}, {"callId", id}, {"accept", true}, {"media", "voice"}});
  EXPECT_EQ(ada_.next_call("ONGOING").value("accepted", ""), "voice");
  EXPECT_EQ(grace_.next_call("ONGOING").value("callId", ""), id);

  grace_.command({{"type", "answer"}, {"callId", id}, {"generation", 1}, {"sdp", kAnswer}});
  const json answer = ada_.next("answer");
  EXPECT_EQ(answer.value("sdp", ""), kAnswer);
  EXPECT_EQ(answer.value("from", ""), grace_.id());

  const json media{{"type", "call-media"}, {"callId", id},    {"generation", 1}, {"version", 1},
                   {"microphone", true},   {"camera", false}, {"screen", false}, {"connected", true}};
  ada_.web_socket.send_json(media);
  EXPECT_EQ(grace_.next("call-media").value("from", ""), ada_.id());
  grace_.web_socket.send_json(media);
  EXPECT_EQ(ada_.next("call-media").value("microphone", false), true);
  EXPECT_TRUE(ada_.next_call("ONGOING").contains("elapsedMs"));

  grace_.command({{"type", "call-end"}, {"id", "e1"}, {"callId", id}, {"cause", "hang-up"}});
  for (RawPerson* person : {&ada_, &grace_}) {
    const json ended = person->next_call("ENDED");
    EXPECT_EQ(ended.value("callId", ""), id);
    EXPECT_EQ(ended.value("reason", ""), "hung-up");
    EXPECT_EQ(ended.value("endedBy", ""), "receiver");
  }
}

TEST_F(Calls, ADeclinedCallIsToldToTheCaller) {
  const std::string id = ring();
  grace_.next_call("DIALLING");
  grace_.command({{"type", "call-answer"}, {"id", "a1"}, {"callId", id}, {"accept", false}});
  EXPECT_EQ(ada_.next_call("DECLINED").value("reason", ""), "declined");
}

TEST_F(Calls, NothingReachesAThirdParty) {
  const std::string id = connect();
  RawPerson eve(server_.port(), RawPerson::hello("Eve"));
  eve.command({{"type", "offer"}, {"callId", id}, {"generation", 2}, {"sdp", kOffer}});
  EXPECT_EQ(eve.next("error").value("code", ""), "no-such-call");
  eve.command({{"type", "call-end"}, {"id", "e1"}, {"callId", id}, {"cause", "hang-up"}});
  const json refused = eve.next("error");
  EXPECT_EQ(refused.value("code", ""), "no-such-call");
  EXPECT_EQ(refused.value("answers", ""), "e1");
  // The call still is what it was: its own parties can talk.
  grace_.command({{"type", "answer"}, {"callId", id}, {"generation", 1}, {"sdp", kAnswer}});
  EXPECT_EQ(ada_.next("answer").value("sdp", ""), kAnswer);
}

TEST_F(Calls, ALostSocketResumesWithWhatWasMissed) {
  const std::string id = connect();
  const json resume{{"token", ada_.token()}, {"lastSeen", ada_.last_seen}};
  ada_.web_socket.socket().cut();
  grace_.command({{"type", "answer"}, {"callId", id}, {"generation", 1}, {"sdp", kAnswer}});
  grace_.web_socket.send_text(R"({"type":"ping","number":1})");
  ASSERT_FALSE(grace_.next("pong").is_null());  // so the answer has been taken while Ada was away

  RawPerson again(server_.port(), {{"type", "hello"}, {"version", 1}, {"resume", resume}});
  ASSERT_FALSE(again.client_id.is_null());
  EXPECT_EQ(again.client_id["outcome"], "resumed");
  EXPECT_EQ(again.id(), ada_.id());
  EXPECT_EQ(again.client_id["lastSeen"], 1);
  EXPECT_EQ(again.next("answer").value("sdp", ""), kAnswer);
  EXPECT_EQ(again.next_call("ONGOING").value("callId", ""), id);
}

TEST_F(Calls, ASecondSocketOfASessionReplacesTheFirst) {
  RawPerson again(server_.port(),
                  {{"type", "hello"}, {"version", 1}, {"resume", {{"token", ada_.token()}, {"lastSeen", 0}}}});
  EXPECT_EQ(again.client_id["outcome"], "resumed");
  EXPECT_EQ(ada_.next("bye").value("code", ""), "replaced");
  EXPECT_EQ(ada_.web_socket.receive_close(), 4409);
  again.web_socket.send_text(R"({"type":"ping","number":1})");
  EXPECT_FALSE(again.next("pong").is_null());
}

TEST(CallClocks, ARingThatNobodyAnswersIsMissed) {
  const ServerProcess server({"--ring-seconds", "0.1"});
  RawPerson ada(server.port(), RawPerson::hello("Ada"));
  RawPerson grace(server.port(), RawPerson::hello("Grace"));
  ada.command({{"type", "call-request"}, {"id", "r1"}, {"name", "Grace"}, {"media", "voice"}, {"offer", kOffer}});
  EXPECT_EQ(ada.next_call("MISSED").value("reason", ""), "no-answer");
  EXPECT_EQ(grace.next_call("MISSED").value("reason", ""), "no-answer");
}

TEST(CallClocks, ASessionThatDoesNotComeBackLosesItsCall) {
  const ServerProcess server({"--resume-seconds", "0.1"});
  RawPerson ada(server.port(), RawPerson::hello("Ada"));
  RawPerson grace(server.port(), RawPerson::hello("Grace"));
  ada.command({{"type", "call-request"}, {"id", "r1"}, {"name", "Grace"}, {"media", "voice"}, {"offer", kOffer}});
  const std::string id = grace.next_call("DIALLING").value("callId", "");
  grace.command({{"type", "call-answer"}, {"id", "a1"}, {"callId", id}, {"accept", true}, {"media", "voice"}});
  ada.next_call("ONGOING");
  ada.web_socket.socket().cut();
  EXPECT_EQ(grace.next_call("ENDED").value("reason", ""), "connection-lost");
}

TEST(CallClocks, OneAddressMayOpenSoManySockets) {
  const ServerProcess server({"--sockets-per-address", "2"});
  RawPerson ada(server.port(), RawPerson::hello("Ada"));
  RawPerson grace(server.port(), RawPerson::hello("Grace"));
  RawWebSocket third(server.port());
  const int code = third.receive_close();
  EXPECT_GE(code, 4000);
}

}  // namespace
}  // namespace parley::test
