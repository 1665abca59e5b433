// The reports, and what they do with what strangers typed.
#include "server/report/report.hpp"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "server/report/csv.hpp"
#include "server/report/text_table.hpp"

namespace parley::report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr store::WallTime kNoon = 1'795'262'400'000;  // 2026-11-21T12:00:00Z

store::StoredCall ended_call() {
  store::StoredCall call;
  hub::CallRecord& record = call.record;
  record.call = CallId("c-1");
  record.version = 4;
  record.caller = PersonId("p-ada");
  record.caller_name = "Ada";
  record.receiver = PersonId("p-grace");
  record.receiver_name = "Grace, \"Amazing\"";
  record.media = protocol::Media::Video;
  record.status = protocol::CallStatus::Ended;
  record.reason = protocol::EndReason::HungUp;
  record.ended_by = protocol::Side::Receiver;
  record.requested_at = kNoon;
  record.accepted_at = kNoon + 4'000;
  record.connected_at = kNoon + 4'500;
  record.ended_at = kNoon + 64'500;
  record.duration = Milliseconds(60'000);
  call.events = {{CallId("c-1"), 1, kNoon, hub::CallMoment::Requested, {}, ""},
                 {CallId("c-1"), 2, kNoon + 4'000, hub::CallMoment::Answered, protocol::Side::Receiver, "video"},
                 {CallId("c-1"), 3, kNoon + 64'500, hub::CallMoment::Ended, protocol::Side::Receiver, "hung-up"}};
  return call;
}

store::StoredCall missed_call() {
  store::StoredCall call;
  call.record.call = CallId("c-2");
  call.record.caller_name = "Ada";
  call.record.receiver_name = "Li";
  call.record.media = protocol::Media::Voice;
  call.record.status = protocol::CallStatus::Dialling;
  call.record.requested_at = kNoon;
  return call;
}

TEST(Report, OfCallsIsATableOnATerminal) {
  EXPECT_EQ(calls_report({ended_call(), missed_call()}, Format::Text),
            "REQUESTED                 CALL  CALLER  RECEIVER          MEDIA  STATUS    REASON   RANG    LASTED\n"
            "2026-11-21T12:00:00.000Z  c-1   Ada     Grace, \"Amazing\"  video  ENDED     hung-up  0:04.0  1:00.0\n"
            "2026-11-21T12:00:00.000Z  c-2   Ada     Li                voice  DIALLING  -        -       -\n");
  EXPECT_EQ(calls_report({}, Format::Text), "No calls.\n");
}

TEST(Report, OfOneCallTellsItsStory) {
  EXPECT_EQ(call_report(ended_call(), Format::Text),
            "Call       c-1\n"
            "From       Ada (p-ada)\n"
            "To         Grace, \"Amazing\" (p-grace)\n"
            "Media      video\n"
            "Status     ENDED, hung-up, by the receiver\n"
            "Requested  2026-11-21T12:00:00.000Z\n"
            "Accepted   2026-11-21T12:00:04.000Z\n"
            "Connected  2026-11-21T12:00:04.500Z\n"
            "Ended      2026-11-21T12:01:04.500Z\n"
            "Lasted     1:00.0\n"
            "\n"
            "AFTER   EVENT      SIDE      DETAIL\n"
            "0:00.0  requested  -\n"
            "0:04.0  answered   receiver  video\n"
            "1:04.5  ended      receiver  hung-up\n");
}

TEST(Report, AsJsonHasEveryMemberThatTheCallHas) {
  const auto parsed = nlohmann::json::parse(calls_report({ended_call(), missed_call()}, Format::Json), nullptr, false);
  ASSERT_FALSE(parsed.is_discarded());
  ASSERT_EQ(parsed["calls"].size(), 2);
  const auto expected = nlohmann::json::parse(R"({
    "id": "c-1", "version": 4, "caller": {"id": "p-ada", "name": "Ada"},
    "receiver": {"id": "p-grace", "name": "Grace, \"Amazing\""}, "media": "video", "status": "ENDED",
    "reason": "hung-up", "endedBy": "receiver", "requestedAt": 1795262400000, "acceptedAt": 1795262404000,
    "connectedAt": 1795262404500, "endedAt": 1795262464500, "durationMs": 60000})");
  EXPECT_EQ(parsed["calls"][0], expected);
  EXPECT_FALSE(parsed["calls"][1].contains("reason"));
  const auto one = nlohmann::json::parse(call_report(ended_call(), Format::Json), nullptr, false);
  ASSERT_EQ(one["events"].size(), 3);
  EXPECT_EQ(one["events"][1], nlohmann::json::parse(R"({"number": 2, "at": 1795262404000, "event": "answered",
                                                        "side": "receiver", "detail": "video"})"));
}

TEST(Report, AsCsvQuotesWhatMustBe) {
  EXPECT_EQ(
      calls_report({ended_call()}, Format::Csv),
      "requested,call,caller,\"caller name\",receiver,\"receiver name\",media,status,reason,\"ended by\",accepted,"
      "connected,ended,\"duration ms\"\r\n"
      "2026-11-21T12:00:00.000Z,c-1,p-ada,Ada,p-grace,\"Grace, \"\"Amazing\"\"\",video,ENDED,hung-up,receiver,"
      "2026-11-21T12:00:04.000Z,2026-11-21T12:00:04.500Z,2026-11-21T12:01:04.500Z,60000\r\n");
  EXPECT_THAT(call_report(ended_call(), Format::Csv),
              HasSubstr("c-1,2,2026-11-21T12:00:04.000Z,answered,receiver,video\r\n"));
}

TEST(Report, OfSignInsShowsWhoTriedWhat) {
  const std::vector<store::LoginAttempt> attempts = {
      {kNoon, PersonId("p-ada"), "Ada", "192.0.2.1", "Firefox on Linux", "signed-in"},
      {kNoon, {}, "root", "2001:db8::/64", "", "wrong-password"}};
  EXPECT_EQ(logins_report(attempts, Format::Text),
            "AT                        OUTCOME         NAME  PERSON  ADDRESS        DEVICE\n"
            "2026-11-21T12:00:00.000Z  signed-in       Ada   p-ada   192.0.2.1      Firefox on Linux\n"
            "2026-11-21T12:00:00.000Z  wrong-password  root  -       2001:db8::/64  -\n");
  const auto parsed = nlohmann::json::parse(logins_report(attempts, Format::Json), nullptr, false);
  ASSERT_EQ(parsed["logins"].size(), 2);
  EXPECT_EQ(parsed["logins"][0]["person"], "p-ada");
  EXPECT_FALSE(parsed["logins"][1].contains("person"));
  EXPECT_THAT(logins_report(attempts, Format::Csv),
              HasSubstr("2026-11-21T12:00:00.000Z,wrong-password,root,,2001:db8::/64,\r\n"));
  EXPECT_EQ(logins_report({}, Format::Text), "No sign-ins.\n");
}

TEST(Report, LetsNobodysNameBecomeAFormula) {
  for (const char* name : {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1",
                           "\xEF\xBC\x9D"
                           "1"}) {
    const std::string cell = csv_cell(name);
    EXPECT_TRUE(cell.starts_with("'") || cell.starts_with("\"'")) << name;
  }
  EXPECT_EQ(csv_cell("=HYPERLINK(\"http://x\", 1)"), "\"'=HYPERLINK(\"\"http://x\"\", 1)\"");
  EXPECT_EQ(csv_cell("a=1"), "a=1");
  EXPECT_EQ(csv_cell("two\r\nlines"), "\"two\r\nlines\"");
}

TEST(Report, ObeysNoEscapeSequenceInAName) {
  store::LoginAttempt attempt{kNoon,
                              {},
                              "\x1b[2J\nroot\x7f\xC2\x9B"
                              "31m \xE2\x80\xAE"
                              "drowssap \xEF\xBF\xBD",
                              "x",
                              "y",
                              "z"};
  const std::string text = logins_report({attempt}, Format::Text);
  EXPECT_THAT(text, HasSubstr("\\u{1b}[2J\\u{a}root\\u{7f}\\u{9b}31m \\u{202e}drowssap \xEF\xBF\xBD"));
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
  const auto parsed = nlohmann::json::parse(logins_report({attempt}, Format::Json), nullptr, false);
  EXPECT_EQ(parsed["logins"][0]["name"], attempt.name);
}

TEST(Report, AlignsNamesByCharactersAndSurvivesTornOnes) {
  EXPECT_EQ(text_table({{"A", "B"}, {"\xE6\x9D\x8E\xE6\x9D\x8E", "x"}, {"", "y"}}),
            "A   B\n\xE6\x9D\x8E\xE6\x9D\x8E  x\n    y\n");
  EXPECT_EQ(plain("\xE6"), "\xEF\xBF\xBD");
  EXPECT_EQ(plain(""), "");
}

TEST(Report, KnowsItsFormats) {
  EXPECT_EQ(format_from("text"), Format::Text);
  EXPECT_EQ(format_from("json"), Format::Json);
  EXPECT_EQ(format_from("csv"), Format::Csv);
  EXPECT_EQ(format_from("xml"), std::nullopt);
  EXPECT_EQ(content_type(Format::Json), "application/json");
}

}  // namespace
}  // namespace parley::report
