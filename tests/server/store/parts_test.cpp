// The store's small parts: addresses of databases, texts that fit, and words for enumerations.
#include <gmock/gmock.h>

#include "server/store/database.hpp"
#include "server/store/database_url.hpp"
#include "server/store/stored_names.hpp"
#include "server/store/text_fit.hpp"

namespace parley::store {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(DatabaseUrl, IsTakenApart) {
  const auto whole = read_database_url("mysql://par%40ley:s%3Acret%2F%25@db.example:3307/calls?sslca=/ca.pem");
  ASSERT_TRUE(whole.ok());
  DatabaseUrl expected;
  expected.engine = Engine::MySql;
  expected.user = "par@ley";
  expected.password = "s:cret/%";
  expected.host = "db.example";
  expected.port = "3307";
  expected.name = "calls";
  expected.certificate_authority = "/ca.pem";
  EXPECT_EQ(whole.value(), expected);
  EXPECT_EQ(read_database_url("mariadb://u@localhost/n?unix_socket=/run/s").value().socket, "/run/s");
  EXPECT_EQ(read_database_url("postgresql:///n?host=/run/pg").value().socket, "/run/pg");
  EXPECT_EQ(read_database_url("postgres://[2001:db8::1]:5433/n").value().host, "2001:db8::1");
  EXPECT_EQ(read_database_url("postgres://[2001:db8::1]:5433/n").value().port, "5433");
  EXPECT_EQ(read_database_url("sqlite:///var/lib/p%20q/a.db").value().path, "/var/lib/p q/a.db");
}

TEST(DatabaseUrl, ThatIsWrongIsExplainedWithoutItsPassword) {
  const std::pair<const char*, const char*> cases[] = {
      {"", "begins with none of"},
      {"parley.db", "begins with none of"},
      {"oracle://user:geheim@host/name", "begins with none of"},
      {"sqlite://relative.db", "names no file"},
      {"sqlite:///a\"b", "quotation mark"},
      {"mysql://user:geheim@host", "names no database"},
      {"mysql://user:geheim@host/", "names no database"},
      {"mysql://user:geheim%@host/name", "%25"},
      {"mysql://user:geheim@host:port/name", "port"},
      {"mysql://user:geheim@host:123456/name", "port"},
      {"mysql://user:geheim@host/name?host=/x", "unknown setting \"host\""},
      {"postgresql://user:geheim@host/name?unix_socket=/x", "unknown setting \"unix_socket\""},
      {"postgresql://user:geheim@host/name?sslca", "no readable value for \"sslca\""},
      {"postgresql://user:geheim@[::1/name", "bracket"},
  };
  for (const auto& [text, words] : cases) {
    const auto read = read_database_url(text);
    ASSERT_FALSE(read.ok()) << text;
    EXPECT_THAT(read.error(), HasSubstr(words)) << text;
    EXPECT_THAT(read.error(), Not(HasSubstr("geheim"))) << text;
  }
}

TEST(DatabaseUrl, IsDescribedWithoutItsPassword) {
  const auto url = read_database_url("postgresql://parley:geheim@db.example/calls").value();
  EXPECT_EQ(described(url), "PostgreSQL database \"calls\" at db.example");
  EXPECT_THAT(connect_string(url, Milliseconds(5'000)), HasSubstr("password='geheim'"));
}

TEST(DatabaseUrl, CannotSmuggleSettingsInThroughItsParts) {
  const auto url = read_database_url("postgresql://u:a'b%5Cc%20sslmode=disable@h/n").value();
  EXPECT_THAT(connect_string(url, Milliseconds(5'000)), HasSubstr("password='a\\'b\\\\c sslmode=disable' "));
}

TEST(OneLine, HasNoLineEndsAndNoPassword) {
  EXPECT_EQ(one_line("a\n\tb  c\r\n", ""), "a b c");
  EXPECT_EQ(one_line("geheim is wrong: geheim", "geheim"), "*** is wrong: ***");
}

TEST(Fit, KeepsWhatIsUtf8AndCutsBetweenCodePoints) {
  EXPECT_EQ(fit("plain", 10), "plain");
  EXPECT_EQ(fit("plain", 3), "pla");
  EXPECT_EQ(fit("a\xE6\x9D\x8E", 3), "a");
  EXPECT_EQ(fit("a\xE6\x9D\x8E", 4), "a\xE6\x9D\x8E");
  EXPECT_EQ(fit("\xF0\x9F\x98\x80", 4), "\xF0\x9F\x98\x80");
}

TEST(Fit, ReplacesWhatIsNot) {
  const std::string replaced = "\xEF\xBF\xBD";
  EXPECT_EQ(fit(std::string_view("a\0b", 3), 10), "a" + replaced + "b");
  EXPECT_EQ(fit("\xFF", 10), replaced);
  EXPECT_EQ(fit("\xC0\xAF", 10), replaced + replaced);                                // overlong
  EXPECT_EQ(fit("\xED\xA0\x80", 10), replaced + replaced + replaced);                 // half of a pair
  EXPECT_EQ(fit("\xF4\x90\x80\x80", 12), replaced + replaced + replaced + replaced);  // past U+10FFFF
  EXPECT_EQ(fit("\xE6\x9D", 10), replaced + replaced);                                // cut off
}

TEST(StoredNames, AreReadBackAsTheyWereWritten) {
  for (int i = 0; i <= static_cast<int>(hub::CallMoment::Ended); ++i) {
    const auto moment = static_cast<hub::CallMoment>(i);
    EXPECT_EQ(moment_from(hub::word_of(moment)), moment);
  }
  EXPECT_EQ(hub::word_of(hub::CallMoment::FirstMedia), "first-media");
  EXPECT_EQ(hub::word_of(hub::CallMoment::Ended), "ended");
  EXPECT_EQ(moment_from("unheard-of"), std::nullopt);
  EXPECT_EQ(from_name<protocol::CallStatus>("DECLINED"), protocol::CallStatus::Declined);
  EXPECT_EQ(from_name<protocol::EndReason>("no-path"), protocol::EndReason::NoPath);
  EXPECT_EQ(from_name<protocol::Side>("CALLER"), std::nullopt);
}

}  // namespace
}  // namespace parley::store
